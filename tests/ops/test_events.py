"""Events from their draft to their end, and the try-out that leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit import happenings, qr
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.events import shown
from kit.ops import attendance, feedback, rosters
from kit.ops import events as ops
from kit.store import tables

START = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)
FORM = "title: T\nquestions:\n  - {code: q, label: Q}\n  - {code: best, type: single, label: Best, choices: {from: modules}}\n"


def write(kit: Kit, name: str, text: str) -> None:
    (kit.workspace.workshops / f"{name}").write_text(text, encoding="utf-8")


def draft(**more: object) -> events.Draft:
    return events.Draft(**{"title": " 平台介绍 ", "starts_at": START, **more})  # type: ignore[arg-type]


def heard(kit: Kit) -> list[happenings.Happening]:
    said: list[happenings.Happening] = []
    kit.bus.listen(said.append)
    return said


def test_an_event_gets_a_short_code_that_nobody_misreads(kit: Kit) -> None:
    said = heard(kit)
    made = ops.create(kit, draft())
    assert made.title == "平台介绍"
    assert len(made.code) == 6
    assert set(made.code) <= set(qr.ALPHABET)
    assert ops.show(kit, f" {made.code.lower()} ") == made
    assert said == [happenings.EventCreated(made.id)]
    assert made.ends_at == START + timedelta(hours=1)
    assert made.local(START).hour == 14


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "  "}, "event.title"),
        ({"title": "x" * 201}, "event.title-long"),
        ({"starts_at": datetime(2026, 12, 1)}, "event.start"),
        ({"minutes": 0}, "event.minutes"),
        ({"late_after": -1}, "event.late"),
        ({"zone": "Mars/Olympus"}, "event.zone"),
        ({"zone": "../etc"}, "event.zone"),
        ({"form": "nope"}, "form.unknown"),
        ({"workshop": "nope"}, "workshop.unknown"),
        ({"workshop": "../workshops/lab"}, "workshop.unknown"),
    ],
)
def test_what_cannot_be_an_event_is_refused(kit: Kit, more: dict[str, object], code: str) -> None:
    with pytest.raises(KitError) as refused:
        ops.create(kit, draft(**more))
    assert refused.value.code == code
    assert ops.all(kit) == ()


@pytest.mark.parametrize(
    ("text", "hour"), [("2026-12-01T14:00", 6), ("2026-12-01 14:00:00", 6), ("2026-12-01T14:00+01:00", 13), ("2026-12-01T14:00Z", 14)]
)
def test_a_start_is_a_clock_of_the_events_zone(text: str, hour: int) -> None:
    assert events.moment(text, "Asia/Shanghai").astimezone(UTC).hour == hour


def test_a_start_that_is_no_time_is_refused() -> None:
    with pytest.raises(KitError, match="tomorrow"):
        events.moment("tomorrow", "Asia/Shanghai")


def test_an_unknown_code_is_refused_with_the_way_to_the_list(kit: Kit) -> None:
    with pytest.raises(KitError, match="lectern event list"):
        ops.show(kit, "NOPE")


def test_the_latest_event_comes_first_with_its_figures(kit: Kit) -> None:
    first, later = ops.create(kit, draft()), ops.create(kit, draft(starts_at=START + timedelta(days=1)))
    attendance.walk_in(kit, first.code, "王五")
    rows = ops.all(kit)
    assert [row.event.code for row in rows] == [later.code, first.code]
    assert (rows[1].counts.present, rows[1].counts.walk_ins, rows[1].responses) == (1, 1, 0)


def test_phases(kit: Kit) -> None:
    made = ops.create(kit, draft())
    phases = [events.phase(made, START + timedelta(minutes=m)) for m in (-1, 0, 59, 60)]
    assert phases == ["upcoming", "running", "running", "past"]
    assert events.phase(ops.close(kit, made.code), START) == "closed"
    assert ops.reopen(kit, made.code).closed_at is None


def test_closing_twice_keeps_the_first_moment(kit: Kit) -> None:
    made = ops.create(kit, draft())
    assert ops.close(kit, made.code).closed_at == ops.close(kit, made.code).closed_at


def test_a_form_is_frozen_and_stays_once_somebody_answered(kit: Kit) -> None:
    write(kit, "forms/own.yaml", FORM)
    made = ops.create(kit, draft(form="own"))
    write(kit, "forms/own.yaml", FORM.replace("label: Q", "label: Changed"))
    assert feedback.form_of(kit, made.code).form.questions[0].labels["en"] == "Q"
    ops.open_(kit, made.code)
    assert feedback.form_of(kit, made.code).form.questions[0].labels["en"] == "Changed"
    feedback.submit(kit, made.code, {"q": ["x"]}, nonce="n")
    write(kit, "forms/own.yaml", FORM)
    ops.open_(kit, made.code)
    ops.change(kit, made.code, draft(title="Renamed", form="own"))
    assert feedback.form_of(kit, made.code).form.questions[0].labels["en"] == "Changed"
    assert ops.show(kit, made.code).title == "Renamed"


def test_the_modules_of_the_deck_become_choices(kit: Kit) -> None:
    write(kit, "forms/own.yaml", FORM)
    made = ops.create(kit, draft(form="own"))
    assert feedback.form_of(kit, made.code).form.question("best") is None
    modules = [shown.Module("value/core", "核心价值", "abc"), shown.Module("agenda", "议程", role="agenda")]
    kit.db.write(
        lambda tx: shown.record(tx, made.id, path="out/a.pptx", digest="d", title="T", modules=modules, qr={"checkin": "x"}, at=START)
    )
    ops.open_(kit, made.code)
    question = feedback.form_of(kit, made.code).form.question("best")
    assert question is not None
    assert [(choice.code, choice.labels["zh"]) for choice in question.choices] == [("value/core", "核心价值")]
    with kit.db.read() as tx:
        (deck,) = shown.decks(tx, made.id)
    assert (deck.path, deck.qr, deck.modules) == ("out/a.pptx", {"checkin": "x"}, tuple(modules))


def test_the_form_of_the_workshop_is_asked(kit: Kit) -> None:
    write(kit, "forms/own.yaml", FORM)
    write(kit, "lab.zh.md", "---\ntitle: Lab\nminutes: 30\nform: own\n---\n\n## 开始 {#a at=00:00}\n")
    assert feedback.form_of(kit, ops.create(kit, draft(workshop="lab")).code).form.name == "own"
    with pytest.raises(KitError, match="asks for no feedback"):
        feedback.form_of(kit, ops.create(kit, draft(form="none")).code)


def test_a_try_out_leaves_nothing_behind(kit: Kit, tmp_path: Path) -> None:
    real = ops.create(kit, draft())
    attendance.walk_in(kit, real.code, "王五", emp_no="W5")
    before = _rows(kit)
    made = ops.try_out(kit, "zh")
    assert made.tryout
    assert made.starts_at > kit.now()
    entries = rosters.all(kit, made.code)
    assert len(entries) == 8
    assert {entry.badge[:2] for entry in entries} == {"LB"}
    attendance.scan(kit, made.code, entries[0].badge)
    attendance.scan(kit, made.code, entries[0].badge)
    attendance.walk_in(kit, made.code, "王五", emp_no="W5")
    assert feedback.submit(kit, made.code, {"f1": ["5"], "f3": ["4"], "f5": ["9"]}, nonce="n", device="d").ok
    ops.delete_tryout(kit, made.code)
    assert _rows(kit) == before
    with pytest.raises(KitError, match="real event"):
        ops.delete_tryout(kit, real.code)


def test_two_try_outs_share_their_people_and_the_last_takes_them_along(kit: Kit) -> None:
    one, two = ops.try_out(kit, "en"), ops.try_out(kit, "en")
    ops.delete_tryout(kit, one.code)
    assert len(rosters.all(kit, two.code)) == 8
    ops.delete_tryout(kit, two.code)
    assert _rows(kit)["person"] == 0


def _rows(kit: Kit) -> dict[str, int]:
    kept = [table for table in tables.metadata.sorted_tables if table.name != "form_version"]
    with kit.db.read() as tx:
        return {table.name: int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()) for table in kept}


def test_an_overview_counts_what_happened(kit: Kit) -> None:
    made = ops.create(kit, draft())
    line = attendance.walk_in(kit, made.code, "王五")
    attendance.scan(kit, made.code, "nobody")
    seen = ops.overview(kit, made.code)
    assert (seen.counts.present, seen.counts.refused, seen.response_rate) == (1, 1, 0)
    assert [each.name for each in seen.lines] == ["nobody", "王五"]
    attendance.void(kit, line.id, "gone")
    assert ops.overview(kit, made.code).response_rate is None


def test_forms_to_choose_from(kit: Kit) -> None:
    write(kit, "forms/own.yaml", FORM)
    assert {"own", "feedback"} <= {form.name for form in ops.forms(kit)}
