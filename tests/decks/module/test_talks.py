"""Talks in the Markdown of other slide tools become slides: what a list beside each names stands in the finished deck."""

from __future__ import annotations

import io
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pptx import Presentation
from pptx.oxml.ns import qn

from kit import workspace
from kit.cli import main
from kit.decks import author
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings
from kit.decks.module import read
from kit.decks.module.dialects import detect, salvage

HERE = Path(__file__).parent / "talks"
TALKS = sorted(path for path in HERE.iterdir() if path.suffix in (".md", ".qmd"))
RAW = re.compile(r"<!--|<[a-zA-Z][\w-]*[ />]|-->|:::|</|\{\{|\]\{|\[\^|!\[|\{\.|\. \. \.$|^::|\*\*|^\s*---|\\begin|\\end|\$\$")
NAMES = [path.name for path in TALKS]


@cache
def built(name: str) -> Any:
    """Return (module, deck) of a talk."""
    module = read.read(HERE / name)
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern")
    made = author.compile(module.title, module.slides, theme, Bindings(), base=module.base, lang=module.lang)
    return module, Presentation(io.BytesIO(made.data))


def wanted(name: str) -> dict[str, Any]:
    """Return what the list beside a talk names."""
    return yaml.safe_load((HERE / name).with_suffix(".yaml").read_text("utf-8"))


def paragraphs(slide: Any) -> list[str]:
    """Return the text of every paragraph of a slide, in tables too."""
    return [
        "".join("\n" if one.tag == qn("a:br") else one.text or "" for one in par.iter(qn("a:t"), qn("a:br")))
        for par in slide._element.iter(qn("a:p"))
    ]


def bare(text: str) -> str:
    return " ".join(text.split())


def tight(text: str) -> str:
    return "".join(text.split())


def shown(deck: Any) -> list[str]:
    return [bare(text) for slide in deck.slides for text in paragraphs(slide)]


@pytest.mark.parametrize("name", NAMES)
def test_its_tool_is_recognised(name):
    page, body, _first = salvage.split((HERE / name).read_text("utf-8"), HERE / name)
    assert detect.of(page, body, HERE / name) == wanted(name)["dialect"] == name.split("-")[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_bullet_and_text_is_there(name):
    _module, deck = built(name)
    list_, found = wanted(name), shown(deck)
    lines = {line for text in found for line in (text, *(bare(one) for one in text.split("\n")))}
    assert [text for text in (*list_["headings"], *list_["bullets"]) if not any(bare(text) in line for line in lines)] == []
    whole = "\n".join(found)
    assert [text for text in list_["texts"] if bare(text) not in whole] == []
    assert [text for text in list_.get("absent", ()) if text in whole] == []


@pytest.mark.parametrize("name", NAMES)
def test_bullets_are_items_of_lists_and_steps_come_one_by_one(name):
    module, _deck = built(name)
    items = {bare("".join(run.text for run in item.runs)): block.incremental for block in _lists(module) for item in block.items}
    list_ = wanted(name)
    assert [text for text in list_["bullets"] if not any(item.startswith(bare(text)) for item in items)] == []
    assert all(items[text] for text in list_["steps"])
    assert not any(items[text] for text in list_.get("unstepped", ()))


@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_with_its_slides(name):
    _module, deck = built(name)
    said = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert [text for text in wanted(name)["notes"] if text not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_there(name):
    module, deck = built(name)
    files = {path.stem: path for folder in ("pictures", "public") for path in (HERE / folder).iterdir()}
    parts = {part.blob for slide in deck.slides for part in _pictures(slide)}
    grounds = {slide.background for slide in module.slides}
    missing = [
        stem
        for stem in wanted(name)["pictures"]
        if files[stem].read_bytes() not in parts and files[stem].relative_to(HERE).as_posix() not in grounds
    ]
    assert missing == []
    assert sum(bool(ground and "." in ground) for ground in grounds) <= sum(
        bool(slide._element.findall(".//" + qn("p:bg"))) for slide in deck.slides
    )


@pytest.mark.parametrize("name", NAMES)
def test_formulas_are_equations(name):
    _module, deck = built(name)
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
    assert sum(1 for slide in deck.slides for _one in slide._element.iter(math)) >= wanted(name)["formulas"]


@pytest.mark.parametrize("name", NAMES)
def test_layouts_are_kept(name):
    module, deck = built(name)
    used = {slide.heading: slide.layout for slide in module.slides}
    names = {tight(text): slide.slide_layout.name for slide in deck.slides for text in paragraphs(slide)}
    for heading, layout in wanted(name)["layouts"].items():
        assert names[tight(heading)] == layout, used


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_source_stands_raw_on_a_slide(name):
    module, deck = built(name)
    code = "\n".join(block.text for slide in module.slides for block in _every(slide.blocks) if hasattr(block, "lang"))
    inline = [run.text for block in _lists(module) for item in block.items for run in item.runs if run.code]
    found = [text for text in shown(deck) if bare(text) not in bare(code)]
    for one in inline:
        found = [text.replace(one, "") for text in found]
    raw = [text for text in found if RAW.search(text)]
    assert raw == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_understood_is_found_with_its_line(name):
    module, _deck = built(name)
    found = {f"{finding.line} {finding.code}" for finding in module.findings if Path(finding.file).name == name}
    assert [one for one in wanted(name)["findings"] if one not in found] == []
    expected = {"module.picture"} & {one.split()[1] for one in wanted(name)["findings"]}
    assert {finding.code for finding in module.findings if finding.severity == "error"} == expected


def test_a_deck_names_them_as_modules(kit, tmp_path, capsys, validator):
    shutil.copytree(HERE, kit.workspace.slides / "talks", ignore=shutil.ignore_patterns("*.yaml"))
    ids = [f"talks/{path.name.split('.')[0]}" for path in TALKS]
    spec = kit.workspace.decks / "all.yaml"
    spec.write_text(
        "title: Talks\nlang: en\nstructure: {agenda: off}\nsections:\n  - title: All\n    modules: [" + ", ".join(ids) + "]\n", "utf-8"
    )
    out = tmp_path / "all.pptx"
    assert main.main(["--workspace", str(kit.workspace.root), "deck", "build", "all", "-o", str(out)]) == 0, capsys.readouterr()
    assert validator(out) == ()
    whole = "\n".join(shown(Presentation(out)))
    assert [text for name in NAMES for text in wanted(name)["headings"] if bare(text) not in whole] == []
    assert main.main(["--workspace", str(kit.workspace.root), "check", str(kit.workspace.slides / "talks" / "slidev-tea.zh.md")]) == 1
    assert "slidev-tea.zh.md:89: " in capsys.readouterr().out


def _every(blocks: Any) -> list[Any]:
    from kit.decks.module.blocks import every

    return list(every(blocks))


def _lists(module: Any) -> list[Any]:
    return [block for slide in module.slides for block in _every(slide.blocks) if hasattr(block, "incremental")]


def _pictures(slide: Any) -> list[Any]:
    return [rel.target_part for rel in slide.part.rels.values() if "image" in rel.reltype and not rel.is_external]
