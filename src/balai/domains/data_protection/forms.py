"""Forms of data protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.data_protection.terms import MOST_TEXT


def words(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AssessmentForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=160)
    text = forms.CharField(
        label=_("Isi penilaian"),
        widget=words(16),
        help_text=_(
            "Apa yang dilakukan dan mengapa perlu, bahaya bagi orangnya, seberapa mungkin, apa yang dilakukan agar tidak terjadi, "
            "dan apa yang tersisa (UU 27/2022 Pasal 34)."
        ),
    )


def text_field(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=words(rows), max_length=MOST_TEXT, help_text=help_text
    )
