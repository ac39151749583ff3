"""Acts on money: open an account, post, allocate, reserve, release, pay."""

from .accounts import add_account, open_account
from .posting import allocate, post
from .reserving import pay, release, reserve

__all__ = ["add_account", "allocate", "open_account", "pay", "post", "release", "reserve"]
