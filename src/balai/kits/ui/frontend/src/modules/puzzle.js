// A form that came back with a puzzle: answered in a worker, then sent by itself.
export default function start(box, ui) {
  const form = box.closest('form'), field = box.querySelector('[name="puzzle"]');
  const worker = new Worker(ui.addresses.solver);
  worker.onmessage = ({ data }) => {
    field.value = data;
    worker.terminate();
    form.submit(); // as it was sent before: neither the steps nor the outbox ask again
  };
  worker.postMessage({ token: box.dataset.token, bits: Number(box.dataset.bits) });
}
