// The form of a client at the village counter: saves itself, says what is missing, and leaves nothing for the next client.
// <form data-module="counter outbox" data-prefix="k1a2b" data-save="/…/simpan/" data-version="3">, parts: [data-missing], [data-saved]
const WORDS = {
  id: { saved: 'Tersimpan', saving: 'Menyimpan…', offline: 'Tidak ada sinyal: isian tetap di halaman ini', conflict: 'Isian ini dibuka juga di tempat lain. Tekan Simpan untuk memakai isian di halaman ini.' },
  en: { saved: 'Saved', saving: 'Saving…', offline: 'No signal: what you typed stays on this page', conflict: 'This form is open elsewhere too. Press Save to keep what stands on this page.' },
};
const PAUSE = 1500;

export default async function counter(form, ui) {
  const words = WORDS[ui.lang];
  const told = form.querySelector('[data-saved]');
  let timer, leaving = false, running = Promise.resolve(), dirty = false;

  const { follow } = await import(/* @vite-ignore */ ui.addresses.wizard);
  follow(form);
  const say = (text) => { if (told) told.textContent = text; };

  /** Everything but files; they travel when chosen. */
  async function save() {
    clearTimeout(timer);
    if (!dirty || leaving) return;
    dirty = false;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name);
    data.set('version', form.dataset.version);
    say(words.saving);
    try {
      const answer = await fetch(form.dataset.save, { method: 'POST', body: data, redirect: 'error' });
      if (answer.status === 409) return say(words.conflict);
      if (!answer.ok) throw new Error(answer.status);
      form.dataset.version = form.elements.version.value = answer.headers.get('X-Version');
      const now = new Date().toLocaleTimeString(ui.lang, { hour: '2-digit', minute: '2-digit' });
      say(`${words.saved} ${now}`);
      const box = document.querySelector('[data-missing]');
      if (box) box.innerHTML = await answer.text(); // our own server's fragment
    } catch {
      dirty = true;
      say(words.offline);
    }
  }
  const queue = () => { running = running.then(save); return running; };

  form.addEventListener('input', (event) => {
    if (event.target.type === 'file') return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(queue, PAUSE);
  });
  form.addEventListener('change', (event) => {
    follow(form);
    if (event.target.type === 'file' && event.target.files.length && navigator.onLine) sendPaper(event.target);
  });
  window.addEventListener('online', () => dirty && queue());

  /** A paper goes as soon as it is chosen: the page comes back with it, or with what is wrong with it. */
  async function sendPaper(input) {
    const { shrink } = await import(/* @vite-ignore */ ui.addresses.photo);
    const carrier = new DataTransfer();
    for (const file of input.files) carrier.items.add(file.type.startsWith('image/') ? await shrink(file) : file);
    input.files = carrier.files;
    form.elements.version.value = form.dataset.version;
    form.requestSubmit(form.querySelector('[data-keep]'));
  }

  form.addEventListener('submit', (event) => setTimeout(() => { leaving = !event.defaultPrevented; }));
  // Locking the screen or taking another client saves first.
  document.addEventListener('submit', async (event) => {
    const other = event.target;
    if (other === form || !other.hasAttribute('data-leaves') || !dirty) return;
    event.preventDefault();
    await queue();
    dirty = false;
    other.submit();
  }, true);

  // The back button must not bring one client's page to another: it is emptied when left, and asked again when shown.
  window.addEventListener('pagehide', () => form.querySelectorAll('input:not([type=hidden]), textarea, select').forEach((input) => {
    if (['checkbox', 'radio'].includes(input.type)) input.checked = false;
    else input.value = '';
  }));
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  window.addEventListener('beforeunload', (event) => { if (dirty && !leaving && !navigator.onLine) event.preventDefault(); });
}
