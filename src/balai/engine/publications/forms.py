"""Forms of publications."""

from django import forms

from balai.engine.publications.terms import NOTE_LIMIT


class IssueForm(forms.Form):
    """What is new in this version."""

    note = forms.CharField(
        label="Apa yang baru dalam versi ini",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": NOTE_LIMIT}),
        help_text="Tercetak di halaman keterangan buku. Boleh kosong untuk versi pertama.",
    )
