"""Services described as data: what a pack says, whether it is sound, which versions are installed, and with which local values."""
