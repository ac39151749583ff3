// Writes down when and where a form of the field was filled in, and each of its photos taken; works without a signal.
// <form data-module="capture …"> with hidden inputs filled_at, lat, lon and, for a file input "photo-x", photo-x-at, photo-x-lat, photo-x-lon; [data-where] tells it.
// A proof besides answers a challenge (engine/proofs) that is asked for while there is a signal, and carried along without one:
// <section data-module="capture" data-owner="7"> with [data-challenge="address"][data-case="12"]; the form says <form data-captures="12">.
const WORDS = {
  id: { found: 'Lokasi tercatat, ketelitian sekitar {n} m.', failed: 'Lokasi tidak terbaca: nyalakan GPS, atau lanjutkan tanpa lokasi.' },
  en: { found: 'Place noted, accurate to about {n} m.', failed: 'No place: switch GPS on, or go on without one.' },
};
const WISHES = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

const PLACE = 'balai-proof-'; // where proof.js keeps it too

function carried(number) {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE + number));
    return found && new Date(found.valid_until) > new Date() ? found : null;
  } catch { return null; }
}

/** A challenge for each case that may be proven there; one that this officer still holds is not asked for again. */
async function fetchChallenges(section) {
  const { owner } = section.dataset;
  const token = JSON.parse(document.body.getAttribute('hx-headers') ?? '{}')['X-CSRFToken'];
  for (const { dataset } of section.querySelectorAll('[data-challenge]')) {
    if (carried(dataset.case)?.owner === owner) continue;
    try {
      const answer = await fetch(dataset.challenge, { method: 'POST', redirect: 'error', headers: { 'X-CSRFToken': token }, body: new URLSearchParams({ lapangan: '1' }) });
      if (answer.ok) localStorage.setItem(PLACE + dataset.case, JSON.stringify({ ...await answer.json(), owner }));
    } catch { return; /* no signal: a proof without one is looked at by a person */ }
  }
}

/** What the phone says of the photos of a form: the bytes in hand, when and where they were taken, the challenge. */
export async function stated(form, files) {
  const number = (value) => (value === '' ? null : Number(value));
  const photos = [];
  for (const { name, file } of files) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const said = (part) => form.elements[`${name}-${part}`]?.value ?? '';
    photos.push({ sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''), way: 'CAMERA', taken_at: said('at') || null, latitude: number(said('lat')), longitude: number(said('lon')) });
  }
  return JSON.stringify({ challenge: carried(form.dataset.captures)?.challenge ?? '', photos });
}

export default function capture(form, { lang }) {
  if (form.tagName !== 'FORM') return fetchChallenges(form);
  const words = WORDS[lang];
  const told = form.querySelector('[data-where]');
  const set = (name, value) => { const input = form.elements[name]; if (input) input.value = value; };
  const say = (text) => { if (told) told.textContent = text; };

  function place(prefix) {
    navigator.geolocation?.getCurrentPosition(({ coords }) => {
      set(`${prefix}lat`, coords.latitude.toFixed(6));
      set(`${prefix}lon`, coords.longitude.toFixed(6));
      say(words.found.replace('{n}', Math.round(coords.accuracy)));
    }, () => say(words.failed), WISHES);
  }

  form.addEventListener('input', () => place(''), { once: true });
  form.addEventListener('change', ({ target }) => {
    if (target.type !== 'file') return;
    const [file] = target.files;
    // The file's own moment is the camera's; a photo of tomorrow is of now.
    set(`${target.name}-at`, file ? new Date(Math.min(Date.now(), file.lastModified || Date.now())).toISOString() : '');
    if (file) place(`${target.name}-`);
  });
  form.addEventListener('submit', () => set('filled_at', new Date().toISOString()));
}
