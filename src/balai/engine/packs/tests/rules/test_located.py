"""YAML is read strictly, with the line of everything, and nothing in it can grow without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.engine.packs.rules.faults import PackFaults
from balai.engine.packs.rules.located import MOST_BYTES, read_yaml


def refused(text: str | bytes) -> tuple[int, str]:
    with pytest.raises(PackFaults) as caught:
        read_yaml("pack.yaml", text)
    (fault,) = caught.value.faults
    assert fault.file == "pack.yaml"
    return fault.line, fault.message


def test_words_stay_words() -> None:
    text = "a: NO\nb: yes\nc: 12:30\nd: 0123\ne: 2026-01-31\nf: 1_000\ng: 5.3.01\nh: 0x1F\ni: .5\nj: 'true'\nk: ''"
    assert list(read_yaml("x", text).plain().values()) == [
        "NO", "yes", "12:30", "0123", "2026-01-31", "1_000", "5.3.01", "0x1F", ".5", "true", "",
    ]  # fmt: skip


def test_what_is_not_a_word() -> None:
    text = "a: true\nb: false\nc: 12\nd: -3\ne: 0.75\nf: null\ng: ~\nh:"
    assert list(read_yaml("x", text).plain().values()) == [True, False, 12, -3, 0.75, None, None, None]


def test_every_value_knows_its_line_and_path() -> None:
    node = read_yaml("flow.yaml", "start: A\nstates:\n  - code: A\n  - code: B\n    final: true\n")
    second = node.value["states"].value[1]
    assert (second.line, second.path) == (4, "states[2]")
    assert (second.value["final"].line, second.value["final"].path) == (5, "states[2].final")


def test_copies_and_merges() -> None:
    node = read_yaml("x", "a: &one {x: 1, y: 2}\nb: *one\nc: {<<: *one, y: 3}")
    assert node.plain() == {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"x": 1, "y": 3}}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "dua kali"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "Tanda"),
        ("a: 1\n---\nb: 2\n", 2, "satu dokumen"),
        ("a: [1, 2\nb: 3\n", 2, "tidak terbaca"),
        ("a: *nothing\n", 1, "tidak"),
        ("", 1, "kosong"),
        ("# hanya catatan\n", 1, "kosong"),
        ("? [a, b]\n: 1\n", 1, "kunci"),
        ("a: " + "[" * 40 + "]" * 40, 1, "dalam"),
        ("a: x\u202ey\n".replace("\u202e", "\x07"), 1, "karakter"),
        (b"a: 1\nb: \xff\xfe\n", 2, "UTF-8"),
        ("a: 1".encode("utf-16"), 1, "UTF-8"),
        ("a: 1\n<<: 3\n", 2, "menggabungkan"),
        ("a: " + "x" * MOST_BYTES, 1, "besar"),
    ],
    ids=lambda case: str(case)[:20],
)
def test_what_is_refused(text: str | bytes, line: int, says: str) -> None:
    found, message = refused(text)
    assert (found, says in message) == (line, True), message


def test_a_bomb_of_aliases_is_refused_before_it_bursts() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)]
    line, message = refused("\n".join(lines))
    assert line <= 6 and "berlipat ganda" in message


def test_an_alias_inside_itself_is_refused() -> None:
    _, message = refused("a: &a [*a]")
    assert "tidak menunjuk" in message


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    try:
        read_yaml("x.yaml", text)
    except PackFaults as found:
        assert found.faults[0].line >= 1
