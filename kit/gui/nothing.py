"""Keep Python's None, True and False alive: before Python 3.12 they are counted, and Qt's binding gives back one too many at each call."""

from __future__ import annotations

import sys

MANY = 1 << 40


def keep() -> None:
    """Lend them more references than all calls of a lifetime give back; Python 3.12 and later do so by themselves.

    The binding is compiled against Pythons in which they are immortal: a method without a result returns None uncounted, one with
    a yes or no True or False. After some thousand calls an older Python would end with "deallocating None". The count is the first
    word of every object.
    """
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for one in (None, True, False):
        if sys.getrefcount(one) < MANY // 2:
            ctypes.c_ssize_t.from_address(id(one)).value += MANY
