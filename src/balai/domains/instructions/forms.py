"""The form of a new instruction: shapes only; what is allowed is decided by the action."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.utils import timezone

from balai.domains.instructions import queries
from balai.domains.instructions.terms import TEXT_LIMIT, TITLE_LIMIT
from balai.engine.organizations import public as organizations
from balai.foundation.errors import Refused


class InstructionForm(forms.Form):
    """What, to whom, by when. Choices are those of the moment `at`."""

    title = forms.CharField(
        label="Pokok arahan", max_length=TITLE_LIMIT, help_text="Satu kalimat: apa yang harus terjadi."
    )
    text = forms.CharField(
        label="Isi arahan",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": TEXT_LIMIT}),
        help_text="Apa yang dikerjakan, dan bagaimana Anda akan tahu bahwa sudah selesai.",
    )
    clock_set = forms.ChoiceField(label="Batas waktu", widget=forms.RadioSelect)
    opds = forms.TypedMultipleChoiceField(
        label="Kepada",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Setiap instansi mendapat arahannya sendiri dan mempertanggungjawabkannya sendiri.",
        error_messages={"required": "Pilih sedikitnya satu instansi."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clock_set"].choices = queries.limits(at=at)
        opds = organizations.active_opds(on=timezone.localdate(at))
        self.fields["opds"].choices = [(opd.pk, opd.name) for opd in opds]

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)
