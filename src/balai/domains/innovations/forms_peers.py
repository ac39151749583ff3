"""Forms of the blind check by peers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.domains.innovations.models import PeerSeat
from balai.domains.innovations.terms_liveness import SIGNAL_LABELS, Signal
from balai.domains.innovations.terms_peers import (
    COUNTED_TASKS,
    ITEM_LABELS,
    ITEM_MOST,
    TASK_LABELS,
    VERDICT_LABELS,
    PeerTask,
)
from balai.kits.ui.words import said

NOTE_LIMIT = 2000


def _text(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=NOTE_LIMIT, widget=widget, **more)


class SeatForm(forms.Form):
    """What a peer did and found. Everything may be empty in a draft; what must be there is said when it is handed in."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seat: PeerSeat, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial |= {"version": seat.version}
        for task in PeerTask:
            self._task(task, seat.tasks.get(task.value, {}))
        scale = [("", gettext("Belum dinilai")), *((number, str(number)) for number in range(ITEM_MOST + 1))]
        for item, label in ITEM_LABELS.items():
            self.fields[f"item_{item}"] = forms.TypedChoiceField(
                label=f"{item}. {said(label)}",
                coerce=int,
                empty_value=None,
                choices=scale[1:],
                required=False,
                initial=seat.scores.get(item),
                widget=forms.RadioSelect,
            )
        self.fields["verdict"] = forms.ChoiceField(
            label=_("Putusan Anda"),
            choices=[(code.value, said(label)) for code, label in VERDICT_LABELS.items()],
            required=False,
            initial=seat.verdict,
            widget=forms.RadioSelect,
        )
        self.fields["note"] = _text(_("Yang paling penting Anda lihat"), 3, required=False, initial=seat.note)

    def _task(self, task: PeerTask, known: dict[str, Any]) -> None:
        self.fields[f"done_{task}"] = forms.BooleanField(
            label=said(TASK_LABELS[task]), required=False, initial=known.get("is_done", False)
        )
        if task in COUNTED_TASKS:
            self.fields[f"found_{task}"] = forms.IntegerField(
                label=_("Berapa dari lima yang membenarkan"),
                required=False,
                initial=known.get("found"),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        # One line: on a phone the ten items must not be far below.
        self.fields[f"note_{task}"] = forms.CharField(
            label=_("Catatan"), max_length=NOTE_LIMIT, required=False, initial=known.get("note", "")
        )

    def tasks(self) -> Iterator[tuple[PeerTask, list[BoundField]]]:
        """Each task with its fields."""
        for task in PeerTask:
            names = [f"done_{task}", f"found_{task}", f"note_{task}"]
            yield task, [self[name] for name in names if name in self.fields]

    def items(self) -> list[BoundField]:
        """The ten items."""
        return [self[f"item_{item}"] for item in ITEM_LABELS]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "scores": {item: data[f"item_{item}"] for item in ITEM_LABELS},
            "tasks": {
                task: {
                    "is_done": data[f"done_{task}"],
                    "found": data.get(f"found_{task}"),
                    "note": data[f"note_{task}"],
                }
                for task in PeerTask
            },
            "verdict": data["verdict"],
            "note": data["note"],
            "version": data["version"],
        }


class RecuseForm(forms.Form):
    """Why a peer steps aside."""

    reason = _text(_("Mengapa Anda tidak dapat menilai inovasi ini"), 3)


class RoundForm(forms.Form):
    """A new round: the draw and who may be drawn to judge."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2018, max_value=2100)
    seed = forms.CharField(
        label=_("Benih undian"),
        max_length=40,
        help_text=_(
            "Diumumkan: siapa pun dapat mengulang undiannya. Misalnya nomor lotre atau kata dari rapat terbuka."
        ),
    )
    sample = forms.IntegerField(
        label=_("Berapa yang diundi"),
        min_value=1,
        help_text=_("Yang melemah atau kritis ikut semua, di luar jumlah ini."),
    )
    closes_on = forms.DateField(
        label=_("Paling lambat diserahkan"), widget=forms.DateInput(attrs={"type": "date"})
    )
    outsiders = forms.CharField(
        label=_("Warga dan akademisi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alamat surel akunnya di Balai, satu sebaris."),
    )
    officers = forms.TypedMultipleChoiceField(
        label=_("Petugas OPD yang bersedia"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["officers"].choices = officers

    def emails(self) -> list[str]:
        """The addresses of those from outside."""
        return [line.strip().lower() for line in self.cleaned_data["outsiders"].splitlines() if line.strip()]


class ReplaceForm(forms.Form):
    """Who takes a seat over."""

    email = forms.EmailField(label=_("Surel akun penilai pengganti"))


class WeightsForm(forms.Form):
    """Other weights of the model, and why."""

    reason = _text(_("Mengapa bobotnya perlu berubah"), 3)

    def __init__(self, *args: Any, weights: dict[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        for signal in Signal:
            self.fields[f"weight_{signal}"] = forms.IntegerField(
                label=said(SIGNAL_LABELS[signal]),
                min_value=0,
                max_value=100,
                initial=weights.get(signal),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        self.order_fields([*(f"weight_{signal}" for signal in Signal), "reason"])

    def weights(self) -> dict[str, int]:
        """Signal -> weight."""
        return {signal.value: self.cleaned_data[f"weight_{signal}"] for signal in Signal}
