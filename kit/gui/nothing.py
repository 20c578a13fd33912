"""Keep Python's None alive: before Python 3.12 it counts its references, and Qt's binding gives back one too many at each call."""

from __future__ import annotations

import sys

MANY = 1 << 40


def keep() -> None:
    """Lend None more references than all calls of a lifetime give back; Python 3.12 and later do so by themselves.

    The binding is compiled against Pythons whose None is immortal: a method without a result returns it uncounted. After some
    thousand calls an older Python would end with "deallocating None". The count is the first word of every object.
    """
    if sys.version_info < (3, 12) and sys.getrefcount(None) < MANY:
        import ctypes

        ctypes.c_ssize_t.from_address(id(None)).value += MANY
