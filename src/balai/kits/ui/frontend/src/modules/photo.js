// Shrinks photos in the browser before they are sent: at most 1600 px and about 250 KB, as JPEG.
// Re-encoding also drops what the camera wrote into the file (place, device, owner).
const TRIES = [[1600, 0.82], [1600, 0.65], [1600, 0.5], [1200, 0.55], [1000, 0.5]]; // longest side in px, quality
const BYTES = 250 * 1024;
const WORDS = {
  id: { photo: 'Foto', remove: 'Hapus', full: 'Paling banyak {n} foto.', ready: '{n} foto siap dikirim.', busy: 'Mengecilkan foto…' },
  en: { photo: 'Photo', remove: 'Remove', full: 'At most {n} photos.', ready: '{n} photos ready to send.', busy: 'Shrinking photos…' },
};

function draw(bitmap, side, quality) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/** Whether a file is a small JPEG in which no camera wrote anything: one of ours, shrunk before. */
async function isBare(file) {
  if (file.size > BYTES) return false;
  const view = new DataView(await file.arrayBuffer());
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return false;
  for (let at = 2; at + 4 <= view.byteLength;) {
    const mark = view.getUint16(at);
    if (mark === 0xffda) return true; // the picture begins
    if (mark < 0xffc0 || mark === 0xfffe || (mark > 0xffe0 && mark <= 0xffef && mark !== 0xffe2)) return false;
    at += 2 + view.getUint16(at + 2);
  }
  return false;
}

/** A smaller JPEG of `file`, or the file itself where the browser cannot read or shrink it. */
export async function shrink(file) {
  try {
    if (await isBare(file)) return file;
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    let blob = null;
    for (const [side, quality] of TRIES) {
      blob = await draw(bitmap, side, quality);
      if (!blob || blob.size <= BYTES) break;
    }
    bitmap.close();
    return blob ? new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}

export default function photo(box, { lang }) {
  const input = box.querySelector('input[type=file]');
  if (!input || typeof DataTransfer === 'undefined') return;
  const words = WORDS[lang];
  const max = Number(box.dataset.max || 5);
  const list = Object.assign(document.createElement('ol'), { className: 'photo-list' });
  const status = Object.assign(document.createElement('p'), { className: 'help' });
  status.setAttribute('role', 'status');
  box.append(status, list);
  let chosen = [];

  function show(message) {
    const carrier = new DataTransfer();
    chosen.forEach(({ file }) => carrier.items.add(file));
    input.files = carrier.files;
    list.replaceChildren(...chosen.map(item));
    status.textContent = message ?? (chosen.length ? words.ready.replace('{n}', chosen.length) : '');
  }

  function item(entry, index) {
    const row = document.createElement('li');
    const image = entry.file.type.startsWith('image/')
      ? Object.assign(new Image(), { src: entry.preview, alt: `${words.photo} ${index + 1}` })
      : Object.assign(document.createElement('p'), { className: 'small', textContent: entry.file.name }); // a PDF beside photos
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-block', textContent: words.remove });
    button.setAttribute('aria-label', `${words.remove} ${words.photo.toLowerCase()} ${index + 1}`);
    button.addEventListener('click', () => {
      URL.revokeObjectURL(entry.preview);
      chosen = chosen.filter((other) => other !== entry);
      show();
      (list.querySelector('button') ?? input).focus();
    });
    row.append(image, button);
    return row;
  }

  async function add() {
    const submit = input.form?.querySelectorAll('[type=submit]') ?? [];
    const fresh = [...input.files];
    status.textContent = words.busy;
    submit.forEach((button) => { button.disabled = true; });
    const room = Math.max(0, max - chosen.length);
    for (const original of fresh.slice(0, room)) { // one after another: cheap phones have little memory
      const file = await shrink(original);
      chosen.push({ file, preview: URL.createObjectURL(file) });
    }
    submit.forEach((button) => { button.disabled = false; });
    show(fresh.length > room ? words.full.replace('{n}', max) : undefined);
  }

  input.addEventListener('change', add);
  if (input.files.length) add(); // a form that was filled in again
}
