"""Cut text into search terms: Latin words, and Chinese by characters and pairs, since SQLite's own cutters miss 架构."""

from __future__ import annotations

import re
import unicodedata

PIECE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W\u3400-\u9fff\uf900-\ufaff_]+")
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def normal(text: str) -> str:
    """Return text as it is compared: one width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def pairs(text: str) -> str:
    """Return the words of `text` and its Chinese as pairs of neighbours, in order, between blanks."""
    made: list[str] = []
    for piece in PIECE.findall(normal(text)):
        made += [piece[n : n + 2] for n in range(len(piece) - 1)] if CHINESE.match(piece) else [piece]
    return " ".join(made)


def characters(text: str) -> str:
    """Return the Chinese characters of `text` one by one."""
    return " ".join(CHINESE.findall(normal(text)))


def question(query: str) -> str:
    """Return `query` in the language of FTS5: every term must be there, Latin ones as beginnings of words."""
    asked: list[str] = []
    for piece in PIECE.findall(normal(query)):
        if not CHINESE.match(piece):
            asked.append(f'"{piece}"*')
        elif len(piece) == 1:
            asked.append(f'characters:"{piece}"')
        else:
            asked.append('"' + " ".join(piece[n : n + 2] for n in range(len(piece) - 1)) + '"')
    return " ".join(asked)


def snippet(query: str, texts: tuple[str, ...], around: int = 24) -> str:
    """Return the stretch of the first text that holds a term of the query, cut at both ends."""
    terms = PIECE.findall(normal(query))
    for text in texts:
        flat = " ".join(text.split())
        low = normal(flat)
        at = min((place for term in terms if (place := low.find(term)) >= 0), default=-1)
        if at >= 0:
            start, end = max(at - around, 0), at + around * 2
            return ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")
    return " ".join(next((text for text in texts if text), "").split())[: around * 3]
