"""What the tests of decks share: a place to write slides into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def slides(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file below slides/ of a root in the test's own folder."""

    def write(name: str, text: str, root: str = "root") -> Path:
        path = tmp_path / root / "slides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write
