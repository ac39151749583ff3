// Proof photos taken on this page: a one-time challenge from the server, the live camera (or the phone's own), and for each photo
// the hash of its bytes, its time and its place, before anything else touches it. What comes from the gallery is marked by having none.
// <div data-module="proof" data-url="…" data-case="…"> with input[name=photos], input[name=captures], [data-take], [data-field], [data-stage], [data-shots], [data-told], [data-where].
const WORDS = {
  id: {
    take: 'Ambil foto', stop: 'Tutup kamera', remove: 'Hapus', photo: 'Foto bukti', live: 'diambil di aplikasi', gallery: 'dari galeri, akan diperiksa petugas lain', full: 'Paling banyak 4 foto.',
    asked: 'Kamera siap. Berdirilah di tempat yang dilaporkan.', noSignal: 'Tidak ada sinyal dan belum ada sandi lapangan. Foto tetap dapat dikirim; petugas lain akan memeriksanya.',
    carried: 'Sandi lapangan tersimpan, berlaku sampai {t}. Foto boleh diambil tanpa sinyal.', place: 'Lokasi tercatat, ketelitian sekitar {n} m.', noPlace: 'Lokasi tidak terbaca: nyalakan GPS lalu ambil lagi, atau isi tempatnya di bawah.', old: 'Peramban ini tidak dapat membuat sidik foto. Foto tetap dapat dikirim; petugas lain akan memeriksanya.',
  },
  en: {
    take: 'Take photo', stop: 'Close camera', remove: 'Remove', photo: 'Proof photo', live: 'taken in the app', gallery: 'from the gallery, another officer will check it', full: 'At most 4 photos.',
    asked: 'Camera ready. Stand at the reported place.', noSignal: 'No signal and no field code yet. The photo can still be sent; another officer will check it.',
    carried: 'Field code saved, valid until {t}. Photos may be taken without signal.', place: 'Place noted, accurate to about {n} m.', noPlace: 'No place: switch GPS on and take it again, or fill in the place below.', old: 'This browser cannot fingerprint photos. They can still be sent; another officer will check them.',
  },
};
const MOST = 4, SIDE = 1600, QUALITY = 0.86;
const WISHES = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 15_000 };

async function sha256(blob) {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export default function proof(box, { lang }) {
  const words = WORDS[lang];
  const part = (name) => box.querySelector(`[data-${name}]`);
  const carrier = box.querySelector('[name=photos]'), captures = box.querySelector('[name=captures]');
  const stage = part('stage'), list = part('shots'), key = `balai-proof-${box.dataset.case}`;
  const say = (text) => { part('told').textContent = text; };
  const sayWhere = (text) => { part('where').textContent = text; };
  if (typeof DataTransfer === 'undefined' || !window.isSecureContext || !crypto.subtle) {
    part('take').hidden = part('field').hidden = true;
    say(words.old);
    return;
  }
  let chosen = [], challenge = null, place = null, stream = null;

  async function ask(field) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: carrier.form.csrfmiddlewaretoken.value, ...(field && { lapangan: '1' }) });
    const answer = await fetch(box.dataset.url, { method: 'POST', body, headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && new Date(found.valid_until) > new Date() ? found : null;
    } catch { return null; }
  };

  /** The challenge that the photos answer: the one in hand, a new one, or the one that was taken along. */
  async function ready() {
    if (challenge && new Date(challenge.valid_until) > new Date()) return;
    challenge = kept();
    try { challenge ??= await ask(false); } catch { say(words.noSignal); }
  }

  function locate() {
    navigator.geolocation?.getCurrentPosition(({ coords }) => {
      place = { latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy) };
      chosen.forEach(({ shot }) => { if (shot && shot.latitude === undefined) Object.assign(shot, place); });
      sayWhere(words.place.replace('{n}', place.accuracy));
      write();
    }, () => sayWhere(words.noPlace), WISHES);
  }

  function write() {
    const files = new DataTransfer();
    chosen.forEach(({ file }) => files.items.add(file));
    carrier.files = files.files;
    const photos = chosen.filter(({ shot }) => shot).map(({ shot }) => shot);
    captures.value = photos.length ? JSON.stringify({ challenge: challenge?.challenge ?? '', sent_at: new Date().toISOString(), photos }) : '';
  }

  function show() {
    write();
    list.replaceChildren(...chosen.map((entry, index) => {
      const row = document.createElement('li');
      const image = Object.assign(new Image(), { src: entry.preview, alt: `${words.photo} ${index + 1}` });
      const note = Object.assign(document.createElement('p'), { className: 'small mb-1', textContent: entry.shot ? words.live : words.gallery });
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-block', textContent: words.remove });
      button.addEventListener('click', () => {
        URL.revokeObjectURL(entry.preview);
        chosen = chosen.filter((other) => other !== entry);
        show();
        part('take').focus();
      });
      row.append(image, note, button);
      return row;
    }));
  }

  async function keep(file, way) {
    if (chosen.length >= MOST) { say(words.full); return; }
    const shot = way && { sha256: await sha256(file), way, taken_at: new Date().toISOString(), ...place };
    chosen.push({ file, shot, preview: URL.createObjectURL(file) });
    show();
  }

  function close() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    stage.replaceChildren();
  }

  function button(text, className, act) {
    const made = Object.assign(document.createElement('button'), { type: 'button', className, textContent: text });
    made.addEventListener('click', act);
    return made;
  }

  async function live() {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: SIDE } }, audio: false });
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true, className: 'proof-video' });
    const shoot = button(words.take, 'btn btn-secondary btn-lg', () => {
      const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
      const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
      canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => { close(); keep(new File([blob], `bukti-${Date.now()}.jpg`, { type: 'image/jpeg' }), 'LIVE'); }, 'image/jpeg', QUALITY);
    });
    shoot.dataset.shoot = '';
    shoot.disabled = true; // until there is a picture
    stage.replaceChildren(video, shoot, button(words.stop, 'btn', close));
    await video.play();
    shoot.disabled = false;
    shoot.focus();
  }

  /** Where the page gets no camera, the phone's own is asked for. */
  function phone() {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', capture: 'environment' });
    input.addEventListener('change', () => { if (input.files[0]) keep(input.files[0], 'CAMERA'); });
    input.click();
  }

  part('take').addEventListener('click', async () => {
    say(words.asked);
    locate();
    await ready();
    try { await live(); } catch { close(); phone(); }
  });
  part('field').addEventListener('click', async () => {
    try {
      challenge = await ask(true);
      localStorage.setItem(key, JSON.stringify(challenge));
      say(words.carried.replace('{t}', new Date(challenge.valid_until).toLocaleString(lang)));
    } catch { say(words.noSignal); }
  });
  carrier.addEventListener('change', async () => {
    const known = new Set(chosen.map(({ file }) => file));
    const fresh = [...carrier.files].filter((file) => !known.has(file));
    for (const file of fresh) await keep(file, '');
    show();
  });
  carrier.form.addEventListener('submit', () => { write(); localStorage.removeItem(key); });
}
