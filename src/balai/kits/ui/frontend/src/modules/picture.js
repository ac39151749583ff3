// A chart as a picture for slides and messages: its own SVG file, drawn on a canvas at twice the size. Nothing else is loaded.
// <div data-module="picture" data-svg="/…/lama.svg" data-name="lama" data-title="…">, parts: [data-png], [data-share]; both hidden until here.
const SCALE = 2;
const WORDS = {
  id: { failed: 'Gambarnya tidak dapat dibuat di peramban ini. Unduh berkas SVG-nya.', saved: 'Gambar diunduh' },
  en: { failed: 'This browser cannot make the picture. Download the SVG file.', saved: 'Picture downloaded' },
};

async function drawn(address, name) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth * SCALE, height: image.naturalHeight * SCALE });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((give) => { canvas.toBlob(give, 'image/png'); });
  return new File([blob], `${name}.png`, { type: 'image/png' });
}

function save(file) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export default function picture(box, ui) {
  const { svg, name, title } = box.dataset;
  const words = WORDS[ui.lang];

  /** Busy while it is drawn, so that an impatient thumb makes one picture. */
  function offer(button, hand) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (button.ariaBusy === 'true') return;
      button.ariaBusy = 'true';
      try {
        await hand(await drawn(svg, name));
      } catch (error) {
        if (error.name !== 'AbortError') ui.toast(words.failed); // who closes the list of apps needs no word
      }
      button.ariaBusy = 'false';
    });
  }

  offer(box.querySelector('[data-png]'), (file) => { save(file); ui.toast(`${words.saved}: ${file.name}`); });
  const probe = new File([''], 'a.png', { type: 'image/png' });
  if (navigator.canShare?.({ files: [probe] })) offer(box.querySelector('[data-share]'), (file) => navigator.share({ files: [file], title }));
}
