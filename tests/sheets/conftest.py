"""An evening with people, an untidy door and honest answers, made through the rooms themselves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from kit.context import Kit
from kit.events import door, token
from kit.events import event as events
from kit.events.event import Draft, Event
from kit.forms import answer, response, version
from kit.forms.model import Choice, Form, Question, ShowIf
from kit.people import person as people
from kit.people import registration
from kit.store.db import Tx

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # 14:00 in Shanghai
NAMES = ("张三", "李四", "王五", "Ada Byron", "=cmd()", "欧阳娜娜", "Bea Lang", "赵六", "+86 Tom", "@home")
DEPTS = ("平台组", "支付组", "", "Platform")
COMMENTS = ("内容很扎实，例子再多一点", "=1+1", "Too fast at the end\nbut good", "-", "@all 谢谢", "好")
SCALE = tuple(Choice(str(n), {"zh": zh, "en": en}) for n, zh, en in ((1, "没用", "Useless"), (5, "马上要用", "Use it now")))


def form() -> Form:
    """A form with every kind of question."""
    parts = tuple(
        Choice(code, {"zh": zh, "en": en})
        for code, zh, en in (("a", "架构", "Architecture"), ("b", "演示", "Demo"), ("c", "=红线", "=Rules"))
    )
    return Form(
        "feedback",
        {"zh": "反馈", "en": "Feedback"},
        (
            Question(
                "f1",
                "scale",
                {"zh": "这次内容对您有多大用处？", "en": "How useful was this?"},
                minimum=1,
                maximum=5,
                choices=SCALE,
                required=True,
            ),
            Question("f2", "nps", {"zh": "您会推荐吗？", "en": "Would you recommend it?"}, minimum=0, maximum=10),
            Question("f3", "multi", {"zh": "哪部分最有用？", "en": "Most useful parts?"}, choices=parts, most=2),
            Question("f4", "single", {"zh": "哪部分可以删？", "en": "Which part could go?"}, choices=parts),
            Question("f5", "yesno", {"zh": "下次还来吗？", "en": "Will you come again?"}),
            Question("f6", "text", {"zh": "为什么不来？", "en": "Why not?"}, show_if=ShowIf("f5", ("no",))),
            Question("f7", "longtext", {"zh": "还想说什么？", "en": "Anything else?"}),
            Question("f8", "number", {"zh": "几年经验", "en": "Years of experience"}, minimum=0, maximum=60),
            Question("about", "info", {"zh": "谢谢", "en": "Thank you"}),
            Question("f9", "text", {"zh": "怎么联系您？", "en": "How can we reach you?"}, apart=True),
        ),
    )


def badge_of(event: int, n: int) -> str:
    """Return the badge code of the n-th person of an event, the same each time."""
    return token.badge(hashlib.sha256(f"{event}-{n}".encode()).digest())


@dataclass
class Evening:
    """Writes events with people and answers into a Kit."""

    kit: Kit
    made: int = 0

    def event(
        self, title: str = "统一通知平台", *, roster: int = 10, at: datetime = START, zone: str = "Asia/Shanghai", lang: str = "zh"
    ) -> Event:
        self.made += 1
        draft = Draft(title, at, zone=zone, lang=lang, place="一号楼 301", host="王老师")

        def work(tx: Tx) -> Event:
            made = events.create(tx, draft, codes=[f"EV{self.made}"], at=at)
            for n in range(roster):
                name = NAMES[n % len(NAMES)] + (f" {n}" if n >= len(NAMES) else "")
                emp_no = f"00{n:03}"
                who = people.by_emp_no(tx, emp_no) or people.create(
                    tx, people.Draft(name, emp_no, DEPTS[n % len(DEPTS)], f"p{n}@example.com", "+8613800000000"), at=at
                )
                registration.add(tx, made.id, who.id, badge=badge_of(self.made, n), at=at - timedelta(days=3), row=n)
            return events.by_id(tx, made.id)

        return self.kit.db.write(work)

    def scan(self, event: Event, n: int, minute: float, *, name: str = "", nonce: str = "", dept: str = "") -> door.CheckIn:
        at = event.starts_at + timedelta(minutes=minute)
        asked = door.Asked("" if name else badge_of(int(event.code[2:]), n), name, dept, bool(name))
        fresh = {"nonce": nonce or f"{event.code}-{n}-{minute}", "receipt": f"R{n}", "badge": f"W{event.code}{n}"}
        return self.kit.db.write(lambda tx: door.check_in(tx, event, asked=asked, at=at, received=at, by=door.By("phone"), **fresh))

    def void(self, line: door.CheckIn) -> None:
        self.kit.db.write(lambda tx: door.void(tx, line.id, reason="=wrong person", actor="desk", at=line.happened_at))

    def answers(self, event: Event, many: int) -> None:
        asked = form()

        def work(tx: Tx) -> None:
            kept = version.freeze(tx, asked, at=event.starts_at)
            events.freeze(tx, event.id, kept.id)
            for n in range(many):
                id_ = hashlib.sha256(f"{event.code}{n}".encode()).hexdigest()[:32]
                raw = {
                    "f1": [str(1 + (n * 7) % 5)] if n % 4 else ["5"],
                    "f2": [str((n * 3 + 4) % 11)],
                    "f3": [["a", "b", "c"][n % 3], ["b", "c", "a"][n % 3]] if n % 5 else [],
                    "f4": [["a", "b", "c"][n % 3]],
                    "f5": ["no" if n % 4 == 0 else "yes"],
                    "f6": ["没时间"],
                    "f7": [COMMENTS[n % len(COMMENTS)]],
                    "f8": [str(n % 9)] if n % 2 else [],
                }
                checked, findings = answer.check(asked, raw)
                assert not findings, findings
                mine = {
                    "id_": id_,
                    "nonce": id_,
                    "marker": "",
                    "lang": "zh" if n % 3 else "en",
                    "at": event.starts_at + timedelta(minutes=70),
                }
                response.submit(tx, event.id, kept.id, checked, **mine)
            response.leave(tx, event.id, answer.Answer("f9", text="+86 138"), id_=hashlib.sha256(event.code.encode()).hexdigest()[:32])

        self.kit.db.write(work)

    def whole(self, roster: int = 24, came: int = 18, answered: int = 14) -> Event:
        """An event with people in time, late, twice, walked in, taken back and turned away."""
        event = self.event(roster=roster)
        for n in range(came):
            self.scan(event, n, -12 + n * 1.6)
        self.scan(event, 0, 3)
        self.scan(event, came, 22)
        self.void(self.scan(event, came + 1, 4))
        self.scan(event, 900, 6, name="路人甲", dept="=HYPERLINK")
        self.scan(event, 901, 7, name="Ms. Extra")
        self.scan(event, 999, 8)
        self.answers(event, answered)
        return self.kit.db.write(lambda tx: events.by_id(tx, event.id))


@pytest.fixture
def evening(kit: Kit) -> Evening:
    return Evening(kit)
