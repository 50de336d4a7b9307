// The inbox in two tabs while mail comes and is cleared. Argument: the service's address. Prints what was seen as one line of JSON.
import { open } from './chromium.mjs';

const [url] = process.argv.slice(2);
const { browser, page, faults } = await open();
const post = (name) => fetch(`${url}/f/demo`, {
  method: 'POST',
  headers: { Accept: 'application/json' },
  body: new URLSearchParams({ name, email: 'ada@example.org', message: 'Hello' }),
});
const within = { timeout: 20_000 };
try {
  const other = await page.context().newPage();
  other.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  await page.goto(`${url}/inbox`);
  await other.goto(`${url}/inbox`);
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  const clearAtFirst = await clear.count();

  // By itself, with the first mail.
  await post('Ada');
  await page.getByRole('link', { name: /Ada/ }).first().waitFor(within);
  await clear.waitFor(within);
  const question = await page.locator('#clear p').textContent();

  // The mail is open in one tab and cleared in the other.
  await page.getByRole('link', { name: /Ada/ }).first().click();
  await page.locator('article').waitFor(within);
  await other.getByRole('button', { name: 'Clear', exact: true }).click();
  await other.getByRole('button', { name: 'Delete all' }).click();
  await page.locator('.gone').waitFor(within);
  const gone = await page.locator('#pane').innerText();
  await clear.waitFor({ state: 'detached', ...within });

  // Cleared between the click and the answer: the list still shows it.
  await post('Grace');
  const link = page.getByRole('link', { name: /Grace/ }).first();
  await link.waitFor(within);
  await page.route('**/inbox/*', async (route) => {
    await fetch(`${url}/inbox/api/messages`, { method: 'DELETE' });
    await route.continue();
  }, { times: 1 });
  await link.click();
  await page.locator('.gone').waitFor(within);
  const late = await page.locator('#pane').innerText();

  // The service answers nothing for a moment: a click and the news then find nobody, and the script bears it.
  await post('Alan');
  await page.getByRole('link', { name: /Alan/ }).first().waitFor(within);
  await page.goto(`${url}/inbox`);
  await page.route('**/inbox{,?*}', (route) => route.abort());
  const searched = page.waitForEvent('requestfailed', within);
  await page.getByLabel('Search the inbox').fill('a');
  await searched;
  const told = page.waitForEvent('requestfailed', within);
  await post('Barbara');
  await told;
  await page.unroute('**/inbox{,?*}');

  console.log(JSON.stringify({ clearAtFirst, question, gone, late, scriptErrors: faults.filter((fault) => fault.startsWith('script error')) }));
} finally {
  await browser.close();
}
