"""Words: found in templates and code, translated, compiled."""

import gettext

import pytest

from balai.kits.ui import messages


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("a.html", '{% load i18n %}\n  <p>{% translate "Halo" %}</p>', ["Halo"]),
        (
            "b.html",
            "{% load i18n %}{% blocktranslate with n=n %}Ada {{ n }} laporan{% endblocktranslate %}",
            ["Ada %(n)s laporan"],
        ),
        ("c.html", '{% load i18n %}<div>{% include "x" with label=_("Peta") %}', ["Peta"]),
        ("d.py", "from x import gettext as _\n\ndef f():\n    return _('Baru saja')\n", ["Baru saja"]),
        ("e.py", "ngettext('%(n)d hari', '%(n)d hari', 2)", [("%(n)d hari", "%(n)d hari")]),
    ],
)
def test_words_are_found(tmp_path, name, source, found):
    path = tmp_path / name
    path.write_text(source)
    assert [message for _n, _line, message, _c in messages.words_of(path, name=name)] == found


def _own_words():
    catalog = messages.collect()
    return [m for m in catalog if m.id and any(name.startswith("kits/ui/") for name, _line in m.locations)]


def test_every_word_of_the_interface_is_translated():
    english = messages.load("en")
    missing = [
        m.id
        for m in _own_words()
        if (t := english.get(m.id, m.context)) is None or not messages.translated(t.string)
    ]
    assert missing == []


def test_translations_keep_their_placeholders():
    faults = [
        (m.id, error)
        for m, errors in messages.load("en").check()
        for error in errors
        if messages.translated(m.string)
    ]
    assert faults == []


def test_catalogue_compiles(english_catalogue):
    with english_catalogue.open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("Langsung ke isi") == "Skip to content"
    assert english.ngettext("%(n)d hari", "%(n)d hari", 1) == "%(n)d day"
