// Keyboard for the officers' list: j/k move, x select, m merge, Enter open, / search, ? help. Rows carry data-row.
const typing = (element) => element.closest('input, select, textarea, [contenteditable], dialog, summary, button, a');

export default function inbox(box) {
  const rows = () => [...box.querySelectorAll('[data-row]')];
  let at = -1;

  function move(step) {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    const link = all[at].querySelector('a[data-open], a');
    (link ?? all[at]).focus();
    all[at].scrollIntoView({ block: 'nearest' });
  }

  function mark(row) {
    const tick = row?.querySelector('input[type=checkbox]');
    if (tick) tick.click();
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => mark(rows()[at]),
    m: () => box.querySelectorAll('[data-row] input:checked').length > 1 && document.querySelector('button[name=what][value=satukan]')?.click(),
    '/': () => document.querySelector('[data-search]')?.focus(),
    '?': () => document.querySelector('dialog[data-keys]')?.showModal?.(),
  };

  box.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-row]');
    if (row) at = rows().indexOf(row);
  });
  box.addEventListener('change', (event) => {
    const row = event.target.matches('input[type=checkbox]') && event.target.closest('[data-row]');
    if (row) row.toggleAttribute('data-selected', event.target.checked);
    const counter = document.querySelector('[data-selected-count]');
    if (counter) counter.textContent = box.querySelectorAll('[data-row] input:checked').length;
  });
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    const inRow = box.contains(event.target) && event.target.matches('a, input[type=checkbox]');
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && !inRow)) return;
    event.preventDefault();
    act();
  });
}
