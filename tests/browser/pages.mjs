// Pictures of what visitors see: the demo form, its error page, its thank-you page; and of the mail that comes of it. Arguments: the service's address, the directory for the pictures.
// Prints what went wrong as one line of JSON.
import { join } from 'node:path';
import { open } from './chromium.mjs';

const [url, directory] = process.argv.slice(2);
const { browser, page, faults } = await open({ width: 720, height: 640 });
const picture = (name, of = page) => of.screenshot({ path: join(directory, `${name}.png`) });
try {
  await page.goto(url);
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email', { exact: true }).fill('ada@example');
  await page.getByLabel('Message', { exact: true }).fill('Good morning,\n\nthe engine weaves algebraic patterns as the loom weaves flowers.\n\nAda');
  await picture('demo-form', page.locator('.card').first());

  // As a browser posts it that does not check fields itself.
  await page.locator('form').first().evaluate((form) => { form.noValidate = true; form.elements.name.value = ''; form.elements.email.value = 'ada'; });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('[aria-invalid=true]').first().waitFor();
  await picture('error-page', page.locator('.card'));

  await page.locator('[name=name]').fill('Ada Lovelace');
  await page.locator('[name=email]').fill('ada@example.org');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.waitForURL('**/thanks**');
  await picture('thanks-page', page.locator('.card'));

  // What the form's owner gets, as a mail program shows it.
  const get = async (path) => (await page.request.get(url + path)).json();
  let messages = [];
  for (const until = Date.now() + 20_000; messages.length === 0 && Date.now() < until; await page.waitForTimeout(100)) ({ messages } = await get('/inbox/api/messages'));
  // A page without our policy: a mail brings its styles along.
  const mail = await browser.newPage({ viewport: { width: 720, height: 640 } });
  await mail.setContent((await get(`/inbox/api/messages/${messages[0].id}`)).html);
  await picture('mail', mail.locator('table'));
  console.log(JSON.stringify({ faults: faults.filter((fault) => !fault.includes('Failed to load resource')) }));
} finally {
  await browser.close();
}
