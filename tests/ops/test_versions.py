"""A finished deck tells what is out of date and what was edited by hand; updating leaves alone what nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from kit.decks import invariants, scene, spec
from kit.decks.spec import DeckSpec, Item, Section
from kit.errors import KitError
from kit.ops import decks, versions

ONE = "---\ntitle: 一\n---\n# 第一 {{speaker}}\n- 短信\n\n---\n# 第二\n- 邮件\n"
TWO = "---\ntitle: 二\n---\n# 第三\n- 语音\n"


@pytest.fixture
def own(kit):
    folder = kit.workspace.slides / "own"
    folder.mkdir()
    (folder / "one.zh.md").write_text(ONE, "utf-8")
    (folder / "two.zh.md").write_text(TWO, "utf-8")
    return folder


@pytest.fixture
def built(kit, own, tmp_path) -> Path:
    """A built deck of two modules, with a spec of its own in the workspace."""
    path = kit.workspace.decks / "talk.yaml"
    sections = (Section("甲", (Item("own/one"),)), Section("乙", (Item("own/two"),)))
    spec.write(path, DeckSpec("试讲", minutes=20, speaker="王工", structure={"divider": "off"}, sections=sections))
    return decks.build(kit, path, tmp_path / "talk.pptx").path


def told(kit, path):
    return {state.origin.module: state.state for state in versions.status(kit, path) if not state.origin.role}


def titles(path):
    return [slide.title for slide in scene.read(path).slides]


def by_hand(path: Path, title: str, new: str) -> None:
    """Edit a title as another program would: read, changed, saved whole."""
    deck = Presentation(str(path))
    slide = next(slide for slide in deck.slides if slide.shapes.title is not None and slide.shapes.title.text == title)
    slide.shapes.title.text = new
    deck.save(str(path))


def test_a_new_deck_is_up_to_date_also_after_another_program_saved_it(kit, built):
    assert told(kit, built) == {"own/one": "current", "own/two": "current"}
    Presentation(str(built)).save(str(built))
    assert {state.state for state in versions.status(kit, built)} == {"current"}


def test_an_outdated_module_is_updated_in_its_place(kit, own, built):
    before = titles(built)
    (own / "one.zh.md").write_text(ONE.replace("第二", "第二（新）") + "\n---\n# 又一页\n", "utf-8")
    assert told(kit, built) == {"own/one": "outdated", "own/two": "current"}
    made = versions.update(kit, built)
    assert made.modules == ("own/one",)
    at = before.index("第二")
    assert titles(built) == [*before[:at], "第二（新）", "又一页", *before[at + 1 :]]
    assert "第一 王工" in titles(built)
    assert told(kit, built) == {"own/one": "current", "own/two": "current"}
    assert not invariants.check(built)
    assert [slide.section for slide in scene.read(built).slides if slide.title == "又一页"] == ["甲"]


def test_what_was_edited_by_hand_is_never_overwritten_unasked(kit, own, built):
    by_hand(built, "第三", "第三，改过")
    (own / "two.zh.md").write_text(TWO.replace("语音", "语音电话"), "utf-8")
    assert told(kit, built)["own/two"] == "edited"
    with pytest.raises(KitError) as refused:
        versions.update(kit, built)
    assert refused.value.code == "version.nothing"
    assert "第三，改过" in titles(built)
    versions.update(kit, built, ["own/two"], edited=True)
    assert "第三" in titles(built)


def test_a_version_can_be_skipped_and_slides_detached(kit, own, built):
    (own / "one.zh.md").write_text(ONE.replace("第二", "2"), "utf-8")
    versions.skip(kit, built, ["own/one"])
    assert told(kit, built)["own/one"] == "current"
    (own / "one.zh.md").write_text(ONE.replace("第二", "3"), "utf-8")
    assert told(kit, built)["own/one"] == "outdated"
    versions.detach(kit, built, ["own/one"])
    assert told(kit, built)["own/one"] == "detached"
    assert not invariants.check(built)
    (own / "two.zh.md").unlink()
    assert told(kit, built)["own/two"] == "gone"


def test_the_present_version_can_be_looked_at_beside_the_deck(kit, own, built):
    (own / "two.zh.md").write_text(TWO.replace("第三", "三"), "utf-8")
    state = next(state for state in versions.status(kit, built) if state.origin.module == "own/two")
    assert [slide.title for slide in scene.read(versions.pages(kit, built, state)).slides] == ["三"]


def test_what_is_no_built_deck_is_foreign_and_names_are_checked(kit, built, tmp_path):
    Presentation().save(str(tmp_path / "other.pptx"))
    assert versions.status(kit, tmp_path / "other.pptx") == ()
    with pytest.raises(KitError) as refused:
        versions.skip(kit, built, ["own/none"])
    assert refused.value.code == "version.unknown"
