"""The words and limits of photos."""

MOST_BYTES = 10 * 1024 * 1024
# A "50 MP" phone writes 8192 x 6144; so many pixels must still pass.
MOST_PIXELS = 50 * 1024 * 1024
LONGEST_SIDE = 1600
LONGEST_SIDE_SMALL = 288  # twice the 144 px at which lists and galleries show it
QUALITY = 82
QUALITY_SMALL = 65

CONTENT_TYPE = "image/jpeg"
