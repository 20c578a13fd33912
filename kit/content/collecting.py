"""Python's garbage collector while many values come and go that hold no circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000  # new values before a round


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector run rarely: over trees and modules its rounds cost a quarter of the time and find nothing."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], MANY), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
