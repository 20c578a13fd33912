"""Checking content: every kind of file, each finding with file and line; the program's own content is clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from kit import workspace
from kit.ops import content


def test_the_programs_content_is_clean():
    assert [str(f) for f in content.check((workspace.program(),)) if f.severity != "note"] == []


def test_mistakes_are_told_with_file_and_line(kit):
    root = kit.workspace.root
    pieces = {
        "slides/a.zh.md": "---\ntitel: x\n---\n<!-- layout: claimtext -->\n# A\n",
        "slides/b.md": "---\ntitle: [\n---\n# B\n",
        "slides/decks/d.yaml": "title: d\nsections:\n  - title: x\n    modules: [nothing/here]\n",
        "workshops/w.en.md": "---\ntitle: [\n---\n",
        "workshops/forms/f.yaml": "questions: {\n",
        "assets/themes/t/theme.yaml": "colours: {ink: nocolour}\n",
        "slides/imported/q.pptx": "no deck",
    }
    for name, text in pieces.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    said = [str(f) for f in content.check(kit.workspace.roots)]
    for name, line in (("a.zh.md", 2), ("a.zh.md", 4), ("b.md", 2), ("d.yaml", 4), ("w.en.md", 2), ("f.yaml", 1), ("theme.yaml", 1)):
        assert any(f"{name}:{line}" in text for text in said), (name, line, said)
    assert any("q.pptx" in text for text in said)
    assert all(text.count(str(root)) == 1 for text in said), said


def test_every_mistake_of_a_deck_is_told_once(kit):
    (kit.workspace.slides / "a.zh.md").write_text("---\ntitel: x\n---\n# A\n", "utf-8")
    text = "title: {}\ntheme: pink\nsections:\n  - title: x\n    modules: [nothing/here, a, neither/this]\n"
    for name in ("d", "e"):
        (kit.workspace.decks / f"{name}.yaml").write_text(text.format(name), "utf-8")
    found = content.check(kit.workspace.roots)
    assert sorted(f.code for f in found) == ["deck.module-missing"] * 4 + ["theme.missing"] * 2 + ["yaml.unknown-near"]
    assert len({str(f) for f in found}) == len(found)


def test_single_files_and_folders_can_be_checked(kit, tmp_path):
    path = tmp_path / "loose.md"
    path.write_text("text\n---\n", "utf-8")
    assert [f.code for f in content.check(kit.workspace.roots, [path])] == ["module.setext"]
    assert content.checked([tmp_path / "loose.md"], kit.workspace.roots) == 1


def test_folders_may_be_named_from_where_one_stands(monkeypatch):
    monkeypatch.chdir(workspace.program())
    names = [Path("slides"), Path("workshops")]
    assert content.checked(names, (workspace.program(),)) > 40
    assert [str(f) for f in content.check((workspace.program(),), names) if f.severity != "note"] == []


def test_a_deck_of_another_workspace_finds_its_own_modules(kit, tmp_path):
    other = workspace.new(tmp_path / "Other", bytes(32))
    (other.slides / "ours.zh.md").write_text("---\ntitle: x\n---\n# A\n", "utf-8")
    deck = other.decks / "d.yaml"
    deck.write_text("title: d\nsections:\n  - title: x\n    modules: [ours, theirs/none]\n", "utf-8")
    (finding,) = content.check(kit.workspace.roots, [deck])
    assert (finding.code, finding.fields["id"]) == ("deck.module-missing", "theirs/none")


BAD = """---
title: 坏例子
reviewed: 2025-01-01
review_days: 30
---
# 字太多
{words}

---
# 图没有说明
![](shot.png)

---
# 图没有说明
{{{{nobody}}}} 与 {{{{speaker}}}}、{{{{event.date}}}}、{{{{ev:latency}}}}

---
# 链接
[空](http://) [错](www.example.org)

---
<!-- background: 777777 -->
# 灰底
- 看不清

---

- 没有标题
"""


@pytest.mark.parametrize("ending", ["", ".zh"])
def test_a_module_is_looked_at_as_slides(kit, ending):
    path = kit.workspace.slides / f"bad{ending}.md"
    path.write_text(BAD.format(words="\n".join("- " + "这一行字很多讲不完" * 4 for _ in range(6))), "utf-8")
    Image.new("RGB", (320, 200), "#204050").save(kit.workspace.slides / "shot.png")
    found = {(one.code, one.line, one.severity) for one in content.check(kit.workspace.roots, [path], date(2026, 12, 1))}
    assert found == {
        ("outline.stale", 3, "note"),
        ("deck.wordy", 6, "note"),
        ("deck.alt-text", 15, "note"),
        ("deck.title-twice", 19, "note"),
        ("author.unbound", 20, "warning"),
        ("deck.link", 23, "warning"),
        ("author.link", 23, "warning"),
        ("author.background-contrast", 27, "warning"),
        ("deck.untitled", 33, "note"),
    }
    assert not [one for one in content.check(kit.workspace.roots, [path]) if one.code == "outline.stale"], "nobody said what day it is"
