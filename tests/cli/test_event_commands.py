"""`lectern event`, `roster` and `checkin` as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kit.cli import main
from kit.context import Kit
from kit.ops import devices

Run = Callable[..., str]


@pytest.fixture
def lectern(kit: Kit, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object, status: int = 0) -> str:
        code = main.main([*map(str, words), "--workspace", str(kit.workspace.root)])
        out = capsys.readouterr()
        assert code == status, out
        return out.err if status == 2 and "--json" not in words else out.out

    return run


@pytest.fixture
def code(lectern: Run) -> str:
    return lectern("event", "new", "--title", "平台介绍", "--starts", "2026-12-01T14:00").strip()


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_bytes("培训名单,,\r\n工号,姓名,部门\r\n00123,张三,支付\r\n00124,李四,支付\r\n,,支付\r\n".encode("gb18030"))
    return path


def test_the_chain_from_event_to_figures(lectern: Run, code: str, roster: Path) -> None:
    dry = lectern("roster", "import", code, roster, "--dry-run")
    assert "would be new 2, updated 0, repeated 0, left out 1" in dry
    assert lectern("roster", "list", code) == "nobody yet\n"
    assert "B5: there is no name in this row." in lectern("roster", "import", code.lower(), roster)
    assert lectern("checkin", code, "00123") == "张三: checked in\n"
    first = json.loads(lectern("checkin", code, "张三", "--json"))["first_at"]
    local = datetime.fromisoformat(first).astimezone(ZoneInfo("Asia/Shanghai"))
    assert lectern("checkin", code, "张三") == f"张三: was checked in already at {local:%H:%M}\n"
    assert lectern("checkin", code, "王五", "--walk-in", "--dept", "法务") == "王五: checked in, was not on the roster\n"
    assert lectern("checkin", code, "00123", "--void", "误签") == "张三: taken back\n"
    figures = json.loads(lectern("event", "show", code, "--json"))
    assert {name: figures[name] for name in ("registered", "present", "walk_ins", "voided")} == {
        "registered": 2,
        "present": 1,
        "walk_ins": 1,
        "voided": 1,
    }
    assert "voided      1" in lectern("event", "show", code)
    assert "1/2 in" in lectern("event", "list")
    lectern("event", "close", code)
    assert lectern("checkin", code, "00124", status=2) == "lectern: 李四 was not checked in: this event is closed.\n"


def test_an_event_lasts_as_long_as_its_workshop_unless_told(lectern: Run, kit: Kit) -> None:
    (kit.workspace.workshops / "lab.zh.md").write_text("---\ntitle: Lab\nminutes: 35\n---\n\n## 开始 {#a at=00:00}\n", "utf-8")
    new = ("event", "new", "--title", "T", "--starts", "2026-12-01T14:00", "--json")
    made = [json.loads(lectern(*new, *more))["minutes"] for more in ((), ("--workshop", "lab"), ("--workshop", "lab", "--minutes", "20"))]
    assert made == [60, 35, 20]
    assert "There is no workshop “nope”" in lectern(
        "event", "new", "--title", "T", "--starts", "2026-12-01", "--workshop", "nope", status=2
    )


def test_json_everywhere(lectern: Run, code: str, roster: Path) -> None:
    judged = json.loads(lectern("roster", "import", code, roster, "--json"))
    assert (judged["new"], judged["error"], judged["taken"]) == (2, 1, True)
    assert [(row["row"], row["verdict"], row["cell"]) for row in judged["rows"]] == [(3, "new", ""), (4, "new", ""), (5, "error", "B5")]
    people = json.loads(lectern("--json", "roster", "list", code))
    assert [(person["name"], person["emp_no"], person["status"]) for person in people] == [
        ("李四", "00124", "absent"),
        ("张三", "00123", "absent"),
    ]
    line = json.loads(lectern("checkin", "--json", code, people[0]["badge"]))
    assert (line["name"], line["outcome"], len(line["receipt"])) == ("李四", "ok", 5)
    events: list[dict[str, Any]] = json.loads(lectern("event", "list", "--json"))
    assert (events[0]["code"], events[0]["starts_at"]) == (code, "2026-12-01T14:00:00+08:00")


@pytest.mark.parametrize(
    ("words", "code_"),
    [
        (("checkin", "{code}", "nobody"), "door.unknown"),
        (("checkin", "NOPE", "x"), "event.unknown"),
        (("checkin", "{code}", "x", "--void", "y"), "door.who"),
        (("event", "delete", "{code}"), "event.not-tryout"),
        (("event", "new", "--title", "T", "--starts", "soon"), "event.start-text"),
        (("event", "new", "--title", "T", "--starts", "2026-12-01T14:00", "--zone", "Nowhere"), "event.zone"),
        (("roster", "import", "{code}", "missing.csv"), "file.missing"),
        (("event", "new", "--title", "T"), "cli.misused"),
    ],
)
def test_refusals_are_one_line_and_one_document(lectern: Run, code: str, words: tuple[str, ...], code_: str) -> None:
    said = [word.format(code=code) for word in words]
    assert json.loads(lectern(*said, "--json", status=2))["code"] == code_
    line = lectern(*said, status=2)
    assert line.startswith("lectern: ")
    assert line.count("\n") == 1


def test_the_try_out_comes_and_goes(lectern: Run) -> None:
    code = lectern("event", "tryout").strip()
    assert "(try-out)" in lectern("event", "list")
    lectern("event", "delete", code)
    assert lectern("event", "list").startswith("no events yet")


def test_columns_by_name_and_rows_apart(lectern: Run, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("who,team\n张三,支付\n张三,支付\n", encoding="utf-8")
    mapped = ("roster", "import", code, path, "--map", "name=who", "--map", "dept=B")
    assert "left out 1" in lectern(*mapped)
    assert "new 1, updated 0, repeated 1, left out 0" in lectern(*mapped, "--apart", "3")


def test_parts_leaving_and_two_records_of_one_person(lectern: Run, roster: Path) -> None:
    new = ("event", "new", "--title", "T", "--starts", "2026-12-01T09:00", "--capacity", "1")
    code = lectern(*new, "--part", "am,2026-12-01T09:00,120,上午", "--part", "pm,2026-12-01T14:00,120").strip()
    assert "is not a part" in lectern(*new, "--part", "am,2026-12-01T09:00", status=2)
    lectern("roster", "import", code, roster)
    assert lectern("checkin", code, "00123", "--part", "am") == "张三: checked in\n"
    assert lectern("checkin", code, "00123", "--part", "pm") == "张三: checked in\n"
    assert lectern("checkin", code, "00123", "--out", "--part", "am") == "张三: checked out\n"
    assert "nothing to check out of" in lectern("checkin", code, "00124", "--out", "--part", "am", status=2)
    assert "no part night" in lectern("checkin", code, "00124", "--part", "night", status=2)
    assert lectern("checkin", code, "李 斯", "--walk-in", "--part", "am") == "李 斯: checked in, was not on the roster\n"
    assert lectern("roster", "merge", code, "00124", "李斯") == "李 斯 is 李四 支付\n"
    assert lectern("checkin", code, "00124", "--part", "am").startswith("李四: was checked in already")
    assert "merged with somebody already" in lectern("roster", "merge", code, "00124", "李斯", status=2)
    assert lectern("roster", "merge", code, "00124", "李斯", "--undo") == "李 斯 is a person again\n"
    assert lectern("checkin", code, "00124", "--part", "am") == "李四: checked in\n"


def test_helpers_are_let_in_without_a_window(lectern: Run, kit: Kit, code: str) -> None:
    assert "--new-pin" in lectern("event", "helpers", code)
    made = json.loads(lectern("event", "helpers", code, "--new-pin", "--json"))
    assert made["address"].endswith(f"/h/{code.lower()}")
    devices.enter(kit, code, made["pin"], "小王", who="x")
    assert lectern("event", "helpers", code).splitlines()[1:] == ["1  小王"]
    assert lectern("event", "helpers", code, "--off", "1").splitlines()[1:] == ["1  小王  (off)"]
    assert json.loads(lectern("event", "helpers", code, "--none", "--json"))["pin"] == ""


def test_what_is_printed_is_counted_in_its_own_words(lectern: Run, code: str, roster: Path, tmp_path: Path) -> None:
    lectern("roster", "import", code, roster)
    assert lectern("print", "badges", code, "-o", tmp_path / "b.pdf").strip().endswith("b.pdf: 2 badges")
    assert lectern("print", "poster", code, "-o", tmp_path / "p.pdf").strip().endswith("p.pdf: 1 poster")
    assert lectern("privacy", "delete", "00123").startswith("deleted; a stranger stands at 1 event.")


def test_nothing_to_say_is_no_empty_line(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["slides", "import", str(tmp_path / "none.pptx"), "--workspace", str(kit.workspace.root)]) == 2
    assert capsys.readouterr().out == ""


def test_what_is_no_content_is_not_said_to_be_well(lectern: Run, roster: Path) -> None:
    assert "nothing to check" in lectern("check", roster, status=2)


def test_the_records_are_let_go_of(kit: Kit, code: str) -> None:
    args = main.parser(["event", "list"]).parse_args(["event", "list", "--workspace", str(kit.workspace.root)])
    with main.opened(args):
        opened = main.open_kit(args)
        assert opened.db is opened.db
    assert opened._db is None


def test_feedback_waits_for_the_start_and_is_opened_before(kit: Kit, lectern: Run) -> None:
    late = (kit.now() + timedelta(days=2)).replace(hour=4, minute=0)
    code = lectern("event", "new", "--title", "T", "--starts", late.isoformat()).strip()
    assert (
        lectern("event", "feedback", code).strip() == f"{code}: feedback opens {late + timedelta(hours=8):%Y-%m-%d %H:%M} (Asia/Shanghai)"
    )
    assert "feedback open since" in lectern("event", "feedback", code, "--open")
    told = json.loads(lectern("event", "feedback", code, "--json"))
    assert (told["open"], told["early"]) == (True, True)
    assert "feedback opens" in lectern("event", "feedback", code, "--from-start")
    lectern("event", "feedback", code, "--open", "--from-start", status=2)
    lectern("event", "close", code)
    assert lectern("event", "feedback", code).strip() == f"{code}: feedback closed"


def test_likely_doubles_are_listed_and_nothing_is_merged(lectern: Run, code: str, roster: Path) -> None:
    lectern("roster", "import", code, roster)
    assert lectern("roster", "doubles", code).strip() == "no two records look like one person"
    lectern("checkin", code, "Li Si", "--walk-in")
    assert lectern("roster", "doubles", code).strip() == "sound  李四  00124  支付  =  Li Si"
    (told,) = json.loads(lectern("roster", "doubles", code, "--json"))
    assert (told["why"], told["kept"]["emp_no"], told["gone"]["name"]) == ("sound", "00124", "Li Si")
    assert len(json.loads(lectern("roster", "list", code, "--json"))) == 3


def test_a_list_is_taken_back(lectern: Run, code: str, roster: Path) -> None:
    assert lectern("roster", "imports", code).strip() == "no list to take back"
    lectern("roster", "import", code, roster)
    lectern("checkin", code, "00123")
    listed = lectern("roster", "imports", code)
    assert listed.strip().endswith("new 2, changed 0  名单.csv")
    said = ["kept: 张三  00123  支付: was at the door since", "would be removed 1, restored 0, kept 1"]
    assert lectern("roster", "take-back", code, "--dry-run").splitlines() == said
    told = json.loads(lectern("roster", "take-back", code, listed.split()[0], "--json"))
    assert (told["removed"], told["kept"]) == (1, 1)
    assert "no such list" in lectern("roster", "take-back", code, "zz", status=2)
