"""What a compiled module says: layouts, placeholders, words and notes of a gallery with every layout."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kit.decks.author import Compiled

GOLDEN = Path(__file__).with_name("golden.txt")


def test_the_gallery_reads_as_before(compiled: Callable[..., Compiled], told: Callable[[Compiled], str], gallery: str) -> None:
    text = told(compiled(gallery))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
