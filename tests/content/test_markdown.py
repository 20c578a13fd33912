"""Markdown into nodes: lines, attributes, containers whose `:::` closes the innermost, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.content import attributes, markdown
from kit.errors import KitError


def test_front_matter_is_split_off_with_its_lines():
    page, body, first = markdown.split("---\ntitle: x\nno: 1\n---\n# A\n", "f.md")
    assert page.at("no") == 3
    assert (body, first) == ("# A\n", 5)
    assert markdown.split("# A\n")[1:] == ("# A\n", 1)
    assert markdown.split("---\n---\nx")[1:] == ("x", 3)


def test_front_matter_without_end_is_refused():
    with pytest.raises(KitError, match=r"f\.md:1: .*no closing"):
        markdown.split("---\ntitle: x\n# A\n", "f.md")


def test_headings_carry_attributes():
    (node,) = markdown.parse('## 开场 *快* {#open at=-00:15 minutes=5 role="a b" must}\n', 3)
    assert (node.line, node.level, markdown.inline(node.spans)) == (3, 2, "开场 快")
    assert node.attributes.id == "open"
    assert node.attributes.words == ("must",)
    assert node.attributes.values == {"at": "-00:15", "minutes": "5", "role": "a b"}


@pytest.mark.parametrize("text", ["{{speaker}}", "a {1,2}", "set {}", "{a b=}", "{ }"])
def test_ordinary_braces_are_text(text):
    assert attributes.trailing(text) == (text, attributes.NONE)


def test_list_items_are_nested_tasks_with_lines():
    (list_,) = markdown.parse("- [x] send {must verify=code:7F3A}\n  more\n\n  1. a\n  2. b\n- [ ] c\n", 10)
    first, second = list_.children
    assert (first.checked, second.checked, second.line) == (True, False, 15)
    assert first.attributes == attributes.NONE  # not at the end of its paragraph
    assert [item.number for item in first.children[1].children] == [1, 2]
    (one,) = markdown.parse("- [ ] send {must verify=code:7F3A}\n")
    assert one.children[0].attributes.get("verify") == "code:7F3A"
    assert markdown.inline(one.children[0].children[0].spans) == "send"


def test_soft_line_ends_are_spaces_except_in_chinese():
    (node,) = markdown.parse("统一\n平台 and\nmore  \nnext\n")
    assert markdown.inline(node.spans) == "统一平台 and more\nnext"


def test_containers_close_the_innermost():
    text = "::: columns\n::: column {width=40%}\na\n:::\n::: {.column width=60%}\n```\n:::\n```\n:::\n:::\nafter\n"
    outer, after = markdown.parse(text)
    assert [c.text for c in outer.children] == ["column", "column"]
    assert [c.attributes.get("width") for c in outer.children] == ["40%", "60%"]
    assert outer.children[1].children[0].text == ":::"
    assert (after.kind, after.line) == ("paragraph", 11)


def test_a_container_without_end_stops_at_the_slide():
    left, rule, right = markdown.parse("::: notes\nx\n\n---\n# b\n")
    assert (left.closed, rule.kind, right.kind) == (False, "rule", "heading")


def test_comments_and_html_stand_apart():
    nodes = markdown.parse("<!-- a\n---\nb --> <!-- c -->\n\n<div>x</div>\n\nt <!-- d --> <br>\n\n<!-- open\n")
    assert [(n.kind, n.text, n.line) for n in nodes if n.kind != "paragraph"] == [
        ("comment", "a\n---\nb", 1),
        ("comment", "c", 3),
        ("html", "<div>x</div>", 5),
        ("comment", "open", 9),
    ]
    assert not nodes[-1].closed
    assert [s.kind for s in nodes[3].spans] == ["text", "comment", "text", "html"]


def test_tables_images_and_underlined_headings():
    table, picture, heading = markdown.parse("| a | b |\n|--:|---|\n| 1 | ~~2~~ |\n\n![alt *x*](p.png){fit=cover}\n\ntext\n---\n")
    assert table.align == ("right", "")
    assert table.rows[1][1][0].strike
    assert (picture.spans[0].text, picture.spans[0].link, picture.spans[0].attributes.get("fit")) == ("alt x", "p.png", "cover")
    assert (heading.underlined, heading.text) == (True, "-")


@given(st.text(alphabet="ab -#*`:\n{}[]()!<>|=1.\u4e2d", max_size=120))
def test_anything_can_be_read(text):
    lines = text.count("\n") + 1
    for node in markdown.parse(text):
        assert 1 <= node.line <= lines


WORD = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)


@given(WORD, st.lists(WORD, max_size=3), st.dictionaries(WORD, st.text("abc :/中", max_size=6), max_size=3))
def test_attributes_round_trip(name, words, values):
    text = "t {#" + " ".join([name, *words, *(f'{k}="{v}"' for k, v in values.items())]) + "}"
    rest, found = attributes.trailing(text)
    assert (rest, found.id, found.words, found.values) == ("t", name, tuple(words), values)
