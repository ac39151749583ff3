"""What is odd is kept as a sentence and can be told again in another language."""

import pytest

from balai.domains.innovations.rules.oddities import SENTENCE_LABELS, sentence, taken_apart


@pytest.mark.parametrize("code", SENTENCE_LABELS)
def test_every_sentence_can_be_taken_apart(code):
    cell = "31 {Foo} “bar” 2021" if "{text}" in SENTENCE_LABELS[code] else ""
    assert taken_apart(sentence(code, cell)) == (SENTENCE_LABELS[code], cell)


def test_a_sentence_of_another_time_stays_as_it_was_kept():
    assert taken_apart("Kalimat lama.") == ("Kalimat lama.", "")
