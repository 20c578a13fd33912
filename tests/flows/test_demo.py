"""`lectern demo` as outsiders check it: files that open, a code that reads, sheets that agree with who was there."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from kit import i18n, qr
from kit import workspace as workspaces
from kit.cli import main
from kit.context import Kit
from kit.ops import attendance, feedback


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_chain(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    before = i18n.current()
    try:
        assert main.main(["demo", "--out", str(tmp_path / "演示 demo"), "--json", "--ui", lang]) == 0
    finally:
        i18n.use(before)
    done = json.loads(capsys.readouterr().out)
    assert done["seconds"] < 60
    kit = Kit(workspaces.open_(Path(done["workspace"])))
    entries, responses = attendance.all(kit, done["event"]), feedback.results(kit, done["event"]).responses
    log = attendance.log(kit, done["event"])
    kit.close()
    present = [entry for entry in entries if entry.present]
    assert len(present) == len(responses) == 30
    assert 0 < sum(entry.walk_in for entry in present) < 30
    assert any(line.outcome == "already" for line in log)
    assert any(not entry.present for entry in entries)

    deck = Presentation(done["deck"])
    assert len(deck.slides) == done["slides"]
    assert any(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    codes = [text for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image") for text in qr.read(shape.image.blob)]
    assert done["feedback_qr"] in codes

    people = sheet(done["attendance"], 1)
    assert len(people) - 1 == len(entries)
    names = sorted(entry.person.name for entry in present)
    assert sorted(str(value) for row in people[1:] for value in row if value in names) == names
    assert len(sheet(done["feedback"], 1)) - 1 == len(responses)


def sheet(path: str, number: int) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[number].values)
    book.close()
    return [row for row in rows if any(value is not None for value in row)]


def test_a_folder_in_use_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main.main(["demo", "--out", str(tmp_path)]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["mine.txt"]
