"""Reading a run of show: what it means, what it gets wrong, and that it freezes without loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import KitError
from kit.workshops import grammar, plan
from tests.workshops.conftest import LAB

ROOT = Path(__file__).resolve().parent.parent.parent


def read(text: str) -> plan.Plan:
    return plan.parse(text, "lab.en.md")


def codes(text: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read(text).findings]


def test_a_lab_reads_as_written() -> None:
    lab = read(LAB)
    assert (lab.name, lab.lang, lab.title, lab.minutes, lab.seats, lab.helper_ratio) == ("lab", "en", "First lab", 60, 20, 10)
    assert lab.audience == ("newcomer", "tech")
    assert [cue.id for cue in lab.before] == ["rooms"]
    assert [cue.id for cue in lab.after] == ["ask"]
    assert [cue.id for cue in lab.timed] == ["doors", "welcome", "lab-1", "extra", "close"]
    lab_1 = lab.cue("lab-1")
    assert lab_1 is not None
    assert (lab_1.kind, lab_1.value, lab_1.minutes, lab_1.role, lab_1.phase) == ("offset", 600, 20, "all", "lab")
    assert lab_1.text == "Get a key.\n\n```sh\n## not a cue\n- [ ] not a step\n```"
    assert lab_1.notes == "Walk around."
    assert [(s.id, s.text, s.must, s.verify, s.owner) for s in lab_1.steps] == [
        ("lab-1.1", "Get the key and call the health check", True, "code:7F3A", "all"),
        ("snippet", "Save the snippet", False, "tick", ""),
    ]
    assert lab.findings == ()
    assert lab.step("snippet") is not None
    assert lab.step("none") is None
    assert lab.cue("none") is None


def test_which_cues_may_be_dropped() -> None:
    lab = read(LAB)
    assert [cue.id for cue in lab.timed if cue.droppable] == ["extra"]
    assert read("## A {optional}\n").cues[0].droppable


def test_a_plan_freezes_and_thaws() -> None:
    lab = read(LAB)
    doc = json.loads(json.dumps(plan.as_doc(lab)))
    assert plan.from_doc(doc) == lab
    assert plan.from_doc({**doc, "later": 1}) == lab


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("00:30", ("offset", 1800)),
        ("-00:15", ("offset", -900)),
        ("+01:00:30", ("offset", 3630)),
        ("T14:30", ("clock", 52200)),
        ("t9:05", ("clock", 32700)),
        ("-14d", ("days", -14)),
        ("+2D", ("days", 2)),
        ("2d", None),
        ("00:61", None),
        ("T24:00", None),
        ("soon", None),
        ("０0:30", None),
    ],
)
def test_times(at: str, found: tuple[str, int] | None) -> None:
    assert grammar.when(at) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A {at=noon}\n", [("workshop.at", 1)]),
        ("\n## A {minutes=long}\n", [("workshop.minutes", 2)]),
        ("## A {minutes=-3}\n", [("workshop.minutes", 1)]),
        ("## A {#a}\n## B {#a}\n", [("workshop.twice", 2)]),
        ("## A {rol=host}\n", [("workshop.attribute", 1)]),
        ("## A {loud}\n", [("workshop.attribute", 1)]),
        ("## A {at=\n", [("workshop.braces", 1)]),
        ("## {#a}\n", [("workshop.cue-title", 1)]),
        ("## A\n- [ ] x {verify=magic}\n", [("workshop.verify", 2)]),
        ("## A\n- [ ] x {verify=code}\n", [("workshop.code", 2)]),
        ("---\nminutes: many\n---\n## A\n", [("yaml.number", 2)]),
        ("---\nminuets: 3\n---\n## A\n", [("yaml.unknown-near", 2)]),
        ("## A {at=00:00 minutes=10}\n## B {at=00:05 minutes=5}\n", [("workshop.overlap", 2)]),
        ("---\nminutes: 5\n---\n## A {at=00:00 minutes=10}\n", [("workshop.long", 1)]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, found: list[tuple[str, int]]) -> None:
    assert codes(text) == found
    assert all(str(finding) and "{cue" not in str(finding) for finding in read(text).findings)


def test_broken_front_matter_is_refused_with_its_line() -> None:
    with pytest.raises(KitError, match=r"lab\.en\.md:3"):
        read("---\ntitle: a\n- b\n---\n")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lab.en.md"
    path.write_bytes(b"## A\n\xff\xfe")
    with pytest.raises(KitError, match="UTF-8"):
        plan.read(path)


def test_a_cue_without_minutes_lasts_until_the_next() -> None:
    made = read("---\nminutes: 30\n---\n## A {at=00:00}\n## B {at=00:10 minutes=0}\n## C {at=00:10}\n## D {at=T12:00}\n## E\n")
    assert [cue.minutes for cue in made.cues] == [10, 0, 0, 0, 0]
    assert [cue.minutes for cue in read("---\nminutes: 30\n---\n## A {at=00:10}\n").cues] == [20]


def test_plain_items_beside_steps_stay_text() -> None:
    made = read("## A\n- [ ] do {must}\n- read\n")
    assert made.cues[0].text == "- read"
    assert [step.text for step in made.cues[0].steps] == ["do"]


def test_attributes_on_the_first_of_two_lines_count() -> None:
    step = read("## A\n- [ ] do {must owner=host}\n  and wait\n").cues[0].steps[0]
    assert (step.text, step.must, step.owner) == ("do and wait", True, "host")


def test_names_of_files() -> None:
    assert plan.name_and_lang(Path("a/first.lab.zh.md")) == ("first.lab", "zh")
    assert plan.name_and_lang(Path("first.md")) == ("first", "")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        made = read("## A {#x}\n" + text)
    except KitError:
        return
    ids = [cue.id for cue in made.cues] + [step.id for cue in made.cues for step in cue.steps]
    assert len(ids) == len(set(ids))
    assert plan.from_doc(json.loads(json.dumps(plan.as_doc(made)))).cues == made.cues


@pytest.mark.parametrize("path", sorted((ROOT / "workshops").glob("*.md")), ids=lambda path: path.name)
def test_the_shipped_runs_of_show_have_no_findings(path: Path) -> None:
    made = plan.read(path)
    assert made.findings == ()
    assert made.timed
