"""The words and limits of photos."""

MOST_BYTES = 10 * 1024 * 1024
# A "50 MP" phone writes 8192 x 6144; so many pixels must still pass.
MOST_PIXELS = 50 * 1024 * 1024
LONGEST_SIDE = 1600
LONGEST_SIDE_SMALL = 400
QUALITY = 82
QUALITY_SMALL = 72

CONTENT_TYPE = "image/jpeg"
