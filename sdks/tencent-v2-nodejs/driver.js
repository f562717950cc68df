'use strict';

// Driver of the Tencent Cloud SDK for Node.js for API v2 (package qcloudapi-sdk).

const {promisify} = require('node:util');
const Capi = require('qcloudapi-sdk');
const lines = require('../lines/lines.js');

lines(async ({endpoint, region, credentials, operation, input}) => {
  const client = connect(new URL(endpoint), credentials);
  const request = promisify(client.request.bind(client));
  let data;
  try {
    data = await request({Region: region, Action: operation, ...input});
  } catch (e) {
    return {error: {code: e.code, message: e.message}};
  }
  return answerOf(data);
});

// The SDK builds the URL of a request from these parts.
function connect(url, {id, secret}) {
  return new Capi({
    SecretId: id, SecretKey: secret, protocol: url.protocol.replace(':', ''), host: url.host, path: url.pathname,
  });
}

// A refusal is an ordinary result for the SDK, with a code that is not 0. What it could not parse it gives as text,
// without an error: the caller cannot parse that either.
function answerOf(data) {
  if (data !== null && typeof data === 'object' && !Array.isArray(data)) return {output: data};
  return {error: {message: `the SDK gave no error, and this in place of an object: ${data}`}};
}
