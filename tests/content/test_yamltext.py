"""YAML as text: what was written stays, every refusal and finding has its line, bombs are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.content import yamlback, yamltext
from kit.errors import KitError


def test_scalars_stay_what_was_written():
    page = yamltext.parse("t: 09:00\nn: no\nz: 00123\ne: 1E5\nd: 2026-01-02\nq: '007'\nempty:\n")
    assert yamltext.plain(page) == {"t": "09:00", "n": "no", "z": "00123", "e": "1E5", "d": "2026-01-02", "q": "007", "empty": ""}
    assert page.day("d") == date(2026, 1, 2)
    assert not page.has("empty")


def test_lines_are_those_of_the_file():
    page = yamltext.parse("a: 1\nb:\n  - x\n  - y: 2\n", "f.yaml", first=5)
    assert page.at("a") == 5
    assert page.items("b")[0].line == 7
    assert page.items("b")[1].line == 8


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: [1,\n", 2, "expected"),
        ("a: b: c", 1, "not allowed"),
        ("\n\tx: 1", 2, "cannot start"),
        ("- x", 1, "needed here"),
        ("a: &a [*a]", 1, "repeat without end"),
        ("x: \x00", 1, "U+0000"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("[" * 20000, 1, "not valid"),
    ],
)
def test_broken_yaml_is_refused_with_its_line(text, line, word):
    with pytest.raises(KitError) as refused:
        yamltext.parse(text, "f.yaml")
    assert str(refused.value).startswith(f"f.yaml:{line}: ")
    assert word in str(refused.value)


def test_alias_bomb_is_refused():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    with pytest.raises(KitError, match="repeat without end"):
        yamltext.parse(bomb)


def test_what_does_not_fit_is_a_finding_with_its_line():
    page = yamltext.parse("minutes: soon\nwhen: tomorrow\ntitel: x\nmode: q\non: maybe\nn: 2.5\nm: 99\na: 1\na: 2\n", "f.yaml")
    assert page.integer("minutes", 7) == 7
    assert page.day("when") is None
    assert page.choice("mode", ("a", "b"), "a") == "a"
    assert page.flag("on", True) is True
    assert page.integer("n", 1) == 1
    assert page.number("m", 3, least=0, most=10) == 3
    page.only(("minutes", "when", "title", "mode", "on", "n", "m", "a"))
    said = [str(f) for f in page.findings]
    assert "f.yaml:3: `titel` is not known here: did you mean `title`?" in said
    assert {f.line for f in page.findings} == {1, 2, 3, 4, 5, 6, 7, 9}


def test_writing_back_keeps_comments_order_and_quotes():
    text = "# mine\ntitle: 'A'   # why\nminutes: 030\nlist:\n  - x   # first\n  - {module: y, depth: short}\n"
    new = {"title": "A", "lang": "zh", "list": ["z", {"module": "y", "depth": "deep"}, "x"]}
    assert yamlback.merged(text, new) == (
        "# mine\ntitle: 'A'   # why\nminutes: 030\nlist:\n  - z\n  - {module: y, depth: deep}\n  - x   # first\nlang: zh\n"
    )


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\u2028\u2029\x85"), max_size=12)
VALUES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(WORDS, VALUES, max_size=4), st.dictionaries(WORDS, VALUES, max_size=4))
def test_what_is_written_is_read_back(before, after):
    first = yamlback.merged("", before)
    assert yamltext.plain(yamltext.parse(first)) == before
    second = yamlback.merged(first, {**dict.fromkeys(before), **after})
    assert yamltext.plain(yamltext.parse(second)) == after
