"""The tags: names, errors and help are tied to their controls; nothing breaks the content policy."""

import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from balai.kits.ui.samples import SPRITE, SampleForm


def draw(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_field_ties_help_and_error_to_the_control():
    form = SampleForm({"contact": "bukan-surel"})
    drawn = draw("{% field form.contact autocomplete='email' %}", form=form)
    control = re.search(r"<input[^>]*>", drawn).group()
    described = re.search(r'aria-describedby="([^"]+)"', control).group(1).split()
    assert described == ["id_contact-bantuan", "id_contact-galat"]
    assert all(f'id="{name}"' in drawn for name in described)
    assert 'aria-invalid="true"' in control
    assert 'autocomplete="email"' in control


def test_field_without_help_or_error_describes_nothing():
    drawn = draw("{% field form.desa %}", form=SampleForm())
    assert "aria-describedby" not in drawn and "aria-invalid" not in drawn


def test_choices_are_a_fieldset():
    drawn = draw("{% field form.category %}", form=SampleForm())
    assert drawn.startswith("<fieldset") and drawn.count('class="choice"') == 3 and "<legend>" in drawn


@pytest.mark.parametrize(("name", "mark"), [("story", True), ("title", False)])
def test_only_optional_fields_are_marked(name, mark):
    drawn = draw("{% field bound %}", bound=SampleForm()[name])
    assert ("boleh dikosongkan" in drawn) is mark


def test_error_summary_links_to_existing_controls():
    form = SampleForm({})
    summary = draw("{% error_summary form %}", form=form)
    targets = re.findall(r'href="#([^"]+)"', summary)
    controls = "".join(
        draw("{% field bound %}", bound=form[name]) for name in ("title", "category", "kecamatan", "agree")
    )
    assert targets == ["id_title", "id_category_0", "id_kecamatan", "id_agree"]
    assert all(f'id="{target}"' in controls for target in targets)


def test_error_summary_of_a_good_form_is_empty():
    assert draw("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_unknown_tone_is_muted():
    assert 'class="pill tone-muted"' in draw('{% pill "Apa" tone="<x>" %}')


@pytest.mark.parametrize(
    "state", [{"label": "Selesai", "tone": "ok"}, type("S", (), {"label": "Selesai", "tone": "ok"})()]
)
def test_badge_takes_objects_and_mappings(state):
    assert "tone-ok" in draw("{% badge_state state %}", state=state)


def test_when_uses_the_moment_of_the_view():
    now = timezone.now()
    drawn = draw("{% when then %}", then=now - timedelta(hours=3), now=now)
    assert ">3 jam lalu</time>" in drawn and f'datetime="{(now - timedelta(hours=3)).isoformat()}"' in drawn


@pytest.mark.parametrize(
    "source", ["{% when x %}", "{% duration x %}", "{% remaining x %}", "{% rupiah x %}"]
)
def test_none_is_drawn_as_nothing(source):
    assert draw(source, x=None) == ""


def test_every_icon_used_exists():
    names = set(re.findall(r'id="([a-z-]+)"', SPRITE.read_text()))
    used = set()
    for path in SPRITE.parents[2].rglob("templates/**/*.html"):
        used |= set(re.findall(r'{% icon "([a-z-]+)"', path.read_text()))
    assert used - names == set()


def test_words_of_the_region_are_marked_on_a_page_in_another_language():
    with override("en"):
        assert (
            draw("{{ name|in_indonesian }}", name="Warung <b>") == '<span lang="id">Warung &lt;b&gt;</span>'
        )
        assert draw("{{ name|in_indonesian|default:'–' }}", name="") == "–"
    with override("id"):
        assert draw("{{ name|in_indonesian }}", name="Warung <b>") == "Warung &lt;b&gt;"
