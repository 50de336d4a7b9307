// SQS in memory, with two corrections of the emulator: AWS answers a receive that finds nothing with an empty object instead of nothing,
// and has replaced AttributeNames by MessageSystemAttributeNames.
import { Readable } from 'node:stream';
import sqs from 'local-aws-sqs';
import { serve } from './emulator.mjs';

const server = await sqs.createSqsServer({ port: 0, hostname: '127.0.0.1' });
const [handle] = server.listeners('request');
server.removeAllListeners('request');
server.on('request', async (request, response) => {
  if (request.headers['x-amz-target'] !== 'AmazonSQS.ReceiveMessage') return handle(request, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { MessageSystemAttributeNames: names, ...asked } = JSON.parse(Buffer.concat(chunks));
  const { method, url, headers } = request;
  const body = Buffer.from(JSON.stringify({ AttributeNames: names, ...asked }));
  const end = response.end.bind(response);
  response.end = (answer) => end(answer || '{}');
  return handle(Object.assign(Readable.from([body]), { method, url, headers }), response);
});
serve(server);
