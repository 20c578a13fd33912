"""Fixes of one word on one line: everything else in the file stays, and a line that changed meanwhile is left alone."""

from __future__ import annotations

import pytest

from kit import happenings
from kit.content import mending
from kit.errors import Finding, KitError
from kit.ops import content

TEXT = "---\ntitle: x\naudience: {managment: 3}  # whom else?\n---\n<!-- layout: claimtext -->\n# A\n"


def test_only_the_word_changes():
    finding = Finding("yaml.unknown-near", "", {"key": "managment", "near": "management"}, line=3)
    assert mending.mended(TEXT, finding) == TEXT.replace("managment", "management")
    layout = Finding("module.layout", "", {"name": "claimtext", "near": "claim-text, code"}, line=5)
    assert mending.words(layout) == ("claimtext", "claim-text")


def test_a_line_that_changed_is_left_alone():
    with pytest.raises(KitError, match="has changed"):
        mending.mended(TEXT, Finding("yaml.choice", "", {"value": "gone", "near": "here"}, line=3))
    assert mending.words(Finding("outline.over", "")) == ("", "")


def test_a_file_of_the_workspace_is_mended_and_put_back(kit):
    path = kit.workspace.slides / "a.zh.md"
    path.write_text(TEXT, "utf-8")
    told = []
    kit.bus.listen(lambda happening: told.append(type(happening)))
    found = [f for f in content.check(kit.workspace.roots, [path]) if mending.words(f)[0]]
    assert [f.code for f in found] == ["yaml.unknown-near", "module.layout"]
    for finding in found:
        content.mend(kit, finding)
    assert content.check(kit.workspace.roots, [path]) == ()
    assert "# whom else?" in path.read_text("utf-8")
    content.put_back(kit, path, TEXT)
    assert path.read_text("utf-8") == TEXT
    assert told == [happenings.LibraryChanged] * 3


def test_the_programs_files_are_not_touched(kit, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(KitError, match="belongs to the program"):
        content.mend(kit, Finding("yaml.choice", "", {"value": "x", "near": "y"}, file=str(path), line=2))
