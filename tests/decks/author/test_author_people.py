"""People and steps: up to eight on a slide, nothing over anything else, faces round and of one size, words of one size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kit.decks import scene
from kit.decks.author import Compiled, crowds
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.theme import Theme
from kit.decks.fit import metrics
from kit.decks.scene import Shape

NAMES = ("王小明", "李红", "Ana Lopez", "欧阳雪晴", "Erik Johansson", "孙佳", "Chen Wei", "吴敏")
LONG = "A very long title that says everything about the people who stand here and about what they do all day long, twice over"
RATIOS = ("16:9", "4:3")


def _people(count: int, job: str, title: str = "谁来支持你", face: str = "") -> str:
    columns = "\n".join(f"::: column\n{face}### {name}\n{job}\n:::" for name in NAMES[:count])
    return f"<!-- layout: people -->\n# {title}\n\n::: columns\n{columns}\n:::\n"


def _steps(kind: str, count: int) -> str:
    return f"<!-- layout: {kind} -->\n# 几步接入\n\n" + "\n".join(f"1. **第{n}步** 负责人在系统里确认，当天开通" for n in range(count))


def _apart(shapes: Sequence[Shape]) -> bool:
    return not any(
        a.x + 1 < b.x + b.w and b.x + 1 < a.x + a.w and a.y + 1 < b.y + b.h and b.y + 1 < a.y + a.h for a, b in combinations(shapes, 2)
    )


def _sizes(shapes: Sequence[Shape]) -> set[float]:
    """Return the sizes of the first words of each shape."""
    return {next(run.size for par in shape.paragraphs for run in par.runs) for shape in shapes}


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("face", ["", "![照片](photo.png)\n"])
def test_people_stand_apart_in_one_size(compiled: Callable[..., Compiled], themed: Any, ratio: str, count: int, face: str) -> None:
    theme: Theme = themed(ratio=ratio)
    (slide,) = scene.read(compiled(_people(count, "架构与接入", face=face), theme).data).slides
    words = [shape for shape in slide.shapes if "架构" in shape.text]
    faces = [shape for shape in slide.shapes if shape.kind == "picture" or shape.name.startswith("Initials")]
    assert len(words) == len(faces) == count
    assert _apart([*words, *faces])
    assert {(shape.w, shape.h) for shape in faces} == {(faces[0].w, faces[0].w)}
    assert len(_sizes(words)) == 1
    low = max(shape.y + shape.h for shape in (*words, *faces))
    assert 3.6 * INCH < low <= 6.45 * INCH


def test_faces_stay_round_below_a_title_of_three_lines(compiled: Callable[..., Compiled]) -> None:
    for count in (2, 4, 7):
        (slide,) = scene.read(compiled(_people(count, "接入", LONG, "![照片](photo.png)\n")).data).slides
        assert all(shape.w == shape.h for shape in slide.shapes if shape.kind == "picture")


def test_long_words_of_many_people_take_a_slide_more(compiled: Callable[..., Compiled]) -> None:
    made = compiled(_people(7, "架构与接入：短信、邮件、语音、推送，同一个接口，周二下午答疑\n\n- 分机 8021\n- 三楼\n- 都可以来"))
    assert len(made.slides) == 2
    assert [f for f in made.findings if f.severity == "error"] == []


def test_a_row_that_is_not_full_stands_in_the_middle() -> None:
    area = Box(0, 0, 12 * INCH, 4 * INCH)
    seats = crowds.seats(area, 5)
    assert seats[3].face.x - area.x == pytest.approx(area.right - seats[4].face.right, abs=2)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("kind", ["steps", "timeline"])
def test_steps_fill_their_place(compiled: Callable[..., Compiled], themed: Any, ratio: str, count: int, kind: str) -> None:
    theme: Theme = themed(ratio=ratio)
    made = compiled(_steps(kind, count), theme)
    (slide,) = scene.read(made.data).slides
    cards = [shape for shape in slide.shapes if shape.name.startswith("Card")]
    words = [shape for shape in slide.shapes if "确认" in shape.text]
    assert len(cards) == len(words) == count
    assert _apart(cards)
    assert {shape.h for shape in cards} == {cards[0].h}
    assert len(_sizes(words)) == 1
    assert 4.6 * INCH < max(shape.y + shape.h for shape in cards) <= 6.45 * INCH
    assert made.findings == ()


def test_bare_items_are_all_headings_or_none(compiled: Callable[..., Compiled], told: Callable[[Compiled], str]) -> None:
    made = compiled("<!-- layout: timeline -->\n# 几步\n\n1. 申请\n2. 负责人在系统里确认以后，当天就开通，第二天就能发出第一条消息\n")
    assert told(made).count("free: 申请") == 1
    (slide,) = scene.read(made.data).slides
    assert len({shape.y for shape in slide.shapes if "申请" in shape.text or "确认" in shape.text}) == 1


def test_new_places_are_valid(compiled: Callable[..., Compiled], validator: Any, tmp_path: Path) -> None:
    face = "![照片](photo.png)\n"
    slides = [_people(count, "架构\n\n- 周二答疑", face=face) for count in (1, 2, 3, 5, 8)]
    path = tmp_path / "deck.pptx"
    path.write_bytes(compiled("\n\n---\n".join([*slides, _steps("steps", 4), _steps("timeline", 7)])).data)
    assert validator(path) == ()


def test_a_long_name_is_not_cut(compiled: Callable[..., Compiled]) -> None:
    words = "\n".join(f"::: column\n### {name}\nArchitecture\n:::" for name in ("Ada Konstantinopoulou", "Li Hong", "Ben", "Ana"))
    (slide,) = scene.read(compiled(f"<!-- layout: people -->\n# Who\n\n::: columns\n{words}\n:::\n", lang="en").data).slides
    (name,) = [shape for shape in slide.shapes if "Ada" in shape.text]
    run = name.paragraphs[0].runs[0]
    assert metrics.width("Konstantinopoulou", run.size, bold=True) <= name.w / POINT
