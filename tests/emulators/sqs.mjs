// SQS in memory.
import sqs from 'local-aws-sqs';
import { serve } from './emulator.mjs';

const server = await sqs.createSqsServer({ port: 0, hostname: '127.0.0.1' });

// Two things that SQS does and the emulator does not: it answers with an empty JSON object where there is nothing to say, and it knows
// ReceiveMessage's AttributeNames by their newer name too.
server.prependListener('request', (request, answer) => {
  const end = answer.end.bind(answer);
  answer.end = (data, ...more) => end(data || answer.statusCode !== 200 ? data : '{}', ...more);
  const emit = request.emit.bind(request);
  request.emit = (event, data, ...more) => emit(event, event === 'data' ? renamed(data) : data, ...more);
});

function renamed(data) {
  return Buffer.from(data.toString().replace('"MessageSystemAttributeNames"', '"AttributeNames"'));
}

serve(server);
