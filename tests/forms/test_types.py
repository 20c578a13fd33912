"""Rankings, dates, matrices, other words and how many: read, checked, kept in order, counted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.context import Kit
from kit.events import event as events
from kit.forms import answer, document, form, response, results, version
from kit.forms.form import Form
from kit.store.db import Tx

TEXT = """
title: {zh: 反馈, en: Feedback}
questions:
  - code: order
    type: ranking
    label: {zh: 排个序, en: Put in order}
    maximum: 3
    choices: [{code: "a:1", zh: 甲, en: A}, {code: b, zh: 乙, en: B}, {code: c, zh: 丙, en: C}, {code: d, zh: 丁, en: D}]
  - {code: when, type: date, label: {zh: 哪天, en: Which day}}
  - code: how
    type: matrix
    label: {zh: 这些方面如何, en: How were these}
    required: yes
    points: 5
    labels: {zh: [差, 好], en: [Bad, Good]}
    rows: [{code: pace, zh: 节奏, en: Pace}, {code: room, zh: 场地, en: Room}]
  - code: why
    type: multi
    label: {zh: 为什么, en: Why}
    minimum: 2
    choices: [{code: x, zh: 一, en: One}, {code: y, zh: 二, en: Two}, {code: z, zh: 其他, en: Other, other: yes},
              {code: n, zh: 都不是, en: None, exclusive: yes}]
  - code: one
    type: single
    label: {zh: 哪个, en: Which}
    choices: [{code: x, zh: 一, en: One}, {code: z, zh: 其他, en: Other, other: yes}]
"""
MUST = {"how.pace": ["4"], "how.room": ["2"]}


@pytest.fixture
def asked(tmp_path: Path) -> Form:
    path = tmp_path / "types.yaml"
    path.write_text(TEXT, "utf-8")
    made = form.read(path)
    assert made.findings == ()
    return made


def test_a_matrix_is_its_heading_and_a_scale_a_row(asked: Form) -> None:
    kinds = [(q.code, q.type) for q in asked.questions]
    assert kinds[2:5] == [("how", "info"), ("how.pace", "scale"), ("how.room", "scale")]
    row = asked.question("how.room")
    assert row
    assert (row.titled("zh"), row.required, row.steps, row.high) == (
        "这些方面如何 · 场地",
        True,
        (1, 2, 3, 4, 5),
        {"zh": "好", "en": "Good"},
    )
    assert document.from_json(document.as_json(asked)) == asked


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"order": ["a:1:1", "b:1"]}, "answer.rank-twice"),
        ({"order": ["b:1", "b:2"]}, "answer.rank-twice"),
        ({"order": ["nobody:1"]}, "answer.rank-twice"),
        ({"order": ["b:x"]}, "answer.rank-twice"),
        ({"order": ["b"]}, "answer.rank-twice"),
        ({"order": ["b:2", "c:3"]}, "answer.rank-gap"),
        ({"order": ["a:1:1", "b:2", "c:3", "d:4"]}, "answer.rank-count"),
        ({"when": ["2026-02-30"]}, "answer.date"),
        ({"when": ["next week"]}, "answer.date"),
        ({"why": ["x"]}, "answer.least"),
        ({"why": ["x", "n"]}, "answer.exclusive"),
        ({"one:other": ["w" * 501]}, "answer.long"),
    ],
)
def test_what_does_not_fit_is_told(asked: Form, raw: dict[str, list[str]], code: str) -> None:
    _answers, wrong = answer.check(asked, MUST | raw)
    assert [finding.code for finding in wrong] == [code]


def test_good_answers(asked: Form) -> None:
    raw = MUST | {
        "order": ["b:2", "a:1:1"],
        "when": ["2026年12月1日"],
        "why": ["x"],
        "why:other": ["别的"],
        "one": ["x"],
        "one:other": ["not meant"],
    }
    found, wrong = answer.check(asked, raw)
    assert wrong == ()
    assert found["order"].choices == ("a:1", "b")
    assert found["when"].text == "2026-12-01"
    assert (found["why"].choices, found["why"].text) == (("x", "z"), "别的")
    assert (found["one"].choices, found["one"].text) == (("x",), "")
    assert answer.check(asked, MUST | {"one:other": ["only words"]})[0]["one"].choices == ("z",)
    assert answer.check(asked, MUST | {"why": ["n"]})[1] == ()


def test_the_order_is_kept_and_counted(either_kit: Kit, asked: Form) -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)

    def work(tx: Tx) -> tuple[response.Response, ...]:
        event = events.create(tx, events.Draft("T", at), codes=("ABC234",), at=at)
        frozen = version.freeze(tx, asked, at=at)
        for n, order in enumerate((("d", "a:1", "b"), ("d", "b"), ("c",))):
            raw = MUST | {"order": [f"{code}:{place}" for place, code in enumerate(order, 1)], "when": ["2026-12-01"]}
            given, _wrong = answer.check(asked, raw)
            response.submit(tx, event.id, frozen.id, given, id_=f"{n:032x}", nonce=f"n{n}", marker="", lang="zh", at=at)
        return response.listed(tx, event.id)

    kept = either_kit.db.write(work)
    assert [one.answers["order"].choices for one in kept] == [("d", "a:1", "b"), ("d", "b"), ("c",)]
    order, when, *_more = results.of(asked, kept, "en")
    assert [(bar.code, bar.n) for bar in order.bars] == [("a:1", 0), ("b", 0), ("c", 1), ("d", 2)]
    assert [(bar.code, bar.n) for bar in when.bars] == [("2026-12-01", 3)]
