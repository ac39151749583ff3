"""A box opens for its own label only, and never after a change."""

import base64

import pytest

from balai.foundation.errors import Refused
from balai.kits.sealing import POINT_BYTES, open_sealed, public_key, seal


def test_a_box_opens_for_its_label():
    assert open_sealed("loket:7", seal("loket:7", b"isi")) == b"isi"


def test_two_boxes_of_the_same_content_differ():
    assert seal("loket:7", b"isi") != seal("loket:7", b"isi")


def test_the_public_key_is_a_point_and_stays():
    first = public_key("loket:7")
    assert len(base64.b64decode(first)) == POINT_BYTES
    assert (first == public_key("loket:7"), first == public_key("loket:8")) == (True, False)


@pytest.mark.parametrize("spoil", [0, 70, -1])
def test_a_changed_box_is_refused(spoil):
    box = bytearray(seal("loket:7", b"isi"))
    box[spoil] ^= 1
    with pytest.raises(Refused) as refused:
        open_sealed("loket:7", bytes(box))
    assert refused.value.code == "BOX_BROKEN"


@pytest.mark.parametrize("box", [b"", b"\x04" * 65, b"x" * 200])
def test_what_is_no_box_is_refused(box):
    with pytest.raises(Refused):
        open_sealed("loket:7", box)


def test_a_box_for_somebody_else_is_refused():
    with pytest.raises(Refused):
        open_sealed("loket:8", seal("loket:7", b"isi"))
