"""Each kind of block: native tables and charts, pictures, code, QR codes, links, lists, and what is said when something is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from kit import qr
from kit.decks.author import Compiled
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Bullets, Chart, Item
from kit.decks.module.blocks import Run as Text
from kit.decks.module.model import SlideSource

Run = Callable[..., Compiled]


def _codes(made: Compiled) -> set[str]:
    return {finding.code for finding in made.findings}


def test_lists_use_the_levels_of_the_placeholder(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 标题\n\n- 甲\n  - 乙\n    - 丙\n"))[0]
    body = slide.placeholders[1]
    assert [(par.level, par.text) for par in body.text_frame.paragraphs] == [(0, "甲"), (1, "乙"), (2, "丙")]
    assert "buChar" not in body._element.xml, "bullets come from the layout"


def test_ordered_lists_count_and_tasks_show_their_state(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 标题\n\n3. 丙\n4. 丁\n\n- [x] 完成\n- [ ] 未完成\n"))[0]
    markup = slide.placeholders[1]._element.xml
    assert 'startAt="3"' in markup
    assert "☑ 完成" in slide.placeholders[1].text_frame.text
    assert "☐" in slide.placeholders[1].text_frame.text


def test_runs_keep_their_style_and_links(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 标题\n\n**粗** *斜* `code` ~~删~~ [链](https://example.org)\n"))[0]
    runs = {run.text.strip(): run for run in slide.placeholders[1].text_frame.paragraphs[0].runs}
    assert runs["粗"].font.bold
    assert runs["斜"].font.italic
    assert runs["code"].font.name == "Consolas"
    assert runs["链"].hyperlink.address == "https://example.org"
    assert "sngStrike" in runs["删"]._r.xml


def test_a_link_that_is_no_address_stays_text(compiled: Run) -> None:
    assert "author.link" in _codes(compiled("# 标题\n\n[链](docs/page.md)\n"))


def test_words_that_bring_their_own_quotes_get_no_second_ones(compiled: Run, slides_of: Any) -> None:
    text = "# A\n\none\n\n> said\n\ntwo\n\n> “quoted”\n\n> 「引」\n"
    assert slides_of(compiled(text))[0].placeholders[1].text_frame.text.split("\n") == ["one", "“said”", "two", "“quoted”", "「引」"]


def test_what_stands_above_and_below_columns_stays_on_their_slide(compiled: Run, slides_of: Any) -> None:
    column = "::: column\n## H\n- x\n:::\n"
    text = f"# A\n\nabove\n\n::: columns\n{column * 3}:::\n\n::: tip\nbelow\n:::\n\n```sh\na\nb\n```\n"
    slides = slides_of(compiled(text, lang="en"))
    assert len(slides) == 1
    shown = "\n".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert [shown.count(word) for word in ("above", "below", "H\nx")] == [1, 1, 3]


def test_text_side_by_side_has_one_size(compiled: Run, slides_of: Any) -> None:
    crowded = "\n".join(f"- item number {n} with some words behind it" for n in range(7))
    text = f"# A\n\n::: columns\n::: column\n{crowded}\n:::\n::: column\n- x\n- y\n:::\n:::\n"
    left, right = (slides_of(compiled(text, lang="en"))[0].placeholders[at]._element for at in (1, 2))
    sizes = [set(one.xpath(".//a:rPr/@sz | .//a:lvl1pPr/a:defRPr/@sz")) for one in (left, right)]
    assert sizes[0] == sizes[1] != set()


def test_tables_are_native_and_aligned(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 标题\n\n| 名 | 数 | 中 |\n| --- | --- | :-: |\n| 甲 | 12% | x |\n| 乙 | 3.5% | y |\n"))[0]
    frame = next(shape for shape in slide.shapes if shape.has_table)
    assert frame.placeholder_format.idx == 13
    assert frame.table.first_row
    cells = [frame.table.cell(1, i).text_frame.paragraphs[0].alignment for i in range(3)]
    assert [str(cell).split()[0] for cell in cells] == ["LEFT", "RIGHT", "CENTER"]
    assert frame.width <= 12192000


def test_tables_take_the_look_that_is_asked(compiled: Run, slides_of: Any) -> None:
    text = "# 标题\n\n::: table {zebra heads widths=2,1}\n|  |  |\n| - | - |\n| 甲 | 1 |\n| 乙 | 2 |\n:::\n"
    frame = next(shape for shape in slides_of(compiled(text))[0].shapes if shape.has_table)
    assert [frame.table.first_row, frame.table.first_col, frame.table.horz_banding] == [False, True, True]
    assert [cell.text for row in frame.table.rows for cell in row.cells] == ["甲", "1", "乙", "2"]
    assert abs(frame.table.columns[0].width / frame.table.columns[1].width - 2) < 0.01


@pytest.mark.parametrize("kind", ["bar", "column", "stacked", "stacked-bar", "line", "area", "pie", "doughnut", "scatter"])
def test_charts_are_native_with_their_workbook(compiled: Run, slides_of: Any, kind: str) -> None:
    if kind == "pie":
        assert "author.chart-pie" in _codes(compiled("# 图\n\n```chart pie\nx,甲,乙\n1,1,2\n```\n"))
    made = compiled(f"# 图\n\n```chart {kind}\nx,甲,乙\n1,10%,20%\n2,30%,\n3,1.5%,5%\n```\n")
    chart = next(shape for shape in slides_of(made)[0].shapes if shape.has_chart).chart
    assert [series.name for series in chart.plots[0].series] == ["甲", "乙"]
    assert next(iter(chart.plots[0].series[0].values)) == 10
    assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"
    assert made.data == compiled(f"# 图\n\n```chart {kind}\nx,甲,乙\n1,10%,20%\n2,30%,\n3,1.5%,5%\n```\n").data


def test_a_chart_without_numbers_is_said_and_shown(compiled: Run, told: Callable[[Compiled], str]) -> None:
    made = compiled((SlideSource((Text("图"),), blocks=(Chart("bar", (("", "甲"), ("一", "多"))),)),))
    assert {"author.chart-number", "author.chart-empty"} == _codes(made)
    assert "free: bar" in told(made)


def test_a_missing_picture_leaves_a_labelled_box(compiled: Run, told: Callable[[Compiled], str]) -> None:
    made = compiled("# 标题\n\n![系统图](nowhere.png)\n")
    assert "author.picture-missing" in _codes(made)
    assert "free: 系统图" in told(made)


def test_pictures_that_slides_cannot_show_are_said(compiled: Run, pictures: Any) -> None:
    (pictures / "a.svg").write_text("<svg>", "utf-8")
    (pictures / "b.png").write_bytes(b"no picture")
    made = compiled("# 一\n\n![a](a.svg)\n\n---\n# 二\n\n![b](b.png)\n\n---\n# 三\n\n![c](https://example.org/c.png)\n")
    assert [f.line for f in made.findings if f.code == "author.picture-broken"] == [3, 8]
    assert "author.picture-remote" in _codes(made)


def test_pictures_keep_their_shape_or_fill_their_place(compiled: Run, slides_of: Any) -> None:
    slides = slides_of(compiled("# 一\n\n- 字\n\n![高](diagram.png)\n\n---\n# 二\n\n![宽](photo.png){fit=cover}\n"))
    whole = next(shape for shape in slides[0].shapes if shape.shape_type is not None and "Picture" in shape.name)
    assert abs(whole.width / whole.height - 90 / 120) < 0.01
    full = slides[1].shapes[0]
    assert (full.left, full.top, full.width, full.height) == (0, 0, 12192000, 6858000)


def test_code_keeps_every_line_and_its_colours(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 标题\n\n```python\nif x:\n    y = 1  # 注\n```\n"))[0]
    frame = slide.placeholders[13].text_frame
    assert [par.text for par in frame.paragraphs] == ["if x:", "    y = 1  # 注"]
    assert "accent3" in frame._txBody.xml
    assert all(run.font.name == "Consolas" for par in frame.paragraphs for run in par.runs)


def test_qr_codes_are_named_readable_and_say_their_address(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("# 反馈\n\n![反馈](qr:feedback)\n"))[0]
    picture = next(shape for shape in slide.shapes if shape.name == "qr:feedback:K7M2")
    assert picture._element.xpath(".//p:cNvPr/@descr") == ["HTTP://192.168.1.20:8642/F/K7M2"]
    assert qr.read(picture.image.blob) == ("HTTP://192.168.1.20:8642/F/K7M2",)
    assert picture.width == picture.height
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "192.168.1.20:8642/f/K7M2" in texts
    assert any("K7M2" in text and "短码" in text for text in texts)
    assert Image.open(io.BytesIO(picture.image.blob)).size[0] > 200


def test_a_qr_code_without_event_is_said_and_shown(compiled: Run, told: Callable[[Compiled], str]) -> None:
    made = compiled("# 反馈\n\n![扫我](qr:feedback)\n", bindings=Bindings())
    assert "author.qr-unbound" in _codes(made)
    assert "扫我" in told(made)


def test_names_are_bound_outside_code(compiled: Run, told: Callable[[Compiled], str]) -> None:
    made = compiled("# {{speaker}} 与 {{nobody}}\n\n- `{{speaker}}`\n- {{speaker}}\n")
    text = told(made)
    assert "王小明 与 {{nobody}}" in text
    assert "{{speaker}} / 王小明" in text
    assert [finding.fields["name"] for finding in made.findings if finding.code == "author.unbound"] == ["{{nobody}}"]


def test_an_unknown_layout_is_said_with_the_nearest(compiled: Run) -> None:
    made = compiled("# 零\n\n---\n<!-- layout: two-contents -->\n# 一\n\n- 二\n")
    finding = next(finding for finding in made.findings if finding.code == "author.layout")
    assert finding.fields["near"].startswith("two-content")
    assert finding.slide == 2
    assert finding.line > 1


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("# 题", "section"),
        ("# 题\n\n- 一", "claim-text"),
        ("# 题\n\n> 话", "quote"),
        ("# 题\n\n" + "\n".join(f"- 短的一条 {i}" for i in range(12)) + "\n\n来源：月报", "two-content"),
        ("# 题\n\n" + "\n".join(f"- 短的一条 {i}" for i in range(6)), "claim-text"),
        ("# 题\n\n| a |\n| - |\n| 1 |", "table"),
        ("# 题\n\n```py\nx\n```", "code"),
        ("# 题\n\n```chart bar\n,a\nx,1\n```", "chart"),
        ("# 题\n\n- 一\n- 二\n\n```chart bar\n,a\nx,1\n```", "two-content"),
        ("# 题\n\n![图](photo.png)", "picture-text"),
        ("# 题\n\n![图](photo.png){fit=cover}", "picture-full"),
        ("# 题\n\n- 一\n\n![图](photo.png)", "picture-text"),
        ("# 题\n\n![码](qr:feedback)", "qr"),
        ("# 题\n\n::: columns\n::: column\n一\n:::\n::: column\n二\n:::\n:::", "two-content"),
    ],
)
def test_the_layout_follows_the_content(compiled: Run, text: str, layout: str) -> None:
    assert [slide.layout for slide in compiled(text).slides] == [layout]


def test_background_and_transition(compiled: Run, slides_of: Any) -> None:
    slide = slides_of(compiled("<!-- background: surface; transition: fade -->\n# 题\n\n- 一\n"))[0]
    assert "<p:fade/>" in slide._element.xml
    assert 'val="bg2"' in slide._element.xml
    assert {"author.background", "author.transition"} <= _codes(compiled("<!-- background: nice; transition: spin -->\n# 题\n\n- 一\n"))


def test_incremental_lists_appear_item_by_item(compiled: Run, slides_of: Any) -> None:
    items = tuple(Item((Text(word),), level) for word, level in (("甲", 0), ("乙", 1), ("丙", 0)))
    slide = slides_of(compiled((SlideSource((Text("题"),), blocks=(Bullets(items, incremental=True),), transition="fade"),)))[0]
    ranges = [(e.get("st"), e.get("end")) for e in slide._element.iter("{*}pRg")]
    assert ranges == [("0", "1"), ("2", "2")]
    assert {e.get("spid") for e in slide._element.iter("{*}spTgt")} == {str(slide.placeholders[1].shape_id)}
    assert [e.tag.rpartition("}")[2] for e in slide._element][-2:] == ["transition", "timing"]
