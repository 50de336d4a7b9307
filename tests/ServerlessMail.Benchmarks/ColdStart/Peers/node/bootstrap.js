// The api function's job for Node 20: one form post, judged by the table, written to it, its id put into the queue.
// The same calls and conditions as ours, on AWS SDK v3; and Lambda's loop, as lean as one can be.
import { createHmac, randomBytes } from 'node:crypto';
import { Agent as PlainAgent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const table = process.env.SMAIL_TABLE;
const queue = process.env.SMAIL_QUEUE_NORMAL;
const connections = { httpAgent: new PlainAgent({ keepAlive: true }), httpsAgent: new SecureAgent({ keepAlive: true }) };
const settings = {
  region: process.env.AWS_REGION,
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  },
  requestHandler: connections,
};
const dynamo = new DynamoDBClient({ ...settings, endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB });
const sqs = new SQSClient({ ...settings, endpoint: process.env.AWS_ENDPOINT_URL_SQS });

// Both connections are opened while the rest of the start goes on.
for (const endpoint of [process.env.AWS_ENDPOINT_URL_DYNAMODB, process.env.AWS_ENDPOINT_URL_SQS]) {
  const isSecure = endpoint.startsWith('https:');
  (isSecure ? secureRequest : request)(`${endpoint}/ping`, { agent: isSecure ? connections.httpsAgent : connections.httpAgent }, got => got.resume()).on('error', () => {}).end();
}

const secrets = new Map();
const senders = new Map();
const key = (pk, sk) => ({ pk: { S: pk }, sk: { S: sk } });
const sendersOf = address => [key('SENDER', address), key('SENDER', address.slice(address.indexOf('@') + 1))];

const purposes = ['client-digest', 'trail'];

async function batch(keys) {
  const answer = await dynamo.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }));
  return new Map(answer.Responses[table].map(item => [`${item.pk.S}/${item.sk.S}`, item]));
}

async function intake(name) {
  const guess = senders.get(name);
  // The keys come along with the first.
  const unknown = purposes.filter(purpose => !secrets.has(purpose));
  let items = await batch([
    key('FORM', name), key('CONTROL', 'CONTROL'), key('ACCOUNT', 'ACCOUNT'), ...(guess ? sendersOf(guess) : []), ...unknown.map(purpose => key('SECRET', `${purpose}#1`)),
  ]);
  for (const purpose of unknown) secrets.set(purpose, items.get(`SECRET/${purpose}#1`).secretKey.B);
  const stored = items.get(`FORM/${name}`);
  if (!stored) return {};
  const form = JSON.parse(stored.formJson.S);
  const account = JSON.parse(gunzipSync(items.get('ACCOUNT/ACCOUNT').body.B).toString());
  const control = items.get('CONTROL/CONTROL');
  const from = form.from.replace(/^.*<(.*)>$/, '$1');
  if (from !== guess) {
    senders.set(name, from);
    items = await batch(sendersOf(from));
  }
  const sender = items.get(`SENDER/${from}`) ?? items.get(`SENDER/${from.slice(from.indexOf('@') + 1)}`);
  return { form, control, account, from, isVerified: sender?.standing?.S === 'verified' };
}

const isAddress = text => text.length <= 254 && /^[^\s@<>"(),:;\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(text);
const reserved = new Set(['_replyto', '_subject', '_next', 'redirect', 'redirectTo', '_gotcha', '_honey', 'botcheck', 'bot-field', 'altcha', 'cf-turnstile-response', '_language', '_format']);

function faults(form, fields) {
  if (!fields.some(([name, value]) => !reserved.has(name) && value.trim())) return [{ code: 'EMPTY', message: 'The form is empty: fill in at least one field.' }];
  const found = [];
  for (const rule of form.fields ?? []) {
    if (rule.required && !fields.some(([name, value]) => name === rule.name && value.trim())) found.push({ code: 'REQUIRED_FIELD_MISSING', field: rule.name, message: 'is required' });
  }
  for (const [name, value] of fields) {
    if (['_replyto', 'email', 'Email'].includes(name) && value.trim() && !isAddress(value.trim())) found.push({ code: 'TYPE_EMAIL', field: name, message: 'should be an email' });
    if (value.includes('\0')) found.push({ code: 'TYPE_TEXT', field: name, message: 'should be text without control characters' });
    if (['_subject', 'subject'].includes(name) && /[\r\n]/.test(value)) found.push({ code: 'TYPE_TEXT', field: name, message: 'should be a single line' });
    if (value.length > 10000) found.push({ code: 'TYPE_TEXT', field: name, message: 'should have at most 10000 characters' });
  }
  return found;
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function ulid(now) {
  let id = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) id = digits[rest % 32] + id;
  for (const byte of randomBytes(16)) id += digits[byte % 32];
  return id;
}

const hmac = (secretKey, ...parts) => {
  const mac = createHmac('sha256', secretKey);
  for (const part of parts) mac.update(part).update('\0');
  return mac.digest().subarray(0, 16);
};

async function enter(form, client, digest, id, now) {
  const start = Math.floor(now / 60000) * 60000;
  const counter = `n${new Date(start).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z_Minute`;
  const { Attributes: item } = await dynamo.send(new UpdateItemCommand({
    TableName: table,
    Key: key(`LIMIT#${form}#${client}`, 'CLIENT'),
    UpdateExpression: `SET d${digest} = if_not_exists(d${digest}, :id), expires = :expires ADD ${counter} :one`,
    ConditionExpression: `(attribute_not_exists(${counter}) OR ${counter} < :most) AND (attribute_not_exists(d${digest}) OR d${digest} <> :id)`,
    ExpressionAttributeValues: { ':id': { S: id }, ':expires': { N: String(Math.floor(now / 1000) + 60) }, ':one': { N: '1' }, ':most': { N: '10' } },
    ReturnValues: 'ALL_NEW',
  }));
  return item[`d${digest}`].S;
}

async function accept(form, from, fields, id, now) {
  const draft = JSON.stringify({
    form: form.name, from: form.from, to: form.to, replyTo: fields.find(([name]) => name === 'email')?.[1],
    subject: fields.find(([name]) => name === '_subject' || name === 'subject')?.[1] ?? `New submission to ${form.name}`,
    fields: fields.filter(([name]) => !reserved.has(name)).map(([name, value]) => ({ name, value })),
  });
  const trailKey = secrets.get('trail');
  const salt = randomBytes(16);
  const digest = hmac(salt, draft);
  const start = hmac(trailKey, 'start', id, 'normal', `form:${form.name}`, String(form.to.length), digest);
  const chain = hmac(trailKey, 'seal', hmac(trailKey, 'event', start, '1', String(now), 'accepted', '0'), '1', 'accepted');
  const last = digits.indexOf(id[25]);
  await dynamo.send(new PutItemCommand({
    TableName: table,
    Item: {
      ...key(`MSG#${id}`, 'MSG'),
      dk: { S: `DAY#${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}#${last % 8}` },
      expires: { N: String(Math.floor(now / 1000) + 400 * 86400) }, lane: { S: 'normal' }, cameFrom: { S: `form:${form.name}` }, rcpts: { N: String(form.to.length) },
      trail: { L: [{ S: '+0 accepted 0' }] }, mark: { B: randomBytes(6) }, digest: { B: digest }, phase: { S: 'accepted' }, seq: { N: '1' },
      wk: { S: `W#${last % 16}` }, due: { S: `at#${new Date(now + 60000).toISOString()}` }, salt: { B: salt }, chain: { B: chain },
      draft: { S: draft }, draftUntil: { N: String(now + 30 * 86400 * 1000) },
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  }));
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: id, DelaySeconds: 0 }));
}

function answer(statusCode, body, origin) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', vary: 'Origin, Accept', ...(origin && { 'access-control-allow-origin': origin }) },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
}

const refused = (status, errors, origin) => answer(status, { ok: false, success: false, message: errors[0].message, error: errors[0].message, errors }, origin);

export async function handler(event) {
  const { http } = event.requestContext;
  const name = /^\/f\/([a-z0-9-]{1,64})$/.exec(event.rawPath)?.[1];
  const origin = event.headers.origin;
  if (http.method !== 'POST' || !name) return refused(404, [{ code: 'FORM_NOT_FOUND', message: 'There is no such form.' }], origin);
  if (!event.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return refused(415, [{ code: 'UNSPECIFIED', message: 'Not a form.' }], origin);
  const body = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  const fields = [...new URLSearchParams(body)];
  const now = Date.now();

  const { form, control, account, from, isVerified } = await intake(name);
  if (!form) return refused(404, [{ code: 'FORM_NOT_FOUND', message: 'There is no such form.' }], origin);
  if (origin && !form.origins.includes(origin)) return refused(403, [{ code: 'BLOCKED', message: 'This page may not post to this form.' }]);
  if (control?.paused?.BOOL !== false) return refused(503, [{ code: 'UNSPECIFIED', message: 'This form is closed for now.' }], origin);
  if (!isVerified || account.sandbox) return refused(503, [{ code: 'INACTIVE', message: 'This form is not active yet.' }], origin);
  const wrong = faults(form, fields);
  if (wrong.length) return refused(422, wrong, origin);

  const digest = (text) => createHmac('sha256', secrets.get('client-digest')).update(text).digest('hex').slice(0, 16);
  const own = ulid(now);
  const id = await enter(name, digest(http.sourceIp), digest(JSON.stringify(fields)), own, now);
  if (id === own) await accept(form, from, fields, id, now);
  return answer(200, { ok: true, next: `https://${event.requestContext.domainName}/thanks`, success: true, message: 'Your message has been received.', id }, origin);
}

// The loop.
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new PlainAgent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}`, agent, headers: body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, got => {
      const parts = [];
      got.on('data', part => parts.push(part));
      got.on('end', () => resolve({ headers: got.headers, body: Buffer.concat(parts).toString() }));
      got.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function loop() {
  let isCold = 1;
  for (;;) {
    const next = await call('GET', 'invocation/next');
    const id = next.headers['lambda-runtime-aws-request-id'];
    try {
      const result = await handler(JSON.parse(next.body));
      console.log(`{"_aws":{"Timestamp":${Date.now()},"CloudWatchMetrics":[{"Namespace":"ServerlessMail","Dimensions":[["Service"]],"Metrics":[{"Name":"Accepted"},{"Name":"ColdStart"}]}]},"Service":"${table}","requestId":"${id}","Accepted":1,"ColdStart":${isCold}}`);
      isCold = 0;
      await call('POST', `invocation/${id}/response`, JSON.stringify(result));
    } catch (fault) {
      await call('POST', `invocation/${id}/error`, JSON.stringify({ errorType: fault.name, errorMessage: fault.message, stackTrace: fault.stack.split('\n') }));
    }
  }
}

loop().catch(fault => { console.error(fault); process.exit(1); });
