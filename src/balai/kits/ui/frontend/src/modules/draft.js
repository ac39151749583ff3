// Keeps what was typed until the form is sent, on this device only. Never for confidential reports, and never names,
// contacts, passwords or files: the device may belong to the village office.
const DAYS = 7;
const WORDS = {
  id: { restored: 'Isian Anda sebelumnya dikembalikan.', clear: 'Hapus isian ini' },
  en: { restored: 'What you typed before was restored.', clear: 'Clear it' },
};

export default function draft(form, { lang }) {
  const key = `balai-draft:${form.dataset.draft || location.pathname}`;
  const words = WORDS[lang];
  const kept = (input) => input.name && input.name !== 'csrfmiddlewaretoken' && !['password', 'file', 'hidden', 'submit', 'email', 'tel'].includes(input.type) && !/name|tel|email/.test(input.autocomplete) && !input.closest('[data-private]');
  const [never, answer] = (form.dataset.draftNever ?? 'confidential=on').split('='); // <form data-draft-never="identity=CONFIDENTIAL">
  const confidential = () => new FormData(form).get(never) === answer || form.querySelector('[data-confidential]:checked');

  function read() {
    try {
      const saved = JSON.parse(localStorage.getItem(key));
      return saved && Date.now() - saved.at < DAYS * 864e5 ? saved.values : null;
    } catch { return null; }
  }

  function forget() {
    try { localStorage.removeItem(key); } catch { /* storage is closed: nothing was kept */ }
  }

  function save() {
    if (confidential()) return forget();
    const values = [...form.elements].filter(kept).filter((input) => !['checkbox', 'radio'].includes(input.type) || input.checked).map((input) => [input.name, input.value]);
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { /* full or closed */ }
  }

  function restore(values) {
    let changed = false;
    for (const [name, value] of values) {
      for (const input of [...form.elements].filter((element) => element.name === name && kept(element))) {
        if (['checkbox', 'radio'].includes(input.type)) { changed ||= !input.checked && input.value === value; input.checked ||= input.value === value; }
        else if (!input.value && value) { input.value = value; changed = true; }
      }
    }
    return changed;
  }

  form.addEventListener('input', save);
  form.addEventListener('change', save);
  const values = form.hasAttribute('data-draft-sent') ? null : read();
  if (values && restore(values)) {
    const note = Object.assign(document.createElement('p'), { className: 'help', textContent: `${words.restored} ` });
    note.setAttribute('role', 'status');
    const clear = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: words.clear });
    clear.addEventListener('click', () => { forget(); form.reset(); note.remove(); });
    note.append(clear);
    form.prepend(note);
    form.dispatchEvent(new Event('change')); // other modules look again
  }
}
