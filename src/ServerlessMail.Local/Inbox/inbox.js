// The page is whole without this script. With it, mail appears by itself, opens beside the list without a new page, is searched while one
// types, and bears the reader's own time.
const $ = (id) => document.getElementById(id);
const wide = matchMedia('(min-width: 52.01rem)');

// ---- Times: today by the clock, else by the day.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

function tellTimes(root) {
  for (const time of root.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    time.title = full.format(at);
    if (time.className === 'full') time.textContent = full.format(at);
    else time.textContent = at.toDateString() === new Date().toDateString() ? clock.format(at) : day.format(at);
  }
}

// ---- Pages are fetched whole, and the parts that differ put into place. Of a mail that was deleted meanwhile the page says so.
async function fetchPage(url) {
  const answer = await fetch(url, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!answer.ok && !isGone(page)) throw new Error(`${answer.status}`);
  return page;
}

const isGone = (page) => page.querySelector('#pane .gone') !== null;

function put(page, ...ids) {
  for (const id of ids) {
    const fresh = page.getElementById(id);
    tellTimes(fresh);
    $(id).replaceChildren(...fresh.childNodes);
  }
  document.title = page.title;
}

function putList(page) {
  const focused = document.activeElement?.closest?.('#mails a')?.getAttribute('href');
  const known = new Set([...document.querySelectorAll('#mails a[data-id]')].map((mail) => mail.dataset.id));
  put(page, 'list-title', 'mails');
  if (!$('clear')?.matches(':popover-open')) put(page, 'tools');
  for (const mail of document.querySelectorAll('#mails a[data-id]'))
    if (known.size > 0 && !known.has(mail.dataset.id)) mail.parentElement.classList.add('arrived');
  if (focused) document.querySelector(`#mails a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// Of two answers on their way the one asked for later counts, for the list and for the mail by itself.
let lists = 0;
let panes = 0;

async function showList(url) {
  const mine = ++lists;
  const from = location.href;
  const page = await fetchPage(url);
  if (mine !== lists) return false;
  if (location.href !== from) return showList(location.href); // Another mail was opened meanwhile.
  putList(page);
  if (isGone(page) && !isGone(document)) {
    put(page, 'pane');
    $('news').textContent = $('subject').textContent;
  }
  return true;
}

async function showMail(url, record) {
  const mine = ++panes;
  const list = ++lists;
  const page = await fetchPage(url);
  if (mine !== panes) return false;
  if (record) history.pushState(null, '', url);
  if (list === lists) putList(page);
  for (const mail of document.querySelectorAll('#mails a[data-id]'))
    if (mail.pathname === location.pathname) mail.setAttribute('aria-current', 'true');
    else mail.removeAttribute('aria-current');
  put(page, 'pane');
  $('pane').scrollTop = 0;
  document.querySelector('.inbox').className = page.querySelector('.inbox').className;
  return true;
}

async function open(url, record) {
  try {
    if (!await showMail(url, record)) return;
  } catch {
    location.assign(url); // Then the browser tells what is wrong.
    return;
  }
  const subject = $('subject');
  if (!subject) return;
  if (wide.matches && document.activeElement?.closest('#mails')) $('news').textContent = `Opened: ${subject.textContent}`;
  else subject.focus({ preventScroll: wide.matches });
  if (!wide.matches) scrollTo(0, 0);
}

document.addEventListener('click', (click) => {
  const link = click.target.closest('.inbox a');
  if (!link || link.hasAttribute('download') || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  if (link.origin !== location.origin || !/^\/inbox(\/\d+)?$/.test(link.pathname)) return;
  click.preventDefault();
  open(link.href, true);
});
addEventListener('popstate', () => {
  $('q').value = new URLSearchParams(location.search).get('q') ?? '';
  open(location.href, false);
});

// ---- Search while typing.
let typing;
$('q').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const url = new URL(location);
    url.searchParams.delete('before');
    if ($('q').value.trim()) url.searchParams.set('q', $('q').value.trim());
    else url.searchParams.delete('q');
    try {
      if (await showList(url)) history.replaceState(null, '', url);
    } catch { /* The next key tries again. */ }
  }, 150);
});

// ---- Up and down walk through the list once the focus is in it.
document.addEventListener('keydown', (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.shiftKey || !document.activeElement?.closest('#mails')) return;
  const mails = [...document.querySelectorAll('#mails a[data-id]')];
  const at = mails.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: mails.length - 1 }[key.key];
  if (next === undefined || !mails[next]) return;
  key.preventDefault();
  mails[next].focus();
});

// ---- News. A browser tries again by itself when the connection breaks, but not when it is refused: then there are too many readers.
const AGAIN = 5_000;
let known = null;

function listen() {
  const events = new EventSource('/inbox/api/events');
  events.onopen = () => { $('link').hidden = true; };
  events.onerror = () => {
    $('link').hidden = false;
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
  events.onmessage = ({ data }) => { tell(data).catch(() => { /* The next news tries again. */ known = null; }); };
}

async function tell(data) {
  if (data === known) return;
  const before = known && JSON.parse(known);
  const now = JSON.parse(data);
  known = data;
  await showList(location.href);
  if (before && now.newest > before.newest)
    $('news').textContent = `New mail: ${document.querySelector('#mails .subject')?.lastChild.textContent ?? ''}`;
}

listen();
tellTimes(document);
document.querySelector('#mails [aria-current]')?.scrollIntoView({ block: 'nearest' });
setInterval(() => tellTimes($('mails')), 60_000);
