"""What is kept of people and how it goes: nobody can be brought back, the figures stay."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.cli import main
from kit.context import Kit
from kit.errors import KitError
from kit.events import door, token
from kit.events import event as events
from kit.events.event import Draft, Event
from kit.forms import answer, response, version
from kit.forms.model import Form, Question
from kit.ops import people as people_ops
from kit.ops import prints, privacy, sheets
from kit.people import person as people
from kit.people import registration
from kit.prints.stock import STOCKS
from kit.store import tables
from kit.store.db import Tx

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
NAMES = ("张三", "李四", "Ada Byron", "王五", "赵六", "钱七", "孙八")
FORM = Form("f", {"en": "F"}, (Question("q1", "scale", {"en": "?"}, minimum=1, maximum=5), Question("q2", "longtext", {"en": "?"})))


def hold(kit: Kit, code: str, starts: datetime, *, closed: bool = True) -> Event:
    """Hold an event: seven on the roster, five came, two wrote something."""

    def work(tx: Tx) -> Event:
        frozen = version.freeze(tx, FORM, at=starts)
        event = events.create(tx, Draft(f"Talk {code}", starts, 60, "Asia/Shanghai", "en"), codes=(code,), at=starts)
        events.freeze(tx, event.id, frozen.id)
        for n, name in enumerate(NAMES):
            draft = people.Draft(name, f"E-{n}", "平台" if n < 6 else "法务", f"{n}@example.com", "138-0000")
            known = people.by_emp_no(tx, f"E-{n}") or people.create(tx, draft, at=starts)
            badge = token.badge(f"{code}{n}".encode().ljust(24, b"."))
            registration.add(tx, event.id, known.id, badge=badge, at=starts, row=n + 2)
            if n < 5:
                at = starts + timedelta(minutes=3 * n + 1, seconds=7)
                by = door.By("phone", device=f"phone-{n}", actor=name)
                door.check_in(tx, event, nonce=f"{code}-{n}", asked=door.Asked(code=badge), at=at, received=at, by=by, receipt=f"RC-{n}")
        return events.by_code(tx, code)

    event = kit.db.write(work)
    for n in range(2):
        given = {"q1": answer.Answer("q1", number=5), "q2": answer.Answer("q2", text=f"{NAMES[n]} was here")}
        kit.db.write(lambda tx, n=n, given=given: _submit(tx, event, f"{code}{n}", given, starts))
    if closed:
        kit.db.write(lambda tx: events.close(tx, event.id, at=starts + timedelta(hours=1)))
    with kit.db.read() as tx:
        return events.by_code(tx, code)


def _submit(tx: Tx, event: Event, nonce: str, given: dict[str, answer.Answer], at: datetime) -> None:
    response.submit(
        tx, event.id, event.version_id, given, id_=nonce.encode().hex().ljust(32, "0"), nonce=nonce, marker=nonce, lang="en", at=at
    )  # type: ignore[arg-type]


def dump(kit: Kit) -> str:
    """Return everything that the database holds, as text."""
    with kit.db.read() as tx:
        rows = {table.name: [list(map(str, row)) for row in tx.execute(sa.select(table))] for table in tables.metadata.sorted_tables}
    return json.dumps(rows, ensure_ascii=False)


def figures(kit: Kit, code: str) -> tuple[object, ...]:
    """Return the figures of an event that must outlive its names."""
    with kit.db.read() as tx:
        event = events.by_code(tx, code)
        entries = door.attendance(tx, event)
        return door.counts(tx, event.id), len(entries), sum(e.late for e in entries), sorted(e.walk_in for e in entries)


def test_an_anonymised_event_keeps_its_figures_and_nobody(either_kit: Kit) -> None:
    kit = either_kit
    hold(kit, "ABC234", START)
    before = figures(kit, "ABC234")
    assert privacy.anonymise(kit, "abc234") == 7
    assert figures(kit, "ABC234") == before
    text = dump(kit)
    for trace in (*NAMES, "@example.com", "138-0000", "phone-1", "E-3", "was here", "RC-2", "ABC234-1", "法务", token.BADGE_PREFIX):
        assert trace not in text, trace
    assert "平台" in text  # a group of six names nobody
    with kit.db.read() as tx:
        lines = door.log(tx, events.by_code(tx, "ABC234").id)
    assert all(line.happened_at.minute % 5 == 0 and line.happened_at.second == 0 for line in lines)


def test_an_open_event_is_not_anonymised(kit: Kit) -> None:
    hold(kit, "ABC234", START, closed=False)
    with pytest.raises(KitError, match="close it first"):
        privacy.anonymise(kit, "ABC234")
    assert "张三" in dump(kit)


def test_who_comes_to_other_events_stays_there(kit: Kit) -> None:
    hold(kit, "ABC234", START)
    later = hold(kit, "DEF234", START + timedelta(days=100))
    privacy.anonymise(kit, "ABC234")
    with kit.db.read() as tx:
        assert {entry.person.name for entry in door.attendance(tx, later)} == set(NAMES)
        old = events.by_code(tx, "ABC234")
        assert all(entry.person.name.startswith("P-") for entry in door.attendance(tx, old))


def test_one_person_goes_everywhere(either_kit: Kit) -> None:
    kit = either_kit
    for n, code in enumerate(("ABC234", "DEF234")):
        hold(kit, code, START + timedelta(days=n))
    before = figures(kit, "DEF234")
    with pytest.raises(KitError, match="Nobody"):
        privacy.person(kit, "张")
    assert privacy.delete(kit, privacy.person(kit, "e-1")) == 2
    assert figures(kit, "DEF234") == before
    gone = dump(kit)
    assert "E-1" not in gone
    assert gone.count("李四") == gone.count("李四 was here")  # anonymous words cannot be found by person
    with pytest.raises(KitError, match="Nobody"):
        privacy.person(kit, "E-1")


def test_no_byte_of_a_deleted_person_stays_with_the_records(kit: Kit) -> None:
    hold(kit, "ABC234", START)
    file = kit.workspace.database
    older = file.with_name(f"{file.name}.before-0001")
    older.write_bytes(file.read_bytes())
    held = lambda: b"".join(path.read_bytes() for path in file.parent.iterdir() if path.is_file())  # noqa: E731
    assert b"Ada Byron" in held()
    privacy.delete(kit, privacy.person(kit, "E-2"))
    assert not older.exists()
    for trace in (b"Ada Byron", b"E-2", b"2@example.com", b"phone-2", b"RC-2"):
        assert trace not in held(), "it lies in the log or where a row was before"


def test_merged_records_stay_one_stranger(kit: Kit) -> None:
    hold(kit, "ABC234", START)
    people_ops.merge(kit, privacy.person(kit, "E-0"), privacy.person(kit, "E-6"))
    before = figures(kit, "ABC234")
    privacy.anonymise(kit, "ABC234")
    assert figures(kit, "ABC234") == before
    assert "张三" not in dump(kit)


def test_what_is_due_is_shown_before_it_goes(kit: Kit) -> None:
    hold(kit, "ABC234", START)
    kit.now = lambda: START + timedelta(days=179)
    assert privacy.due(kit) == ()
    kit.now = lambda: START + timedelta(days=181)
    assert [(one.what, one.count) for one in privacy.due(kit)] == [("contact", 7)]
    kit.now = lambda: START + timedelta(days=366)
    hold(kit, "DEF234", START + timedelta(days=360))
    assert [(one.what, one.count, one.event and one.event.code) for one in privacy.due(kit)] == [("names", 7, "ABC234")]
    assert privacy.apply(kit) == privacy.apply(kit) or privacy.due(kit) == ()
    with kit.db.read() as tx:
        assert {entry.person.email for entry in door.attendance(tx, events.by_code(tx, "DEF234"))} != {""}


def test_days_are_the_workspaces(kit: Kit) -> None:
    hold(kit, "ABC234", START)
    path = kit.workspace.root / "workspace.yaml"
    path.write_text(path.read_text("utf-8") + "keep_days: {contact: 0, names: 0, comments: 30}\n", "utf-8")
    from kit import workspace

    again = Kit(workspace.open_(kit.workspace.root), now=lambda: START + timedelta(days=40))
    assert [(one.what, one.count) for one in privacy.apply(again)] == [("comments", 2)]
    assert "was here" not in dump(again)
    assert privacy.due(again) == ()
    again.close()


def test_every_export_is_written_down(kit: Kit, tmp_path: Path) -> None:
    hold(kit, "ABC234", START)
    sheets.attendance(kit, "ABC234", tmp_path / "a.xlsx")
    sheets.feedback(kit, "all", tmp_path / "f.xlsx")
    prints.badges(kit, "ABC234", tmp_path / "b.pdf", stock=STOCKS["card"])
    prints.certificates(kit, "ABC234", tmp_path / "c.pdf")
    rows = [(row.kind, row.code, row.people, row.path) for row in privacy.exports(kit)]
    assert rows == [("certificates", "ABC234", 5, "c.pdf"), ("badges", "ABC234", 7, "b.pdf"), ("feedback", "ABC234", 2, "f.xlsx"),
                    ("attendance", "ABC234", 7, "a.xlsx")]  # fmt: skip


def test_export_then_anonymise_on_the_command_line(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hold(kit, "ABC234", START)
    words = ["privacy", "anonymise", "abc234", "--workspace", str(kit.workspace.root), "--export", str(tmp_path / "x")]
    assert main.main(words) == 0
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == ["ABC234 attendance.xlsx", "ABC234 feedback.xlsx"]
    assert "7 people are strangers now" in capsys.readouterr().out
    for verb in ("due", "apply", "exports"):
        assert main.main(["privacy", verb, "--workspace", str(kit.workspace.root)]) == 0
    assert main.main(["privacy", "delete", "E-1", "--workspace", str(kit.workspace.root)]) == 2
