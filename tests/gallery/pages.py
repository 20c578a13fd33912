"""The gallery as Markdown: one slide for each layout, filled by amount (0 plain, 1 crowded, 2 extreme)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from tests.gallery.words import AMOUNTS, OF, Words

Make = Callable[[Words, int], str]


def markdown(lang: str, amount: str) -> str:
    """Return a module with every layout."""
    words, level = OF[lang], AMOUNTS.index(amount)
    slides = [_slide(name, make(words, level), words, level) for name, make in MAKERS.items()]
    if level == 2:
        slides += [_slide("", body, words, 0) for body in _odd(words)]
    return "---\ntitle: Gallery\nminutes: 5\n---\n" + "\n\n---\n".join(slides) + "\n"


def _slide(name: str, body: str, words: Words, level: int) -> str:
    layout = f"<!-- layout: {name} -->\n" if name else ""
    said = words.titles[level] if level or not name else words.claims[list(MAKERS).index(name)]
    title = "" if name == "blank" else f"# {said}\n\n"
    return f"{layout}{title}{body}\n\n<!-- {words.note} -->"


def _list(items: tuple[str, ...], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" if mark == "-" else f"{n}. {item}" for n, item in enumerate(items, 1))


def _points(words: Words, count: int) -> str:
    return _list(words.points[:count])


def _cover(words: Words, level: int) -> str:
    return f"{words.short[0]}\n\n{words.names[0]} · 2026-12-03" if level < 2 else f"{words.text}\n\n{' · '.join(words.names)} · 2026-12-03"


def _section(words: Words, level: int) -> str:
    return (words.short[0], words.quote, words.text)[level]


def _agenda(words: Words, level: int) -> str:
    if not level:
        return _list(words.parts, "1")
    return _list(tuple(islice(cycle((*words.short, *words.heads)), (4, 7, 12)[level])), "1")


def _claim(words: Words, level: int) -> str:
    return _points(words, (3, 7, 12)[level]) + f"\n\n{words.source}"


def _columned(*parts: str, kind: str = "column") -> str:
    inner = "\n".join(f"::: {kind}\n{part}\n:::" for part in parts)
    return f"::: columns\n{inner}\n:::"


def _two(words: Words, level: int) -> str:
    count = (3, 5, 8)[level]
    left = f"### {words.heads[0]}\n{_points(words, count)}"
    return _columned(left, f"### {words.heads[1]}\n{_list(words.points[-count:])}")


def _cards(words: Words, level: int) -> str:
    texts = (words.points[3:6], words.points[:3], (words.text, words.quote, words.text))[level]
    return "\n\n".join(f"### {head}\n{text}" for head, text in zip(words.heads, texts, strict=True))


def _comparison(words: Words, level: int) -> str:
    count = (2, 4, 7)[level]
    return f"### {words.heads[0]}\n{_points(words, count)}\n\n### {words.heads[1]}\n{_list(words.points[-count:])}"


def _number(words: Words, level: int) -> str:
    return f"{words.number[0]}\n\n{(words.number[1], words.quote, words.text)[level]}"


def _quote(words: Words, level: int) -> str:
    return f"> {(words.quote, words.text, words.text + words.quote + words.text)[level]}\n>\n> — {words.by}"


def _full(words: Words, level: int) -> str:
    return f"![{words.alt}]({('wide.png', 'bright.png', 'tall.png')[level]}){{fit=cover}}" + (f"\n\n{words.text}" if level else "")


def _beside(words: Words, level: int) -> str:
    return f"{_points(words, (3, 5, 9)[level])}\n\n![{words.alt}]({('wide.png', 'drawing.svg', 'tall.png')[level]})"


def _table(words: Words, level: int) -> str:
    rows = (4, 9, 40)[level]
    columns = words.columns if level < 2 else (*words.columns, *words.heads)
    cells = words.cells if level < 2 else (*words.cells, *words.short)
    if level:
        cells = (words.points[2].replace("|", " "), *cells[1:])
    lines = [f"| {' | '.join(columns)} |", "| " + " | ".join("---:" if n == 1 else "---" for n in range(len(columns))) + " |"]
    lines += [f"| {n} {' | '.join(cells)} |" for n in range(1, rows + 1)] if level else [f"| {' | '.join(row)} |" for row in words.rows]
    return "\n".join(lines) + f"\n\n{words.source}"


def _chart(words: Words, level: int) -> str:
    names = words.heads[: (1, 3, 3)[level]]
    rows = [
        f"Q{month % 4 + 1} {2025 + month // 4},{','.join(str(40 + 7 * month + 11 * n) for n in range(len(names)))}"
        for month in range((4, 8, 12)[level])
    ]
    return f"```chart {('column', 'line', 'bar')[level]}\n,{','.join(names)}\n" + "\n".join(rows) + f"\n```\n\n{words.source}"


def _code(words: Words, level: int) -> str:
    line = 'receipt = client.send(template="welcome", to=user, retry={n})  # ' + words.short[0]
    lines = [line.format(n=n) for n in range((5, 16, 90)[level])]
    return "```python\n" + "\n".join(lines) + "\n```"


def _steps(words: Words, level: int) -> str:
    count = (3, 5, 8)[level]
    heads = tuple(islice(cycle(words.heads), count))
    texts = (words.short * 2)[:count] if level < 2 else words.points[:count]
    return _list(tuple(f"**{head}** {text.replace('**', '')}" for head, text in zip(heads, texts, strict=False)), "1")


def _people(words: Words, level: int) -> str:
    names = words.names[: (3, 4, 6)[level]]
    pictures = cycle(("face.png", "tall.png", "wide.png"))
    return _columned(*(f"![{name}]({picture})\n### {name}\n{words.job}" for name, picture in zip(names, pictures, strict=False)))


def _qr(words: Words, level: int) -> str:
    lines = (words.short[:1], words.points[:3], words.points[:8])[level]
    return f"![{words.alt}](qr:feedback)\n\n" + "\n\n".join(lines)


def _blank(words: Words, level: int) -> str:
    return (words.quote, words.text, words.text * 4)[level]


def _odd(words: Words) -> tuple[str, ...]:
    """Return what belongs to no layout and still has to come out right."""
    long = (words.text * 12)[:600] if len(words.text) < 100 else (words.text + " ") * 3
    return (
        long,
        "مرحبا بكم في المنصة الموحدة للإشعارات\n\n" + words.text,
        f"- 🚀 {words.short[0]}\n- ✅ {words.short[1]}\n- 👩‍💻 {words.short[2]}",
        f"![{words.alt}](drawing.svg)\n\n![{words.alt}](tall.png)\n\n![{words.alt}](wide.png)\n\n![{words.alt}](face.png)",
        "\n".join(f"{'  ' * (n % 3)}- {point}" for n, point in enumerate(words.points)),
        f"> [!WARNING]\n> {words.text}\n\n{_points(words, 3)}",
    )


MAKERS: dict[str, Make] = {
    "title": _cover,
    "section": _section,
    "agenda": _agenda,
    "claim-text": _claim,
    "two-content": _two,
    "three-cards": _cards,
    "comparison": _comparison,
    "big-number": _number,
    "quote": _quote,
    "picture-full": _full,
    "picture-text": _beside,
    "table": _table,
    "chart": _chart,
    "code": _code,
    "steps": _steps,
    "timeline": _steps,
    "people": _people,
    "qr": _qr,
    "closing": _cover,
    "blank": _blank,
}
