"""A real server on a free port, an event with a roster, and phones that speak HTTP to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from kit.context import Kit
from kit.events.event import Draft, Event
from kit.ops import events, rosters
from kit.web.server import Server

ROSTER = """工号,姓名,部门
00101,张三,研发部
00102,张三,测试部
00103,李四,研发部
00104,尉迟冬,产品部
00105,<script>alert(1)</script>,安全部
"""
FORM = """title: {zh: 反馈, en: Feedback}
intro: {zh: 不记名。, en: No names.}
thanks: {zh: 谢谢您。, en: We thank you.}
questions:
  - {code: use, type: scale, required: yes, short: yes, label: {zh: 有用吗, en: Was it useful}, points: 5,
     labels: {zh: [没用, 有一点, 可以, 很有用, 马上用], en: [Not, A little, Fair, Very, At once]}}
  - {code: nps, type: nps, required: yes, short: yes, label: {zh: 会推荐吗, en: Would you recommend it},
     labels: {zh: [不会, 一定], en: [No, Certainly]}}
  - {code: why, type: longtext, short: yes, label: {zh: 原因, en: Why}}
  - {code: about, type: info, label: {zh: 更多, en: More}}
  - {code: heard, type: multi, maximum: 2, label: {zh: 听到什么, en: What did you hear},
     choices: [{code: cost, zh: 成本, en: Cost}, {code: speed, zh: 速度, en: Speed},
               {code: none, zh: 都没有, en: None of them, exclusive: yes}]}
  - {code: uses, type: yesno, label: {zh: 在用吗, en: Do you use it}}
  - {code: which, type: single, required: yes, show_if: {uses: [yes]}, label: {zh: 用哪个, en: Which one}, choices: [甲, 乙]}
  - {code: city, type: single, label: {zh: 城市, en: City}, choices: [a, b, c, d, e, f, g, h, i, j, k]}
  - {code: people, type: number, label: {zh: 团队人数, en: People in your team}, minimum: 1, maximum: 500}
  - {code: contact, type: text, apart: yes, label: {zh: 联系方式, en: Your contact}}
"""


@pytest.fixture
def event(kit: Kit, tmp_path: Path) -> Event:
    """An event with five people on its roster and a form with every type of question."""
    return prepared(kit, tmp_path)


def prepared(kit: Kit, folder: Path) -> Event:
    """Make the event of these tests, which takes answers though it has not begun; its roster is written to `folder` first."""
    (kit.workspace.workshops / "forms" / "every.yaml").write_text(FORM, "utf-8")
    roster = folder / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    start = datetime(2026, 12, 1, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    made = events.create(kit, Draft("平台一页纸", start, place="三号会议室", host="王主持", form="every"))
    rosters.import_(kit, made.code, roster)
    return events.open_feedback(kit, made.code)


@pytest.fixture
def server(kit: Kit) -> Iterator[Server]:
    """A server on 127.0.0.1 and a free port."""
    with Server(kit, "127.0.0.1", 0) as server:
        yield server


@pytest.fixture
def phone(server: Server) -> Iterator[Phone]:
    """One phone, in English."""
    with Phone(server) as phone:
        yield phone


@pytest.fixture
def another(server: Server) -> Iterator[Callable[..., Phone]]:
    """Make more phones."""
    made: list[Phone] = []

    def make(**headers: str) -> Phone:
        made.append(Phone(server, **headers))
        return made[-1]

    yield make
    for phone in made:
        phone.close()


class Phone(httpx.Client):
    """A phone's browser: keeps cookies, fills in the form on a page and sends it."""

    def __init__(self, server: Server, **headers: str) -> None:
        base = f"http://127.0.0.1:{server.port}"
        told = {"accept-language": "en", "origin": base, **headers}
        super().__init__(base_url=base, headers=told, timeout=20, trust_env=False, verify=False)

    def token(self, path: str) -> str:
        """Open a page and return its form token."""
        found = re.search(r'name="token" value="([^"]+)"', self.get(path).text)
        assert found
        return found[1]

    def fill(self, path: str, *, token: str = "", **fields: str | list[str]) -> httpx.Response:
        """Open a page (unless its token is given), fill in `fields` and send the form."""
        return self.post(path, data={"token": token or self.token(path), **fields})
