// SQS in memory, at EMULATOR_PORT or a free port.
import sqs from 'local-aws-sqs';
import { serve } from './emulator.mjs';

const server = await sqs.createSqsServer({ port: Number(process.env.EMULATOR_PORT ?? 0), hostname: '127.0.0.1' });

// What SQS does and the emulator does not: it answers with an empty JSON object where there is nothing to say, it knows ReceiveMessage's
// AttributeNames by their newer name too, and it counts no record in flight among those that can be received.
server.prependListener('request', (request, answer) => {
  const end = answer.end.bind(answer);
  answer.end = (data, ...more) => end(answer.statusCode === 200 ? counted(data || '{}') : data, ...more);
  const emit = request.emit.bind(request);
  request.emit = (event, data, ...more) => emit(event, event === 'data' ? renamed(data) : data, ...more);
});

function counted(data) {
  const text = data.toString();
  if (!text.includes('"ApproximateNumberOfMessagesNotVisible"')) return data;
  const answer = JSON.parse(text);
  const { ApproximateNumberOfMessages: all, ApproximateNumberOfMessagesNotVisible: inFlight } = answer.Attributes;
  if (all !== undefined) answer.Attributes.ApproximateNumberOfMessages = String(all - inFlight);
  return JSON.stringify(answer);
}

function renamed(data) {
  return Buffer.from(data.toString().replace('"MessageSystemAttributeNames"', '"AttributeNames"'));
}

serve(server);
