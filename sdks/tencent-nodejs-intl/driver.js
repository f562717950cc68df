'use strict';

// Driver of the Tencent Cloud SDK for Node.js, international edition (package tencentcloud-sdk-nodejs-intl-en).

const {promisify} = require('node:util');
const {common, cvm} = require('tencentcloud-sdk-nodejs-intl-en');
const lines = require('../lines/lines.js');

const {Client, Models} = cvm.v20170312;

lines(async ({endpoint, region, credentials, operation, input}) => {
  const client = connect(new URL(endpoint), region, credentials);
  if (!client[operation]) return {unsupported: `the client has no ${operation}`};
  const request = new Models[`${operation}Request`]();
  const lacks = Object.keys(input).find((name) => !(name in request));
  if (lacks) return {unsupported: `${operation}Request has no ${lacks}`};
  Object.assign(request, input);
  let response;
  try {
    response = await promisify(client[operation].bind(client))(request);
  } catch (e) {
    return {error: shown(e)};
  }
  // The SDK's own way to JSON. It writes null for the fields that the answer did not have.
  return {output: JSON.parse(response.to_json_string())};
});

function connect(url, region, {id, secret}) {
  const profile = new common.ClientProfile();
  profile.httpProfile.protocol = `${url.protocol}//`;
  profile.httpProfile.endpoint = url.host;
  profile.httpProfile.reqTimeout = 10; // seconds, not 60: where the SDK waits for nothing, nobody need wait so long
  return new Client(new common.Credential(id, secret), region, profile);
}

// What an exception of the SDK shows: httpCode is set only where the status is not 200.
function shown({code, message, requestId, httpCode}) {
  return {code, message, requestId, httpStatus: httpCode};
}
