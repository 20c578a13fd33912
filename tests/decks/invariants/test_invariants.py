"""The rules find every known way to break a deck, and raise nothing on sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.decks import invariants, link
from tests.decks.invariants import seeds

# decks of the corpus whose own faults are real: what they break, told by the schema validator or by reading them
FAULTY = {
    "cristalteam--garde_-_Copie.pptx": {"part.missing"},
    "hirokisakabe--sample-issue-387.pptx": {"part.order", "theme.shared"},
    "martinpacker--cardTest.pptx": {"shape.id-twice"},
    "onlyoffice--transition_without_sound_name.pptx": {"part.no-type"},
}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeds.sound(tmp_path_factory.mktemp("seeds") / "sound.pptx")


def test_sound_deck_has_no_findings(deck: Path) -> None:
    assert [str(f) for f in invariants.check(deck)] == []


@pytest.mark.parametrize("name", seeds.SEEDS)
def test_seeded_defect_is_found(deck: Path, name: str) -> None:
    found = invariants.check(seeds.broken(deck, name))
    assert seeds.SEEDS[name][0] in {f.code for f in found}
    assert all(f.fix for f in found if f.code == seeds.SEEDS[name][0] and not f.code.startswith("zip."))


@pytest.mark.parametrize(
    "name", [name for name in seeds.SEEDS if name[:2] in ("03", "04", "05", "10", "11", "14", "16", "18", "19", "23") or name[:3] == "14b"]
)
def test_join_mends_or_tells_what_a_source_brings(deck: Path, name: str, tmp_path: Path) -> None:
    report = link.join([link.Source(data=seeds.broken(deck, name), name="broken")], tmp_path / "out.pptx")
    ours = [f for f in report.findings if f.severity == "error"]
    assert not ours, [str(f) for f in ours]


def test_sound_corpus_raises_nothing_of_its_own(shared: Path) -> None:
    for path in sorted(p for p in (shared / "corpus" / "decks").iterdir() if p.is_file()):
        assert {f.code for f in invariants.check(path)} == FAULTY.get(path.name, set()), path.name
