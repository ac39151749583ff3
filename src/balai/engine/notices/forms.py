"""What the pages of the inbox take in."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from balai.engine.notices.terms import MODE_LABELS, Mode
from balai.kits.ui.words import said


class ModesForm(forms.Form):
    """One choice for all topics and one for each; an empty one follows the choice for all."""

    def __init__(self, *args, topics: dict[str, str], chosen: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        modes = [(mode.value, said(label)) for mode, label in MODE_LABELS.items()]
        self.fields["all"] = forms.ChoiceField(
            label=_("Semua surel"),
            choices=modes,
            initial=chosen.get("", Mode.IMMEDIATE),
            widget=forms.RadioSelect,
        )
        for template, label in topics.items():
            self.fields[template] = forms.ChoiceField(
                label=said(label),
                choices=[("", _("Ikut pilihan di atas")), *modes],
                required=False,
                initial=chosen.get(template, ""),
            )

    def topic_fields(self) -> list[BoundField]:
        """The fields of the single topics, as the page draws them."""
        return [bound for bound in self if bound.name != "all"]

    def modes(self) -> dict[str, str]:
        """Mode by template, the empty one for all; an empty mode means: follow."""
        return {"" if name == "all" else name: mode for name, mode in self.cleaned_data.items()}
