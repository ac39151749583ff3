"""The nine questions as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.public_services.survey_words import elements
from balai.foundation.errors import Refused
from balai.foundation.satisfaction import HIGHEST
from balai.kits.ui.words import own_word, said_refusal


class SurveyForm(forms.Form):
    """Nine questions with four answers in words, best answer first, and a free word."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number, element in enumerate(elements(), 1):
            words = own_word(element, "answers")
            self.fields[element.code.lower()] = forms.TypedChoiceField(
                label=f"{number}. {own_word(element, 'question')}",
                choices=[(score, words[score - 1]) for score in range(HIGHEST, 0, -1)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih salah satu jawaban.")},
            )
        self.fields["comment"] = forms.CharField(
            label=_("Apa yang sebaiknya diperbaiki?"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Jangan menulis nama, NIK, atau nomor telepon."),
        )

    @property
    def scores(self) -> list[int]:
        """The answers in the order of the elements."""
        return [self.cleaned_data[element.code.lower()] for element in elements()]

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at its field, or on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, said_refusal(refusal))
