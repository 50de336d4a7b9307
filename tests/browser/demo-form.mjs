// A visitor fills the demo form and reads the mail in the inbox, which was open in another tab all the while.
// Arguments: the service's address, optionally a file for a picture of the inbox. Prints what was seen as one line of JSON.
import { open } from './chromium.mjs';

const [url, picture] = process.argv.slice(2);
const { browser, page, faults } = await open();
try {
  const inbox = await page.context().newPage();
  inbox.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  inbox.on('console', (line) => { if (line.type() === 'error') faults.push(`console: ${line.text()}`); });
  await inbox.goto(`${url}/inbox`);

  await page.goto(url);
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('Email').fill('ada@example.org');
  await page.getByLabel('Message').fill('Good morning,\n\nthe engine weaves algebraic patterns <b>as the loom weaves flowers</b>.\n\nAda');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL('**/thanks**');
  const thanks = await page.locator('h1').innerText();

  // By itself: nobody reloads the inbox.
  const mail = inbox.getByRole('link', { name: /Ada Lovelace/ }).first();
  await mail.waitFor({ timeout: 20_000 });
  await mail.click();
  await inbox.locator('h1').first().waitFor();
  const frame = inbox.frameLocator('iframe').first();
  await frame.getByText('the engine weaves algebraic patterns <b>').waitFor({ timeout: 10_000 });
  const text = await inbox.locator('main').innerText();
  if (picture) await inbox.screenshot({ path: picture });
  console.log(JSON.stringify({ thanks, text, faults }));
} finally {
  await browser.close();
}
