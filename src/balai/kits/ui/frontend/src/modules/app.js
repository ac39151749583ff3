// The pages as an app: its worker is registered when the phone has time, and what waits in the outbox is sent from any page.
// <div data-module="app" data-worker="/sw.js"> on every page; <div data-waiting hidden> where the list is drawn.
const QUIET = 3000;
// What the outbox sends from now on is not offered a second time by the form.
const DRAFT = 'lapor';

/** Not while the first page is still coming: what is kept for later must not make anybody wait now. */
function register(address) {
  if (!navigator.serviceWorker || !window.isSecureContext) return;
  const begin = () => setTimeout(() => navigator.serviceWorker.register(address, { scope: '/' }).then((kept) => kept.active?.postMessage('fill')).catch(() => {}), navigator.serviceWorker.controller ? 0 : QUIET);
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

async function settle(ui) {
  await import(/* @vite-ignore */ ui.addresses.courier);
  const courier = self.balaiCourier;
  const waiting = async () => (await courier.all('entries')).some(({ state, box }) => state === 'WAITING' || (state === 'REFUSED' && box === 'laporan'));
  const section = document.querySelector('[data-waiting]');
  if (section) {
    section.hidden = !await waiting();
    const channel = new BroadcastChannel('balai-outbox');
    channel.onmessage = async () => { section.hidden = !await waiting(); };
  }
  // The page of a form decides for itself what it has in hand.
  if (!document.querySelector('form[data-pieces]') && await courier.release()) localStorage.removeItem(`balai-draft:${DRAFT}`);
  window.addEventListener('online', () => courier.deliverAll());
  await courier.deliverAll();
  if (!await waiting()) localStorage.removeItem('balai-outbox');
}

export default async function app(element, ui) {
  register(element.dataset.worker);
  let waits = null;
  try { waits = localStorage.getItem('balai-outbox'); } catch { /* storage is closed: the outbox keeps nothing either */ }
  if (waits) await settle(ui);
}
