"""The tags of every page; a template built-in, so that no `load` is needed. Snippets: docs/design.md."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from balai.foundation import money
from balai.kits.ui import area_maps, assets, charts, fields, formats, heat, tones, words

register = template.Library()


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file; never fails."""
    return assets.asset(path)


@register.simple_tag
def ui_modules() -> SafeString:
    """The addresses that ui.js needs, as a JSON block (data, so the content policy lets it through)."""
    return json_script(assets.module_addresses(), "ui-modules")


@register.simple_tag
def htmx() -> SafeString:
    """The htmx script, for the pages that use it: `{% block scripts %}{% htmx %}{% endblock %}`."""
    return format_html('<script type="module" src="{}"></script>', assets.asset("ui/dist/htmx.js"))


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One drawing of the sprite; silent for screen readers unless it has a label."""
    speech = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    href = f"{assets.asset('ui/icons.svg')}#{name}"
    return format_html('<svg class="icon {}" {}><use href="{}"></use></svg>', css, speech, href)


@register.simple_tag
def pill(text: Any, tone: str = "muted", icon_name: str = "") -> SafeString:
    """A state in one word, with an icon so that colour is never the only sign."""
    tone = tones.known(tone)
    drawn = icon(icon_name or tones.ICONS[tone])
    return format_html('<span class="pill tone-{}">{}{}</span>', tone, drawn, text)


@register.simple_tag
def badge_state(state: Any) -> SafeString:
    """A pill for any object or mapping with `label` and `tone` (and perhaps `icon`)."""
    get = state.get if isinstance(state, Mapping) else lambda key, default="": getattr(state, key, default)
    return pill(get("label", ""), tone=get("tone", "muted"), icon_name=get("icon", ""))


@register.inclusion_tag("ui/field.html")
def field(
    bound: BoundField, label: str = "", help: str = "", optional: bool = True, **attributes: str
) -> dict[str, Any]:
    """Label, help, error and control of one form field; other arguments become attributes of the control.

    `optional=False` leaves out "(boleh dikosongkan)", as filters do where everything may be empty.
    """
    if help:
        bound.help_text = help
    prepared = fields.view(bound, {key.replace("_", "-"): value for key, value in attributes.items()})
    return {
        "field": prepared,
        "bound": bound,
        "label": label or bound.label,
        "optional": optional and not bound.field.required,
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """The list of errors on top of a form, each linking to its field; nothing when there are none."""
    return {"links": fields.error_links(form)}


@register.simple_tag
def duration(delta: timedelta | None) -> str:
    """ "2 hari 3 jam", or "lewat 2 hari" for a negative span."""
    return formats.duration(delta)


@register.simple_tag
def remaining(delta: timedelta | None) -> str:
    """ "sisa 3 jam", or "lewat 2 hari"."""
    return formats.remaining(delta)


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: datetime | date | None) -> SafeString | str:
    """A moment from now, the full time on hover and for machines. A view may set `now` in the context."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), date_format(moment, "j F Y"))
    now = context.get("now") or timezone.now()
    said = formats.relative(moment, now=now)
    full = formats.absolute(moment)
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), full, said)


@register.simple_tag
def rupiah(amount: int | None) -> str:
    """ "Rp 1.000.000"; empty for None."""
    return "" if amount is None else money.rupiah(amount)


@register.simple_tag
def progress(value: int, of: int = 100, label: str = "") -> SafeString:
    """A bar that is `value` of `of` long, with the share as its text."""
    return charts.meter(value, of=of, label=label)


@register.simple_tag
def sparkline(values: Sequence[float | None], label: str = "", low: float = 0) -> SafeString:
    """A tiny line beside a number."""
    return charts.sparkline(values, label=label, low=low)


@register.simple_tag
def bars(rows: Iterable[Sequence[Any]], title: str = "", unit: str = "") -> SafeString:
    """A horizontal bar per `(label, value[, url])`, as a table."""
    return charts.bars(list(rows), title=title, unit=unit)


@register.simple_tag
def histogram(buckets: Iterable[tuple[str, int]], title: str = "", unit: str = "") -> SafeString:
    """A column per `(label, count)`, with its table."""
    return charts.histogram(list(buckets), title=title, unit=unit)


@register.simple_tag
def area_map(
    shapes: Mapping[str, Any], figures: area_maps.AreaFigures, title: str = "", unit: str = ""
) -> SafeString:
    """A small map of areas with their figures, and the table behind it."""
    return area_maps.area_map(shapes, figures, title=title, unit=unit)


@register.simple_tag
def heat_grid(
    rows: Iterable[tuple[str, Sequence[int]]], columns: Sequence[str], title: str = "", corner: str = ""
) -> SafeString:
    """Numbers of `(label, numbers)` under `columns`, darker where they are higher; a table."""
    return heat.heat_grid(list(rows), columns, title=title, corner=corner)


@register.simple_tag
def line_chart(
    series: Mapping[str, Sequence[tuple[str, charts.Number | None]]],
    title: str = "",
    unit: str = "",
    low: charts.Number = 0,
) -> SafeString:
    """Up to four lines `{name: [(label, value), …]}` over the same labels, from `low` on, with their table."""
    return charts.line_chart(series, title=title, unit=unit, low=low)


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code as inline SVG, on white whatever the colour scheme."""
    return charts.qr(text, label=label)


@register.filter
def message_tone(tags: str) -> str:
    """The tone of a Django message."""
    return next((tones.MESSAGE_TONES[tag] for tag in tags.split() if tag in tones.MESSAGE_TONES), "info")


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that stands for a tone."""
    return tones.ICONS[tones.known(tone)]


@register.filter
def key(mapping: Mapping[Any, Any], name: Any) -> Any:
    """Value of a mapping by a variable key."""
    return mapping.get(name)


@register.filter
def in_indonesian(text: Any) -> SafeString:
    """Mark what the region itself wrote (a name, a reason, a source) as Indonesian on a page in another language."""
    return words.in_indonesian(text)


@register.filter
def said(word: str) -> str:
    """Say a label of code, such as that of a registered kind, in the language of the page."""
    return words.said(word)
