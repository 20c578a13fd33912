"""Broken, encrypted and hostile decks: joined with a report or refused in one sentence, quickly, nothing written, sources untouched."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

from kit.decks import link
from kit.errors import KitError
from tests.conftest import ROOT

REFUSED = {
    "apache--Divino_Revelado.pptx": "deck.damaged",
    "apache--clusterfuzz-testcase-minimized-POIFuzzer-5205835528404992.pptx": "deck.damaged",
    "apache--clusterfuzz-testcase-minimized-POIXSLFFuzzer-6254434927378432.pptx": "deck.damaged",
    "aspose--Add_a_comment_to_a_slide.pptx": "deck.not-pptx",
    "aspose--passwordProtected.pptx": "deck.encrypted",
    "decalage2--encrypted.pptx": "deck.encrypted",
    "martinpacker--~$linktest.pptx": "deck.not-pptx",
    "microsoft--SentinelDay2March.pptx": "deck.encrypted",
    "syn-missing-slide-part.pptx": "deck.damaged",
    "syn-xxe-doctype.pptx": "deck.unsafe-xml",
    "syn-zipbomb-slide-xml-300MB.pptx": "deck.too-large",
}


MEMORY = """
import sys
from pathlib import Path
from kit.decks import link
from kit.errors import KitError
from tests.peak import peak
for name in sys.argv[2:]:
    try:
        link.join([link.Source(Path(name))], Path(sys.argv[1]))
    except KitError:
        pass
print(peak())
"""


def refused(path: Path, out: Path) -> KitError | None:
    try:
        link.join([link.Source(path)], out)
    except KitError as error:
        return error
    return None


def test_bad_decks(shared: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted((shared / "corpus" / "decks" / "bad").iterdir())):
        before, out = hashlib.sha256(path.read_bytes()).hexdigest(), tmp_path / f"{number}.pptx"
        began = time.process_time()
        refusal = refused(path, out)
        assert (refusal.code if refusal else "") == REFUSED.get(path.name, ""), path.name
        assert out.exists() == (refusal is None)
        assert "\n" not in str(refusal)
        assert time.process_time() - began < 5
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not list(tmp_path.glob("*.part"))


def test_bad_decks_take_little_memory(shared: Path, tmp_path: Path) -> None:
    names = [str(path) for path in sorted((shared / "corpus" / "decks" / "bad").iterdir())]
    words = [sys.executable, "-c", MEMORY, str(tmp_path / "out.pptx"), *names]
    told = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert int(told) < 500_000_000
