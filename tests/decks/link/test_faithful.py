"""What must survive a join: masters apart, links live, sections, notes, comments, tags, sizes; what is told."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import i18n
from kit.decks import invariants, link, scene
from kit.errors import KitError
from tests.decks.invariants import seeds
from tests.decks.link import making, objects

WIDE = (12192000, 6858000)


def join(out: Path, *sources: link.Source, **options: object) -> link.Report:
    report = link.join(list(sources), out, link.Options(**options))  # type: ignore[arg-type]
    assert [str(f) for f in report.findings if f.severity == "error"] == []
    assert [str(f) for f in invariants.check(report.path) if f not in report.inherited] == []
    return report


def test_masters_stay_apart_when_only_the_logo_or_text_style_differs(tmp_path: Path) -> None:
    red = making.deck(tmp_path / "r.pptx", ["red"], logo="red")
    blue = making.deck(tmp_path / "b.pptx", ["blue"], logo="blue")
    again = making.deck(tmp_path / "r2.pptx", ["red again"], logo="red")
    large = making.deck(tmp_path / "l.pptx", ["large"], logo="red", title_size=6000)
    report = join(tmp_path / "out.pptx", *(link.Source(p) for p in (red, blue, again, large)))
    assert (report.masters, report.layouts) == (3, 3)
    assert len(making.named(report.path, "media/")) == 2


def test_same_named_layout_with_other_content_stays_apart(tmp_path: Path) -> None:
    one, two = making.deck(tmp_path / "1.pptx", ["a"]), making.deck(tmp_path / "2.pptx", ["b"])
    making.edit(
        two,
        lambda p: seeds.sub(
            p,
            "ppt/slideLayouts/slideLayout6.xml",
            r"(<p:cSld [^>]*>)",
            r'\1<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg2"/></p:bgRef></p:bg>',
        ),
    )
    report = join(tmp_path / "out.pptx", link.Source(one), link.Source(two))
    assert (report.masters, report.layouts) == (1, 2)


def test_layouts_used_or_all(tmp_path: Path) -> None:
    deck = making.deck(tmp_path / "1.pptx", ["a"])
    assert join(tmp_path / "used.pptx", link.Source(deck)).layouts == 1
    assert join(tmp_path / "all.pptx", link.Source(deck), layouts="all").layouts == 11


def test_links_lead_to_slides_of_the_new_deck(tmp_path: Path) -> None:
    deck = making.linked(tmp_path / "a.pptx")
    report = join(tmp_path / "out.pptx", link.Source(making.deck(tmp_path / "b.pptx", ["first"])), link.Source(deck, slides=(2, 1, 4)))
    out = pptx.Presentation(str(report.path))
    targets = [[s.click_action.target_slide.shapes.title.text for s in slide.shapes if s.click_action.target_slide] for slide in out.slides]
    assert targets == [[], [], ["S2"], ["S1"]]
    assert [f.code for f in report.slides[1].dropped] == ["link.slide-absent"]
    assert "next" in scene.read(report.path).slides[1].texts


def test_linked_slides_are_included_on_request(tmp_path: Path) -> None:
    report = join(tmp_path / "out.pptx", link.Source(making.linked(tmp_path / "a.pptx"), slides=(3,)), links="include")
    assert [slide.source_slide for slide in report.slides] == [3, 4, 1, 2]
    assert not any(slide.dropped for slide in report.slides)


def test_sections_of_sources_and_nested(tmp_path: Path) -> None:
    plain, sectioned = making.deck(tmp_path / "plain.pptx", ["a", "b"]), seeds.sound(tmp_path / "s.pptx")
    sources = (
        link.Source(plain),
        link.Source(sectioned),
        link.Source(plain, section="结尾"),
        link.Source(plain, section="结尾", slides=(1,)),
    )
    report = join(tmp_path / "out.pptx", *sources)
    assert [slide.section for slide in report.slides] == ["plain"] * 2 + ["All"] * 3 + ["结尾"] * 3
    assert [slide.section for slide in scene.read(report.path).slides] == [slide.section for slide in report.slides]


def test_legacy_comments_keep_their_authors(tmp_path: Path) -> None:
    one, two = seeds.sound(tmp_path / "1.pptx"), seeds.sound(tmp_path / "2.pptx")
    making.edit(two, lambda p: seeds.swap(p, "ppt/commentAuthors.xml", "Ada Example", "Abe Example"))
    report = join(tmp_path / "out.pptx", link.Source(one, slides=(1,)), link.Source(two, slides=(1,)), link.Source(one, slides=(1,)))
    found = making.parts(report.path)
    assert re.findall(rb'name="(\w+ \w+)"', found["ppt/commentAuthors.xml"]) == [b"Ada Example", b"Abe Example"]
    listed = [found[name] for name in making.named(report.path, r"comments/comment\d")]
    assert sorted(re.search(rb'authorId="(\d)" .* idx="(\d)"', one).groups() for one in listed) == [
        (b"0", b"1"),
        (b"0", b"2"),
        (b"1", b"1"),
    ]  # type: ignore[union-attr]


def test_modern_comments_of_two_people_with_one_id(tmp_path: Path) -> None:
    guid = "{11111111-1111-4111-8111-111111111111}"
    one, two = making.modern(tmp_path / "1.pptx", "Ada", guid), making.modern(tmp_path / "2.pptx", "Abraham", guid)
    report = join(tmp_path / "out.pptx", link.Source(one), link.Source(two))
    authors = making.parts(report.path)["ppt/authors.xml"]
    assert len(set(re.findall(rb' id="(\{[^"]+\})"', authors))) == 2
    comments = [making.parts(report.path)[name] for name in making.named(report.path, "comments/")]
    assert sorted(re.findall(rb'sldId="(\d+)"', b"".join(comments))) == [b"256", b"257"]


def test_notes_have_one_master_and_come_along(tmp_path: Path) -> None:
    one, two = seeds.sound(tmp_path / "1.pptx"), seeds.sound(tmp_path / "2.pptx")
    report = join(tmp_path / "out.pptx", link.Source(making.deck(tmp_path / "p.pptx", ["x"])), link.Source(one), link.Source(two))
    assert [slide.notes for slide in scene.read(report.path).slides] == ["", "Say hello", "", "", "Say hello", "", ""]
    assert len(making.named(report.path, r"notesMasters/notesMaster\d")) == 1


def test_strip_takes_out_what_was_asked(tmp_path: Path) -> None:
    deck = seeds.sound(tmp_path / "1.pptx")
    making.edit(deck, lambda p: seeds.sub(p, "ppt/slides/slide3.xml", "<p:sld ", '<p:sld show="0" '))
    source = link.Source(deck, stamps=({"LECTERN.MODULE": "a"},) * 3)
    report = join(
        tmp_path / "out.pptx", source, strip=frozenset({"notes", "comments", "authors", "hidden", "tags", "properties"}), title="Out"
    )
    assert len(report.slides) == 2
    assert making.named(report.path, "notes|omment|tags|customXml") == []
    with i18n.language("zh"):
        told = {i18n.said(finding) for finding in report.slides[0].dropped}
    assert any("备注" in one for one in told)
    assert not any(re.search("[A-Za-z]", one) for one in told)
    with pytest.raises(KitError, match="cannot be stripped"):
        join(tmp_path / "out.pptx", source, strip=frozenset({"words"}))


def test_stamps_become_tags_and_replace_older_ones(tmp_path: Path) -> None:
    deck = making.deck(tmp_path / "1.pptx", ["a", "b"])
    first = join(tmp_path / "one.pptx", link.Source(deck, stamps=({"LECTERN.MODULE": "x/y", "LECTERN.HASH": "1"}, {})))
    assert [slide.tags for slide in scene.read(first.path).slides] == [{"LECTERN.MODULE": "x/y", "LECTERN.HASH": "1"}, {}]
    second = join(tmp_path / "two.pptx", link.Source(first.path, stamps=({"LECTERN.MODULE": "z"}, {})))
    assert scene.read(second.path).slides[0].tags == {"LECTERN.MODULE": "z"}


def test_table_styles_of_one_id_with_two_meanings(tmp_path: Path) -> None:
    one, two = seeds.sound(tmp_path / "1.pptx"), seeds.sound(tmp_path / "2.pptx")
    style = '<a:tblStyle styleId="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}" styleName="%s"/>'
    for path, name in ((one, "A"), (two, "B")):
        making.edit(path, lambda p, n=name: _add_styles(p, style % n))  # type: ignore[misc]
    report = join(tmp_path / "out.pptx", link.Source(one), link.Source(two))
    found = making.parts(report.path)
    ids = re.findall(rb'styleId="([^"]+)"', found["ppt/tableStyles.xml"])
    assert len(set(ids)) == 2
    assert ids[1] in found["ppt/slides/slide4.xml"]


def _add_styles(parts: seeds.Parts, style: str) -> None:
    head = f'<a:tblStyleLst xmlns:a="{making.A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}">'
    parts["ppt/tableStyles.xml"] = (head + style + "</a:tblStyleLst>").encode()


def test_other_size_is_fitted_and_centred(tmp_path: Path) -> None:
    wide, square = making.deck(tmp_path / "w.pptx", ["wide"], size=WIDE), making.deck(tmp_path / "s.pptx", ["square"], title_size=4000)
    report = join(tmp_path / "out.pptx", link.Source(square), link.Source(wide))
    assert [f.code for f in report.slides[1].changed] == ["link.fitted"]
    before, after = (scene.read(p).slides[-1].shapes[0] for p in (wide, report.path))
    assert after.w == round(before.w * 0.75)
    assert after.y == round(before.y * 0.75) + (6858000 - round(6858000 * 0.75)) // 2
    assert after.paragraphs[0].runs[0].size == before.paragraphs[0].runs[0].size * 0.75


def test_motion_paths_and_previews_are_fitted_too(tmp_path: Path) -> None:
    wide = making.edit(seeds.sound(tmp_path / "w.pptx"), objects.embedded_objects)
    making.edit(wide, lambda p: seeds.sub(p, seeds.PRES, r"<p:sldSz [^>]*/>", f'<p:sldSz cx="{WIDE[0]}" cy="{WIDE[1]}"/>'))
    move = '<p:animMotion origin="layout" path="M 0 0 L 0.25 -.5 C 1E-1 0.2 0.3,0.4 0.5 0.6 E"><p:cBhvr><p:cTn id="9"/></p:cBhvr>'
    seeds_timing = "<p:childTnLst>" + move + '<p:rCtr x="12500" y="-25000"/></p:animMotion>'
    making.edit(wide, lambda p: seeds.swap(p, seeds.SLIDE, "<p:childTnLst>", seeds_timing))
    report = join(tmp_path / "out.pptx", link.Source(making.deck(tmp_path / "s.pptx", ["square"])), link.Source(wide))
    slide = making.parts(report.path)["ppt/slides/slide2.xml"]
    assert b'path="M 0 0 L 0.25 -0.375 C 0.1 0.15 0.3,0.3 0.5 0.45 E"' in slide
    assert b'<p:rCtr x="12500" y="-18750"/>' in slide
    assert {f.code for f in report.slides[1].changed} == {"link.fitted", "link.vml-kept"}
    preview = re.search(rb'<p:oleObj.*?<a:off x="0" y="(\d+)"/><a:ext cx="675000" cy="675000"/>', slide, re.DOTALL)
    assert preview is not None
    assert int(preview[1]) == (6858000 - round(6858000 * 0.75)) // 2


def test_text_defaults_of_a_source_are_kept(tmp_path: Path) -> None:
    plain, large = making.deck(tmp_path / "p.pptx", ["p"]), making.deck(tmp_path / "l.pptx", ["l"])
    made = pptx.Presentation(str(large))
    made.slides[0].shapes.add_textbox(0, 0, 99999, 99999).text_frame.text = "free"
    made.save(str(large))
    making.edit(large, lambda p: p.update({seeds.PRES: p[seeds.PRES].replace(b'sz="1800"', b'sz="11600"')}))
    report = join(tmp_path / "out.pptx", link.Source(plain), link.Source(large))
    assert scene.read(report.path).slides[1].shapes[1].paragraphs[0].runs[0].size == 116


def test_look_of_the_deck(tmp_path: Path) -> None:
    base, other = making.deck(tmp_path / "b.pptx", ["base"], logo="red"), making.deck(tmp_path / "o.pptx", ["other"], title_size=2000)
    report = join(tmp_path / "out.pptx", link.Source(base), link.Source(other, look="deck"))
    assert (report.masters, report.slides[1].layout) == (1, "Title Only")
    assert {f.code for f in report.slides[1].changed} == {"link.rebound", "link.run-changed"}


def test_same_input_same_bytes_and_sources_untouched(tmp_path: Path) -> None:
    deck = seeds.sound(tmp_path / "1.pptx")
    before = hashlib.sha256(deck.read_bytes()).hexdigest()
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    made = [join(tmp_path / f"{n}.out.pptx", link.Source(deck, section="s"), at=at).path.read_bytes() for n in range(2)]
    assert made[0] == made[1]
    assert hashlib.sha256(deck.read_bytes()).hexdigest() == before
    with pytest.raises(KitError, match="one of the decks that are joined"):
        link.join([link.Source(deck)], deck)


def test_cancelled_join_writes_nothing(tmp_path: Path) -> None:
    deck, seen = making.deck(tmp_path / "1.pptx", ["a", "b", "c"]), []
    with pytest.raises(KitError, match="nothing was written"):
        link.join(
            [link.Source(deck)], tmp_path / "out.pptx", progress=lambda done, total: seen.append(done), cancelled=lambda: len(seen) == 2
        )
    assert sorted(p.name for p in tmp_path.glob("*.p*")) == ["1.pptx"]


def test_join_split_join_gives_equal_slides(tmp_path: Path) -> None:
    deck = seeds.sound(tmp_path / "1.pptx")
    whole = join(tmp_path / "whole.pptx", link.Source(deck))
    pieces = [join(tmp_path / f"{n}.piece.pptx", link.Source(whole.path, slides=(n,))).path for n in (1, 2, 3)]
    again = join(tmp_path / "again.pptx", *(link.Source(p) for p in pieces))
    texts = [[(s.title, s.texts, s.notes, s.layout) for s in scene.read(p).slides] for p in (deck, whole.path, again.path)]
    assert texts[0] == texts[1] == texts[2]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(1, 3), max_size=5)), min_size=1, max_size=4))
def test_any_selection_order_and_repetition_keeps_the_rules(tmp_path: Path, picks: list[tuple[int, list[int]]]) -> None:
    paths = [tmp_path / f"{n}.pptx" for n in range(3)]
    if not paths[0].exists():
        seeds.sound(paths[0])
        making.linked(paths[1], 3)
        making.deck(paths[2], ["x", "y", "z"], logo="green", size=WIDE)
    report = join(tmp_path / "out.pptx", *(link.Source(paths[n], slides=tuple(slides)) for n, slides in picks))
    assert [s.source_slide for s in report.slides] == [n for _, slides in picks for n in slides]
    assert len(pptx.Presentation(io.BytesIO(report.path.read_bytes())).slides) == len(report.slides)
