"""Slides are painted as they are: background, fills, words, tables, pictures, charts; what cannot be painted is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from kit.decks.scene import Cell, Chart, Deck, Gradient, Paragraph, Run, Series, Shape, Slide
from kit.decks.scene.plots import Note
from kit.decks.scene.values import Shadow
from kit.gui.preview import geometry, painter, pictures, plot, polygons

INCH = 914400
DECK = Deck((), 10 * INCH, 5 * INCH)
RED, BLUE = QColor("#FF0000"), QColor("#0000FF")


def painted(*shapes: Shape, width: int = 500, media: dict[str, bytes] | None = None, **slide: object) -> QImage:
    album = pictures.Album(lambda part: (media or {})[part])
    made = Slide(number=3, title="", texts=(), notes="", layout="", hidden=False, section="", shapes=shapes, **slide)  # type: ignore[arg-type]
    return painter.paint(DECK, made, width, album)


def box(kind: str = "text", **fields: object) -> Shape:
    return replace(Shape(kind, 1, "box", INCH, INCH, 4 * INCH, 2 * INCH), **fields)  # type: ignore[arg-type]


def ink(image: QImage, x0: int, y0: int, x1: int, y1: int, ground: str = "#FFFFFF") -> int:
    """Count the pixels of a region that are not ground."""
    plain = QColor(ground).rgb()
    return sum(image.pixel(x, y) != plain for x in range(x0, x1) for y in range(y0, y1))


def picture(colour: QColor, width: int = 40, height: int = 40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return png(image)


def png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_the_picture_has_the_slide_s_shape_and_background() -> None:
    image = painted(background="336699")
    assert (image.width(), image.height()) == (500, 250)
    assert image.pixelColor(250, 125) == QColor("#336699")


def test_a_gradient_runs_from_one_colour_to_the_other() -> None:
    image = painted(background_gradient=Gradient(((0.0, "FF0000", 1.0), (1.0, "0000FF", 1.0))))
    assert image.pixelColor(2, 100).red() > 240
    assert image.pixelColor(497, 100).blue() > 240


def test_a_fill_stays_within_its_shape() -> None:
    image = painted(box(fill="FF0000"))
    assert image.pixelColor(60, 60) == RED
    assert image.pixelColor(240, 140) == RED
    assert image.pixelColor(260, 100) == QColor("#FFFFFF")


@pytest.mark.parametrize(("centred", "there"), [(False, False), (True, True)])
def test_a_block_of_words_stands_amid_a_shape_that_grows_about_it(centred: bool, there: bool) -> None:
    image = painted(box(paragraphs=(Paragraph((Run("mm", 24.0),)),), wrap=False, centred=centred))
    assert bool(ink(image, 130, 50, 170, 150)) is there
    assert bool(ink(image, 50, 50, 100, 150)) is not there


def test_words_as_art_fill_their_shape() -> None:
    words = (Paragraph((Run("HE", 12.0),)), Paragraph((Run("E", 12.0),), align="r"))
    plain, art = painted(box(paragraphs=words)), painted(box(paragraphs=words, warp="textPlain"))
    assert ink(art, 50, 50, 60, 60)
    assert ink(art, 240, 140, 250, 150) > 0 == ink(plain, 240, 140, 250, 150)
    assert not ink(art, 50, 110, 130, 150)
    assert painted(box(paragraphs=words, warp="textArchUp")) == plain


def test_words_that_shrink_stand_on_lines_as_high_as_their_fonts_until_others_are_set() -> None:
    words = (Paragraph((Run("x", 48.0, font="DejaVu Sans"),), size=48.0),)
    shrinks, plain = box(paragraphs=words, autofit="shrink"), box(paragraphs=words, y=-2 * INCH)
    alone, after = painted(shrinks, natural=True), painted(plain, shrinks, natural=True)
    assert alone != after == painted(shrinks)


def test_a_shape_is_turned_about_its_centre() -> None:
    image = painted(box(fill="FF0000", rotation=90.0))
    assert image.pixelColor(150, 10) == RED
    assert image.pixelColor(60, 100) == QColor("#FFFFFF")


def test_half_opaque_mixes_with_the_ground() -> None:
    assert painted(box(fill="FF0000", opacity=0.5)).pixelColor(150, 100).green() in range(120, 136)


@pytest.mark.parametrize("name", sorted({*geometry.PRESETS, *polygons.POINTS}))
def test_every_geometry_is_drawn_within_reach_of_its_box(name: str) -> None:
    image = painted(box(fill="FF0000", line="0000FF", line_width=12700, geometry=name))
    assert ink(image, 0, 0, 500, 250) > 100
    assert geometry.known(name)


def test_a_round_corner_leaves_the_corner_free() -> None:
    image = painted(box(fill="FF0000", geometry="roundRect", adjust=(("adj", 50_000),)))
    assert image.pixelColor(52, 52) == QColor("#FFFFFF")
    assert image.pixelColor(150, 100) == RED


def test_words_lie_where_the_anchor_says() -> None:
    words = (Paragraph((Run("Words", 18.0),)),)
    top, bottom = painted(box(paragraphs=words)), painted(box(paragraphs=words, anchor="b"))
    assert ink(top, 50, 50, 250, 80) > 20
    assert not ink(top, 50, 110, 250, 150)
    assert ink(bottom, 50, 120, 250, 150) > 20
    assert not ink(bottom, 50, 50, 250, 90)


def test_words_are_aligned() -> None:
    image = painted(box(paragraphs=(Paragraph((Run("Right", 18.0),), align="r"),)))
    assert ink(image, 200, 50, 250, 80) > 10
    assert not ink(image, 50, 50, 150, 80)


def test_a_long_line_is_broken_and_none_leaves_its_box() -> None:
    image = painted(box(paragraphs=(Paragraph((Run("one two three four " * 6, 14.0),)),)))
    assert ink(image, 50, 70, 250, 90) > 20
    assert not ink(image, 255, 0, 500, 250)


def test_words_that_shrink_on_overflow_stay_inside() -> None:
    image = painted(box(paragraphs=(Paragraph((Run("many words that need room " * 20, 24.0),)),), autofit="shrink"))
    assert not ink(image, 0, 156, 500, 250)


def test_chinese_and_right_to_left_are_written() -> None:
    for text in ("一次接入，五类通道", "שלום עולם abc"):
        assert ink(painted(box(paragraphs=(Paragraph((Run(text, 24.0),)),))), 50, 50, 250, 100) > 100


def test_a_slide_number_is_that_of_the_slide() -> None:
    known = painted(box(paragraphs=(Paragraph((Run("3", 24.0),)),)))
    assert painted(box(paragraphs=(Paragraph((Run("‹#›", 24.0, field="slidenum"),)),))) == known


def test_a_picture_is_cropped() -> None:
    half = QImage(40, 40, QImage.Format.Format_RGB32)
    half.fill(RED)
    for y in range(40):
        for x in range(20, 40):
            half.setPixelColor(x, y, BLUE)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    half.save(buffer, "PNG")  # type: ignore[call-overload]
    image = painted(box("picture", picture="/a.png", crop=(0.6, 0.0, 0.0, 0.0)), media={"/a.png": bytes(data.data())})
    assert image.pixelColor(60, 100).blue() > 250
    assert image.pixelColor(240, 100).blue() > 250


def test_a_large_picture_is_decoded_no_larger_than_needed() -> None:
    made = pictures.decoded(picture(RED, 2000, 1000), QSize(100, 50))
    assert made is not None
    assert made.width() == 100


@pytest.mark.parametrize(
    ("shape", "media"),
    [
        (box("picture", picture="/a.emf"), {"/a.emf": b"EMF"}),
        (box("picture", picture="/a.png"), {"/a.png": b"no picture"}),
        (box("chart"), {}),
        (box("chart", chart=Chart("other", (Series("a", (1.0,)),))), {}),
        (box("diagram"), {}),
        (box("object"), {}),
        (box("other"), {}),
    ],
)
def test_what_cannot_be_painted_is_a_grey_box(shape: Shape, media: dict[str, bytes]) -> None:
    assert painted(shape, media=media).pixelColor(60, 60) == QColor("#ECEEEF")


@pytest.mark.parametrize("kind", ["column", "bar", "line", "area", "pie", "doughnut", "scatter"])
@pytest.mark.parametrize("stack", ["", "stacked", "percent"])
def test_charts_are_drawn_in_their_colours(kind: str, stack: str) -> None:
    series = (Series("a", (3.0, None, 5.0), (1.0, 2.0, 3.0), "FF0000", labels=True, lines=True), Series("b", (1.0, -2.0), (1.0,), "0000FF"))
    image = painted(box("chart", chart=Chart(kind, series, ("x", "y", "z"), stack, "Title", "b")))
    assert any(image.pixelColor(x, y) == RED for x in range(50, 250) for y in range(50, 150))


def test_a_table_grows_with_its_words_and_shows_fills() -> None:
    words = (Paragraph((Run("many words that need more than one line", 18.0),)),)
    cells = (Cell(0, 0, INCH, INCH, INCH, INCH // 4, words, "FF0000"), Cell(1, 0, INCH, INCH + INCH // 4, INCH, INCH // 4, (), "0000FF"))
    image = painted(box("table", cells=cells))
    assert image.pixelColor(52, 90) == RED
    assert any(image.pixelColor(52, y) == BLUE for y in range(100, 249))


def test_a_shadow_falls_outside_its_shape() -> None:
    image = painted(box(fill="FFFFFF", shadow=Shadow("000000", 0.5, INCH // 10, INCH // 10, INCH // 10)))
    assert ink(image, 252, 100, 258, 110) > 30


def test_hidden_shapes_and_those_without_a_place_are_left_out() -> None:
    assert not ink(painted(box(fill="FF0000", hidden=True), box(fill="FF0000", placed=False)), 0, 0, 500, 250)


def test_an_axis_of_close_values_begins_near_them_only_for_lines() -> None:
    assert plot.scale(96.0, 99.5, near=True)[0] > 90
    assert plot.scale(96.0, 99.5)[0] == 0
    assert plot.scale(0.0, 31.0) == (0.0, 35.0, 5.0)


def test_the_field_of_a_chart_lies_where_its_file_says() -> None:
    chart = Chart("column", (Series("a", (1.0, 1.0), colour="FF0000"),), ("x", "y"), gap=0.0, field=(0.5, 0.5, 0.5, 0.5), high=1.0)
    image = painted(box("chart", chart=chart))
    assert image.pixelColor(160, 140) == RED
    assert image.pixelColor(240, 110) == RED
    assert image.pixelColor(140, 140) != RED
    assert image.pixelColor(200, 90) != RED


def test_a_label_written_for_one_point_stands_beside_it() -> None:
    note = Note(1, "Last", 24.0, "0000FF", True, "r")
    chart = Chart(
        "line", (Series("a", (1.0, 1.0), colour="FF0000"),), ("x", "y"), axes=(False, False), grid=False, field=(0.0, 0.5, 0.5, 0.5)
    )
    plain = painted(box("chart", chart=chart))
    noted = painted(box("chart", chart=replace(chart, series=(replace(chart.series[0], notes=(note,)),))))
    assert ink(noted, 128, 50, 250, 150) > ink(plain, 128, 50, 250, 150) + 20


def test_numbers_stand_above_bars_that_run_downwards() -> None:
    chart = Chart("bar", (Series("a", (1.0, 2.0), colour="FF0000"),), ("x", "y"), grid=False, size=8.0)
    up, down = (painted(box("chart", chart=replace(chart, reversed=turned))) for turned in (False, True))
    assert ink(down, 200, 50, 245, 66) > ink(up, 200, 50, 245, 66)


def test_scattered_points_without_numbers_across_are_counted() -> None:
    chart = Chart("scatter", (Series("a", (1.0, 2.0, 3.0), (None, None, None), colour="FF0000"),), grid=False, axes=(False, False))
    image = painted(box("chart", chart=chart))
    assert sum(image.pixelColor(x, y) == RED for x in range(50, 250) for y in range(50, 150)) > 12


@pytest.mark.parametrize("part", ["", "/lost.png"])
def test_a_picture_that_the_deck_does_not_hold_shows_nothing(part: str) -> None:
    image = painted(box("picture", picture=part, fill="FF0000", line="0000FF", line_width=12700), media={"/lost.png": b""})
    assert ink(image, 0, 0, 500, 250) == 0


def test_films_and_sounds_stand_on_a_dark_screen() -> None:
    icon = QImage(8, 8, QImage.Format.Format_ARGB32)
    icon.fill(0)
    assert painted(box("media", picture="/a.png"), media={"/a.png": png(icon)}).pixelColor(150, 100) == QColor("#434343")


def test_a_gradient_that_radiates_ends_at_half_the_diagonal() -> None:
    radiant = Gradient(((0.0, "FFFFFF", 1.0), (1.0, "000000", 1.0)), 0.0, "circle", (0.0, 0.5))
    image = painted(background_gradient=radiant)
    assert image.pixelColor(300, 125).red() == 0
    assert 90 < image.pixelColor(140, 125).red() < 165


def test_a_shadow_is_as_wide_as_the_line_around_its_shape() -> None:
    cast = Shadow("0000FF", 1.0, 0, 0, 0)
    image = painted(box(fill="FFFFFF", line="FF0000", line_width=INCH // 10, shadow=cast, dash="sysDot"))
    assert any(image.pixelColor(x, 48) == BLUE for x in range(60, 240))


@pytest.mark.parametrize(("ground", "shown"), [("FFFFFF", "#000000"), ("101010", "#ffffff")])
def test_gradients_of_lists_look_as_in_the_picture_that_follows(ground: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run("\N{FULL BLOCK}" * 4, 60, colour="2266AA", font="DejaVu Sans", blended=True)
    shape = box(paragraphs=(Paragraph((run,), bullet="", size=60),), insets=(0, 0, 0, 0), wrap=False)
    seen = painted(shape, background=ground).pixelColor(90, 80).name()
    monkeypatch.setenv("PATH", "")
    assert (seen, painted(shape, background=ground).pixelColor(90, 80).name()) == (shown, "#2266aa")
