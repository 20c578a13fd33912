"""Templates with faults of their own (pale colours, places off the slide or on each other, small text): put right, and said."""

from __future__ import annotations

import importlib.util
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from kit.decks import author, findings, invariants, scene
from kit.decks.author import contrast, corporate, looks
from kit.decks.author.corporate import inks, places
from kit.decks.author.corporate.holders import Holder
from kit.decks.author.grid import Box
from kit.decks.author.layouts import Style
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module import read

HERE = Path(__file__).parent
BOUND = Bindings(
    {"speaker": "王小明", "event.date": "2026-12-03", "footer": "统一通知平台"},
    {"feedback": QrTarget("HTTP://192.168.1.20:8642/F/K7M2", "192.168.1.20:8642/f/K7M2", "K7M2")},
)
PAGE = (1000, 1000)
# a grey subtitle on blue and titles moved onto the text; an orange title on white; a cover larger than its page, and nothing else; a title
# in the middle of everything under a logo; body text of 13 points; text in a typeface for code; a picture under all of its slides
FAULTY = {
    "powerpointlabs--AutoAnimate__079a5c.pptx": {"theme.pale", "theme.moved"},
    "shapecrawler--038.pptx": {"theme.pale", "theme.lacking"},
    "developer0hye--pr_188_page_fill_reset.pptx": {"theme.moved", "theme.lacking"},
    "sindresorhus--fixture2.pptx": {"theme.moved", "theme.pale"},
    "hirokisakabe--real-basic-theme.pptx": {"theme.small"},
    "jbogard--BuildingSecureMicroservicesInAzure.pptx": {"theme.lacking"},
    "apache--keyframes.pptx": {"theme.lacking"},
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FAULTY)
def test_a_deck_on_a_faulty_template_has_none_of_its_faults(
    name: str, lang: str, shared: Path, tmp_path: Path, validator: Callable[..., tuple[str, ...]]
) -> None:
    Image.new("RGB", (320, 200), "#204050").save(tmp_path / "photo.png")
    shutil.copy(HERE / f"talk.{lang}.md", tmp_path)
    theme = corporate.theme(shared / "corpus" / "decks" / name)
    slides = read.read(tmp_path / f"talk.{lang}.md").slides
    made = author.compile("Talk", slides, theme, BOUND, base=tmp_path, lang=lang)
    (tmp_path / "made.pptx").write_bytes(made.data)
    found = findings.check(scene.read(tmp_path / "made.pptx"))
    assert [str(one) for one in found if one.severity != "note" or one.code == "deck.contrast"] == []
    assert [str(one) for one in made.findings if one.severity != "note" and one.code != "author.split"] == []
    assert [str(one) for one in invariants.check(tmp_path / "made.pptx")] == []
    if lang == "en":
        assert validator(tmp_path / "made.pptx") == ()
        assert author.compile("Talk", slides, theme, BOUND, base=tmp_path, lang=lang).data == made.data


@pytest.mark.parametrize("name", FAULTY)
def test_what_was_put_right_is_said(name: str, shared: Path) -> None:
    told = {one.code for one in corporate.told(corporate.theme(shared / "corpus" / "decks" / name))}
    assert told >= FAULTY[name], told


def test_the_layout_itself_is_put_right_so_that_slides_inherit_it(shared: Path) -> None:
    theme = corporate.theme(shared / "corpus" / "decks" / "powerpointlabs--AutoAnimate__079a5c.pptx")
    deck = Presentation(io.BytesIO(corporate.package(theme)))
    cover, two = deck.slide_layouts.get_by_name("Title Slide"), deck.slide_layouts.get_by_name("Two Content")
    subtitle = next(one for one in cover.placeholders if one.placeholder_format.idx == 1)
    assert {fill.get("val") for fill in subtitle._element.xpath(".//a:lstStyle//a:solidFill/a:srgbClr")} == {"FFFFFF"}
    title, left = (next(one for one in two.placeholders if one.placeholder_format.idx == at) for at in (0, 1))
    assert title.top + title.height <= left.top


def test_a_template_without_faults_is_left_alone(shared: Path) -> None:
    theme = corporate.theme(shared / "corpus" / "decks" / "apache--customGeo.pptx")
    assert {one.code for one in corporate.told(theme)} <= {"theme.lacking"}
    assert {one.code for one in looks.told(theme, "4:3")} <= {"theme.lacking"}, "it is a 4:3 template"


def test_a_ratio_that_a_template_has_not_is_said(shared: Path) -> None:
    theme = corporate.theme(shared / "corpus" / "decks" / "apache--customGeo.pptx")
    (found,) = looks.unshaped(theme, "16:9")
    assert (found.code, found.severity) == ("theme.ratio", "warning")
    assert "10 x 7.5 in" in str(found)
    assert looks.unshaped(theme, "") == ()


def test_colours_are_taken_from_the_template_before_black_and_white() -> None:
    assert inks.legible("FF8103", "FFFFFF", ["44546A", "843C0C"], 3.0) == "843C0C", "of its own hue"
    assert inks.legible("FF8103", "FFFFFF", ["44546A", "2F5597"], 3.0) == "44546A", "else the first that can be read"
    assert inks.legible("FFFFFF", "F0F0F0", ["EEEEEE"]) == "000000"
    assert inks.legible("C00000", "FFFFFF", ["000000"]) == "C00000", "what can be read stays"
    for ground in ("FFFFFF", "000000", "808080", "0070C0", "FFC000"):
        assert contrast.ratio(inks.legible("767676", ground, ["EEEEEE", "333333"]), ground) >= 4.5


def _holder(kind: str, *box: int, idx: int = 0) -> Holder:
    return Holder(kind, idx, kind, Box(*box), Style(20))


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((100, 100, 500, 100), True),
        ((600, 100, 600, 100), True),
        ((-300, 100, 700, 100), True),
        ((950, 100, 600, 100), False),  # too little of it is on the page
        ((100, 100, 50, 100), False),
        ((100, 100, 500, 10), False),
    ],
)
def test_a_title_is_used_where_it_can_be(box: tuple[int, int, int, int], inside: bool) -> None:
    found = places.usable([_holder("title", *box)], PAGE)
    assert bool(found) == inside
    for one in found:
        assert 0 <= one.box.x < one.box.right <= 1000
        assert one.moved == (one.box != Box(*box))


def test_a_title_on_its_text_gives_way() -> None:
    real = (9144000, 6858000)
    body = _holder("body", 500000, 1600000, 8000000, 4500000, idx=1)
    title = _holder("title", 500000, 1700000, 8000000, 1000000)
    above = places.cleared((title, body), "obj", [], real)
    assert above[0].box.bottom <= above[1].box.y
    assert above[1].box == body.box
    logo = Box(500000, 100000, 2000000, 1300000)
    below = places.cleared((title, body), "obj", [logo], real)
    assert logo.bottom <= below[0].box.y
    assert below[0].box.bottom <= below[1].box.y
    assert below[1].box.bottom == body.box.bottom
    assert places.cleared((title, body), "title", [], real) == (title, body), "a cover may stack its texts as it likes"


GROUNDS = """<!-- background: 000000 -->
# Words on black
- one **bold** [link](https://example.org)
  - deeper

---
<!-- background: 101040, 000000; layout: table -->
# Table on a dark ramp
| a | b |
|---|---|
| 1 | 2 |

Source: somewhere

---
<!-- layout: chart; background: 777777 -->
# Chart on grey
```chart bar
,x
a,1
b,2
```

---
<!-- background: FFEE00; layout: three-cards -->
# Cards on yellow
- a
- b
- c
"""


@pytest.mark.parametrize("name", ["apache--customGeo.pptx", "microsoft--UEBA.pptx", "powerpointlabs--AutoAnimate__079a5c.pptx"])
def test_words_stay_readable_on_a_ground_that_the_template_does_not_know(
    name: str, shared: Path, tmp_path: Path, validator: Callable[..., tuple[str, ...]]
) -> None:
    (tmp_path / "grounds.en.md").write_text(GROUNDS, "utf-8")
    theme = corporate.theme(shared / "corpus" / "decks" / name)
    made = author.compile("T", read.read(tmp_path / "grounds.en.md").slides, theme, BOUND, base=tmp_path, lang="en")
    (tmp_path / "made.pptx").write_bytes(made.data)
    deck = scene.read(tmp_path / "made.pptx")
    assert [str(one) for one in findings.check(deck) if one.code == "deck.contrast"] == []
    assert validator(tmp_path / "made.pptx") == ()
    dark = contrast.ratio(theme.colours.ink, "000000") < 4.5
    assert [shape.name.startswith("Plate") for shape in deck.slides[1].shapes if shape.kind != "table"].count(True) == int(dark)
    for shape in deck.slides[0].shapes:
        for run in (run for par in shape.paragraphs for run in par.runs if run.text.strip() and not run.link):
            assert contrast.ratio(run.colour, "000000") >= 4.5, shape.name


@pytest.mark.parametrize(("name", "lang"), [("microsoft--UEBA.pptx", "en"), ("powerpointlabs--AutoAnimate__079a5c.pptx", "zh")])
def test_too_much_of_everything_fits_a_template_too(
    name: str, lang: str, shared: Path, tmp_path: Path, validator: Callable[..., tuple[str, ...]]
) -> None:
    spec = importlib.util.spec_from_file_location("extremes", HERE / "extremes.py")
    assert spec is not None
    assert spec.loader is not None
    extremes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extremes)
    extremes.pictures(tmp_path)
    (tmp_path / f"much.{lang}.md").write_text(extremes.module(lang), "utf-8")
    theme = corporate.theme(shared / "corpus" / "decks" / name)
    made = author.compile("T", read.read(tmp_path / f"much.{lang}.md").slides, theme, BOUND, base=tmp_path, lang=lang)
    (tmp_path / "made.pptx").write_bytes(made.data)
    assert {one.code for one in made.findings if one.severity != "note"} <= {"author.split", "author.title-long"}
    found = findings.check(scene.read(tmp_path / "made.pptx"))
    assert [str(one) for one in found if one.severity != "note" or one.code == "deck.contrast"] == []
    assert validator(tmp_path / "made.pptx") == ()
