'use strict';

// Driver of the Tencent Cloud SDK for Node.js (API 3.0, package tencentcloud-sdk-nodejs-cvm).

const {cvm} = require('tencentcloud-sdk-nodejs-cvm');
const lines = require('../lines/lines.js');

lines(async ({endpoint, region, credentials, operation, input}) => {
  const client = connect(new URL(endpoint), region, credentials);
  if (typeof client[operation] !== 'function') return {unsupported: `the client has no ${operation}`};
  try {
    return {output: await client[operation](input)};
  } catch (e) {
    return {error: shown(e)};
  }
});

// A client as the README of the SDK makes it; its protocol is written with the slashes. The limit of a
// request is 10 seconds, not 60, so that nobody waits so long where the SDK waits for nothing.
function connect(url, region, {id, secret}) {
  return new cvm.v20170312.Client({
    credential: {secretId: id, secretKey: secret},
    region,
    profile: {httpProfile: {protocol: `${url.protocol}//`, endpoint: url.host, reqTimeout: 10}},
  });
}

// What an exception of the SDK shows: httpCode is set only where the status is not 200.
function shown({code, message, requestId, httpCode}) {
  return {code, message, requestId, httpStatus: httpCode};
}
