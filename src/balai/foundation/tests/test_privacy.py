"""The scrub over a small part of the corpus that the bench reads whole, odd ways of writing, and texts made to be slow."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.foundation.privacy import MASKS, Kind, found, names, scrub
from balai.foundation.tests.private_texts import texts

SAMPLE = texts(300, seed=5)


def _readable(text, start, end):
    spans = found(text)
    return [
        at for at in range(start, end) if text[at].isdigit() and not any(s.start <= at < s.end for s in spans)
    ]


@pytest.mark.parametrize("kind", ["NIK", "PHONE"])
def test_hardly_a_number_of_a_person_stays_readable(kind):
    secrets = [
        (text.words, start, end)
        for text in SAMPLE
        for found_kind, start, end in text.secrets
        if found_kind == kind
    ]
    missed = [words[start:end] for words, start, end in secrets if _readable(words, start, end)]
    assert len(secrets) > 50
    assert len(missed) <= len(secrets) * 0.01, missed


def test_what_is_masked_is_somebodys():
    masks = [(text, span) for text in SAMPLE for span in found(text.words)]
    wrong = [
        text.words[span.start : span.end]
        for text, span in masks
        if not any(start < span.end and span.start < end for _, start, end in text.secrets)
    ]
    assert len(wrong) <= len(masks) * 0.05, wrong


ODD = [
    ("nol delapan satu dua tiga empat lima enam tujuh delapan sembilan", Kind.PHONE),
    ("noldelapansatuduatigaempatlimaenamtujuh", Kind.PHONE),
    ("kosong wolu siji loro telu papat limo enem pitu wolu", Kind.PHONE),
    ("(0285) 391234", Kind.PHONE),
    ("+62 285 391 234", Kind.PHONE),
    ("wa.me/6281200000000", Kind.PHONE),
    ("HPO812 345 6789", Kind.PHONE),
    ("33 25 01 010190 0000", Kind.NIK),
    ("3 3 2 5 O 1 O 1 O 1 9 O O O O O", Kind.NIK),
    ("3325010101\n900000", Kind.NIK),
    ("nama [at] contoh.example", Kind.MAIL),
    ("contoh at rekaan dot com", Kind.MAIL),
    ("rek BRI 3756-01-012345-53-4", Kind.ACCOUNT),
    ("1234567890 a.n. Contoh", Kind.ACCOUNT),
    ("mobil b 1 ri", Kind.PLATE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), ODD)
def test_odd_ways_of_writing(text, kind):
    assert [span.kind for span in found(text)] == [kind]
    assert MASKS[kind] in scrub(text)


OTHERS = ["08.30 12-08-2026", "tahun 2019 2020 2021 2022", "-6.287963 109.967693", "rekening listrik 521234567890", "dana desa 350000000", "dua tiga rumah", "lulusan D3 TI", "Rp5.080.000.000"]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_numbers_of_other_things_stay(text):
    assert scrub(text) == text


def test_a_name_is_a_question_and_is_not_changed():
    text = "Pak Bupati, tolong tegur Bu Contoh Rekaan di loket."
    assert [text[span.start : span.end] for span in names(text)] == ["Contoh Rekaan"]
    assert scrub(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789Oo lI.-/()+@abGHrp\n", max_size=120))
def test_scrubbing_again_changes_nothing_and_spans_are_apart(text):
    spans = found(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    once = scrub(text)
    assert scrub(once) == once


BOMBS = ["0" , "O", "0O", "1 ", "1-", "satu", "satu ", ".", "a.", "a@", "@a.", "G 12", "motor ", "+62(", "l1l ", "(0", "nik 1"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", BOMBS)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece):
    short, long = (_seconds(piece * (length // len(piece))) for length in (2_000, 20_000))
    assert long < 40 * max(short, 0.0005)


def _seconds(text):
    def once():
        began = time.process_time()
        found(text)
        return time.process_time() - began

    return min(once() for _ in range(3))
