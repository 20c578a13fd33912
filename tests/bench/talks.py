"""Talks to measure with: modules of mixed slides in Chinese, the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image

SIGNS = "统一通知平台把短信邮件语音推送和即时消息放到一个入口一次接入处处可用状态全程可查失败自动重试成本按量分摊"
Draw = random.Random


def words(draw: Draw, count: int) -> str:
    """Return so many characters."""
    return "".join(draw.choice(SIGNS) for _ in range(count))


def bullets(draw: Draw) -> str:
    """Return a list of five."""
    return "".join(f"- {words(draw, 18)}，**{words(draw, 4)}** {draw.randint(1, 99)}%\n" for _ in range(5))


def table(draw: Draw) -> str:
    """Return a table of six rows."""
    rows = "".join(f"| {words(draw, 3)} | {draw.randint(90, 99)}% | {draw.randint(1, 900)} ms | {words(draw, 8)} |\n" for _ in range(6))
    return "| 通道 | 送达率 | 时延 | 说明 |\n|---|--:|--:|---|\n" + rows


def chart(draw: Draw) -> str:
    """Return a chart of two series."""
    return "```chart bar\n季度,短信,邮件\n" + "".join(f"Q{i},{draw.randint(1, 90)},{draw.randint(1, 90)}\n" for i in range(1, 5)) + "```\n"


def code(draw: Draw) -> str:
    """Return twelve lines of Python."""
    lines = "".join(f"def send_{i}(user: str) -> bool:\n    return post('/v1/{i}', user)  # {words(draw, 5)}\n\n" for i in range(4))
    return f"```python\n{lines}```\n"


def columns(draw: Draw) -> str:
    """Return two lists side by side."""
    one = "".join(f"- {words(draw, 10)}\n" for _ in range(4))
    other = "".join(f"- {words(draw, 12)}\n" for _ in range(4))
    return f"::: columns\n::: column\n{one}:::\n::: column\n{other}:::\n:::\n"


def prose(draw: Draw) -> str:
    """Return a paragraph and a quote."""
    return f"{words(draw, 60)}。\n\n> {words(draw, 30)}\n"


def picture(draw: Draw) -> str:
    """Return a picture with a list under it."""
    return "![架构图](p.png)\n\n" + "".join(f"- {words(draw, 12)}\n" for _ in range(3))


ALL: tuple[Callable[[Draw], str], ...] = (bullets, bullets, table, chart, bullets, code, columns, bullets, prose, picture)
SHARED = tuple(bullets if kind is chart else kind for kind in ALL)  # what pandoc's Markdown has too


def module(number: int, slides: int, kinds: tuple[Callable[[Draw], str], ...] = ALL) -> str:
    """Return a module of so many slides, with notes."""
    draw = random.Random(number)
    made = [
        f"# 第 {number * slides + i + 1} 页：{words(draw, 8)}\n\n{kinds[(number + i) % len(kinds)](draw)}\n<!-- {words(draw, 40)}。 -->\n"
        for i in range(slides)
    ]
    return f"---\ntitle: 模块 {number}\n---\n" + "\n---\n\n".join(made)


def write(folder: Path, modules: int, slides: int, kinds: tuple[Callable[[Draw], str], ...] = ALL) -> tuple[Path, ...]:
    """Write modules and the picture that they show into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((800, 450), 60).convert("RGB").save(folder / "p.png")
    paths = tuple(folder / f"m{number:02}.zh.md" for number in range(modules))
    for number, path in enumerate(paths):
        path.write_text(module(number, slides, kinds), "utf-8")
    return paths


def spec(names: tuple[str, ...]) -> str:
    """Return a deck of these modules in five sections."""
    lines = ["title: 量度", "lang: zh", "audience: tech", "format: lecture", "minutes: 600", "speaker: 甲", "sections:"]
    for part in range(min(5, len(names))):
        lines += [f"  - title: 第 {part + 1} 部分", "    modules:", *(f"      - {name}" for name in names[part::5])]
    return "\n".join(lines) + "\n"
