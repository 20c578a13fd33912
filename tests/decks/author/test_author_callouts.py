"""Callouts on slides: a box with a title, as high as its text, continued where it is too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.decks.author import Compiled

LONG = "平台逐步接管了公司内部几乎所有的通知场景，包括验证码、账单提醒、营销触达和运维告警。"


@pytest.mark.parametrize(("lang", "word"), [("zh", "当心"), ("en", "Caution")])
def test_a_callout_without_a_title_says_its_kind(
    compiled: Callable[..., Compiled], told: Callable[[Compiled], str], lang: str, word: str
) -> None:
    assert f"free: {word} / 话" in told(compiled("# 题\n\n- 一\n\n::: caution\n话\n:::\n", lang=lang))


def test_text_and_callout_share_a_slide_without_touching(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    made = compiled("# 题\n\n- 一\n- 二\n\n> [!TIP] 先做\n> 话\n")
    assert [slide.layout for slide in made.slides] == ["claim-text"]
    (slide,) = slides_of(made)
    box = next(shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.startswith("先做"))
    body = slide.placeholders[1]
    assert body.top + body.height <= box.top
    assert box.height < 1_500_000


def test_a_table_in_a_callout_stands_below_its_words(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    made = compiled("# 题\n\n::: note\n话\n\n| a |\n| - |\n| 1 |\n\n尾\n:::\n")
    (slide,) = slides_of(made)
    tops = [shape.top for shape in slide.shapes if getattr(shape, "has_table", False) and shape.has_table]
    words = [shape.top for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text in ("说明\n话", "尾")]
    assert len(words) == 2
    assert words[0] < tops[0] < words[1]


def test_a_long_callout_continues_on_another_slide(compiled: Callable[..., Compiled], told: Callable[[Compiled], str]) -> None:
    made = compiled("# 题\n\n::: warning\n" + "\n\n".join([LONG] * 14) + "\n:::\n")
    assert len(made.slides) > 1
    assert told(made).count("包括验证码") == 14
    assert "author.overflow" not in {finding.code for finding in made.findings}
