// Boxes over a photo, drawn with a finger, a mouse or keys. The hidden input [name=boxes] holds them as shares of the photo.
// <div data-module="cover" data-label="…"> with .cover-stage > img, [data-add], [data-clear], [data-said]; see ui/cover.html.
const STEP = 0.02;
const LEAST = 0.02;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export default function cover(root) {
  const stage = root.querySelector('.cover-stage');
  const input = root.querySelector('[name=boxes]');
  const said = root.querySelector('[data-said]');
  const boxes = [];

  function save() {
    input.value = JSON.stringify(boxes.map(({ at }) => at.map((part) => Math.round(part * 1e4) / 1e4)));
    said.textContent = `${root.dataset.label}: ${boxes.length}`;
  }

  function place(box) {
    const [left, top, width, height] = box.at.map((part) => `${part * 100}%`);
    Object.assign(box.element.style, { left, top, width, height });
  }

  function drop(box) {
    boxes.splice(boxes.indexOf(box), 1);
    box.element.remove();
    save();
  }

  function add(at, focus = false) {
    const element = Object.assign(document.createElement('button'), { type: 'button', className: 'cover-box' });
    element.setAttribute('aria-label', `${root.dataset.label} ${boxes.length + 1}`);
    const box = { at, element };
    element.addEventListener('keydown', (event) => move(event, box));
    boxes.push(box);
    stage.append(element);
    place(box);
    if (focus) element.focus();
    return box;
  }

  function move(event, box) {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      drop(box);
      return root.querySelector('[data-add]').focus();
    }
    const [x, y] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [];
    if (x === undefined) return undefined;
    event.preventDefault();
    let [left, top, width, height] = box.at;
    if (event.shiftKey) {
      width = clamp(width + x, LEAST, 1 - left);
      height = clamp(height + y, LEAST, 1 - top);
    } else {
      left = clamp(left + x, 0, 1 - width);
      top = clamp(top + y, 0, 1 - height);
    }
    box.at = [left, top, width, height];
    place(box);
    return save();
  }

  function at(event) {
    const frame = stage.getBoundingClientRect();
    return [clamp((event.clientX - frame.left) / frame.width, 0, 1), clamp((event.clientY - frame.top) / frame.height, 0, 1)];
  }

  // From bare ground a new box is drawn; from within a box that one is moved.
  stage.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    event.preventDefault();
    const [x, y] = at(event);
    const held = boxes.find(({ element }) => element === event.target);
    const box = held ?? add([x, y, 0, 0]);
    const [left, top, width, height] = box.at;
    stage.setPointerCapture(event.pointerId);
    const draw = (moved) => {
      const [a, b] = at(moved);
      box.at = held
        ? [clamp(left + a - x, 0, 1 - width), clamp(top + b - y, 0, 1 - height), width, height]
        : [Math.min(x, a), Math.min(y, b), Math.abs(a - x), Math.abs(b - y)];
      place(box);
    };
    stage.addEventListener('pointermove', draw);
    stage.addEventListener('pointerup', () => {
      stage.removeEventListener('pointermove', draw);
      if (box.at[2] < LEAST / 2 || box.at[3] < LEAST / 2) return drop(box);
      box.element.focus();
      return save();
    }, { once: true });
  });
  root.querySelector('[data-add]').addEventListener('click', () => { add([0.4, 0.4, 0.2, 0.2], true); save(); });
  root.querySelector('[data-clear]').addEventListener('click', () => { [...boxes].forEach(drop); });
  JSON.parse(input.value || '[]').forEach((box) => add(box));
}
