// The page is whole without this script; with it, new mail appears by itself.
const news = document.getElementById('news');
let known = null;

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const focused = document.activeElement?.getAttribute?.('href');
  for (const id of ['mails', 'list-title']) document.getElementById(id).replaceWith(page.getElementById(id));
  if (focused) document.querySelector(`#mails a[href="${CSS.escape(focused)}"]`)?.focus();
  document.title = page.title;
}

const events = new EventSource('/inbox/api/events');
events.onmessage = async ({ data }) => {
  if (data === known) return;
  const first = known === null;
  known = data;
  await refresh();
  if (!first) news.textContent = 'The inbox has changed.';
};

// j and k walk through the list, as in many mail programs.
document.addEventListener('keydown', (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey || !['j', 'k'].includes(key.key)) return;
  const mails = [...document.querySelectorAll('#mails a')];
  const at = mails.findIndex((mail) => mail === document.activeElement || mail.getAttribute('aria-current'));
  mails[Math.min(Math.max(at + (key.key === 'j' ? 1 : -1), 0), mails.length - 1)]?.focus();
});
