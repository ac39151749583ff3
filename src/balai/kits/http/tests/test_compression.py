"""Text is compressed for those who ask for it; photos never are."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from balai.kits.http.compression import CompressTextMiddleware

WORDS = b"Jalan berlubang di depan pasar. " * 40


@pytest.mark.parametrize(
    ("content_type", "asked", "encoding"),
    [
        ("text/html; charset=utf-8", "gzip, br", "gzip"),
        ("application/geo+json", "gzip", "gzip"),
        ("text/html; charset=utf-8", "identity", None),
        ("image/jpeg", "gzip", None),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "gzip", None),
    ],
)
def test_compression(content_type, asked, encoding):
    request = RequestFactory().get("/", headers={"accept-encoding": asked})
    answer = CompressTextMiddleware(lambda _: HttpResponse(WORDS, content_type=content_type))(request)
    body = gzip.decompress(answer.content) if encoding else answer.content
    assert (answer.headers.get("Content-Encoding"), body) == (encoding, WORDS)


def test_the_length_of_the_same_page_varies():
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    lengths = {len(CompressTextMiddleware(lambda _: HttpResponse(WORDS))(request).content) for _ in range(40)}
    assert len(lengths) > 1
