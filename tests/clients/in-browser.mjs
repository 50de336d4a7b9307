// Every scenario on the sites' pages in Chromium, across origins. Arguments: the sites' address, the service's address.
// Prints as one line of JSON what visitors see: {"core": {"success": "…"}, …}, how many preflights each client caused, and what a page of a foreign origin gets.
import { open } from '../browser/chromium.mjs';
import { scenarios } from './scenarios.mjs';

const [site, service] = process.argv.slice(2);
const within = { timeout: 20_000 };

const fill = async (page, { fields, trapped, file }) => {
  for (const [name, value] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(value);
  if (trapped) await page.getByLabel('_gotcha').fill('x');
  if (file) await page.getByLabel('photo').setInputFiles({ name: 'photo.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
  await page.getByRole('button', { name: 'Send' }).click();
  const outcome = page.locator('#done, #form-error, #email-error').filter({ hasText: /\S/ });
  await outcome.first().waitFor(within);
  return (await outcome.evaluateAll((shown) => shown.map(({ id, textContent }) => `${id}: ${textContent}`))).join('; ');
};

const seen = {}, preflights = {}, faults = [];
let foreign;
for (const client of ['core', 'ajax', 'react', 'web3forms']) {
  const own = await open();
  try {
    seen[client] = {};
    preflights[client] = 0;
    const network = await own.page.context().newCDPSession(own.page);
    await network.send('Network.enable');
    network.on('Network.requestWillBeSent', ({ initiator }) => { if (initiator.type === 'preflight') preflights[client]++; });
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (scenario.file && client === 'web3forms') continue;
      await own.page.goto(`${site}/${client}?${new URLSearchParams({ service, form: scenario.form })}`);
      // What one client sent, another sends not again: a repetition is no second mail.
      const { message } = scenario.fields;
      seen[client][name] = await fill(own.page, { ...scenario, fields: { ...scenario.fields, message: message && `${message} from ${client}` } });
    }
    faults.push(...own.faults.filter((fault) => !fault.includes('Failed to load resource')));
    if (client === 'core') {
      // The same page under another name is of another origin, which the form does not allow.
      await own.page.goto(`${site.replace('127.0.0.1', 'localhost')}/${client}?${new URLSearchParams({ service, form: 'contact' })}`);
      foreign = await fill(own.page, scenarios.success);
    }
  } finally {
    await own.browser.close();
  }
}
console.log(JSON.stringify({ seen, preflights, foreign, faults }));
