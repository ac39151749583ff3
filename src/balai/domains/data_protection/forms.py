"""Forms of data protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.data_protection.actions.asking import Asked
from balai.domains.data_protection.actions.incidents import Told
from balai.domains.data_protection.rules.register import purposes
from balai.domains.data_protection.terms import GROUND_LABELS, MOST_TEXT, RIGHT_LABELS, STEP_LABELS, Step
from balai.kits.ui.words import own_word, said

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


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


class AskForm(forms.Form):
    """What somebody asks about his own data."""

    right = forms.ChoiceField(label=_("Apa yang Anda minta?"), widget=forms.RadioSelect)
    contact = forms.CharField(
        label=_("Surel atau nomor ponsel"),
        max_length=150,
        help_text=_(
            "Yang pernah Anda berikan kepada kami. Kami mengirim tautan ke sana: dengan membukanya Anda membuktikan bahwa Anda orangnya. "
            "NIK dan KTP tidak ditanyakan di sini."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    codes = forms.CharField(
        label=_("Kode lacak laporan Anda"),
        required=False,
        widget=words(2),
        max_length=400,
        help_text=_("Bila ada; pisahkan dengan koma atau baris baru."),
    )
    text = text_field(
        _("Penjelasan"),
        required=False,
        help_text=_(
            "Data yang mana, apa yang keliru, apa yang seharusnya. Untuk melihat data boleh dikosongkan."
        ),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choices = [(one.value, said(label)) for one, label in RIGHT_LABELS.items()]

    def asked(self) -> Asked:
        given = self.cleaned_data
        codes = [part for line in given["codes"].splitlines() for part in line.split(",") if part.strip()]
        return Asked(right=given["right"], text=given["text"], contact=given["contact"], codes=codes)


class DeskForm(forms.Form):
    """The same at the desk: the officer saw the card."""

    right = forms.ChoiceField(label=_("Apa yang diminta?"))
    nik = forms.CharField(
        label=_("NIK menurut KTP"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    contact = forms.CharField(label=_("Surel atau nomor ponsel"), required=False, max_length=150)
    text = text_field(_("Penjelasan"), required=False)
    seen = forms.BooleanField(label=_("KTP asli sudah saya lihat, dan fotonya cocok dengan orangnya"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choices = [(one.value, said(label)) for one, label in RIGHT_LABELS.items()]

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(**{name: given[name] for name in ("right", "text", "contact", "nik")})


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode lacak"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ContestForm(forms.Form):
    text = text_field(_("Mengapa Anda tidak setuju?"), rows=3)


class AnswerForm(forms.Form):
    step = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Dasar penolakan"), required=False)
    text = text_field(_("Jawaban kepada pemohon"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = (Step.GRANTED, Step.PARTLY, Step.REFUSED)
        self.fields["step"].choices = [(one.value, said(STEP_LABELS[one])) for one in ends]
        self.fields["ground"].choices = [
            ("", "–"),
            *((one.value, said(label)) for one, label in GROUND_LABELS.items()),
        ]


class ProveForm(forms.Form):
    nik = forms.CharField(
        label=_("NIK menurut KTP yang dilihat"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class CorrectForm(forms.Form):
    what = forms.ChoiceField(label=_("Isian"))
    value = forms.CharField(label=_("Yang benar"), max_length=300)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choices


class RowsForm(forms.Form):
    """Rows that an act concerns, as kind:id."""

    rows = forms.MultipleChoiceField(label=_("Catatan"), widget=forms.CheckboxSelectMultiple)
    text = text_field(_("Jawaban kepada pemohon"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = choices

    def chosen(self) -> list[tuple[str, int]]:
        pairs = (row.rpartition(":") for row in self.cleaned_data["rows"])
        return [(kind, int(number)) for kind, _colon, number in pairs]


class IncidentForm(forms.Form):
    """A breach as it is known now."""

    purposes = forms.MultipleChoiceField(label=_("Data yang terungkap"), widget=forms.CheckboxSelectMultiple)
    from_at = forms.DateTimeField(label=_("Terbuka sejak"), widget=MOMENT)
    to_at = forms.DateTimeField(label=_("Sampai"), widget=MOMENT, required=False)
    what = text_field(_("Yang terjadi: data apa, milik siapa"))
    how = text_field(_("Kapan dan bagaimana"))
    handling = text_field(_("Penanganan dan pemulihan"))
    is_exercise = forms.BooleanField(
        label=_("Ini latihan: tidak ada pesan yang dikirim ke luar"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [(one.code, own_word(one, "name")) for one in purposes()]

    def told(self) -> Told:
        return Told(**self.cleaned_data)


class NoticeForm(forms.Form):
    text = text_field(_("Pemberitahuan kepada masyarakat"), help_text=_("Tanpa nama dan tanpa data pribadi."))


class HoldForm(forms.Form):
    """Something must not be destroyed yet."""

    kind = forms.ChoiceField(label=_("Data"))
    row_id = forms.IntegerField(
        label=_("Nomor baris"), min_value=0, initial=0, help_text=_("0 untuk semuanya.")
    )
    reason = forms.CharField(label=_("Alasan"), max_length=300)
    until = forms.DateField(
        label=_("Sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices
