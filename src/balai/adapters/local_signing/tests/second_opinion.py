"""endesive reads signatures of PDF files without pyHanko. Its library oscrypto knows only versions of OpenSSL with one
digit per place (3.0.9) and stops at 3.0.10; while it is loaded, longer ones are shown to it shortened."""

import re
from typing import Any
from unittest import mock

_search = re.search
_VERSION = r"\b(\d\.\d\.\d[a-z]*)\b"


def _with_longer_versions(pattern: Any, *args: Any, **options: Any) -> Any:
    return _search(r"\b(\d+\.\d+\.\d+[a-z]*)\b" if pattern == _VERSION else pattern, *args, **options)


with mock.patch.object(re, "search", _with_longer_versions):
    from endesive import pdf

verify = pdf.verify
