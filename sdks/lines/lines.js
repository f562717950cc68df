'use strict';

/**
 * The loop of a driver in Node.js: a call in on each line, an answer out on each line, one after the other.
 *
 * Copy this file beside your own driver and give it a function that makes one call with your SDK:
 *
 *     const lines = require('./lines.js');
 *
 *     lines(async ({endpoint, region, credentials, operation, input}) => {
 *       const client = new YourClient(endpoint, region, credentials.id, credentials.secret);
 *       if (!client[operation]) return {unsupported: `no ${operation}`};
 *       try {
 *         return {output: await client[operation](input)};
 *       } catch (e) {
 *         return {error: {code: e.code, message: e.message, requestId: e.requestId, httpStatus: e.status}};
 *       }
 *     });
 *
 * and try it with: conformance sdk --driver "node driver.js". What a call and an answer have is in
 * docs/sdk-driver.schema.json. Needs Node.js 18 and nothing else.
 *
 * What your SDK throws is for your function to catch, as above. What else goes wrong is not caught here: a mistake
 * in a driver must be seen, so the process ends with its stack on standard error.
 *
 * @param {function(object): (object|Promise<object>)} answer takes a call and returns {output}, {error} or
 *     {unsupported}. A member that is undefined is left out of the line.
 */
module.exports = async function lines(answer) {
  // Standard output is for answers alone. What an SDK prints there goes to standard error.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);

  for await (const line of linesOf(process.stdin)) {
    const call = JSON.parse(line);
    write(JSON.stringify({case: call.case, ...await answer(call)}) + '\n');
  }
};

/**
 * Yields the lines of a stream. Node's own readline is not used: it takes U+2028, which JSON may hold as it is, for
 * the end of a line.
 */
async function* linesOf(stream) {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const whole = (rest + chunk).split('\n');
    rest = whole.pop();
    yield* whole;
  }
  if (rest !== '') yield rest;
}
