"""Finding, listing and writing runs of show."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.context import Kit
from kit.errors import KitError
from kit.ops import workshops
from kit.workshops import plan as plans
from tests.workshops.conftest import LAB


def test_the_list_holds_the_programs_and_the_workspaces_own(kit: Kit) -> None:
    shipped = workshops.all(kit)
    assert shipped
    assert not any(row.own for row in shipped)
    workshops.new(kit, "lab", "en", LAB)
    row = next(row for row in workshops.all(kit) if row.plan.name == "lab")
    assert (row.own, row.error, row.plan.title) == (True, None, "First lab")


def test_editing_a_program_file_writes_a_copy(kit: Kit) -> None:
    shipped = workshops.all(kit)[0]
    before = shipped.path.read_bytes()
    name, lang = shipped.plan.name, shipped.plan.lang
    saved = workshops.save(kit, name, lang, workshops.text(kit, name, lang) + "\n## One more {minutes=1 at=+3d}\n")
    assert Path(saved.path).is_relative_to(kit.workspace.root)
    assert shipped.path.read_bytes() == before
    assert workshops.find(kit, name, lang) == Path(saved.path)
    assert workshops.plan(kit, name, lang).cues[-1].title == "One more"


def test_a_text_that_cannot_be_read_back_is_not_saved(kit: Kit) -> None:
    workshops.new(kit, "lab", "en", LAB)
    with pytest.raises(KitError):
        workshops.save(kit, "lab", "en", "---\ntitle: [\n---\n")
    assert workshops.text(kit, "lab", "en") == LAB


@pytest.mark.parametrize("name", ["", "a/b", "a\\b", "..", "a:b", " a"])
def test_names_that_no_file_can_have(kit: Kit, name: str) -> None:
    with pytest.raises(KitError, match="cannot be a file name"):
        workshops.new(kit, name, "en", LAB)


def test_a_taken_name_is_refused(kit: Kit) -> None:
    workshops.new(kit, "lab", "en", LAB)
    with pytest.raises(KitError, match="already"):
        workshops.new(kit, "lab", "en", LAB)


def test_the_other_language_stands_in(kit: Kit) -> None:
    workshops.new(kit, "lab", "en", LAB)
    assert workshops.plan(kit, "lab", "zh").lang == "en"
    (kit.workspace.workshops / "plain.md").write_text(LAB, "utf-8")
    assert workshops.plan(kit, "plain").title == "First lab"


def test_a_broken_file_is_listed_with_its_reason(kit: Kit) -> None:
    (kit.workspace.workshops / "bad.en.md").write_text("---\ntitle: [\n---\n", "utf-8")
    row = next(row for row in workshops.all(kit) if row.plan.name == "bad")
    assert row.error is not None
    assert row.error.code == "yaml.broken"


def test_a_file_from_elsewhere_is_copied_in(kit: Kit, tmp_path: Path) -> None:
    elsewhere = tmp_path / "一场 实验.zh.md"
    elsewhere.write_text(LAB, "utf-8")
    assert Path(workshops.bring(kit, elsewhere).path) == kit.workspace.workshops / elsewhere.name
    with pytest.raises(KitError, match="already"):
        workshops.bring(kit, elsewhere)


def test_a_plan_without_cues_cannot_run(kit: Kit) -> None:
    workshops.new(kit, "empty", "en", "# Nothing\n")
    with pytest.raises(KitError, match="no cue to run"):
        workshops.start(kit, "empty", "en")
    assert plans.read(kit.workspace.workshops / "empty.en.md").timed == ()
