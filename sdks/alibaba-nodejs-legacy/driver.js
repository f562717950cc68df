'use strict';

// Driver of the Alibaba Cloud core SDK for Node.js, first generation (package @alicloud/pop-core).

const {RPCClient} = require('@alicloud/pop-core');
const lines = require('../lines/lines.js');

lines(async ({endpoint, region, credentials, operation, input}) => {
  const client = new RPCClient({
    accessKeyId: credentials.id, accessKeySecret: credentials.secret, endpoint, apiVersion: '2014-05-26',
  });
  const parameters = parametersOf(operation, region, input);
  try {
    return {output: {...await client.request(operation, parameters)}}; // an answer that is a list comes as one
  } catch (e) {
    return {error: shown(e)};
  }
});

// The SDK has one call for all operations and knows none of their parameters. What a caller must know of ECS: an
// operation that lists instances wants a region, and InstanceIds is one text, a list written as JSON.
function parametersOf(operation, region, input) {
  const all = operation.startsWith('Describe') ? {RegionId: region, ...input} : {...input};
  if (Array.isArray(all.InstanceIds)) all.InstanceIds = JSON.stringify(all.InstanceIds);
  return all;
}

// The SDK's error has the answer as data and the HTTP exchange as entry; an error of the network has neither.
function shown({code, message, data, entry}) {
  return {code, message, requestId: data?.RequestId, httpStatus: entry?.response.statusCode};
}
