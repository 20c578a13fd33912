"""A Markdown file becomes a module; what is not understood is found with its line, nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.decks.module import Bullets, Chart, Code, Columns, Paragraph, Picture, QrCode, Quote, Run, Table, read
from kit.errors import KitError


@pytest.fixture
def module(tmp_path):
    def make(text, name="architecture/overview.zh.md"):
        path = tmp_path / "slides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return read.read(path)

    return make


def said(module):
    return [f"{f.line}: {f.code}" for f in module.findings]


FRONT = """---
title: 平台整体架构
track: architecture
phase: what
minutes: {short: 4, standard: 8, deep: 12}
audience: {tech: 3, product: 2}
formats: {lecture: 2}
needs: [rules/red-lines]
after: value/core
tags: [架构, queue]
label: internal
reviewed: 2026-11-01
review_days: 180
---
"""


def test_front_matter_is_typed(module):
    made = module(FRONT + "# A\n")
    assert (made.id, made.lang, made.title) == ("architecture/overview", "zh", "平台整体架构")
    assert made.minutes == {"short": 4, "standard": 8, "deep": 12}
    assert (made.audience, made.formats) == ({"tech": 3, "product": 2}, {"lecture": 2})
    assert (made.needs, made.after, made.tags) == (("rules/red-lines",), ("value/core",), ("架构", "queue"))
    assert (made.reviewed, made.review_days, made.label) == (date(2026, 11, 1), 180, "internal")
    assert made.findings == ()
    assert len(made.version) == 16
    assert made.slides[0].line == 15


def test_one_number_of_minutes_counts_for_every_depth(module):
    assert module("---\nminutes: 5\n---\n# A\n").minutes == {"short": 5, "standard": 5, "deep": 5}


def test_what_does_not_fit_in_front_is_found(module):
    made = module("---\ntitel: x\nminutes: {shrot: 4}\naudience: {tech: 9}\nphase: later\nreviewed: soon\ntheme: gaia\n---\n# A\n")
    assert said(made) == [
        "2: yaml.unknown-near",
        "3: yaml.unknown-near",
        "4: yaml.range",
        "5: yaml.choice",
        "6: yaml.date",
        "7: module.foreign",
    ]


def test_words_that_are_like_known_ones_are_found(module):
    made = module("---\nlang: english\nrole: agendas\naudience: {managment: 3}\nformats: {lectures: 2}\n---\n# A\n", "a.md")
    assert [(f.line, f.code, f.fields["near"]) for f in made.findings] == [
        (2, "yaml.choice", "en"),
        (3, "yaml.choice", "agenda"),
        (4, "yaml.unknown-near", "management"),
        (5, "yaml.unknown-near", "lecture"),
    ]
    assert module("---\nrole: sponsors\nlang: ja\n---\n# A\n").findings == ()


def test_slides_are_split_and_comments_told_apart(module):
    made = module(
        "# 一次接入\n- a\n  - b\n<!-- 先问谁家还在自己接 -->\n\n---\n"
        "<!-- layout: two-content; depth: deep -->\n# 状态\n\ntext <!-- aside -->\n"
        "\n<!-- layout: is a word here -->\n<!-- note: not a key -->\n"
    )
    first, second = made.slides
    assert (first.heading, first.notes, first.layout) == ("一次接入", "先问谁家还在自己接", "")
    assert [(i.level, i.runs[0].text) for i in first.blocks[0].items] == [(0, "a"), (1, "b")]
    assert (second.layout, second.depth, second.line) == ("is a word here", "deep", 7)
    assert second.notes == "aside\n\nnote: not a key"
    assert [len(made.at(d)) for d in ("short", "standard", "deep")] == [1, 1, 2]


def test_the_heading_trap_is_found_and_the_text_kept(module):
    made = module("# A\n\ntext\n---\n## B\n")
    assert said(made) == ["4: module.setext"]
    assert len(made.slides) == 1
    assert made.slides[0].blocks[0] == Paragraph((Run("text"),), 2, 3)


def test_code_and_comments_do_not_split(module):
    made = module("# A\n\n```\n\n---\n```\n<!-- x\n\n---\ny -->\n")
    assert len(made.slides) == 1
    assert made.slides[0].notes == "x\n\n---\ny"


def test_columns_pictures_and_qr_codes(module, tmp_path):
    (tmp_path / "slides" / "architecture").mkdir(parents=True)
    (tmp_path / "slides" / "architecture" / "my pic.png").write_bytes(b"x")
    made = module(
        '# A\n\n::: columns\n::: column {width=40%}\n![alt](my%20pic.png "cap"){fit=cover side=left}\n:::\n::: column\n- b\n:::\n:::\n\n'
        "![扫码反馈](qr:feedback)\n"
    )
    columns, code = made.slides[0].blocks
    assert isinstance(columns, Columns)
    assert [c.width for c in columns.columns] == [0.4, 0.0]
    assert columns.columns[0].blocks == (Picture("my pic.png", "alt", "cap", "cover", {"side": "left"}, 5),)
    assert code == QrCode("feedback", "扫码反馈", 12)
    assert made.findings == ()


def test_tables_charts_code_and_quotes(module):
    made = module(
        '# A\n\n| a | b |\n|---|--:|\n| **1** | 2 |\n\n```chart bar {title="T"}\n,A\nx,1\ny,2.5\n```\n\n'
        "```py {1,3-5}\nx\n```\n\n> 省了一半\n> 时间\n> —— 王工\n"
    )
    table, chart, code, quote = made.slides[0].blocks
    assert isinstance(table, Table)
    assert (table.align, table.rows[0][0]) == (("", "right"), (Run("1", bold=True),))
    assert chart == Chart("bar", (("", "A"), ("x", "1"), ("y", "2.5")), {"title": "T"}, 7)
    assert code == Code("x", "py", (1, 3, 4, 5), 13)
    assert quote == Quote((Run("省了一半时间"),), "王工", 17)
    assert made.findings == ()


def test_a_chart_that_cannot_be_drawn_is_kept_as_text(module):
    made = module("# A\n\n```chart pies\n,A\nx,many\n```\n")
    assert said(made) == ["3: module.chart-kind", "5: module.chart-rows"]
    assert isinstance(made.slides[0].blocks[0], Code)


def test_things_inside_lists_keep_their_place(module):
    made = module("# A\n\n- a\n\n  more\n\n  ```py\n  x\n  ```\n- b {must}\n")
    first, code, second = made.slides[0].blocks
    assert first.items[0].runs == (Run("a\nmore"),) or "".join(r.text for r in first.items[0].runs) == "a\nmore"
    assert isinstance(code, Code)
    assert isinstance(second, Bullets)
    assert second.items[0].runs[-1].text.endswith("{must}")
    assert said(made) == ["10: module.item-attributes"]


def test_what_has_no_place_on_a_slide_is_found(module):
    made = module("# A\n\n<div>kept</div>\n\n***\n\n::: card\ninside\n:::\n\n![x](none.png)\n\n![y](https://a.b/c.png)\n\n<!-- open\n")
    assert said(made) == [
        "3: module.html",
        "5: module.rule",
        "7: module.container",
        "11: module.picture",
        "13: module.picture-web",
        "15: module.comment",
    ]
    assert [b.runs[0].text for b in made.slides[0].blocks if isinstance(b, Paragraph)] == ["kept", "inside"]


def test_marp_decks_are_accepted(module):
    made = module(
        "---\nmarp: true\ntheme: gaia\npaginate: true\n---\n\n<!-- _class: lead -->\n<!-- _paginate: false -->\n\n# One\n\n---\n\n"
        "![bg right:40% fit](a.png)\n\n"
        "## Two\n\n---\n\n![bg](b.png)\n"
    )
    one, two, three = made.slides
    assert (one.style, one.notes, one.heading) == ("lead", "", "One")
    assert two.heading == "Two"
    assert two.blocks == (Picture("a.png", "", "", "contain", {}, 14),)
    assert (three.layout, three.blocks) == ("picture-full", (Picture("b.png", "", "", "cover", {}, 20),))
    assert {f.code for f in made.findings if f.severity != "note"} == {"module.picture"}


def test_slidev_decks_are_accepted(module):
    made = module(
        "---\ntheme: seriph\nlayout: cover\ntransition: slide-left\n---\n\n# One\n\n---\nlayout: two-cols\nclass: px-2\n---\n\n"
        "# Two\n\nleft\n\n::right::\n\nright\n\n"
        "<!--\nspeak\n-->\n\n---\nlayout: fact\nhide: true\n---\n\n# Gone\n"
    )
    one, two = made.slides
    assert (one.layout, one.transition) == ("title", "slide-left")
    assert (two.layout, two.style, two.notes, two.heading) == ("two-content", "px-2", "speak", "Two")
    assert len(two.blocks[0].columns) == 2
    assert "module.hidden" in {f.code for f in made.findings}


def test_pandoc_decks_are_accepted(module):
    made = module(
        "% My talk\n% Me\n\n# Part\n\n## One\n\n::: incremental\n- a\n:::\n\n::: notes\nspeak *up*\n:::\n\n## Two\n\nx\n\n. . .\n\ny\n"
    )
    assert made.title == "My talk"
    assert [s.heading for s in made.slides] == ["My talk", "Part", "One", "Two"]
    assert made.slides[2].blocks[0].incremental
    assert made.slides[2].notes == "speak up"
    assert len(made.slides[3].blocks) == 2


def test_ids_and_languages_come_from_the_name(tmp_path):
    root = tmp_path / "slides"
    assert read.identity(root / "a" / "b.zh.md") == ("a/b", "zh")
    assert read.identity(root / "a" / "v1.2.md") == ("a/v1.2", "")
    assert read.identity(tmp_path / "x" / "b.zh-TW.md", tmp_path / "x") == ("b", "zh-TW")


def test_only_what_cannot_be_read_at_all_is_refused(module, tmp_path):
    for text in ("---\ntitle: [\n---\n# A\n", "---\ntitle: x\n"):
        with pytest.raises(KitError):
            module(text)
    with pytest.raises(KitError, match="not found"):
        read.read(tmp_path / "none.md")
    assert said(module("")) == ["1: module.no-slides"]


@given(st.text(alphabet="ab -#*`:\n{}[]()!<>|=1.\u4e2d", max_size=200))
def test_any_text_is_read_and_words_stay(text):
    path = Path(__file__).parent / "never.md"
    from kit.content import markdown
    from kit.decks.module import directives, slides

    body, settings = directives.lift(text, "f.md", 1)
    found, _findings = slides.read(markdown.parse(body), settings, path)
    assert all(slide.line >= 1 for slide in found)
