// One step of a long form at a time. Without it the same form is one page; the server checks everything either way.
// <form data-module="wizard"> with <fieldset class="step" data-step="Apa"><legend>…</legend>…
const WORDS = { id: { next: 'Lanjut', back: 'Kembali', steps: 'Langkah' }, en: { next: 'Next', back: 'Back', steps: 'Steps' } };

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Parts that only matter for one answer: <div data-when="identity" data-is="OPEN HIDDEN">; else not shown and not sent.
 * Where names carry a prefix, the form says so: <form data-prefix="k1">. */
export function follow(form) {
  const prefix = form.dataset.prefix ? `${form.dataset.prefix}-` : '';
  form.querySelectorAll('[data-when]').forEach((part) => {
    const value = new FormData(form).get(prefix + part.dataset.when) ?? '';
    const wanted = part.dataset.is.split(' ').includes(value);
    part.hidden = !wanted;
    part.querySelectorAll('input, select, textarea').forEach((input) => { input.disabled = Boolean(input.closest('[data-when][hidden]')); });
  });
  const category = form.elements.category?.value;
  form.querySelectorAll('[data-advice]').forEach((note) => { note.hidden = note.dataset.advice !== category; });
}

/** What fits what was typed: <div data-suggest="address" data-send="text area">, answered with a fragment. Buttons
 * [data-category] in it choose a category; others send the form. */
function suggest(form, box) {
  const names = (box.dataset.send ?? 'text').split(' ');
  box.addEventListener('click', (event) => {
    const now = event.target.closest('[data-now]'); // also where the form is sent on by a script, which knows no button
    if (now) form.append(make('input', { type: 'hidden', name: now.name, value: now.value }));
    const code = event.target.closest('[data-category]')?.dataset.category;
    if (!code) return;
    form.elements.category.value = code;
    form.dispatchEvent(new Event('change'));
  });
  let asked = '';
  return async () => {
    const valueOf = (input) => (input?.type === 'checkbox' && !input.checked ? '' : input?.value?.trim() ?? '');
    const given = names.map((name) => [name, valueOf(form.elements[name])]);
    const now = JSON.stringify(given);
    if (!given[0][1] || now === asked) return;
    asked = now;
    const body = new FormData();
    given.forEach(([name, value]) => body.set(name, value));
    body.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(box.dataset.suggest, { method: 'POST', body });
      if (answer.ok) box.innerHTML = await answer.text(); // our own server's fragment
    } catch { /* a suggestion is a convenience */ }
  };
}

export default function wizard(form, { lang }) {
  const steps = [...form.querySelectorAll('[data-step]')];
  if (steps.length < 2) { // one step of a form that goes on elsewhere: only its conditions are followed
    form.addEventListener('change', () => follow(form));
    return follow(form);
  }
  const words = WORDS[lang];
  const asking = [...form.querySelectorAll('[data-suggest]')].map((box) => suggest(form, box));
  const list = make('ol', { className: 'steps' }, ...steps.map((step) => make('li', { textContent: step.dataset.step })));
  list.setAttribute('aria-label', words.steps);
  steps[0].before(list);
  let at = 0;

  function show(index, focus = true) {
    at = Math.max(0, Math.min(steps.length - 1, index));
    steps.forEach((step, order) => { step.hidden = order !== at; });
    [...list.children].forEach((item, order) => {
      item.className = order < at ? 'done' : '';
      item.toggleAttribute('aria-current', order === at);
      if (order === at) item.setAttribute('aria-current', 'step');
    });
    asking.forEach((ask) => ask());
    if (!focus) return;
    const legend = steps[at].querySelector('legend');
    legend.tabIndex = -1;
    legend.focus({ preventScroll: true });
    list.scrollIntoView({ block: 'start' });
  }

  function next() {
    const wrong = steps[at].querySelector(':is(input, select, textarea):invalid');
    if (wrong) return wrong.reportValidity();
    history.pushState({ step: at + 1 }, ''); // the phone's own back button goes one step back
    show(at + 1);
  }

  steps.forEach((step, order) => {
    const row = make('p', { className: 'cluster' });
    if (order < steps.length - 1) {
      const button = make('button', { type: 'button', className: 'btn btn-primary', textContent: words.next });
      button.addEventListener('click', next);
      row.append(button);
    }
    if (order > 0) {
      const button = make('button', { type: 'button', className: 'btn', textContent: words.back });
      button.addEventListener('click', () => show(order - 1));
      row.append(button);
    }
    step.append(row);
  });

  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input') || at === steps.length - 1) return;
    event.preventDefault();
    next();
  });
  form.addEventListener('change', () => { follow(form); asking.forEach((ask) => ask()); });
  form.addEventListener('submit', (event) => { if (at < steps.length - 1 && !event.submitter?.matches('[data-now]')) { event.preventDefault(); event.stopPropagation(); next(); } });
  window.addEventListener('popstate', ({ state }) => show(state?.step ?? 0));
  document.getElementById('error-summary')?.addEventListener('click', (event) => {
    const target = document.querySelector(event.target.closest('a')?.getAttribute('href') ?? null);
    const order = steps.findIndex((step) => step.contains(target));
    if (order >= 0) {
      show(order, false);
      target.focus();
    }
  });
  follow(form);
  const wrong = steps.findIndex((step) => step.querySelector('[aria-invalid=true], .field-bad'));
  show(Math.max(0, wrong), false);
}
