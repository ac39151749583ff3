// What was filled in without a signal waits on this device and sends itself, once, when there is one (courier.js).
// A list:  <div data-module="outbox" data-box="loket" data-greeting="/…/kotak.json" data-endpoint="/…/kiriman/" data-worker="/…/sw.js">
// A form:  <form data-module="outbox" data-box="loket" data-label="…" data-always data-prefix="k1" data-key="uuid" data-after="/…/">
//   data-always: kept also with a signal; data-fresh-names: the browser has never seen the names of its fields
// The greeting, asked while signed in, gives {owner, key, token}: for whom entries are sealed, and with which public key.
// Nobody reads a sealed entry on this device, not even this script: only the server opens it (kits/sealing.py).
// The box of everybody has no greeting: its form says data-endpoint, data-pieces (files in pieces), data-seal (a public key) and
// data-after; guard_open in openbox.js.
export const WORDS = {
  id: { kept: 'Disimpan di ponsel ini, terkunci. Terkirim sendiri begitu ada sinyal.', waiting: 'menunggu sinyal', sending: 'sedang dikirim', FILED: 'terkirim', DRAFT: 'terkirim, perlu dilengkapi', REFUSED: 'tidak diterima', drop: 'Hapus dari daftar', cancel: 'Hapus, jangan kirim', sure: 'Hapus kiriman ini dari ponsel? Isinya belum terkirim dan tidak dapat dikembalikan.', mend: 'Perbaiki dan kirim lagi', anew: 'Tulis ulang', locked: 'Isinya terkunci, jadi tidak dapat dibuka lagi, dan sudah dihapus dari ponsel ini. Tulis ulang laporannya dengan memperhatikan alasan tadi; pilihan rahasia sudah terpasang.', signIn: 'Masuk lagi untuk mengirim.', away: 'Belum terkirim: tidak ada sinyal, atau Balai sedang sibuk. Dicoba lagi sendiri.', unready: 'Ponsel ini belum siap dipakai tanpa sinyal. Buka halaman kerja Anda sekali saat ada sinyal.', none: 'Tidak ada yang menunggu di ponsel ini.', others: 'Ada kiriman petugas lain yang menunggu di ponsel ini.', received: '{label} terkirim.', refused: '{label} tidak diterima.' },
  en: { kept: 'Kept on this phone, locked. Sends itself once there is a signal.', waiting: 'waiting for a signal', sending: 'being sent', FILED: 'sent', DRAFT: 'sent, to be completed', REFUSED: 'not accepted', drop: 'Remove from the list', cancel: 'Delete, do not send', sure: 'Delete this from the phone? It has not been sent and cannot be brought back.', mend: 'Mend and send again', anew: 'Write it again', locked: 'It was locked, so it cannot be opened again, and it is deleted from this phone. Write the report again and mind the reason given; the confidential choice is already made.', signIn: 'Sign in again to send.', away: 'Not sent yet: there is no signal, or Balai is busy. It is tried again by itself.', unready: 'This phone is not ready for use without a signal. Open your work page once while there is one.', none: 'Nothing waits on this phone.', others: 'Something of another officer waits on this phone.', received: '{label} was sent.', refused: '{label} was not accepted.' },
};
const INFO = new TextEncoder().encode('balai outbox');
const AGAIN = 30_000;

/** What the courier can do; the same file that the service worker loads. */
export async function courierOf(ui) {
  await import(/* @vite-ignore */ ui.addresses.courier);
  return self.balaiCourier;
}

/** A box: the sealer's one-time public key, a nonce, AES-256-GCM. */
export async function seal(publicKey, content) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = await crypto.subtle.importKey('raw', Uint8Array.from(atob(publicKey), (c) => c.charCodeAt(0)), curve, false, []);
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const mine = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const secret = await crypto.subtle.importKey('raw', await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, once.privateKey, 256), 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: mine, info: INFO }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return new Blob([mine, iv, await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content)]).arrayBuffer(); // some browsers keep no Blob
}

/** What a form holds: its fields under their plain names, its files, photos shrunk. */
export async function take(form, button, ui) {
  const prefix = form.dataset.prefix ? `${form.dataset.prefix}-` : '';
  const fields = [], files = [];
  const data = new FormData(form, button);
  const { shrink } = await import(/* @vite-ignore */ ui.addresses.photo);
  for (const [name, value] of data) {
    const plain = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    if (plain === 'csrfmiddlewaretoken') continue;
    if (typeof value === 'string') fields.push([plain, value]);
    else if (value.size) files.push({ name: plain, file: value.type.startsWith('image/') ? await shrink(value) : value });
  }
  if (form.dataset.captures) fields.push(['captures', await (await import(/* @vite-ignore */ ui.addresses.capture)).stated(form, files)]);
  return { fields, files };
}

/** Four bytes of length, that much JSON, then the files one after another. */
export function pack({ fields, files }) {
  const list = files.map(({ name, file }) => ({ field: name, name: file.name, type: file.type, size: file.size }));
  const head = new TextEncoder().encode(JSON.stringify({ fields: Object.fromEntries(fields), files: list }));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, head.length);
  return new Blob([length, head, ...files.map(({ file }) => file)]).arrayBuffer();
}

/** Seal a form and keep it. False when this device was never made ready. */
async function keep(form, button, ui) {
  const courier = await courierOf(ui);
  const box = await courier.read('boxes', form.dataset.box);
  if (!box) return false;
  const sealed = await seal(box.key, await pack(await take(form, button, ui)));
  await courier.keep({ key: form.dataset.key || crypto.randomUUID(), box: box.box, owner: box.owner, label: form.dataset.label, at: Date.now(), state: 'WAITING', sealed });
  return true;
}

/** Browsers offer what was typed before into fields of the same name, also where they were asked not to. */
function rename(form) {
  const prefix = `k${crypto.randomUUID().slice(0, 8)}`;
  [...form.elements].filter((input) => input.name && !['hidden', 'submit'].includes(input.type)).forEach((input) => { input.name = `${prefix}-${input.name}`; });
  form.dataset.prefix = prefix;
}

function guard(form, ui) {
  const words = WORDS[ui.lang];
  if ('freshNames' in form.dataset) rename(form);
  window.addEventListener('pageshow', (event) => event.persisted && form.reset());
  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented || (!('always' in form.dataset) && navigator.onLine)) return;
    event.preventDefault();
    const kept = await keep(form, event.submitter, ui).catch(() => false);
    if (!kept) return ui.toast(words.unready);
    form.reset();
    form.dispatchEvent(new Event('change'));
    ui.toast(words.kept);
    if (form.dataset.after) location.replace(form.dataset.after);
  });
}

const make = (tag, values, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};

/** The list of what waits on this device, and of what became of it. */
async function list(element, ui) {
  const courier = await courierOf(ui), words = WORDS[ui.lang];
  const { box, greeting, endpoint, pieces, worker, mend } = element.dataset;
  const [told, rows] = [element.querySelector('[data-told]'), element.querySelector('[data-list]')];
  const going = new Map(), states = new Map(); // how far each is; what was said of each
  let owner = pieces ? '' : undefined;

  function button(text, act) {
    const made = make('button', { type: 'button', className: 'btn btn-sm', textContent: text });
    made.addEventListener('click', act);
    return made;
  }

  function row(entry) {
    const time = new Date(entry.at).toLocaleString(ui.lang, { dateStyle: 'medium', timeStyle: 'short' });
    const far = going.get(entry.key), waiting = entry.state === 'WAITING';
    const state = waiting ? (far ? words.sending : words.waiting) : words[entry.state] ?? entry.state;
    const item = make('li', {}, `${entry.label}, ${time}: `, make('b', { textContent: state }), ' ');
    if (waiting && far?.whole) item.append(make('progress', { max: far.whole, value: far.sent, ariaLabel: words.sending }), ` ${Math.round((100 * far.sent) / far.whole)} % `);
    if (entry.message) item.append(make('span', { className: 'd-block', textContent: entry.message }), ' ');
    if (entry.url) item.append(make('a', { href: entry.url, textContent: entry.code || '→' }), ' ');
    if (mend && entry.state === 'REFUSED' && entry.fields) item.append(make('a', { className: 'btn btn-sm btn-secondary', href: `${mend}#isi=${entry.key}`, textContent: words.mend }), ' ');
    // A sealed one cannot come back into its form: nobody but the server could read it, and nothing of it is here any more.
    if (mend && entry.state === 'REFUSED' && !entry.fields) item.append(make('span', { className: 'd-block', textContent: words.locked }), make('a', { className: 'btn btn-sm btn-secondary', href: `${mend}#rahasia`, textContent: words.anew }), ' ');
    if (!waiting) item.append(button(words.drop, () => courier.remove(entry.key)));
    else if (pieces) item.append(button(words.cancel, () => window.confirm(words.sure) && courier.remove(entry.key)));
    return item;
  }

  /** A screen reader hears of each entry that has come to an end. */
  function news(mine) {
    const found = mine.filter(({ key, state }) => states.get(key) === 'WAITING' && state !== 'WAITING');
    mine.forEach(({ key, state }) => states.set(key, state));
    return found.map(({ label, state }) => words[state === 'REFUSED' ? 'refused' : 'received'].replace('{label}', label)).join(' ');
  }

  async function show(note) {
    const entries = (await courier.all('entries')).filter((entry) => entry.box === box).sort((a, b) => a.at - b.at);
    owner ??= (await courier.read('boxes', box))?.owner;
    const mine = entries.filter((entry) => entry.owner === owner);
    const others = entries.some((entry) => entry.owner !== owner && entry.state === 'WAITING');
    mine.filter(({ state }) => state !== 'WAITING').forEach(({ key }) => going.delete(key));
    element.hidden = !entries.length && !('stays' in element.dataset);
    element.dataset.waiting = mine.filter((entry) => entry.state === 'WAITING').length;
    const text = [typeof note === 'string' ? note : '', news(mine), mine.length ? '' : words.none, others ? words.others : ''].filter(Boolean).join(' ');
    if (text || !mine.some(({ state }) => state === 'WAITING')) told.textContent = text;
    const send = element.querySelector('[data-send]');
    if (send) send.hidden = !Number(element.dataset.waiting);
    rows.replaceChildren(...mine.map(row));
  }

  /** A box of an officer is made ready while there is a signal, also when nothing waits. */
  async function ready() {
    if (pieces) return courier.write('boxes', { box, owner: '', endpoint, pieces, key: element.dataset.seal });
    const told = await courier.greet({ box, greeting, endpoint });
    if (told) owner = told.owner;
    if (told && worker) navigator.serviceWorker?.register(worker, { scope: new URL('.', new URL(worker, location)).pathname }).then((kept) => kept.active?.postMessage('fill')).catch(() => {});
    return told;
  }

  async function deliver() {
    try { if (!await ready()) return show(greeting && words.signIn); } catch { return show(); } // no signal
    await show();
    const end = await courier.deliver(box);
    return show(end === 'AWAY' ? words.away : end === 'SIGN_IN' ? words.signIn : '');
  }

  new BroadcastChannel('balai-outbox').onmessage = ({ data }) => {
    if (data.stopped) going.delete(data.key);
    else if (data.key) going.set(data.key, data);
    show();
  };
  element.querySelector('[data-send]')?.addEventListener('click', deliver);
  window.addEventListener('online', deliver);
  setInterval(() => Number(element.dataset.waiting) && deliver(), AGAIN);
  await show();
  await deliver();
}

export default async function outbox(element, ui) {
  if (!window.isSecureContext || !crypto.subtle || typeof indexedDB === 'undefined') return;
  if (element.tagName !== 'FORM') return list(element, ui);
  if (!element.dataset.pieces) return guard(element, ui);
  (await import(/* @vite-ignore */ ui.addresses.openbox)).default(element, ui);
}
