"""The shipped workshop: ninety minutes to the minute, the same steps in both languages, every step with an owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.content import yamltext
from kit.workshops import plan
from kit.workshops.plan import Plan

ROOT = Path(__file__).resolve().parent.parent.parent
WORKSHOPS = ROOT / "workshops"
NAMES = sorted({path.name.split(".")[0] for path in WORKSHOPS.glob("*.md")})


def workshop(name: str, lang: str) -> Plan:
    return plan.read(WORKSHOPS / f"{name}.{lang}.md")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_times_follow_each_other_and_sum_to_what_is_announced(name: str, lang: str) -> None:
    made = workshop(name, lang)
    assert [str(finding) for finding in made.findings] == []
    inside = [cue for cue in made.timed if cue.value >= 0]
    assert sum(cue.minutes for cue in inside) == made.minutes
    clock = 0.0
    for cue in inside:
        assert cue.value == clock * 60, cue.title
        clock += cue.minutes


def test_the_first_lab_takes_ninety_minutes_with_eight_steps_of_which_two_may_go() -> None:
    made = workshop("first-notification", "zh")
    assert made.minutes == 90
    lab = [cue for cue in made.cues if cue.phase == "lab"]
    assert len(lab) == 8
    assert [cue.id for cue in made.cues if cue.optional] == ["lab-fallback", "lab-callback"]
    assert sum(cue.minutes for cue in lab) == 40


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_cues_and_steps(name: str) -> None:
    def shape(made: Plan) -> list[object]:
        return [
            (c.id, c.at, c.minutes, c.role, c.phase, c.optional, bool(c.text), [(s.id, s.must, s.verify, s.owner) for s in c.steps])
            for c in made.cues
        ]

    zh, en = workshop(name, "zh"), workshop(name, "en")
    assert shape(zh) == shape(en)
    assert (zh.minutes, zh.seats, zh.helper_ratio, zh.form) == (en.minutes, en.seats, en.helper_ratio, en.form)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_there_is_something_to_prepare_something_to_follow_and_someone_for_each_step(name: str, lang: str) -> None:
    made = workshop(name, lang)
    assert made.before
    assert made.after
    assert {cue.phase for cue in made.cues} == {"prepare", "open", "run", "lab", "close", "follow-up"}
    for cue in made.cues:
        assert all(step.owner for step in cue.steps), cue.title
        if cue.phase in ("open", "run", "lab", "close"):
            assert cue.text, f"attendees see nothing under {cue.title}"


def test_the_form_a_workshop_names_exists() -> None:
    for name in NAMES:
        assert (WORKSHOPS / "forms" / f"{workshop(name, 'zh').form}.yaml").is_file()


def test_the_tryout_is_invented_and_its_parts_exist() -> None:
    page = yamltext.plain(yamltext.read(WORKSHOPS / "tryout.yaml"))
    assert (WORKSHOPS / f"{page['workshop']}.zh.md").is_file()
    assert (WORKSHOPS / "forms" / f"{page['form']}.yaml").is_file()
    assert (ROOT / "slides" / "decks" / f"{page['deck']}.yaml").is_file()
    people = page["people"]
    assert len(people) == 8
    assert len({person["emp_no"] for person in people}) == 8
    assert all(person["emp_no"].startswith("0") for person in people)
    assert all("示例" in person["zh"] and "Sample" in person["en"] for person in people)
