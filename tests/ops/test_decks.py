"""Decks end to end: spec to a deck that opens, for an event, joined, renewed; refusals leave nothing behind."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kit import happenings, workspace
from kit.decks import findings, opc, scene, spec
from kit.decks.bindings import QrTarget
from kit.decks.spec import DeckSpec, Item, Section
from kit.errors import KitError
from kit.events.event import Draft
from kit.ops import decks, events

MODULE = """---
title: 一
minutes: 3
---
# 一次接入，五类通道
- 短信
  - 邮件
<!-- 讲者备注 -->

---
# 第二页

| a | b |
|---|---|
| 1 | 2 |
"""


def targets(code, base="http://192.0.2.7:8642"):
    return {n: QrTarget(f"{base}/{p}/{code}".upper(), f"{base}/{p}/{code}".lower(), code) for n, p in (("checkin", "c"), ("feedback", "f"))}


@pytest.fixture
def written(kit):
    (kit.workspace.slides / "own").mkdir()
    (kit.workspace.slides / "own" / "one.zh.md").write_text(MODULE, "utf-8")
    return kit


@pytest.fixture
def deck():
    return DeckSpec("试讲 & <一>", minutes=30, sections=(Section("为什么", (Item("own/one"),)),))


@pytest.fixture
def event(kit):
    return events.create(kit, Draft("上手实验", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), zone="Asia/Shanghai", host="王工"))


def test_a_deck_is_built_with_sections_notes_and_stamps(written, deck, tmp_path):
    steps = []
    heard = []
    written.bus.listen(heard.append)
    built = decks.build(written, deck, tmp_path / "出 来.pptx", progress=lambda done, total: steps.append((done, total)))
    made = scene.read(built.path)
    titles = [slide.title for slide in made.slides]
    assert built.slides == len(titles) == built.outline.slides
    assert titles[0] == "试讲 & <一>"
    assert titles[3:5] == ["一次接入，五类通道", "第二页"]
    assert made.slides[3].notes == "讲者备注"
    assert [slide.section for slide in made.slides][2:5] == ["开场", "为什么", "为什么"]
    assert decks.check([built.path]) == ()
    assert steps[-1][0] == steps[-1][1]
    assert heard == [happenings.DeckBuilt(str(built.path))]
    with opc.Package.open(built.path) as package:
        tags = b"".join(package.read(name) for name in package.part_names() if "/tags/" in name)
    assert b'"own/one"' in tags
    assert built.outline.entries[3].version.encode() in tags


def test_the_same_deck_built_later_without_its_cache_is_the_same_bytes(written, deck, tmp_path):
    first = decks.build(written, deck, tmp_path / "a.pptx").path.read_bytes()
    shutil.rmtree(written.workspace.cache)
    later = written.now() + timedelta(hours=1)
    written.now = lambda: later
    assert decks.build(written, deck, tmp_path / "b.pptx").path.read_bytes() == first


def test_a_deck_for_an_event_leads_there_and_is_noted(written, deck, event, tmp_path):
    from kit import qr
    from kit.events import shown

    built = decks.build(written, deck, tmp_path / "a.pptx", event=event.code, qr=targets(event.code))
    made = scene.read(built.path)
    codes = {p.name: qr.read(p.read()) for slide in made.slides for p in slide.pictures if p.name.startswith("qr:")}
    assert codes == {
        f"qr:checkin:{event.code}": (f"HTTP://192.0.2.7:8642/C/{event.code}",),
        f"qr:feedback:{event.code}": (f"HTTP://192.0.2.7:8642/F/{event.code}",),
    }
    assert "王工 · 2026年12月1日" in made.slides[0].texts[-1]
    with written.db.read() as tx:
        (noted,) = shown.decks(tx, event.id)
    assert "own/one" in [module.id for module in noted.modules]
    assert noted.qr["feedback"].endswith(f"/f/{event.code}".lower())


def test_qr_codes_of_a_finished_deck_are_renewed(written, deck, event, tmp_path):
    from kit import qr

    built = decks.build(written, deck, tmp_path / "a.pptx", event=event.code, qr=targets(event.code))
    before = scene.read(built.path)
    other = events.create(written, Draft("第二场", datetime(2026, 12, 2, 6, 0, tzinfo=UTC)))
    renewed = decks.renew_qr(written, built.path, other.code, targets(other.code, "http://192.0.2.9:9000"))
    assert [code[1] for code in renewed.codes] == ["checkin", "feedback"]
    after = scene.read(built.path)
    text = "\n".join("\n".join(slide.texts) for slide in after.slides)
    assert f"http://192.0.2.9:9000/c/{other.code}".lower() in text.lower()
    assert event.code not in text
    assert "192.0.2.7" not in text
    (picture,) = (p for slide in after.slides for p in slide.pictures if p.name.startswith("qr:checkin"))
    assert qr.read(picture.read()) == (f"HTTP://192.0.2.9:9000/C/{other.code}",)
    assert picture.descr == f"HTTP://192.0.2.9:9000/C/{other.code}"
    assert [s.title for s in after.slides] == [s.title for s in before.slides]
    assert decks.check([built.path]) == ()


@pytest.mark.parametrize(("lang", "later", "short"), [("zh", "二维码", "短码"), ("en", "Code appears", "Code")])
def test_codes_of_a_deck_built_without_an_event_are_filled_later(written, event, tmp_path, lang, later, short):
    from kit import qr

    (written.workspace.slides / "own" / "both.md").write_text("# 两个\n\n![](qr:checkin)\n\n![](qr:feedback)\n", "utf-8")
    plain = DeckSpec("试讲", lang=lang, minutes=30, sections=(Section("一", (Item("own/both"),)),))
    built = decks.build(written, plain, tmp_path / "a.pptx")
    words = "\n".join("\n".join(slide.texts) for slide in scene.read(built.path).slides)
    assert later in words
    assert decks.check([built.path]) == ()
    renewed = decks.renew_qr(written, built.path, event.code, targets(event.code))
    assert sorted(code[1] for code in renewed.codes) == ["checkin", "checkin", "feedback", "feedback"]
    after = scene.read(built.path)
    codes = {picture.name: qr.read(picture.read()) for slide in after.slides for picture in slide.pictures}
    assert codes[f"qr:checkin:{event.code}"] == (f"HTTP://192.0.2.7:8642/C/{event.code}",)
    assert codes[f"qr:feedback:{event.code}"] == (f"HTTP://192.0.2.7:8642/F/{event.code}",)
    words = "\n".join("\n".join(slide.texts) for slide in after.slides)
    assert later not in words
    assert f"http://192.0.2.7:8642/f/{event.code}".lower() in words
    assert f"{short} {event.code}" in words
    assert decks.check([built.path]) == ()


def test_a_deck_without_codes_is_refused(written, deck, event, tmp_path):
    off = DeckSpec(**{**vars(deck), "structure": {"checkin": "off", "feedback": "off"}})
    built = decks.build(written, off, tmp_path / "a.pptx")
    before = built.path.read_bytes()
    with pytest.raises(KitError, match="holds no QR code"):
        decks.renew_qr(written, built.path, event.code, targets(event.code))
    assert built.path.read_bytes() == before


def test_slides_of_powerpoint_files_are_linked_beside_modules(written, deck, tmp_path):
    one = decks.build(written, deck, written.workspace.imported / "q3.pptx")
    mixed = DeckSpec("混合", sections=(Section("甲", (Item("own/one"), Item(file="imported/q3.pptx", slides=(5, 4)))),))
    built = decks.build(written, mixed, tmp_path / "b.pptx")
    titles = [slide.title for slide in scene.read(built.path).slides]
    assert titles[3:7] == ["一次接入，五类通道", "第二页", "第二页", "一次接入，五类通道"]
    assert one.path.exists()


def test_decks_are_joined_without_a_workspace(written, deck, tmp_path):
    built = decks.build(written, deck, tmp_path / "a b.pptx")
    report = decks.join([f"{built.path}#4-5", f"{built.path}:1"], tmp_path / "joined.pptx")
    assert [slide.title for slide in scene.read(report.path).slides] == ["一次接入，五类通道", "第二页", "试讲 & <一>"]


def test_refusals_leave_nothing_behind(written, deck, tmp_path):
    missing = DeckSpec("x", sections=(Section("A", (Item("own/two", line=7),)),), path=Path("deck.yaml"))
    with pytest.raises(KitError, match=r"deck\.yaml:7: there is no module `own/two`; nearest: own/one"):
        decks.build(written, missing, tmp_path / "x.pptx")
    with pytest.raises(KitError, match="There is no theme `lectren`: use one of lectern"):
        decks.build(written, DeckSpec(**{**vars(deck), "theme": "lectren"}), tmp_path / "x.pptx")
    with pytest.raises(KitError, match="no event"):
        decks.build(written, deck, tmp_path / "x.pptx", event="NOPE22")
    with pytest.raises(KitError, match="Stopped"):
        decks.build(written, deck, tmp_path / "x.pptx", cancelled=lambda: True)
    (written.workspace.imported / "bad.pptx").write_bytes(b"PK\x03\x04 cut off")
    bad = DeckSpec("x", sections=(Section("A", (Item(file="imported/bad.pptx"),)),))
    with pytest.raises(KitError, match=r"bad\.pptx is damaged"):
        decks.build(written, bad, tmp_path / "x.pptx")
    assert not (tmp_path / "x.pptx").exists()


def test_decks_are_listed_with_their_errors(written):
    folder = written.workspace.decks
    for path in folder.glob("*.yaml"):
        path.unlink()
    spec.write(folder / "good.yaml", DeckSpec("好", sections=(Section("A", (Item("own/one"),)),)))
    (folder / "bad.yaml").write_text("title: [\n", "utf-8")
    rows = {row.path.stem: row for row in decks.specs(written)}
    assert (rows["good"].title, rows["good"].modules) == ("好", 1)
    assert "bad.yaml:1" in str(rows["bad"].error)


def test_what_is_noticed_while_compiling_is_what_the_finished_deck_shows(written, deck, tmp_path):
    text = MODULE + "\n---\n# 一次接入，五类通道\n\n{{nobody}} 一 二 三\n"
    (written.workspace.slides / "own" / "two.zh.md").write_text(text.replace("title: 一", "title: 二"), "utf-8")
    twice = DeckSpec("试讲", minutes=30, sections=(Section("为什么", (Item("own/one"), Item("own/two"))),))
    built = decks.build(written, twice, tmp_path / "out.pptx")
    shown = findings.check(scene.read(built.path))
    assert [(f.code, f.slide, f.fields) for f in built.noticed] == [(f.code, f.slide, f.fields) for f in shown]
    (unbound,) = (f for f in built.noticed if f.code == "deck.unbound")
    assert (Path(unbound.file).name, unbound.line) == ("two.zh.md", 18)
    assert {"deck.title-twice", "deck.unbound"} <= {finding.code for finding in built.noticed}
    again = decks.build(written, twice, tmp_path / "out.pptx")
    assert again.noticed == built.noticed


def test_one_thing_is_told_once_and_where_it_is_written(written, deck, tmp_path):
    own = written.workspace.slides / "own"
    (own / "two.zh.md").write_text("---\ntitle: 二\n---\n# 一次接入，五类通道\n![](gone.png)\n\n{{nobody}}\n", "utf-8")
    twice = DeckSpec("试讲", minutes=30, sections=(Section("为什么", (Item("own/one"), Item("own/two"), Item("own/two"))),))
    found = decks.build(written, twice, tmp_path / "out.pptx").findings
    assert {f.code for f in found} >= {"author.picture-missing", "author.unbound", "outline.twice"}
    assert not {f.code for f in found} & {"module.picture", "deck.unbound"}, "they are the same two things"
    assert len({str(f) for f in found}) == len(found)
    (repeated,) = (f for f in found if f.code == "deck.title-twice")  # and not once more for the module that is there twice
    assert (Path(repeated.file).name, repeated.line) == ("two.zh.md", 4)


def test_a_build_does_without_a_cache_that_cannot_be_written(written, deck, tmp_path):
    shutil.rmtree(written.workspace.cache)
    written.workspace.cache.write_text("in the way", "utf-8")
    assert decks.build(written, deck, tmp_path / "out.pptx").path.is_file()
    assert written.workspace.cache.read_text("utf-8") == "in the way"


@pytest.mark.parametrize("name", ["x.txt", "deck", "x.pdf"])
def test_a_deck_is_saved_under_a_name_that_programs_open(kit, tmp_path, name):
    with pytest.raises(KitError, match=r"name it .+\.pptx, not"):
        decks.join([str(workspace.program() / "slides/imported/platform-on-a-page.pptx")], tmp_path / name)
    assert not (tmp_path / name).exists()
