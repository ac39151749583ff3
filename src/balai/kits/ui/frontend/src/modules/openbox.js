// The form of everybody, with and without a signal: what is sent stands in the outbox first, and leaves it only for a receipt.
// <form data-module="outbox" data-box="laporan" data-endpoint="…" data-pieces="…" data-seal="public key" data-after="page of the outbox"
//   data-key-field="client_key" data-secret="identity=CONFIDENTIAL">; opened with #isi=key it is a refused report again, with #rahasia
//   a new one with data-secret chosen; with data-always it cannot be sent by the browser itself.
//
// Why fields wait as they were typed: the phone is the writer's own, and only so can a refused report be mended. A confidential
// one is sealed all the same: who finds it on a phone of the house or the office must not be able to read it.
const WORDS = {
  id: { busy: 'Menyimpan di ponsel…', photos: 'Mengirim foto: {n} %', going: 'Mengirim…', full: 'Ponsel ini tidak dapat menyimpan kiriman. Hapus sebagian foto, atau kirim saat ada sinyal.', secret: 'Laporan rahasia', report: 'Laporan', mended: 'Isian Anda dikembalikan. Perbaiki, lalu kirim lagi.' },
  en: { busy: 'Saving on the phone…', photos: 'Sending photos: {n} %', going: 'Sending…', full: 'This phone cannot keep it. Remove some photos, or send it while there is a signal.', secret: 'Confidential report', report: 'Report', mended: 'What you typed is back. Mend it and send it again.' },
};
const SHORT = 40;

export default async function openbox(form, ui) {
  const { courierOf, seal, take, pack } = await import(/* @vite-ignore */ ui.addresses.outbox);
  const courier = await courierOf(ui), words = WORDS[ui.lang];
  const { box, endpoint, pieces, seal: publicKey, after } = form.dataset;
  const keyField = form.elements[form.dataset.keyField];
  const [secretName, secretValue] = (form.dataset.secret ?? '').split('=');
  const status = form.querySelector('[data-sending]');
  let busy = false;
  const say = (text) => { if (status) status.textContent = text; };

  await courier.write('boxes', { box, owner: '', endpoint, pieces, key: publicKey });
  // The server's own page came back with this key: what was kept of it is in hand again, on this page. One with a puzzle
  // sends the same by itself: until its answer is here the outbox goes on holding it.
  if (keyField.value && (await courier.read('entries', keyField.value))?.held) {
    if (form.querySelector('[data-module~="puzzle"]')) await courier.change(keyField.value, { held: Date.now() });
    else await courier.remove(keyField.value);
  }
  keyField.value ||= crypto.randomUUID(); // a page that is kept on the phone has none
  const again = /^#isi=([\w-]+)$/.exec(location.hash);
  if (again) await mend(again[1]);
  if (secretName && location.hash === '#rahasia') keepSecret();

  /** What is written again in the place of a refused confidential one is confidential from its first letter: no draft is kept. */
  function keepSecret() {
    form.elements[secretName].value = secretValue;
    form.dispatchEvent(new Event('change'));
    history.replaceState(history.state, '', location.pathname);
  }

  /** A refused report comes back into its form, with its key: it can still be filed once only. */
  async function mend(key) {
    const entry = await courier.read('entries', key);
    if (!entry?.fields) return;
    for (const [name, value] of entry.fields) {
      const input = form.elements[name];
      if (input && input.type !== 'file') input.value = value; // also of a group of radios
    }
    keyField.value = key;
    const files = form.querySelector('input[type=file]');
    if (files && entry.photos.length) {
      const carrier = new DataTransfer();
      entry.photos.forEach(({ content, name }) => carrier.items.add(new File([content], name, { type: 'image/jpeg' })));
      files.files = carrier.files;
      files.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const note = Object.assign(document.createElement('p'), { className: 'alert tone-warn', textContent: `${entry.message ?? ''} ${words.mended}` });
    note.setAttribute('role', 'alert');
    form.before(note);
    form.dispatchEvent(new Event('change'));
    history.replaceState(history.state, '', location.pathname);
  }

  async function entryOf(button) {
    const taken = await take(form, button, ui);
    const get = (name) => taken.fields.find(([field]) => field === name)?.[1] ?? '';
    const common = { key: keyField.value, box, owner: '', at: Date.now(), state: 'WAITING', lang: ui.lang };
    if (secretName && get(secretName) === secretValue) {
      return { ...common, label: words.secret, sealedKey: crypto.randomUUID(), sealed: await seal(publicKey, await pack(taken)) };
    }
    const text = get('text').replace(/\s+/g, ' ');
    const photos = await Promise.all(taken.files.map(async ({ file }) => ({ key: crypto.randomUUID(), name: file.name, content: await file.arrayBuffer() })));
    const fields = [...taken.fields.filter(([name]) => name !== form.dataset.keyField), ['lang', ui.lang]];
    return { ...common, label: text ? `“${text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}”` : words.report, fields, photos };
  }

  /** To the outbox: it sends by itself from now on. */
  async function leave(entry) {
    await courier.change(entry.key, { held: 0 });
    try { localStorage.setItem('balai-outbox', '1'); localStorage.removeItem(`balai-draft:${form.dataset.draft}`); } catch { /* storage is closed */ }
    (await navigator.serviceWorker?.getRegistration('/').catch(() => null))?.sync?.register('balai-outbox').catch(() => {});
    location.assign(after);
  }

  /** The photos go first, in pieces; then the browser sends the form itself, and the answer is a page like any other. */
  async function hand(entry) {
    if (entry.photos?.length) {
      const progress = new BroadcastChannel('balai-outbox');
      progress.onmessage = ({ data }) => data.key === entry.key && data.whole && say(words.photos.replace('{n}', Math.round((100 * data.sent) / data.whole)));
      const refusal = await courier.uploadAll(entry, pieces).finally(() => progress.close());
      if (!refusal) {
        form.querySelectorAll('input[type=file]').forEach((input) => { input.disabled = true; });
        entry.photos.forEach(({ key }) => form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'uploads', value: key })));
      }
    }
    say(words.going);
    form.submit();
  }

  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    say(words.busy);
    const direct = navigator.onLine && !('always' in form.dataset);
    let entry;
    try {
      entry = await entryOf(event.submitter);
      await courier.keep({ ...entry, held: direct ? Date.now() : 0 });
    } catch {
      busy = false;
      return direct ? form.submit() : say(words.full); // a phone that keeps nothing still sends
    }
    try {
      localStorage.setItem('balai-outbox', '1');
    } catch { /* the page of the outbox still has it */ }
    if (direct) await hand(entry).catch(() => leave(entry));
    else await leave(entry);
  });
  // Back from the receipt, or from a page that did not come: the form can be sent again.
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
}
