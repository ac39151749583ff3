"""Prepares a bound form field for `ui/field.html`: which layout, which ids describe it."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class FieldView:
    """What the template of one field needs."""

    bound: BoundField
    kind: str  # "input" | "checkbox" | "group"
    control: str
    help_id: str
    error_id: str


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, CHOICES):
        return "group"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


def _described_by(*, bound: BoundField, help_id: str, error_id: str) -> str:
    ids = [help_id] if bound.help_text else []
    return " ".join([*ids, error_id] if bound.errors else ids)


def view(bound: BoundField, attributes: dict[str, str] | None = None) -> FieldView:
    """Return the layout and the drawn control of a bound field.

    Errors and help are tied to the control by `aria-describedby`; a field with errors is `aria-invalid`.
    """
    base = bound.id_for_label or bound.auto_id or bound.html_name
    help_id, error_id = f"{base}-bantuan", f"{base}-galat"
    attrs = dict(attributes or {})
    described = _described_by(bound=bound, help_id=help_id, error_id=error_id)
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    kind = _kind(bound.field.widget)
    control = "" if kind == "group" else str(bound.as_widget(attrs=attrs))
    return FieldView(bound=bound, kind=kind, control=control, help_id=help_id, error_id=error_id)


def error_links(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return `[{"href", "label", "message"}]` for the summary on top of a form, in the order of the fields."""
    links = [{"href": "", "label": "", "message": message} for message in form.non_field_errors()]
    for bound in form:
        target = bound.id_for_label or (f"{bound.auto_id}_0" if bound.auto_id else "")
        links += [
            {"href": f"#{target}", "label": bound.label, "message": message} for message in bound.errors
        ]
    return links
