// Writes down when and where a form of the field was filled in, and each of its photos taken; works without a signal.
// <form data-module="capture …"> with hidden inputs filled_at, lat, lon and, for a file input "photo-x", photo-x-at, photo-x-lat, photo-x-lon; [data-where] tells it.
const WORDS = {
  id: { found: 'Lokasi tercatat, ketelitian sekitar {n} m.', failed: 'Lokasi tidak terbaca: nyalakan GPS, atau lanjutkan tanpa lokasi.' },
  en: { found: 'Place noted, accurate to about {n} m.', failed: 'No place: switch GPS on, or go on without one.' },
};
const WISHES = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

export default function capture(form, { lang }) {
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
