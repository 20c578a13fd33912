"""Somebody's own template: five real decks with masters of their own carry a whole talk; what is no template is refused in a sentence."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from kit.decks import author, findings, invariants, scene
from kit.decks.author import Compiled, corporate, looks, shelves
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module import read
from kit.errors import KitError

HERE = Path(__file__).parent
VALUES = {"speaker": "王小明", "event.date": "2026-12-03", "footer": "统一通知平台"}
BOUND = Bindings(VALUES, {"feedback": QrTarget("HTTP://192.168.1.20:8642/F/K7M2", "192.168.1.20:8642/f/K7M2", "K7M2")})
# a Chinese one with its logos on master and layouts and no title placeholders, one in 4:3, one with many picture placeholders, one with
# a picture on its master, one exported from a web editor on a page of 10 x 5.63 inches
FIVE = {
    "plctlab--20200610-v8中snapshot的代码分析-杨文章.pptx": "zh",
    "apache--customGeo.pptx": "zh",
    "microsoft--UEBA.pptx": "en",
    "pspowerhour--Presentation.pptx": "zh",
    "cdfoundation--Intro_to_Tekton_Feb_2020.pptx": "en",
}


@dataclass(frozen=True)
class Talk:
    source: Path
    theme: Theme
    made: Compiled
    file: Path
    slides: tuple[Any, ...]


@pytest.fixture(scope="module", params=FIVE, ids=[name.split("-")[0] for name in FIVE])
def talk(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Talk:
    source, lang = shared / "corpus" / "decks" / request.param, FIVE[request.param]
    base = tmp_path_factory.mktemp("talk")
    Image.new("RGB", (320, 200), "#204050").save(base / "photo.png")
    shutil.copy(HERE / f"talk.{lang}.md", base / f"talk.{lang}.md")
    theme = corporate.theme(source)
    made = author.compile("Talk", read.read(base / f"talk.{lang}.md").slides, theme, BOUND, base=base, lang=lang)
    file = base / "made.pptx"
    file.write_bytes(made.data)
    return Talk(source, theme, made, file, tuple(Presentation(io.BytesIO(made.data)).slides))


def _held(slide: Any) -> dict[str, Any]:
    return {str(one.placeholder_format.type).split()[0].lower(): one for one in slide.placeholders}


def test_the_deck_obeys_the_format_and_nothing_is_noticed(talk: Talk, validator: Callable[..., tuple[str, ...]]) -> None:
    assert validator(talk.file) == ()
    assert [str(one) for one in invariants.check(talk.file)] == []
    noticed = [one for one in findings.check(scene.read(talk.file)) if one.severity != "note"]
    assert [str(one) for one in noticed] == []
    assert [str(one) for one in talk.made.findings if one.severity != "note"] == []


def test_text_sits_in_the_templates_own_placeholders(talk: Talk) -> None:
    for slide, made in zip(talk.slides, talk.made.slides, strict=True):
        assert slide.shapes.title is not None, made.layout
        assert slide.shapes.title.text_frame.text == made.title
    bullets = next(slide for slide, made in zip(talk.slides, talk.made.slides, strict=True) if made.layout == "claim-text")
    body = max((one for one in bullets.placeholders if one.has_text_frame), key=lambda one: len(one.text_frame.text))
    own = corporate.layouts(talk.theme)["claim-text"].slot("body")
    assert own is not None
    assert (body.placeholder_format.idx, body._element.spPr.xfrm is None) == (own.idx, own.home is None)
    assert not body._element.xpath(".//a:p[not(a:pPr/@lvl)]/a:r/a:rPr[@sz]"), "the template's own size is inherited, not stated"


def test_the_templates_slides_are_gone_and_its_pictures_stay(talk: Talk) -> None:
    with zipfile.ZipFile(talk.file) as new:
        kept = {new.read(name) for name in new.namelist() if "/media/" in name}
        assert len([name for name in new.namelist() if name.startswith("ppt/slides/slide")]) == len(talk.slides)
    deck = Presentation(str(talk.source))
    used = {id(slide.slide_layout.slide_master.part): slide.slide_layout.slide_master for slide in deck.slides}
    most = max(used.values(), key=lambda master: sum(slide.slide_layout.slide_master is master for slide in deck.slides))
    for sheet in (most, *most.slide_layouts):
        for shape in sheet.shapes:
            if shape.shape_type == 13:
                assert shape.image.blob in kept


def test_footer_number_and_date_are_the_templates_own(talk: Talk) -> None:
    feet = corporate.layouts(talk.theme)["claim-text"].feet
    slide = next(slide for slide, made in zip(talk.slides, talk.made.slides, strict=True) if made.layout == "claim-text")
    held = _held(slide)
    assert feet is not None
    for foot, name in (("ftr", "footer"), ("sldNum", "slide_number"), ("dt", "date")):
        assert (name in held) == any(one.kind == foot for one in feet)
    if "footer" in held:
        assert held["footer"].text_frame.text == "统一通知平台"
    if "date" in held:
        assert held["date"].text_frame.text == "2026-12-03"


def test_equal_input_gives_equal_bytes(talk: Talk) -> None:
    lang = FIVE[talk.source.name]
    slides = read.read(talk.file.parent / f"talk.{lang}.md").slides
    again = author.compile("Talk", slides, corporate.theme(talk.source), BOUND, base=talk.file.parent, lang=lang)
    assert again.data == talk.made.data


def test_layouts_are_found_by_name_type_and_place(shared: Path) -> None:
    decks = shared / "corpus" / "decks"
    taken = dict(corporate.taken(corporate.theme(decks / "apache--customGeo.pptx")))
    assert (taken["title"], taken["claim-text"], taken["comparison"]) == ("Title Slide", "Title and Content", "Comparison")
    chinese = dict(corporate.taken(corporate.theme(decks / "plctlab--20200610-v8中snapshot的代码分析-杨文章.pptx")))
    assert (chinese["title"], chinese["claim-text"], chinese["closing"]) == ("首页封面", "内页", "结束页封面")
    exported = dict(corporate.taken(corporate.theme(decks / "cdfoundation--Intro_to_Tekton_Feb_2020.pptx")))
    assert exported["two-content"] == "TITLE_AND_TWO_COLUMNS"
    assert "title-and-two-columns" in shelves.layouts(corporate.theme(decks / "cdfoundation--Intro_to_Tekton_Feb_2020.pptx"))


def test_a_yaml_beside_the_template_names_its_layouts(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "acme.pptx"
    shutil.copy(shared / "corpus" / "decks" / "microsoft--UEBA.pptx", path)
    (tmp_path / "acme.pptx.yaml").write_text("name: Acme\nfooter: © Acme\nlayouts:\n  section: Section Title 2\n", "utf-8")
    theme = looks.read(path)
    assert (theme.name, theme.footer, dict(corporate.taken(theme))["section"]) == ("Acme", "© Acme", "Section Title 2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("layouts:\n  section: Nowhere\n", "no layout “Nowhere”"),
        ("layouts:\n  three-cards: Title Only\n", "has not the placeholders"),
        ("layouts:\n  sektion: Title Only\n", "section"),
        ("colour: red\n", "colour"),
    ],
)
def test_a_wrong_naming_is_refused(shared: Path, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "acme.pptx"
    shutil.copy(shared / "corpus" / "decks" / "microsoft--UEBA.pptx", path)
    path.with_suffix(".yaml").write_text(text, "utf-8")
    with pytest.raises(KitError, match=said):
        looks.read(path)


def _without(source: Path, target: Path, pattern: str, put: str = "") -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"):
                data = re.sub(pattern.encode(), put.encode(), data, flags=re.DOTALL)
            new.writestr(name, data)
    return target


def test_what_is_no_template_is_refused_in_a_sentence(shared: Path, tmp_path: Path) -> None:
    decks = shared / "corpus" / "decks"
    for name in ("aspose--passwordProtected.pptx", "decalage2--encrypted.pptx"):
        with pytest.raises(KitError, match=r"password|protected"):
            looks.read(decks / "bad" / name)
    text = tmp_path / "text.potx"
    text.write_text("no zip", "utf-8")
    with pytest.raises(KitError, match="not a PowerPoint"):
        looks.read(text)
    blank = decks / "office--blank.pptx"
    with pytest.raises(KitError, match="no layouts"):
        looks.read(_without(blank, tmp_path / "a.pptx", "<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>"))
    with pytest.raises(KitError, match="no slide master"):
        looks.read(_without(blank, tmp_path / "b.pptx", "<p:sldMasterIdLst>.*</p:sldMasterIdLst>"))


@pytest.mark.parametrize(
    "name",
    [
        "shapecrawler--025__17168c.pptx",  # A4, one layout made of charts
        "open--expected-pptm.pptm",  # macros, an odd page
        "onlyoffice--transition_without_sound_name.pptx",  # layouts without placeholders
        "scanny--act-props.pptx",  # one layout, nothing on it
        "officedev--QuizShow_TP10176929.potx",  # a .potx
        "kaisery--strict_ooxml.pptx",  # strict
        "cristalteam--garde_-_Copie.pptx",  # several masters
        "hirokisakabe--sample-issue-387.pptx",  # one theme for slides and notes
    ],
)
def test_odd_templates_carry_a_talk_too(shared: Path, tmp_path: Path, validator: Callable[..., tuple[str, ...]], name: str) -> None:
    Image.new("RGB", (320, 200), "#204050").save(tmp_path / "photo.png")
    shutil.copy(HERE / "talk.en.md", tmp_path / "talk.en.md")
    source = shared / "corpus" / "decks" / name
    theme = corporate.theme(source)
    made = author.compile("Talk", read.read(tmp_path / "talk.en.md").slides, theme, BOUND, base=tmp_path, lang="en")
    file = tmp_path / "made.pptx"
    file.write_bytes(made.data)
    errors = validator(file)
    inherited = validator(source) if errors else ()
    assert [error for error in errors if error not in inherited] == []
    assert [str(one) for one in invariants.check(file)] == []
    assert all(slide.shapes.title is not None for slide in Presentation(str(file)).slides)
