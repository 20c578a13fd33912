"""The oracle itself: what the program content ships is clean, a spoilt deck is not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

Errors = Callable[..., tuple[str, ...]]


def test_shipped_decks_are_clean_and_a_spoilt_one_is_not(validator: Errors, tmp_path: Path) -> None:
    sound = min((ROOT / "slides" / "imported").glob("*.pptx"))
    assert validator(sound) == ()
    spoilt = tmp_path / "spoilt.pptx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<p:cSld", b"<p:nonsense/><p:cSld", 1) if name == "ppt/slides/slide1.xml" else data)
    assert any("nonsense" in error and "slide1.xml" in error for error in validator(spoilt))
    assert validator(spoilt, [spoilt]) == ()
