// A form that came back with a puzzle: answered in a worker, then sent by itself.
export default function start(box, ui) {
  const form = box.closest('form'), field = box.querySelector('[name="puzzle"]');
  const worker = new Worker(ui.addresses.solver);
  worker.onmessage = ({ data }) => {
    field.value = data;
    worker.terminate();
    form.requestSubmit();
  };
  worker.postMessage({ token: box.dataset.token, bits: Number(box.dataset.bits) });
}
