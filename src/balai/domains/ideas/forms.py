"""Forms of ideas: shapes only; what is allowed is decided by the actions."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.ideas.actions.contests import Application
from balai.domains.ideas.actions.sending import Words
from balai.domains.ideas.rules.ranking import Criterion
from balai.domains.ideas.terms import MOVES, STAGE_LABELS, Stage
from balai.domains.ideas.terms_contest import (
    ENTRY_MOVES,
    ENTRY_STAGE_LABELS,
    FULL_POINTS,
    FULL_WEIGHT,
    EntryStage,
)
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.kits.ui.words import in_indonesian, said


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SendForm(forms.Form):
    """An idea, as whoever has it says it. `sure` comes from the second button, after similar ones were shown."""

    title = forms.CharField(
        label=_("Gagasan Anda"),
        max_length=200,
        help_text=_("Satu kalimat, misalnya: antrean puskesmas yang dapat diambil dari rumah."),
    )
    text = forms.CharField(
        label=_("Bagaimana caranya?"),
        max_length=4000,
        widget=area(5),
        help_text=_("Jangan menulis NIK, nomor telepon, atau nama orang."),
    )
    benefit = forms.CharField(
        label=_("Siapa yang terbantu, dan apa bedanya nanti?"),
        required=False,
        max_length=4000,
        widget=area(3),
    )
    area = forms.ChoiceField(label=_("Di mana?"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(row.code, f"Kec. {row.name}") for row in organizations.kecamatan_list()]
        self.fields["area"].choices = [("", _("Seluruh daerah, atau belum tahu")), *places]

    def words(self) -> Words:
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return Words(**given)


class AdmitForm(forms.Form):
    """Which office answers it."""

    holder = forms.TypedChoiceField(label=_("Dijawab oleh"), coerce=int)

    def __init__(self, *args: Any, opds: Iterable[Opd], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", _("Pilih instansi")), *((opd.pk, opd.name) for opd in opds)]


class HideForm(forms.Form):
    text = forms.CharField(
        label=_("Mengapa tidak dimuat?"), widget=area(2), help_text=_("Dibaca pengirimnya lewat kode lacak.")
    )


class MoveForm(forms.Form):
    """What becomes of an idea, and why."""

    stage = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Penjelasan"),
        widget=area(4),
        max_length=4000,
        help_text=_("Dibaca semua orang, juga pengirimnya. Jangan menulis nama orang."),
    )
    innovation = forms.ChoiceField(
        label=_("Inovasi yang lahir dari gagasan ini"),
        required=False,
        help_text=_("Hanya bila keputusannya “Menjadi inovasi”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stage: str, innovations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = MOVES.get(Stage(stage), ())
        self.fields["stage"].choices = [(one.value, said(STAGE_LABELS[one])) for one in moves]
        if Stage.ADOPTED in moves:
            self.fields["innovation"].choices = [("", _("Pilih inovasi")), *innovations]
        else:
            del self.fields["innovation"]


class FollowForm(forms.Form):
    code = forms.CharField(
        label=_("Kode lacak"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class EnterForm(forms.Form):
    """An entry for the contest, of an idea that was sent before or of something new."""

    idea_code = forms.CharField(
        label=_("Kode gagasan"),
        required=False,
        max_length=20,
        help_text=_(
            "Bila gagasannya sudah pernah dikirim: judul dan uraiannya diambil dari sana bila dikosongkan."
        ),
    )
    title = forms.CharField(
        label=_("Judul"), required=False, max_length=200, help_text=_("Wajib bila tanpa kode gagasan.")
    )
    text = forms.CharField(
        label=_("Uraian"),
        required=False,
        max_length=4000,
        widget=area(5),
        help_text=_("Wajib bila tanpa kode gagasan."),
    )
    category = forms.ChoiceField(label=_("Kategori"), widget=forms.RadioSelect)
    participant = forms.CharField(
        label=_("Nama peserta atau kelompok"),
        max_length=120,
        help_text=_("Hanya dicetak pada sertifikat; tidak ditampilkan di halaman umum."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, categories: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(code, in_indonesian(label)) for code, label in categories]

    def application(self) -> Application:
        return Application(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


class CriteriaForm(forms.Form):
    """The weights of an edition, which have to sum to 100."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one.code for one in criteria]
        for one in criteria:
            self.fields[one.code] = forms.IntegerField(
                label=one.label, min_value=0, max_value=FULL_WEIGHT, initial=one.weight
            )

    def weights(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.codes}


class ScoreForm(forms.Form):
    """A juror's points, one per criterion."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one.code for one in criteria]
        for one in criteria:
            self.fields[one.code] = forms.IntegerField(
                label=f"{one.label} ({one.weight}%)", min_value=0, max_value=FULL_POINTS
            )
        self.fields["remark"] = forms.CharField(
            label=_("Catatan"), required=False, max_length=4000, widget=area(3)
        )

    def points(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.codes}


class JurorForm(forms.Form):
    email = forms.EmailField(label=_("Alamat surel akun juri"))


class EntryMoveForm(forms.Form):
    """The next step of an entry, or its end with a reason."""

    stage = forms.ChoiceField(label=_("Langkah"))
    text = forms.CharField(
        label=_("Alasan"),
        required=False,
        max_length=4000,
        widget=area(2),
        help_text=_("Wajib bila tidak dilanjutkan; dibaca pesertanya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stage: str, version: int, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=False, initial={"version": version}, **kwargs)
        moves = ENTRY_MOVES[EntryStage(stage)]
        self.fields["stage"].choices = [(one.value, said(ENTRY_STAGE_LABELS[one])) for one in moves]


class CertificateForm(forms.Form):
    code = forms.CharField(
        label=_("Kode sertifikat"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Dua belas huruf dan angka di bagian bawah sertifikat, misalnya K7M-4Q2-XPD-8TR."),
    )
