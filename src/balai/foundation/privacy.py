"""Private before public: what names a person is taken out of a text before anybody else reads it."""

import re

# A name of at most 64 letters (RFC 5321): without the bound, a long text of dots is searched again from every dot.
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
_NIK = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
# Mobile numbers as people write them: 0812…, +62 812…, (0812) …, 0062-812…; never an amount of rupiah.
_PHONE = re.compile(
    r"(?<![\d.])(?<!Rp)(?<!Rp[ .])(?<!Rp\. )(?:\(?(?:\+|00)?62\)?|\(?0)[ .-]?8(?:[ .-]?\d){7,11}\)?(?!\d)"
)
# Vehicle plates begin with the letters of a registration area (Perkap 5/2012 and later tables).
_AREAS = "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABG]?|R|S|T|W|Z"
# What looks like the end of a plate and is not: "Blok B 12 RT 03", "G 100 kg".
_NO_ENDING = r"(?!(?:RT|RW|KM|KG|KK|NO|VA|ML|ORG|JAM|DAN|YG|DI|KE)\b)"
_PLATE = re.compile(
    rf"\b(?:(?:{_AREAS})[ -]{{0,2}}[1-9]\d{{0,3}}[ -]{{0,2}}{_NO_ENDING}[A-Z]{{2,3}}"
    # In small letters only what can hardly be a word: one letter or a plate of Central Java, at least three digits.
    rf"|(?:[a-z]|a[abdeg])[ -]{{0,2}}[1-9]\d{{2,3}}[ -]{{0,2}}(?i:{_NO_ENDING})[a-z]{{2,3}})\b"
)

_MASKS = (
    (_MAIL, "[surel disamarkan]"),
    (_NIK, "[NIK disamarkan]"),
    (_PHONE, "[nomor disamarkan]"),
    (_PLATE, "[pelat disamarkan]"),
)


def scrub(text: str) -> str:
    """`text` without e-mail addresses, 16-digit numbers (NIK, KK), mobile numbers and vehicle plates."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
