"""Real decks are painted without a crash, none of their slides takes long."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from kit.errors import KitError
from kit.gui.preview.film import Film

SAMPLE, MOST = 6, 12


@pytest.mark.parametrize("turn", range(SAMPLE))
def test_real_decks_are_painted(shared: Path, turn: int) -> None:
    decks = sorted((shared / "corpus" / "decks").glob("*.p*")) + sorted((shared / "corpus" / "decks" / "bad").glob("*.p*"))
    took, painted = [], 0
    for path in decks[turn :: SAMPLE * 2]:
        try:
            film = Film(path)
        except KitError:
            continue
        with film:
            for slide in film.deck.slides[:MOST]:
                film.image(slide.number, 480)
                began = time.process_time()
                image = film.image(slide.number, 960)
                took.append(time.process_time() - began)
                painted += not image.isNull()
    assert painted == len(took) > 0
    assert statistics.median(took) < 0.030
