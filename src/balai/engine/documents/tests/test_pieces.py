"""Files in pieces: whatever is lost, repeated or out of order, what comes together is the file."""

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from balai.engine.documents import public as documents
from balai.engine.documents.actions import pieces
from balai.engine.documents.actions.pieces import sweep_uploads
from balai.engine.documents.upload_models import Piece, Upload
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def send(key: UUID, content: bytes, start: int, end: int) -> int:
    return documents.take_piece(
        key=key, size=len(content), offset=start, content=content[start:end], at=timezone.now()
    )


def test_pieces_that_are_repeated_and_reordered_make_the_file() -> None:
    chance, key = random.Random(5), uuid4()
    content = chance.randbytes(1000)
    sent = [(start, min(start + 90, 1000)) for start in range(0, 1000, 90)] * 3
    while documents.received(key) < 1000:
        chance.shuffle(sent)
        for start, end in sent[:7]:
            assert send(key, content, start, end) == documents.received(key)
    assert documents.whole_uploads([key]) == {key: content}


def test_half_a_file_is_nothing_yet() -> None:
    key = uuid4()
    assert documents.received(key) == 0
    assert send(key, b"0123456789", 0, 4) == 4
    assert send(key, b"0123456789", 6, 10) == 4
    assert documents.whole_uploads([key]) == {}


def test_a_key_is_of_one_file_only() -> None:
    key = uuid4()
    send(key, b"0123456789", 0, 4)
    with pytest.raises(Refused) as refused:
        send(key, b"0123456789x", 4, 6)
    assert refused.value.code == "UPLOAD_OTHER"


@pytest.mark.parametrize(
    ("size", "offset", "content", "code"),
    [
        (10, 8, b"abc", "PIECE_INVALID"),
        (10, 0, b"", "PIECE_INVALID"),
        (10**9, 0, b"a", "PHOTO_TOO_LARGE"),
        (10**6, 0, b"a" * (pieces.MOST_PIECE + 1), "PIECE_INVALID"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(size, offset, content, code) -> None:
    with pytest.raises(Refused) as refused:
        documents.take_piece(key=uuid4(), size=size, offset=offset, content=content, at=timezone.now())
    assert refused.value.code == code
    assert not Upload.objects.exists()


def test_a_full_house_asks_to_wait(monkeypatch) -> None:
    send(uuid4(), b"0123456789", 0, 10)
    monkeypatch.setattr(pieces, "MOST_WAITING", 15)
    with pytest.raises(Refused) as refused:
        send(uuid4(), b"0123456789", 0, 10)
    assert (refused.value.code, refused.value.status) == ("UPLOADS_FULL", 503)


def test_what_was_taken_or_forgotten_leaves_nothing() -> None:
    taken, forgotten, fresh = uuid4(), uuid4(), uuid4()
    for key in (taken, forgotten, fresh):
        send(key, b"0123456789", 0, 10)
    documents.drop_uploads([taken])
    Upload.objects.filter(pk=forgotten).update(touched_at=timezone.now() - timedelta(days=8))
    assert sweep_uploads(at=timezone.now()) == 1
    assert list(Upload.objects.values_list("pk", flat=True)) == [fresh]
    assert Piece.objects.count() == 1


def test_a_file_whose_pieces_were_taken_meanwhile_is_not_whole() -> None:
    key = uuid4()
    send(key, b"abc", 0, 3)
    assert documents.whole_uploads([key]) == {key: b"abc"}
    Piece.objects.all().delete()
    assert documents.whole_uploads([key]) == {}
