"""A form with a usability scale, a question about before and now and one that splits groups, and how its answers are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.context import Kit
from kit.forms import form as forms
from kit.ops import feedback
from kit.ops import forms as form_ops

TEXT = """\
title: {zh: 试题, en: Trial}
questions:
  - {code: use, type: scale, label: {zh: 有用吗, en: Useful}}
  - {code: was, type: scale, label: {zh: 以前, en: Back then}}
  - {code: is, type: scale, label: {zh: 现在, en: Today}, before: was}
  - {code: again, type: nps, label: {zh: 推荐吗, en: Recommend}}
  - {code: can, type: yesno, label: {zh: 会了吗, en: Can you}}
  - {code: role, type: single, label: {zh: 角色, en: Role}, split: yes, choices: [{code: d, zh: 开发, en: Dev}, {code: o, zh: 运维, en: Ops}, {code: p, zh: 产品, en: Product}]}
  - {code: ease, type: sus, label: {zh: 平台好用吗, en: The platform}}
"""  # noqa: E501
GOOD = [4, 2, 5, 1, 4, 2, 5, 1, 4, 2]  # 85 points


def save(kit: Kit, folder: Path) -> None:
    """Put the form into the workspace as `trial`."""
    path = folder / "trial.yaml"
    path.write_text(TEXT, "utf-8")
    form = forms.read(path)
    assert form.findings == ()
    form_ops.save(kit, form)


def answer(kit: Kit, code: str, n: int, raw: Mapping[str, object]) -> None:
    """Give the n-th answer at an event; the first one in English."""
    given = {name: [str(value)] for name, value in raw.items() if value != ""}
    assert feedback.submit(kit, code, given, nonce=f"{code}-{n}", device=f"d{n}", lang="en" if n == 0 else "zh").ok
