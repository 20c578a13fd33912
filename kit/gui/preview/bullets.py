"""Bullets and numbers before paragraphs, as text programs count them."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.scene.values import Paragraph

WINGDINGS = {"§": "▪", "Ø": "➢", "ü": "✓", "q": "❑", "v": "❖", "l": "●", "n": "■", "à": "→", "ð": "⇨", "u": "◆", "o": "□", "Ÿ": "•",
    "w": "⬥", "x": "☒", "è": "➔", "r": "❑", "¨": "◻", "þ": "☑", "m": "○", "p": "❐", "ý": "☒", "û": "✗", "F": "☞"}  # fmt: skip
SYMBOLS = ("wingdings", "symbol", "webdings", "marlett")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"))  # fmt: skip
CHINESE = "零一二三四五六七八九"


def marks(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return what stands before each paragraph, "" for nothing; numbers count on within their level."""
    found: list[str] = []
    counts: dict[int, tuple[str, int]] = {}
    for paragraph in paragraphs:
        if not paragraph.text:
            found.append("")
            continue
        for level in [level for level in counts if level > paragraph.level]:
            del counts[level]
        kind, count = counts.get(paragraph.level, ("", 0))
        if not paragraph.bullet.startswith("#") or len(paragraph.bullet) == 1:
            counts.pop(paragraph.level, None)
            found.append(paragraph.bullet)
            continue
        count = count + 1 if kind == paragraph.bullet and count >= paragraph.mark_start else paragraph.mark_start
        counts[paragraph.level] = (paragraph.bullet, count)
        found.append(numbered(paragraph.bullet[1:], count))
    return found


def numbered(kind: str, count: int) -> str:
    """Return number `count` as a kind of numbering writes it: arabicPeriod 1., alphaLcParenR a), romanUcPeriod I. and the like."""
    low = kind.lower()
    if low.startswith("circle"):
        return chr(0x2460 + count - 1) if count <= 20 else f"({count})"
    if low.startswith("alpha"):
        text = _letters(count)
    elif low.startswith("roman"):
        text = _roman(count)
    elif low.startswith("ea1") and "jpn" not in low:
        text = _chinese(count)
    else:
        text = str(count)
    text = text.upper() if "uc" in low else text
    if low.endswith("parenboth"):
        return f"({text})"
    if low.endswith("parenr"):
        return f"{text})"
    return text if low.endswith("plain") else f"{text}."


def letter(mark: str, font: str) -> tuple[str, str]:
    """Return a bullet as any font has it and the font to set it in; signs of symbol fonts become the Unicode ones."""
    if not any(name in font.lower() for name in SYMBOLS):
        return mark, "" if font.startswith("+") else font
    plain = "".join(chr(ord(c) - 0xF000) if 0xF000 <= ord(c) <= 0xF0FF else c for c in mark)
    if "symbol" in font.lower():
        return "•" if plain in "·•" else plain, ""
    return WINGDINGS.get(plain, plain if len(plain) == 1 and ord(plain) > 0x2000 else "•"), ""


def _letters(count: int) -> str:
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while count >= value:
            text, count = text + letters, count - value
    return text


def _chinese(count: int) -> str:
    if count < 10:
        return CHINESE[count]
    tens, ones = divmod(count, 10)
    if tens > 9:
        return str(count)
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")
