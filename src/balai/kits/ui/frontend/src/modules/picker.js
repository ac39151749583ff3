// Kecamatan, then desa. Without this module the form has a "Tampilkan desa" button and the server fills the second list.
export default function picker(box) {
  const parent = box.querySelector('[data-picker=parent] select, select[data-picker=parent]');
  const child = box.querySelector('[data-picker=child] select, select[data-picker=child]');
  if (!parent || !child || !box.dataset.url) return;
  const hint = child.options[0]?.value === '' ? child.options[0].text : '—';
  let latest = 0;

  async function fill() {
    const turn = ++latest;
    child.disabled = true;
    let areas = [];
    if (parent.value) {
      try {
        // {code} in the address stands for the kecamatan; the answer is a list of {code, name}
        const answer = await fetch(box.dataset.url.replace('{code}', encodeURIComponent(parent.value)), { headers: { Accept: 'application/json' } });
        if (!answer.ok) throw new Error(answer.status);
        areas = await answer.json();
      } catch {
        box.querySelectorAll('.no-js').forEach((element) => element.classList.remove('no-js'));
        child.disabled = false;
        return;
      }
    }
    if (turn !== latest) return; // a later choice has overtaken this answer
    child.replaceChildren(new Option(hint, ''), ...areas.map(({ code, name }) => new Option(name, code)));
    child.disabled = false;
    child.dispatchEvent(new Event('change', { bubbles: true }));
  }

  parent.addEventListener('change', fill);
  if (parent.value && child.options.length < 2) fill();
}
