"""`lectern workshop` and `lectern sheet` as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli import main
from kit.context import Kit
from kit.ops import workshops
from tests.sheets.conftest import Evening
from tests.workshops.conftest import LAB


@pytest.fixture
def evening(kit: Kit) -> Evening:
    return Evening(kit)


@pytest.fixture
def lab(kit: Kit) -> Kit:
    workshops.new(kit, "lab", "en", LAB)
    return kit


def test_list_and_show(lab: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--workspace", str(lab.workspace.root)]
    workshops.start(lab, "lab", "en")
    assert main.main(["workshop", "list", *at]) == 0
    said = capsys.readouterr().out
    assert "lab.en  60 min  7 cues  First lab" in said
    assert "run 1  running  First lab" in said
    assert main.main(["workshop", "show", "lab", *at, "--lang", "en"]) == 0
    assert "  00:10   20 min  all        Lab 1" in capsys.readouterr().out
    assert main.main(["workshop", "show", "lab", *at, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cues"][2]["id"] == "welcome"


def test_show_tells_findings_with_status_1(lab: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    workshops.new(lab, "bad", "en", "## A {at=noon}\n")
    assert main.main(["workshop", "show", "bad", "--workspace", str(lab.workspace.root)]) == 1
    assert "bad.en.md:1: `at=noon` is not a time" in capsys.readouterr().out


def test_report(lab: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    run = workshops.start(lab, "lab", "en")
    workshops.tick(lab, run.id, "welcome.1")
    workshops.note(lab, run.id, "slow network")
    workshops.go(lab, run.id, "lab-1")
    workshops.end(lab, run.id)
    at = ["--workspace", str(lab.workspace.root)]
    assert main.main(["workshop", "report", str(run.id), *at]) == 0
    said = capsys.readouterr().out
    assert "must steps 1/5" in said
    assert "slow network" in said
    assert main.main(["workshop", "report", "1", *at, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["runs"][0]
    assert [cue["status"] for cue in told["cues"]] == ["missed", "done", "done", "missed", "missed"]
    assert main.main(["workshop", "report", "99", *at]) == 2
    assert capsys.readouterr().err.startswith("lectern: There is no run 99")


def test_report_of_an_event(evening: Evening, capsys: pytest.CaptureFixture[str]) -> None:
    workshops.new(evening.kit, "lab", "en", LAB)
    event = evening.event()
    at = ["--workspace", str(evening.kit.workspace.root)]
    assert main.main(["workshop", "report", event.code, *at]) == 0
    assert capsys.readouterr().out == "no run yet\n"
    run = workshops.start(evening.kit, "lab", "en", event.code)
    assert (run.event, run.zone) == (event.code, "Asia/Shanghai")
    assert main.main(["workshop", "report", event.code, *at]) == 0
    assert "First lab" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["attendance", "feedback"])
def test_sheets(evening: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    event = evening.whole()
    at = ["--workspace", str(evening.kit.workspace.root)]
    out = tmp_path / f"{kind}.xlsx"
    assert main.main(["sheet", kind, event.code, "-o", str(out), *at, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "bytes": out.stat().st_size}
    assert main.main(["sheet", kind, "nope", "-o", str(out), *at]) == 2
    assert main.main(["sheet", kind, event.code, "-o", str(tmp_path / "a.pdf"), *at]) == 2
    assert "another ending" in capsys.readouterr().err
