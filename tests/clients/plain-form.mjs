// A plain form of another site, in a browser without scripts: a fault, the page of corrections, another try, and where it leads.
// Arguments: the sites' address, the address to post to, whether to wish for a next page ("next"), the browser's language.
import { open } from '../browser/chromium.mjs';

const [site, action, wish, language] = process.argv.slice(2);
const { browser, page, faults } = await open({ javaScriptEnabled: false, locale: language });
const within = { timeout: 20_000 };
try {
  await page.goto(`${site}/plain?${new URLSearchParams({ action, access_key: 'contact', ...(wish === 'next' && { _next: `${site}/danke` }) })}`);
  await page.getByLabel('Name').fill('Ada <Lovelace>');
  await page.getByLabel('Email').fill('nonsense');
  await page.getByLabel('Looms').check();
  await page.getByLabel('Engines').check();
  await page.getByLabel('Message').fill('\n\nGood morning,\n\nAda');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('form [name=email][aria-invalid=true]').waitFor(within);
  const error = {
    title: await page.locator('h1').innerText(),
    lang: await page.locator('html').getAttribute('lang'),
    focus: await page.locator(':focus').getAttribute('role'),
    message: await page.locator('[name=message]').inputValue(),
    topics: await page.locator('[name=topic]:checked').count(),
    // Browsers tell other origins no more than this of where a visitor came from.
    back: await page.locator('form + p a').getAttribute('href') === `${site}/`,
  };
  // By keyboard: from the summary to the field.
  await page.locator('.faults a').first().focus();
  await page.keyboard.press('Enter');
  const target = await page.evaluate(() => document.querySelector(':target')?.getAttribute('name'));
  await page.locator('[name=email]').fill('ada@example.org');
  await page.locator('form button').click();
  await page.waitForURL(wish === 'next' ? '**/danke' : '**/thanks**', within);
  const end = {
    title: await page.locator('h1').innerText(),
    back: wish === 'next' ? null : await page.locator('main a').getAttribute('href') === `${site}/`,
  };
  console.log(JSON.stringify({ error, target, end, faults: faults.filter((fault) => !fault.includes('Failed to load resource')) }));
} finally {
  await browser.close();
}
