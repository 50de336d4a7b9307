// Posts a form with the vendor's own client, unmodified. Arguments: the service's address, the form, the fields as JSON, "json" or "form".
// Prints as one line of JSON what an app that uses the client gets to see.
import { createClient } from '@formspree/core';

const [endpoint, form, fields, how] = process.argv.slice(2);
let data = JSON.parse(fields);
if (how === 'form') {
  const multipart = new FormData();
  for (const [name, value] of Object.entries(data)) multipart.append(name, value);
  data = multipart;
}

const result = await createClient().submitForm(form, data, { endpoint });
console.log(JSON.stringify(result.kind === 'error'
  ? { kind: result.kind, form: result.getFormErrors(), fields: Object.fromEntries(result.getAllFieldErrors()) }
  : { kind: result.kind, next: result.next }));
