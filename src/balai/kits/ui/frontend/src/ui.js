// Everything works without this file. It finds [data-module] elements and loads only the modules the page uses.
import '../styles/ui.scss';

const root = document.documentElement;
root.classList.add('js');

/** Addresses of the modules, written by base.html because the server adds hashes to file names. */
const addresses = JSON.parse(document.getElementById('ui-modules')?.textContent ?? '{}');

/** Show a short message that screen readers announce. */
function toast(text) {
  const box = document.getElementById('toasts');
  if (!box) return;
  const item = Object.assign(document.createElement('div'), { className: 'toast', textContent: text });
  box.append(item);
  setTimeout(() => item.remove(), 6000);
}

/** What each module gets: the language of the page, toasts, and addresses of other files. */
const ui = { lang: root.lang === 'en' ? 'en' : 'id', toast, addresses };

let starting = 0;

/** <html data-ready> stands while nothing is still starting: whoever drives a page by program waits for it. */
function underWay(more) {
  starting += more;
  root.toggleAttribute('data-ready', !starting);
}

async function start(element) {
  const begun = [];
  underWay(1);
  for (const name of element.dataset.module.split(' ')) {
    const key = `started${name}`;
    if (element.dataset[key] || !addresses[name]) continue;
    element.dataset[key] = '1';
    try {
      begun.push((await import(/* @vite-ignore */ addresses[name])).default(element, ui));
    } catch (error) {
      console.error(name, error); // the page keeps working without it
    }
  }
  Promise.all(begun).finally(() => underWay(-1));
}

/** Heavy modules wait until their box is seen: a map inside a closed part of the page costs nothing. */
const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
  seen.unobserve(target);
  start(target);
}), { rootMargin: '200px' });

function prepare(element) {
  if (/map|chart|picture/.test(element.dataset.module)) seen.observe(element);
  else start(element);
}

function scan(within) {
  if (within.matches?.('[data-module]')) prepare(within);
  within.querySelectorAll('[data-module]').forEach(prepare);
}

function onClick(event) {
  const opener = event.target.closest('[data-dialog]');
  const dialog = opener && document.querySelector(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  const closer = event.target.closest('[data-close]');
  if (closer?.closest('dialog')?.open) {
    event.preventDefault();
    closer.closest('dialog').close();
  }
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  if (event.target.closest('[data-print]')) window.print();
}

function onKey(event) {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
}

/** A form that is sent twice by an impatient thumb is sent once. */
function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || form.hasAttribute('data-many')) return;
  if (form.dataset.sent) event.preventDefault();
  // Whoever signs out leaves no pages for work without a signal behind.
  if (/\/keluar\/$/.test(form.action)) window.caches?.keys().then((names) => names.forEach((name) => caches.delete(name)));
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, 8000);
}

/** The page that confirms the report names its draft; only then is it dropped, so that a failed connection loses nothing. */
function forgetDraft(name) {
  try { localStorage.removeItem(`balai-draft:${name}`); } catch { /* nothing kept */ }
}

document.addEventListener('click', onClick);
document.addEventListener('keydown', onKey);
document.addEventListener('submit', onSubmit);
document.addEventListener('toast', (event) => toast(event.detail?.value ?? event.detail)); // HX-Trigger: {"toast": "..."}
document.addEventListener('htmx:load', (event) => scan(event.detail.elt));
document.querySelectorAll('select[data-autosubmit]').forEach((select) => {
  select.addEventListener('change', () => select.form.requestSubmit?.());
});
document.getElementById('error-summary')?.focus();
if (document.body.dataset.draftDone) forgetDraft(document.body.dataset.draftDone);
underWay(1);
scan(document);
underWay(-1);
