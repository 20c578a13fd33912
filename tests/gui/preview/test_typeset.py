"""Lines of slides: broken by the kit's rules with the widths of the letters drawn, as high as slide programs set them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage, QPainter

from kit.decks.scene.values import EMU_PER_POINT, Paragraph, Run
from kit.gui.preview import breaks, faces, painter, plot, typeset
from kit.gui.preview.stage import Stage


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(painter.ONE_POINT)
    image.setDotsPerMeterY(painter.ONE_POINT)
    drawing = QPainter(image)
    yield Stage(drawing, image, 1 / EMU_PER_POINT, lambda _part, _w, _h: None)
    drawing.end()


def words(*texts: str, **look: float) -> list[Paragraph]:
    return [Paragraph((Run(text, 20.0, font="Arial"),), size=20.0, **look) for text in texts]  # type: ignore[arg-type]


def test_a_line_is_as_high_as_its_size_and_a_fifth(stage: Stage) -> None:
    assert typeset.height(typeset.laid(stage, words("one", "two"), 400)) == pytest.approx(48)
    assert typeset.height(typeset.laid(stage, words("one", spacing=1.5), 400)) == pytest.approx(36)
    assert typeset.height(typeset.laid(stage, words("one", spacing=-30), 400)) == pytest.approx(30)


def test_nothing_is_lost_between_lines_and_no_line_begins_with_a_comma(stage: Stage) -> None:
    text = "一次接入，五类通道，状态全程可查，故障自动切换，费用一目了然。"
    rows = typeset.laid(stage, words(text), 130)
    lines = ["".join(piece.text for piece in row.pieces) for row in rows]
    assert "".join(lines) == text
    assert len(lines) > 3
    assert not any(line[0] in "，。" for line in lines)


def test_tabs_go_to_their_stops_and_breaks_begin_lines() -> None:
    assert breaks.tabbed(10, 72) == 72
    assert breaks.tabbed(72, 72) == 144
    wide = [10.0] * 20
    assert breaks.broken("a\tbbb", wide, 100, 100, 0, 72) == [breaks.Line(0, 4), breaks.Line(4, 5)]
    assert breaks.broken("a\nb", wide, 100, 100, 0, 72) == [breaks.Line(0, 1), breaks.Line(2, 3)]


def test_a_full_stop_hangs_out_of_a_full_line() -> None:
    wide = [10.0] * 7
    assert breaks.broken("一二三四。五六", wide, 40, 40, 0, 72, hangs=True) == [breaks.Line(0, 5), breaks.Line(5, 7)]
    assert breaks.broken("一二三四。五六", wide, 40, 40, 0, 72) == [breaks.Line(0, 3), breaks.Line(3, 7)]


def test_text_shrinks_to_the_largest_size_that_fits(stage: Stage) -> None:
    pars = words("one two three four five six seven eight nine ten " * 4)
    rows = typeset.laid(stage, pars, 300)
    made = typeset.shrunk(stage, pars, rows, (300, typeset.height(rows) * 0.6))
    assert typeset.height(rows) * 0.4 < typeset.height(made) <= typeset.height(rows) * 0.6
    indented = words("one two three four five six seven eight nine ten " * 4, left=200 * EMU_PER_POINT)
    rows = typeset.laid(stage, indented, 300)
    assert typeset.shrunk(stage, indented, rows, (300, typeset.height(rows) / 2))[0].left < rows[0].left


def test_lines_set_closer_keep_a_fifth_below(stage: Stage) -> None:
    close, plain = (typeset.laid(stage, words("one", spacing=spacing), 400)[0] for spacing in (0.8, 1.0))
    assert (close.height, close.descent) == (pytest.approx(19.2), pytest.approx(3.84))
    assert (plain.height, plain.descent) == (pytest.approx(24), pytest.approx(4))


def test_columns_are_filled_evenly_where_the_words_do_not_fit(stage: Stage) -> None:
    rows = typeset.laid(stage, words(*"abcdefg"), 400)
    assert [len(column) for column in typeset.columned(rows, 3, 200)] == [7]
    assert [len(column) for column in typeset.columned(rows, 3, 60)] == [3, 3, 1]
    assert [len(column) for column in typeset.columned(rows, 2, 24)] == [4, 3]


def test_pairs_are_drawn_closer_where_they_stand(stage: Stage) -> None:
    run = Run("", 20.0, font="Arial")
    a, v, _a = stage.advances(run, 40, False, "AVA")
    assert a + v == pytest.approx(stage.font(run, 40, False).wide("AVA") - _a)
    assert a < stage.advances(run, 40, False, "AA")[0]


def test_spaces_and_quotes_stand_in_the_font_of_the_letter_before_them() -> None:
    assert typeset.chinese("他说“Hi”，a 中 ") == (True, True, True, False, False, False, True, False, False, True, True)
    assert typeset.chinese("“中”") == (True, True, True)
    assert typeset.chinese(" — ") == (False, False, False)


def test_chinese_and_latin_are_a_quarter_of_their_size_apart_whatever_stands_there(stage: Stage) -> None:
    gaps = [[piece.gap for piece in typeset.laid(stage, words(text), 900)[0].pieces] for text in ("中H", "，(", "H中", "中\tH", "HH")]
    assert gaps == [[0, pytest.approx(4.8)], [0, pytest.approx(4.8)], [0, pytest.approx(4.8)], [0, 0, 0], [0]]


def test_letters_are_set_apart(stage: Stage) -> None:
    plain, apart = (stage.font(Run("", 20.0, font="Arial", spaced=spaced), 20, False) for spaced in (0.0, 5.0))
    assert apart.wide("abc") == pytest.approx(plain.wide("abc") + 15)
    ends = []
    for face in (plain, apart):
        stage.image.fill(0xFFFFFFFF)
        face.draw(stage.painter, 10, 100, "abc")
        ends.append(max(x for x in range(200) for y in range(80, 110) if stage.image.pixel(x, y) != 0xFFFFFFFF))
    assert ends[1] - ends[0] == pytest.approx(10, abs=1)


def test_chinese_in_a_face_without_it_stands_on_the_lines_of_that_face() -> None:
    assert faces.families("Arial", "Arial", True)[:2] == ["Arial", "Liberation Sans"]


@pytest.mark.parametrize("size", [8.4, 13.33, 18.5])
def test_letters_are_as_wide_as_their_size_whatever_the_pixels(stage: Stage, size: float) -> None:
    run = Run("words of some length", 20.0, font="Arial")
    large, small = stage.font(run, 100, False), stage.font(run, size, False)
    assert small.wide(run.text) / size == pytest.approx(large.wide(run.text) / 100, rel=0.01)
    assert sum(stage.advances(run, size, False, run.text)) == pytest.approx(small.wide(run.text), rel=0.01)


def test_a_font_that_nothing_names_gives_way_to_a_plain_one() -> None:
    assert faces.families("Face that nobody has", "", False, assumed=True)[1] == "Liberation Sans"
    assert faces.families("Face that nobody has", "", False)[1] == "DejaVu Sans"


def test_capitals_are_shown(stage: Stage) -> None:
    row = typeset.laid(stage, [Paragraph((Run("loud", 20, caps=True),))], 300)[0]
    assert row.pieces[0].text == "LOUD"


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [(99, '0"%"', "99%"), (0.256, "0.0%", "25.6%"), (12345.6, "#,##0", "12,346"), (2.4, "General", "2.4"), (2.5, "0.00", "2.50")],
)
def test_labels_are_written_as_the_file_says(value: float, form: str, said: str) -> None:
    assert plot.number(value, form) == said
