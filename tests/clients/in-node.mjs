// Every scenario with the vendors' own clients, unmodified, where they run in Node. Argument: the service's address.
// Prints as one line of JSON what an app that uses a client gets to see: {"core json": {"success": "…"}, …}.
import { createClient } from '@formspree/core';
import web3forms from '@web3forms/react';
import { scenarios } from './scenarios.mjs';

const [service] = process.argv.slice(2);

// Web3Forms' client has its vendor's address built in: what it sends there goes to the service, as it is.
const over = globalThis.fetch;
const vendor = 'https://api.web3forms.com';
globalThis.fetch = (url, init) => over(String(url).replace(vendor, service), init);

const told = (result) => result.kind === 'error'
  ? [...result.getFormErrors().map(({ code, message }) => `${code}: ${message}`),
    ...result.getAllFieldErrors().flatMap(([field, errors]) => errors.map(({ code, message }) => `${field} ${code}: ${message}`))].join('; ')
  : `${result.kind}: ${new URL(result.next).pathname}`;

const clients = {
  async 'core json'({ form, fields, trapped, file }) {
    if (file) return null;
    return told(await createClient().submitForm(form, { ...fields, ...(trapped && { _gotcha: 'x' }) }, { endpoint: service }));
  },
  async 'core form'({ form, fields, trapped, file }) {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('_gotcha', trapped ? 'x' : '');
    if (file) data.append('photo', new File(['GIF89a'], 'photo.gif', { type: 'image/gif' }));
    return told(await createClient().submitForm(form, data, { endpoint: service }));
  },
  async web3forms({ form, fields, trapped, file }) {
    if (file) return null;
    let seen;
    const { submit } = web3forms({
      access_key: form,
      settings: { from_name: 'A site' },
      onSuccess: (message, answer) => { seen = `success: ${message} ${answer.success}`; },
      onError: (message, answer) => { seen = `${answer.errors[0].code}: ${message}`; },
    });
    await submit({ ...fields, botcheck: trapped === true });
    return seen;
  },
};

const seen = {};
for (const [client, post] of Object.entries(clients)) {
  seen[client] = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    // What one client sent, another sends not again: a repetition is no second mail.
    const { message } = scenario.fields;
    const outcome = await post({ ...scenario, fields: { ...scenario.fields, message: message && `${message} from ${client}` } });
    if (outcome !== null) seen[client][name] = outcome;
  }
}
console.log(JSON.stringify(seen));
