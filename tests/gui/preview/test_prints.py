"""Pictures of a deck without a window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from kit.context import Kit
from kit.gui.preview import prints
from kit.ops import pages, slides

ROOT = Path(__file__).resolve().parent.parent.parent.parent
CODE = """
import sys
from pathlib import Path
from kit.gui.preview import prints
print(*(len(data) for data in prints.pictures(Path(sys.argv[1]), 320)))
"""


def test_every_slide_is_a_png_of_the_width_asked_for(kit: Kit) -> None:
    found = pages.of_module(kit, next(row for row in slides.modules(kit, "en") if row.slides > 1 and not row.role).card)
    made = list(prints.pictures(found.source, 320))
    assert [QImage.fromData(data).width() for data in made] == [320] * len(made)
    assert len(made) >= 2
    assert list(prints.pictures(found.source, 320, (2,))) == made[1:2]


def test_a_process_without_a_display_paints_too(shared: Path) -> None:
    deck = shared / "corpus" / "decks" / "plutext--table.pptx"
    run = subprocess.run([sys.executable, "-c", CODE, str(deck)], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, check=True)
    assert all(int(size) > 500 for size in run.stdout.split())
