"""Pictures that stand for papers: a word that says so, each different from the next."""

from io import BytesIO
from zlib import crc32

from PIL import Image, ImageDraw


def photo(words: str) -> bytes:
    """A small JPEG that says it is an example."""
    seed = crc32(words.encode())
    paper = Image.new("RGB", (320, 214), (235 + seed % 20, 235 + seed // 20 % 20, 228 + seed // 400 % 20))
    draw = ImageDraw.Draw(paper)
    draw.text((24, 24), f"CONTOH - bukan dokumen asli\n{words}", fill=(60, 60, 60))
    for line in range(3):
        draw.line(
            (24, 120 + 32 * line, 200 + (seed >> line) % 250, 120 + 32 * line), fill=(150, 150, 150), width=6
        )
    out = BytesIO()
    paper.save(out, "JPEG", quality=70)
    return out.getvalue()
