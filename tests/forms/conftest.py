"""A form with every type of question, written the way people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.forms import form
from kit.forms.form import Form

TEXT = """
title: {zh: 反馈, en: Feedback}
questions:
  - code: useful
    type: scale
    label: {zh: 有用吗, en: Useful?}
    points: 5
    labels: {zh: [没用, 一点, 可以, 很, 马上用], en: [No, A bit, Fair, Very, Now]}
    required: yes
  - {code: nps, type: nps, label: {zh: 推荐吗, en: Recommend?}, labels: {en: [Never, Surely]}, required: yes}
  - {code: about, type: info, label: {zh: 关于内容, en: About it}}
  - code: plan
    type: single
    label: Plan
    choices: [{code: try, zh: 试发, en: Try}, {code: none, zh: 无, en: Nothing}]
  - code: parts
    type: multi
    label: Parts
    maximum: 2
    choices: [{code: a, en: A}, {code: b, en: B}, {code: c, en: C}, {code: none, en: None, exclusive: yes}]
  - {code: shown, type: multi, label: Shown, choices: {from: modules}}
  - {code: user, type: yesno, label: User?}
  - {code: years, type: number, label: Years, minimum: 0, maximum: 50, show_if: {user: [yes]}}
  - {code: agree, type: consent, label: Agree}
  - {code: short, type: text, label: One line}
  - {code: why, type: longtext, label: Why}
  - {code: mail, type: text, label: Reach me, apart: yes}
"""


@pytest.fixture
def written(tmp_path: Path) -> Form:
    path = tmp_path / "feedback.yaml"
    path.write_text(TEXT, encoding="utf-8")
    found = form.read(path)
    assert found.findings == ()
    return found
