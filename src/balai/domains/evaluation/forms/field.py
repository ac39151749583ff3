"""Forms of field review: shapes only; what is allowed is decided by the actions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.evaluation.terms_field import SEVERITY_LABELS, VERDICT_LABELS

Choices = Iterable[tuple[Any, Any]]


def _whole(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


class _Form(forms.Form):
    use_required_attribute = False


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class ReviewForm(_Form):
    """A new review."""

    year = forms.IntegerField(label=_("Tahun"), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    title = forms.CharField(label=_("Judul"), max_length=160)
    note = forms.CharField(
        label=_("Tujuan dan catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppointForm(_Form):
    """Somebody for the team."""

    user = forms.TypedChoiceField(label=_("Petugas"), coerce=int)
    is_lead = forms.BooleanField(label=_("Ketua tim"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Pilih petugas")), *people]


class SiteForm(_Form):
    """One place to be visited."""

    name = forms.CharField(label=_("Nama lokasi"), max_length=160)
    words = forms.CharField(
        label=_("Yang ditinjau: layanan, inovasi, atau program"),
        required=False,
        help_text=_("Tulis sebagian namanya, lalu tekan Cari."),
    )
    subject = forms.ChoiceField(label=_("Pilih yang ditinjau"), required=False, widget=forms.RadioSelect)
    opd_id = forms.TypedChoiceField(label=_("OPD penanggung jawab"), coerce=int)
    visit_date = _Day(label=_("Tanggal kunjungan"))
    place = forms.CharField(label=_("Alamat atau petunjuk"), required=False, max_length=200)
    latitude = forms.FloatField(label=_("Lintang"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Bujur"), required=False, min_value=-180, max_value=180)
    checklist_id = forms.TypedChoiceField(label=_("Daftar periksa"), coerce=_whole)
    survey_id = forms.TypedChoiceField(
        label=_("Kuesioner penerima layanan"), coerce=_whole, empty_value=None, required=False
    )
    previous_id = forms.TypedChoiceField(
        label=_("Lokasi yang sama pada tinjauan sebelumnya"),
        coerce=_whole,
        empty_value=None,
        required=False,
        help_text=_("Temuannya harus dijawab pada kunjungan ini."),
    )
    reviewers = forms.TypedMultipleChoiceField(
        label=_("Peninjau yang berangkat"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Petugas dari OPD penanggung jawab tidak dapat dipilih: OPD tidak meninjau dirinya sendiri."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, opds: Choices, checklists: Choices, surveys: Choices, earlier: Choices, people: Choices,
        subjects: Choices, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        nothing = [("", "–")]
        tables = {
            "opd_id": [("", _("Pilih OPD")), *opds],
            "checklist_id": checklists,
            "survey_id": [*nothing, *surveys],
            "previous_id": [*nothing, *earlier],
            "reviewers": people,
        }
        for name, choices in tables.items():
            self.fields[name].choices = list(choices)
        found = list(subjects)
        self.fields["subject"].choices = [*found, ("", _("Tidak dikaitkan"))]

    def given(self) -> dict[str, Any]:
        """What the action wants."""
        data = dict(self.cleaned_data)
        kind, _sep, number = data.pop("subject").partition(":")
        data["subject"] = (kind, number) if number else None
        return data


class DrawForm(_Form):
    """A random draw of users."""

    frame = forms.ChoiceField(label=_("Bingkai: pemakai layanan mana"))
    start = _Day(label=_("Dipakai sejak"))
    end = _Day(label=_("Sampai"))
    size = forms.IntegerField(
        label=_("Jumlah yang diundi"),
        required=False,
        min_value=1,
        help_text=_("Kosongkan agar mengikuti tabel Krejcie dan Morgan (tingkat percaya 95%, galat 5%)."),
    )
    seed = forms.CharField(
        label=_("Angka acak"),
        max_length=40,
        help_text=_("Ditulis di berita acara, sehingga siapa pun dapat mengulang undiannya."),
    )

    def __init__(self, *args: Any, frames: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frame"].choices = [("", _("Pilih layanan")), *frames]


class GivenForm(_Form):
    """Who has to put a finding right, by when."""

    holder = forms.TypedChoiceField(label=_("OPD yang menindaklanjuti"), coerce=int, empty_value=None)
    due = _Day(label=_("Paling lambat"))

    def __init__(self, *args: Any, opds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", _("Pilih OPD")), *opds]


class FindingForm(GivenForm):
    """A finding, with its photos."""

    field_order: Sequence[str] = ("title", "text", "severity", "holder", "due", "photos", "key")
    title = forms.CharField(label=_("Pokok temuan"), max_length=160)
    text = forms.CharField(
        label=_("Apa yang ditemukan dan apa yang diharapkan"), widget=forms.Textarea(attrs={"rows": 4})
    )
    severity = forms.ChoiceField(
        label=_("Bobot"), choices=list(SEVERITY_LABELS.items()), widget=forms.RadioSelect
    )
    photos = forms.TypedMultipleChoiceField(
        label=_("Foto yang membuktikan"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, photos: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].choices = list(photos)
        self.fields["severity"].choices = [(code.value, _(label)) for code, label in SEVERITY_LABELS.items()]
        self.fields["holder"].required = self.fields["due"].required = False
        self.fields["holder"].help_text = _(
            "Kosongkan bila belum jelas; temuannya masuk daftar yang belum ditugaskan."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("holder")) != bool(data.get("due")) and not self.errors:
            self.add_error(
                "due" if data.get("holder") else "holder",
                forms.ValidationError(_("OPD dan tanggal diisi bersama, atau dikosongkan keduanya.")),
            )
        return data


class FollowUpForm(_Form):
    """What became of an earlier finding."""

    verdict = forms.ChoiceField(label=_("Keadaan sekarang"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Keterangan"), widget=forms.Textarea(attrs={"rows": 2}))
    due = _Day(label=_("Tanggal baru, bila berulang"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(code.value, _(label)) for code, label in VERDICT_LABELS.items()]


class MinutesForm(_Form):
    """Who signs the minutes."""

    attendees = forms.CharField(
        label=_("Yang hadir"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Satu orang satu baris: nama, jabatan atau instansi. Kolom tanda tangan dicetak untuk masing-masing."
        ),
    )
    closing = forms.CharField(label=_("Kesimpulan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
