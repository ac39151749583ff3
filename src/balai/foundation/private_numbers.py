"""Which numbers of a text are somebody's: a NIK or family card, a telephone, a bank account.

A number is judged by its digits, by how it is grouped and by the words right before and after it. Money, dates, times,
coordinates, meters, regulations and house numbers are other people's business and stay.
"""

import re
from collections.abc import Iterator, Sequence

from balai.foundation.number_runs import Group

NIK_LENGTH = 16
_BEFORE, _AFTER = 32, 20
_SAYS_NIK = re.compile(r"\b(?:e-?ktp|ktp|nik|n\.i\.k|kk|kia|kartu keluarga|induk|identitas)\b")
_SAYS_PHONE = re.compile(
    r"(?:\b(?:hp|no\.? ?hp|wa|whats? ?app?|telp?|tlp|tel[ei]pon|handphone|ponsel|nomor|nomer|hubung\w*|kontak|sms|call|calling"
    r"|cp|contact)|\btlpn?)\W{0,3}(?:\w{1,12}\W{1,2}){0,2}$"
)
_SAYS_ACCOUNT = re.compile(
    r"\b(?:rek(?:ening)?|norek|no\.? ?rek|bri|bni|bca|btn|bsi|bank|mandiri|bpd|danamon|cimb|permata|muamalat|virtual account"
    r"|trans?fer|tf|briva|seabank)\b"
)
_METERED = re.compile(r"\b(?:pln|listrik|pdam|meter\w*|token|tagihan|pelanggan|tiket|antrian|antrean|resi)\b")
_IN_NAME_OF = re.compile(r"^\W{0,4}(?:a\.?\s?n\b|an\b|atas nama)")
_MONEY_BEFORE = re.compile(r"(?:\brp|\bidr|\brp\.)\s{0,2}$")
_MONEY_AFTER = re.compile(r"^(?:,\d\d?|,-)?\s{0,2}(?:rupiah|ribu|rb|juta|jt|miliar|milyar)\b")
_AREA_CODE = re.compile(r"0(?:2[1-9]|3[1-9]|4[0-9]|5[1-9]|6[1-5]|7[1-9]|9[0-8])")
# Parts that stand before a national number.
_COUNTRY = re.compile(r"^(?:0{0,2}62)0?(?=[2-9])")

Found = tuple[str, int, int]


def read(text: str, runs: Sequence[Sequence[Group]]) -> Iterator[Found]:
    """(kind, start, end) of every number that is somebody's, in order."""
    for run in runs:
        at = 0
        while at < len(run):
            found = _nik(text, run, at) or _account(text, run, at) or _phone(text, run, at)
            if found is None:
                at += 1
                continue
            kind, end = found
            yield kind, *_with_brackets(text, run[at].start, run[end - 1].end)
            at = end


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The number with the plus before it and with brackets that would be left without their pair."""
    while text[start - 1 : start] in {"+", "("} and start:
        if text[start - 1] == "(" and ")" not in text[start : end + 1]:
            break
        start -= 1
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return start, end


def _before(text: str, group: Group) -> str:
    return text[max(0, group.start - _BEFORE) : group.start].lower()


def _after(text: str, group: Group) -> str:
    return text[group.end : group.end + _AFTER].lower()


def _word_before(words: re.Pattern, text: str, group: Group) -> str:
    """From the last of `words` before the number to the number; "" when another number stands between."""
    before, found = _before(text, group), ""
    for match in words.finditer(before):
        found = before[match.start() :]
    return "" if re.search(r"\d", found) else found


def _windows(run: Sequence[Group], at: int, most: int) -> Iterator[tuple[int, str]]:
    """(end, digits) of ever more groups from `at` on, up to `most` digits."""
    digits = ""
    for end in range(at + 1, len(run) + 1):
        digits += run[end - 1].digits
        if len(digits) > most:
            return
        yield end, digits


def _gaps(run: Sequence[Group], at: int, end: int) -> set[str | None]:
    return {group.gap for group in run[at + 1 : end]}


def _is_money(text: str, run: Sequence[Group], at: int, end: int) -> bool:
    return bool(
        _MONEY_BEFORE.search(_before(text, run[at])) or _MONEY_AFTER.search(_after(text, run[end - 1]))
    )


def _in_thousands(run: Sequence[Group], at: int, end: int) -> bool:
    """`12.500.000`"""
    rest = run[at + 1 : end]
    return (
        bool(rest)
        and all(group.gap == "." and len(group.digits) == 3 for group in rest)
        and len(run[at].digits) <= 3
    )


# --- NIK and family card


def _nik(text: str, run: Sequence[Group], at: int) -> tuple[str, int] | None:
    near = None
    for end, digits in _windows(run, at, NIK_LENGTH + 2):
        if len(digits) < NIK_LENGTH - 1 or (end < len(run) and run[end].gap == ""):
            continue
        if len(digits) == NIK_LENGTH and _may_be_nik(run, at, end, digits):
            return "NIK", end
        near = near or end
    # A digit lost or doubled, or groups of any shape: beside its word it is one all the same.
    if near and _word_before(_SAYS_NIK, text, run[at]):
        exact = [end for end, digits in _windows(run, at, NIK_LENGTH) if len(digits) == NIK_LENGTH]
        return "NIK", exact[0] if exact else near
    return None


def _may_be_nik(run: Sequence[Group], at: int, end: int, digits: str) -> bool:
    spoken = [group.is_spoken for group in run[at:end]]
    if any(spoken) or end - at == 1:
        return all(spoken) or end - at == 1
    if len({len(group.digits) for group in run[at:end]}) == 1:
        return not all(group.digits[:2] in {"19", "20"} for group in run[at:end])  # four years in a row
    return len(_gaps(run, at, end)) == 1 and _is_built_like_nik(digits)


def _is_built_like_nik(digits: str) -> bool:
    """Province, then a day (40 more for women) and a month at their places; the day of issue on a family card."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 99 and 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12


# --- telephones


def _phone(text: str, run: Sequence[Group], at: int) -> tuple[str, int] | None:
    # What follows a decimal point or a dot of thousands is no beginning.
    start = run[at].start
    if run[at].gap == "." and text[start - 1] == "." and text[start - 2].isdecimal():
        return None
    best = None
    for end, digits in _windows(run, at, 16):
        if best and not _goes_on(run, at, end - 1):
            break
        if _is_phone(text, run, at, end, digits):
            best = end
    if best is None or _is_money(text, run, at, best):
        return None
    return "PHONE", best


def _goes_on(run: Sequence[Group], at: int, end: int) -> bool:
    """Whether the next group still belongs to a number that could end here: not across another separator."""
    group = run[end]
    if group.gap == "" or group.is_spoken or (run[end - 1].is_spoken and len(group.digits) == 1):
        return True
    if group.gap == "/":
        return False
    # A whole number in one piece ends there; the first separator of a split one is free: `(0812) 3456-7890`.
    if end - at == 1 and len(run[at].digits) >= 10:
        return False
    seen = {one for one in _gaps(run, at + 1, end) if one}
    return not seen or group.gap in seen


def _is_phone(text: str, run: Sequence[Group], at: int, end: int, digits: str) -> bool:
    country = _COUNTRY.match(digits)
    national = digits[country.end() :] if country else digits[1:] if digits.startswith("0") else ""
    if country and len(run[at].digits) == 1 and not run[at].is_spoken:
        return False
    plus = text[max(0, run[at].start - 2) : run[at].start].rstrip("(").endswith("+")
    if national.startswith("8"):
        if not 8 <= len(national) <= 12:
            return False
        return _is_mobile_in_form(text, run, at, end, marked=plus)
    if national and (_AREA_CODE.match("0" + national[:3]) and 8 <= len(national) <= 11):
        return _is_landline_in_form(text, run, at, end, marked=plus or bool(country and plus))
    # Without its first nought only beside a word that asks for a telephone.
    is_bare = digits.startswith("8") and digits[1:2] not in {"", "0"} and 9 <= len(digits) <= 12
    return is_bare and bool(_SAYS_PHONE.search(_before(text, run[at])))


def _is_mobile_in_form(text: str, run: Sequence[Group], at: int, end: int, *, marked: bool) -> bool:
    first = run[at].digits
    gaps = _gaps(run, at, end)
    if marked or run[at].is_spoken or len(first) >= 3:
        # `628.500.000.000` may be money where nothing says that it is a telephone.
        return not (not marked and first[0] == "6" and _in_thousands(run, at, end))
    # `08.30 12-08-2026` is a time and a day; `0.8123` a fraction.
    if first == "0":
        return run[at + 1].gap != "." or _says_phone(text, run[at])
    return len(gaps) == 1 or _says_phone(text, run[at])


def _is_landline_in_form(text: str, run: Sequence[Group], at: int, end: int, *, marked: bool) -> bool:
    groups = run[at:end]
    if groups[0].is_spoken:
        return True
    if len(groups) == 1:
        return len(groups[0].digits) >= 9 or _says_phone(text, run[at])
    if marked:
        return True
    in_brackets = text[max(0, groups[0].start - 1) : groups[0].start] == "("
    first, rest = groups[0].digits, [len(group.digits) for group in groups[1:]]
    return len(first) in {3, 4} and (in_brackets or min(rest) >= 3 or (len(rest) <= 3 and sum(rest) >= 6))


def _says_phone(text: str, group: Group) -> bool:
    return bool(_SAYS_PHONE.search(_before(text, group)))


# --- bank accounts


def _account(text: str, run: Sequence[Group], at: int) -> tuple[str, int] | None:
    if run[at].is_spoken:
        return None
    best = None
    for end, digits in _windows(run, at, 18):
        if best and not _goes_on(run, at, end - 1) and run[end - 1].gap != "-":
            break
        if 8 <= len(digits) <= 18:
            best = end
    if best is None or _in_thousands(run, at, best) or _is_money(text, run, at, best):
        return None
    if _IN_NAME_OF.search(_after(text, run[best - 1])) and not _METERED.search(_before(text, run[at])[-16:]):
        return "ACCOUNT", best
    said = _word_before(_SAYS_ACCOUNT, text, run[at])
    if said and not _METERED.search(said):
        return "ACCOUNT", best
    return None
