// A visitor has the widget do its work, posts the guarded form of the start page and finds the mail in the inbox; the same proof again and an old one are
// refused; without scripts the page and the answer say what to do. Arguments: the service's address, a proof that has expired, optionally a file for a
// picture of the form. Prints what was seen as one line of JSON.
import { open } from './chromium.mjs';

const [url, expired, picture] = process.argv.slice(2);
const { browser, page, faults } = await open({ height: 1280 });

/** Posts as a script of the page would. */
const post = (accept, proof) => page.evaluate(async ([type, altcha]) => {
  const body = new URLSearchParams({ email: 'ada@example.org', question: `Again with ${altcha}?`, altcha });
  const answer = await fetch('/f/guarded', { method: 'POST', body, headers: { accept: type } });
  return { status: answer.status, text: await answer.text() };
}, [accept, proof]);

try {
  await page.goto(url);
  await page.getByLabel('Where to reply').fill('ada@example.org');
  await page.getByLabel('Your question').fill('Does the engine weave?');
  const started = Date.now();
  await page.getByText('I\'m not a robot').click();
  await page.locator('altcha-widget [data-state="verified"]').waitFor();
  const solvedIn = Date.now() - started;
  const proof = await page.locator('input[name="altcha"]').inputValue();
  if (picture) await page.screenshot({ path: picture });
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.waitForURL('**/thanks**');
  const thanks = await page.locator('h1').innerText();

  await page.goto(`${url}/inbox`);
  const mail = page.getByRole('link', { name: /Question from ada@example.org/ }).first();
  await mail.waitFor({ timeout: 20_000 });
  await mail.click();
  const text = page.frameLocator('iframe').first().getByText('Does the engine weave?');
  await text.waitFor({ timeout: 10_000 });
  const own = [...faults];

  await page.goto(url);
  const answers = {
    again: await post('application/json', proof),
    expired: await post('application/json', expired),
    page: await post('text/html', proof),
  };

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const bare = await plain.newPage();
  await bare.goto(url);
  const told = await bare.locator('noscript p').innerText();
  await bare.getByLabel('Where to reply').fill('ada@example.org');
  await bare.getByLabel('Your question').fill('And without scripts?');
  await bare.getByRole('button', { name: 'Ask' }).click();
  const refused = { heading: await bare.locator('h1').innerText(), text: await bare.getByRole('alert').innerText() };
  console.log(JSON.stringify({ thanks, solvedIn, faults: own, answers, told, refused }));
} finally {
  await browser.close();
}
