// A sample answer into the text field: <select data-module="reply" data-into="#field">. What was typed stays.
export default function reply(select) {
  const field = document.querySelector(select.dataset.into);
  if (!field) return;
  select.addEventListener('change', () => {
    if (!select.value) return;
    field.value = [field.value.trim(), select.value].filter(Boolean).join('\n\n');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
}
