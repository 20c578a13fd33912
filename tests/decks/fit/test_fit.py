"""Measuring and breaking: the shipped widths, the Chinese rules, and heights that grow with text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.decks.fit import lines, metrics, room

NO_START = "，。、；：！？）》”"


def _broken(text: str, width: float, size: float = 20) -> list[str]:
    return [text[line.start : line.end] for line in lines.broken((lines.Span(text, size),), width)]


def test_widths_are_those_of_arial() -> None:
    assert abs(metrics.width("Hello", 100) / metrics.SAFETY - (72.2 + 55.6 + 22.2 + 22.2 + 55.6)) < 0.5
    assert metrics.width("中文", 20) == 40
    assert metrics.width("Hello", 20, bold=True) > metrics.width("Hello", 20)
    assert metrics.width("ab", 10, mono=True) == metrics.width("WW", 10, mono=True)


def test_no_line_starts_with_chinese_punctuation() -> None:
    for width in range(60, 400, 20):
        rows = _broken("平台把短信、邮件、语音，（推送）统一起来。调用方只接一次；以后换供应商不用再改！", width)
        assert not any(row[0] in NO_START for row in rows[1:] if row), (width, rows)
        assert not any(row[-1] in "（《“" for row in rows[:-1])


def test_signs_stay_with_what_they_belong_to() -> None:
    for width in range(100, 260, 5):
        rows = _broken("气温三十二°，占比〖约五％〗（￥100）与〝引号〞、［注］ちょっと", width)
        assert not any(row[0] in "°％〗〞］）ょっ，、" for row in rows[1:] if row), (width, rows)
        assert not any(row[-1] in "〖（￥〝［" for row in rows[:-1] if len(row) > 1), (width, rows)


def test_latin_words_stay_whole_and_endless_ones_are_cut() -> None:
    assert _broken("one two three", 70) == ["one ", "two ", "three"]
    assert "".join(_broken("x" * 100, 70)) == "x" * 100


def test_a_line_break_starts_a_line() -> None:
    assert _broken("a\nb", 500) == ["a", "b"]


@given(st.text(alphabet="ab 中文，。（）", max_size=60), st.floats(15, 300))
def test_nothing_is_lost_in_breaking(text: str, width: float) -> None:
    joined = "".join(_broken(text, width)).replace(" ", "")
    assert joined == text.replace(" ", "")


@given(st.text(alphabet="ab 中文，。", min_size=1, max_size=60), st.floats(40, 300))
def test_narrower_is_never_lower(text: str, width: float) -> None:
    para = room.Para((lines.Span(text, 20),))
    assert room.height([para], width) >= room.height([para], width * 2)


def test_the_largest_size_that_fits() -> None:
    def make(size: float) -> list[room.Para]:
        return [room.Para((lines.Span("中" * 100, size),))]

    assert room.largest(make, (24, 20, 16), 400, 200) == 20
    assert room.largest(make, (24,), 400, 50) is None
    assert room.count(make(20), 400) == 5
