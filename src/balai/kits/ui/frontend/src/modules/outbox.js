// What was filled in without a signal waits on this device and sends itself, once, when there is one.
// A list:  <div data-module="outbox" data-box="loket" data-greeting="/…/kotak.json" data-endpoint="/…/kiriman/" data-worker="/…/sw.js">
// A form:  <form data-module="outbox" data-box="loket" data-label="…" data-always data-prefix="k1" data-key="uuid" data-after="/…/">
//   data-always: kept also with a signal; data-fresh-names: the browser has never seen the names of its fields
// The greeting, asked while signed in, gives {owner, key, token}: for whom entries are sealed, and with which public key.
// Nobody reads an entry on this device, not even this script: only the server opens it (kits/sealing.py).
const WORDS = {
  id: { kept: 'Disimpan di ponsel ini, terkunci. Terkirim sendiri begitu ada sinyal.', waiting: 'menunggu sinyal', sending: 'sedang dikirim', FILED: 'terkirim', DRAFT: 'terkirim, perlu dilengkapi', REFUSED: 'tidak diterima', now: 'Kirim sekarang', drop: 'Hapus dari daftar', signIn: 'Masuk lagi untuk mengirim.', unready: 'Ponsel ini belum siap dipakai tanpa sinyal. Buka halaman kerja Anda sekali saat ada sinyal.', none: 'Tidak ada yang menunggu di ponsel ini.', others: 'Ada kiriman petugas lain yang menunggu di ponsel ini.' },
  en: { kept: 'Kept on this phone, locked. Sends itself once there is a signal.', waiting: 'waiting for a signal', sending: 'being sent', FILED: 'sent', DRAFT: 'sent, to be completed', REFUSED: 'not accepted', now: 'Send now', drop: 'Remove from the list', signIn: 'Sign in again to send.', unready: 'This phone is not ready for use without a signal. Open your work page once while there is one.', none: 'Nothing waits on this phone.', others: 'Something of another officer waits on this phone.' },
};
const INFO = new TextEncoder().encode('balai outbox');
const changed = new EventTarget();
let opened;

function base() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open('balai-outbox', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('entries', { keyPath: 'key' });
      asked.result.createObjectStore('boxes', { keyPath: 'box' });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

async function ask(store, mode, act) {
  const within = (await base()).transaction(store, mode);
  const asked = act(within.objectStore(store));
  return new Promise((done, fail) => {
    within.oncomplete = () => done(asked.result);
    within.onerror = within.onabort = () => fail(within.error);
  });
}
const read = (store, key) => ask(store, 'readonly', (rows) => rows.get(key));
const all = (store) => ask(store, 'readonly', (rows) => rows.getAll());
const write = (store, row) => ask(store, 'readwrite', (rows) => rows.put(row));
const remove = (key) => ask('entries', 'readwrite', (rows) => rows.delete(key));

/** A box: the sealer's one-time public key, a nonce, AES-256-GCM. */
async function seal(publicKey, content) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = await crypto.subtle.importKey('raw', Uint8Array.from(atob(publicKey), (c) => c.charCodeAt(0)), curve, false, []);
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const mine = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const secret = await crypto.subtle.importKey('raw', await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, once.privateKey, 256), 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: mine, info: INFO }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return new Blob([mine, iv, await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content)]);
}

/** What a form holds: four bytes of length, that much JSON, then the files one after another. Photos are shrunk. */
async function pack(form, button, ui) {
  const prefix = form.dataset.prefix ? `${form.dataset.prefix}-` : '';
  const fields = {};
  const files = [];
  const data = new FormData(form, button);
  const { shrink } = await import(/* @vite-ignore */ ui.addresses.photo);
  for (const [name, value] of data) {
    const plain = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    if (plain === 'csrfmiddlewaretoken') continue;
    if (typeof value === 'string') fields[plain] = value;
    else if (value.size) files.push({ name: plain, file: value.type.startsWith('image/') ? await shrink(value) : value });
  }
  const list = files.map(({ name, file }) => ({ field: name, name: file.name, type: file.type, size: file.size }));
  const head = new TextEncoder().encode(JSON.stringify({ fields, files: list }));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, head.length);
  return new Blob([length, head, ...files.map(({ file }) => file)]).arrayBuffer();
}

/** Seal a form and keep it. False when this device was never made ready. */
async function keep(form, button, ui) {
  const box = await read('boxes', form.dataset.box);
  if (!box) return false;
  const sealed = await (await seal(box.key, await pack(form, button, ui))).arrayBuffer(); // some browsers keep no Blob
  await write('entries', { key: form.dataset.key || crypto.randomUUID(), box: box.box, owner: box.owner, label: form.dataset.label, at: Date.now(), state: 'WAITING', sealed });
  changed.dispatchEvent(new Event('change'));
  return true;
}

async function greet({ box, greeting, endpoint }) {
  const answer = await fetch(greeting, { redirect: 'manual', headers: { Accept: 'application/json' } });
  if (!answer.ok) return null; // signed out, or somebody who has no desk
  const told = await answer.json();
  await write('boxes', { box, owner: told.owner, key: told.key, endpoint });
  return told;
}

async function send(entry, endpoint, token) {
  const body = new FormData();
  body.set('key', entry.key);
  body.set('sealed', new Blob([entry.sealed]), 'kiriman');
  const answer = await fetch(endpoint, { method: 'POST', body, redirect: 'manual', headers: { 'X-CSRFToken': token, Accept: 'application/json' } });
  if (!answer.ok && answer.status !== 422) throw new Error(answer.status); // away or busy: it stays, and is tried again
  const { state, code, url, message } = await answer.json();
  await write('entries', { ...entry, sealed: null, state, code, url, message }); // only the receipt remains
}

/** One tab at a time; a second sending of the same key would change nothing anyway. */
const alone = (act) => (navigator.locks ? navigator.locks.request('balai-outbox', { ifAvailable: true }, (lock) => lock && act()) : act());

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

export default function outbox(element, ui) {
  if (!window.isSecureContext || !crypto.subtle || typeof indexedDB === 'undefined') return;
  if (element.tagName === 'FORM') return guard(element, ui);
  const words = WORDS[ui.lang];
  const { box, endpoint, worker } = element.dataset;
  let owner;

  function row(entry) {
    const item = document.createElement('li');
    const time = new Date(entry.at).toLocaleString(ui.lang, { dateStyle: 'medium', timeStyle: 'short' });
    item.append(`${entry.label}, ${time}: ${entry.state === 'WAITING' ? words.waiting : words[entry.state] ?? entry.state} `);
    if (entry.message) item.append(`(${entry.message}) `);
    if (entry.url) item.append(Object.assign(document.createElement('a'), { href: entry.url, textContent: entry.code || '→' }), ' ');
    if (entry.state !== 'WAITING') {
      const drop = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: words.drop });
      drop.addEventListener('click', () => remove(entry.key).then(show));
      item.append(drop);
    }
    return item;
  }

  async function show(note) {
    const entries = (await all('entries')).filter((entry) => entry.box === box).sort((a, b) => a.at - b.at);
    owner ??= (await read('boxes', box))?.owner;
    const mine = entries.filter((entry) => entry.owner === owner);
    element.hidden = !entries.length;
    element.dataset.waiting = mine.filter((entry) => entry.state === 'WAITING').length;
    const told = [typeof note === 'string' ? note : '', mine.length ? '' : words.none, entries.some((entry) => entry.owner !== owner && entry.state === 'WAITING') ? words.others : ''].filter(Boolean).join(' ');
    element.querySelector('[data-told]').textContent = told;
    element.querySelector('[data-list]').replaceChildren(...mine.map(row));
    return mine;
  }

  const deliver = () => alone(async () => {
    let told = null;
    try { told = await greet(element.dataset); } catch { return show(); } // no signal
    if (!told) return show(words.signIn);
    owner = told.owner;
    for (const entry of await show()) {
      if (entry.state !== 'WAITING') continue;
      try { await send(entry, endpoint, told.token); } catch { break; }
      await show();
    }
    if (worker) navigator.serviceWorker?.register(worker, { scope: new URL('.', new URL(worker, location)).pathname }).then((kept) => kept.active?.postMessage('fill')).catch(() => {});
  });

  element.querySelector('[data-send]')?.addEventListener('click', deliver);
  changed.addEventListener('change', () => show().then(deliver));
  window.addEventListener('online', deliver);
  setInterval(() => Number(element.dataset.waiting) && deliver(), 30_000);
  show().then(deliver);
}
