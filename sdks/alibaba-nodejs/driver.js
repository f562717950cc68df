'use strict';

// Driver of the Alibaba Cloud ECS SDK for Node.js (package @alicloud/ecs20140526).

const ecs = require('@alicloud/ecs20140526');
const {$OpenApiUtil} = require('@alicloud/openapi-core');
const lines = require('../lines/lines.js');

lines(async ({endpoint, region, credentials, operation, input}) => {
  const Request = ecs[`${operation}Request`];
  if (!Request) return {unsupported: `the SDK has no ${operation}Request`};
  const fields = fieldsByName(Request);
  const lacks = Object.keys(input).find((name) => !fields[name]);
  if (lacks) return {unsupported: `${operation}Request has no ${lacks}`};

  const client = connect(new URL(endpoint), region, credentials);
  const members = membersOf(Request, fields, region, input);
  let response;
  try {
    response = await client[method(operation)](new Request(members));
  } catch (e) {
    return {error: shown(e)};
  }
  return {output: response.body ? response.body.toMap() : {}};
});

function connect(url, regionId, {id, secret}) {
  const protocol = url.protocol.replace(':', '');
  return new ecs.default(new $OpenApiUtil.Config({
    accessKeyId: id, accessKeySecret: secret, regionId, endpoint: url.host, protocol,
  }));
}

// A method is named after its operation, with a small first letter: stopInstance.
function method(operation) {
  return operation[0].toLowerCase() + operation.slice(1);
}

// A request names its fields in its own way (instanceId) and says which of the document's each one is (InstanceId).
function fieldsByName(Request) {
  return Object.fromEntries(Object.entries(Request.names()).map(([field, name]) => [name, field]));
}

// What to set. Where a request has a region, that is the caller's affair. A list is written as JSON where the SDK
// takes a text: so its documentation wants InstanceIds.
function membersOf(Request, fields, region, input) {
  const members = fields.RegionId ? {[fields.RegionId]: region} : {};
  for (const [name, value] of Object.entries(input)) {
    const asText = Array.isArray(value) && Request.types()[fields[name]] === 'string';
    members[fields[name]] = asText ? JSON.stringify(value) : value;
  }
  return members;
}

function shown({code, message, requestId, statusCode}) {
  return {code, message, requestId, httpStatus: statusCode};
}
