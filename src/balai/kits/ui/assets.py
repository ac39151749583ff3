"""Addresses of static files, with a fallback so that a page never fails for want of a style sheet."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

MODULES = (
    "map",
    "chart",
    "photo",
    "geolocate",
    "picker",
    "inbox",
    "draft",
    "wizard",
    "reply",
    "outbox",
    "counter",
    "capture",
    "cover",
    "courier",
    "solver",
    "puzzle",
    "openbox",
    "proof",
    "app",
    "picture",
)
SHEETS = ("map", "chart")


def asset(path: str) -> str:
    """Return the address of a static file; its plain address where the manifest does not know it (yet)."""
    try:
        return static(path)
    except ValueError:
        return f"{staticfiles_storage.base_url or '/static/'}{path}"


def module_addresses() -> dict[str, str]:
    """Return `{name: address}` of every module and style sheet that ui.js may load on demand."""
    scripts = {name: asset(f"ui/dist/{name}.js") for name in MODULES}
    sheets = {f"{name}.css": asset(f"ui/dist/{name}.css") for name in SHEETS}
    return scripts | sheets
