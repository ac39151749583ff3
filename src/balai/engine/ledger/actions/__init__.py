"""Acts on money: open an account, post, allocate, reserve, release, pay."""

from .accounts import open_account
from .posting import allocate, post
from .reserving import pay, release, reserve

__all__ = ["allocate", "open_account", "pay", "post", "release", "reserve"]
