"""A spec becomes the full list of slides: opening and closing by format, dividers, agenda, sources, minutes, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit import workspace
from kit.decks import bindings, library, outline, spec
from kit.decks.module.blocks import Bullets, Table, plain
from kit.decks.outline import Evidence, formats
from kit.errors import KitError

STRUCTURE = {
    "title": "# {{title}}\n\n{{speaker}} · {{audience}}\n",
    "checkin": "# 签到\n\n![码](qr:checkin)\n",
    "agenda": "# 议程\n\n{{agenda}}\n",
    "divider": "# {{section}}\n",
    "questions": "# 问答\n",
    "feedback": "# 反馈\n",
    "close": "# 谢谢\n",
    "sources": "# 来源\n\n{{sources}}\n",
}


GOLDEN = Path(__file__).with_name("golden.txt")


@pytest.fixture
def lib(slides, tmp_path):
    for role, text in STRUCTURE.items():
        slides(f"structure/{role}.zh.md", f"---\nrole: {role}\nminutes: 1\n---\n{text}")
    slides(
        "a/one.zh.md",
        "---\ntitle: 一\nminutes: {short: 2, standard: 5}\naudience: {tech: 0}\n---\n"
        "# 一\n\n---\n<!-- depth: standard -->\n# 细节 {{ev:speed}}\n",
    )
    slides("a/two.zh.md", "---\ntitle: 二\nminutes: 4\nneeds: [a/one]\nafter: a/three\n---\n# 二\n")
    slides("a/three.zh.md", "---\ntitle: 三\nminutes: 4\n---\n# 三\n")
    slides("a/four.en.md", "---\ntitle: Four\nminutes: 4\n---\n# Four\n")
    return library.load([tmp_path / "root"])


def decide(text, lib, **more):
    return outline.decide(spec.parse("title: 试讲\nlang: zh\n" + text), lib, **more)


def test_the_whole_deck_as_text(lib):
    made = decide(
        "minutes: 40\naudience: business\nspeaker: 王工\nsections:\n- title: 为什么\n  modules: [a/one, {module: a/three, depth: short}]\n"
        "- title: 怎么做\n  modules: [a/two, a/four]\n",
        lib,
    )
    assert made.text() == GOLDEN.read_text("utf-8")


def test_opening_and_closing_follow_the_format(lib):
    made = decide("minutes: 60\nsections: [{title: A, modules: [a/three]}]\n", lib)
    roles = [(e.role, e.minutes) for e in made.entries]
    assert roles == [("title", 1), ("checkin", 1), ("agenda", 1), ("", 4), ("questions", 9), ("feedback", 2), ("close", 0)]
    assert (made.minutes, made.buffer, made.slides) == (18, 3, 7)
    workshop = decide("minutes: 90\nformat: workshop\nsections: [{title: A, modules: [a/three]}]\n", lib)
    assert [(e.role, e.kind, e.minutes) for e in workshop.entries if e.role] == [
        ("title", "module", 1),
        ("checkin", "module", 3),
        ("agenda", "module", 2),
        ("debrief", "time", 9),
        ("feedback", "module", 3),
        ("close", "module", 0),
    ]


@pytest.mark.parametrize(
    ("form", "total", "fixed"), [("lecture", 30, 10), ("lecture", 60, 14), ("roundtable", 60, 44), ("case", 30, 11), ("expert", 60, 43)]
)
def test_fixed_minutes_are_those_of_the_formats(form, total, fixed):
    opening, closing = formats.slots(form, {})
    assert sum(slot.minutes(total) for slot in (*opening, *closing)) == fixed
    assert formats.buffer(form, total) == -(-total // 20)


def test_switches_take_out_and_put_in(lib, slides, tmp_path):
    slides("structure/speaker.zh.md", "---\nrole: speaker\nminutes: 0.5\n---\n# 讲者 {{speaker}}\n")
    lib = library.load([tmp_path / "root"])
    made = decide("speaker: 王工\nstructure: {agenda: off, questions: off, speaker: on}\nsections: [{title: A, modules: [a/three]}]\n", lib)
    assert [e.role for e in made.entries] == ["title", "speaker", "checkin", "", "feedback", "close"]
    assert made.entries[1].minutes == 0.5
    assert made.entries[1].slides[0].title == "讲者 王工"


@pytest.mark.parametrize(("form", "least"), [("lecture", 30), ("workshop", 90), ("roundtable", 60), ("case", 30), ("expert", 60)])
def test_the_shipped_structure_fills_every_slot_of_every_format(form, least):
    for lang in ("zh", "en"):
        deck = spec.parse(
            f"title: x\nlang: {lang}\nformat: {form}\nminutes: {least}\nguest: 李华\nspeaker: 王工\nlabel: internal\naudience: tech\n"
        )
        made = outline.decide(deck, library.load([workspace.program()]))
        opening, closing = formats.slots(form, {})
        assert [(e.role, e.kind) for e in made.entries] == [(slot.role, "module") for slot in (*opening, *closing)]
        words = "\n".join(slide.title + slide.text for entry in made.entries for slide in entry.slides)
        assert set(bindings.names(words)) <= {"event.date"}
        if form == "roundtable":
            assert "33" in words


def test_pages_that_a_deck_asks_for_stand_where_they_belong():
    switches = "{speaker: on, values: on, poll: on, compare: on, roadmap: on, discuss: on, checkin: off, agenda: off}"
    deck = spec.parse(f"title: x\nstructure: {switches}\n")
    made = outline.decide(deck, library.load([workspace.program()]))
    roles = [entry.role for entry in made.entries]
    assert roles == ["title", "speaker", "values", "poll", "compare", "roadmap", "questions", "discuss", "feedback", "close"]
    assert {entry.role: entry.minutes for entry in made.entries}["discuss"] == 33  # as long as the module says


def test_a_switch_of_an_unknown_page_is_found_with_its_line(lib, slides, tmp_path):
    slides("structure/own.zh.md", "---\nrole: sponsors\nminutes: 1\n---\n# 鸣谢\n")
    lib = library.load([tmp_path / "root"])
    made = decide("structure:\n  agendas: off\n  sponsors: on\nsections: [{title: A, modules: [a/three]}]\n", lib)
    (finding,) = (f for f in made.findings if f.code == "outline.structure")
    assert (finding.line, finding.fields["near"]) == (4, "agenda")
    assert [e.role for e in made.entries][-3:] == ["sponsors", "feedback", "close"]


def test_agenda_divider_and_sources_are_written(lib):
    text = "sections:\n- {title: 为什么, modules: [a/one, a/three]}\n- {title: 怎么做, modules: [a/two, a/four]}\n"
    made = decide(text, lib, evidence={"speed": Evidence("speed", "3 ms", "时延", "监控", "Q3", "王工")})
    by_role = {e.role: e for e in made.entries if e.role}
    (agenda,) = by_role["agenda"].slides[0].source.blocks
    assert isinstance(agenda, Bullets)
    assert [plain(item.runs) for item in agenda.items] == ["为什么 · 9 分钟", "怎么做 · 8 分钟"]
    assert [s.title for e in made.entries if e.role == "divider" for s in e.slides] == ["为什么", "怎么做"]
    (table,) = by_role["sources"].slides[0].source.blocks
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0]] == ["时延", "3 ms", "监控", "Q3", "王工"]


def test_short_decks_have_no_dividers_and_no_sources_without_evidence(lib):
    made = decide("sections:\n- {title: A, modules: [a/two]}\n- {title: B, modules: [a/three]}\n", lib)
    assert {e.role for e in made.entries} == {"title", "checkin", "agenda", "questions", "feedback", "close", ""}


def test_what_is_left_open_is_found(lib):
    made = decide(
        "minutes: 20\naudience: tech\nsections:\n- title: A\n  modules:\n  - a/two\n  - a/three\n  - a/one\n  - a/four\n  - a/three\n", lib
    )
    assert sorted(f.code for f in made.findings) == [
        "outline.after",
        "outline.audience",
        "outline.language",
        "outline.needs-before",
        "outline.over",
        "outline.twice",
    ]
    assert {f.line for f in made.findings if f.code == "outline.twice"} == {12}
    alone = decide("sections: [{title: A, modules: [a/two]}]\n", lib)
    assert [f.code for f in alone.findings] == ["outline.needs"]


def test_a_missing_module_is_refused_with_line_and_nearest_names(lib, tmp_path):
    path = tmp_path / "deck.yaml"
    path.write_text("title: x\nsections:\n  - title: A\n    modules:\n      - a/three\n      - a/tree\n", "utf-8")
    with pytest.raises(KitError, match=r"deck\.yaml:6: there is no module `a/tree`; nearest: a/three"):
        outline.decide(spec.read(path), lib)
    path.write_text("title: x\nsections: [{title: A, modules: [none.pptx#1]}]\n", "utf-8")
    with pytest.raises(KitError, match=r"deck\.yaml:2: none.pptx was not found"):
        outline.decide(spec.read(path), lib)


def test_a_number_without_evidence_is_found(lib):
    text = "sections: [{title: A, modules: [a/one]}]\n"
    (finding,) = (f for f in decide(text, lib, evidence={}).findings if f.code == "outline.evidence")
    assert (finding.fields, Path(finding.file).name, finding.line) == ({"key": "speed"}, "one.zh.md", 9)
    assert "outline.evidence" not in {f.code for f in decide(text, lib, evidence={"speed": Evidence("speed", "3 ms")}).findings}
    assert outline.evidence_used(decide(text, lib)) == ("speed",)


def test_a_lenient_outline_keeps_the_place_of_what_is_missing(lib):
    made = outline.decide(spec.parse("title: x\nsections:\n- {title: A, modules: [a/three, a/tree]}\n"), lib, lenient=True)
    entry = next(e for e in made.entries if e.kind == "missing")
    assert (entry.id, entry.place, entry.minutes) == ("a/tree", (0, 1), 0)
    assert [f.code for f in made.findings if f.severity == "error"] == ["deck.module-missing"]
    assert [s.number for s in made.sections] == [-1, 0, -1]
