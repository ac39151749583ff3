"""What the pages of the inbox take in."""

from django import forms

from balai.engine.notices.terms import MODE_LABELS, Mode


class ModesForm(forms.Form):
    """One choice for all topics and one for each; an empty one follows the choice for all."""

    def __init__(self, *args, topics: dict[str, str], chosen: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        modes = [(mode.value, label) for mode, label in MODE_LABELS.items()]
        self.fields["all"] = forms.ChoiceField(
            label="Semua surel", choices=modes, initial=chosen.get("", Mode.IMMEDIATE)
        )
        for template, label in topics.items():
            self.fields[template] = forms.ChoiceField(
                label=label,
                choices=[("", "Ikut pilihan di atas"), *modes],
                required=False,
                initial=chosen.get(template, ""),
            )

    def modes(self) -> dict[str, str]:
        """Mode by template, the empty one for all; an empty mode means: follow."""
        return {"" if name == "all" else name: mode for name, mode in self.cleaned_data.items()}
