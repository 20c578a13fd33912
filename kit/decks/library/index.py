"""The library's cache: cards by file, and the words of every slide for searching; it can be deleted at any time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kit.decks.library import card as cards_
from kit.decks.library import terms
from kit.decks.library.card import Card

VERSION = 1
SCHEMA = """
CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, cards TEXT NOT NULL);
CREATE TABLE slide (id INTEGER PRIMARY KEY, path TEXT NOT NULL, module TEXT NOT NULL, lang TEXT NOT NULL, file TEXT NOT NULL,
  number INTEGER NOT NULL, module_title TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, notes TEXT NOT NULL, tags TEXT NOT NULL);
CREATE INDEX slide_path ON slide (path);
CREATE VIRTUAL TABLE words USING fts5 (title, tags, text, notes, characters);
"""
WEIGHTS = "8.0, 6.0, 2.0, 1.0, 1.0"


@dataclass(frozen=True)
class Hit:
    """A slide that holds every term: its module's id, its PowerPoint file if it has one, its number there, and where the term stands."""

    id: str
    file: str
    slide: int
    title: str
    snippet: str
    lang: str
    module_title: str = ""

    @property
    def ref(self) -> str:
        """The module's id, or this one slide of its file."""
        return f"{self.file}#{self.slide}" if self.file else self.id


class Index:
    """An open cache; where it cannot be written it lives in memory, where it is damaged it is made anew."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            for attempt in (1, 2):
                try:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                    return _ready(sqlite3.connect(self.path, timeout=10, isolation_level=None))
                except (sqlite3.DatabaseError, OSError):
                    with contextlib.suppress(OSError):
                        self.path.unlink(missing_ok=attempt == 1)
        return _ready(sqlite3.connect(":memory:", isolation_level=None))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def known(self) -> dict[str, str]:
        """Return path → stamp of every file in the cache."""
        return dict(self.db.execute("SELECT path, stamp FROM file").fetchall())

    def cards(self, paths: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        """Return the cards of files; one that is damaged is left out."""
        wanted, found = set(paths), {}
        for path, text in self.db.execute("SELECT path, cards FROM file"):
            if path in wanted:
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    found[path] = cards_.loads(text)
        return found

    def change(self, new: dict[str, tuple[str, tuple[Card, ...]]], gone: Iterable[str]) -> None:
        """Put in the cards of changed files (path → stamp, cards) and take out files that are gone."""
        gone = set(gone)
        if not new and not gone:
            return
        with contextlib.suppress(sqlite3.OperationalError):  # busy or read-only: the next start tries again
            self.db.execute("BEGIN IMMEDIATE")
            try:
                for path in (*gone, *new):
                    self._forget(path)
                for path, (stamp, cards) in new.items():
                    self.db.execute("INSERT INTO file VALUES (?, ?, ?)", (path, stamp, cards_.dumps(cards)))
                    for card in _searched(cards):
                        self._add(path, card)
                self.db.execute("COMMIT")
            except BaseException:
                self.db.execute("ROLLBACK")
                raise

    def _forget(self, path: str) -> None:
        self.db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM slide WHERE path = ?)", (path,))
        self.db.execute("DELETE FROM slide WHERE path = ?", (path,))
        self.db.execute("DELETE FROM file WHERE path = ?", (path,))

    def _add(self, path: str, card: Card) -> None:
        tags = " ".join((*card.tags, card.track, card.title, card.owner))
        for slide in card.slides:
            row = (path, card.id, card.lang, card.file, slide.number, card.title, slide.title, slide.text, slide.notes, tags)
            added = self.db.execute(
                "INSERT INTO slide (path, module, lang, file, number, module_title, title, text, notes, tags) VALUES (?,?,?,?,?,?,?,?,?,?)",
                row,
            )
            fields = [terms.pairs(text) for text in (slide.title, tags, slide.text, slide.notes)]
            single = terms.characters(" ".join((slide.title, tags, slide.text, slide.notes)))
            self.db.execute(
                "INSERT INTO words (rowid, title, tags, text, notes, characters) VALUES (?,?,?,?,?,?)", (added.lastrowid, *fields, single)
            )

    def search(self, query: str, lang: str = "", limit: int = 200) -> tuple[Hit, ...]:
        """Return the slides that hold every term of `query`, best first; none for a query without a word."""
        asked = terms.question(query)
        if not asked:
            return ()
        rows = self.db.execute(
            "SELECT module, file, number, slide.title, slide.text, slide.notes, slide.tags, lang, module_title FROM words "
            f"JOIN slide ON slide.id = words.rowid WHERE words MATCH ? AND (? = '' OR lang IN ('', ?)) ORDER BY bm25(words, {WEIGHTS}), "
            "module, lang, number LIMIT ?",
            (asked, lang, lang, limit),
        )
        return tuple(
            Hit(module, file, number, title, terms.snippet(query, (text, title, notes, tags)), where, name)
            for module, file, number, title, text, notes, tags, where, name in rows
        )


def _searched(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return cards so that every slide is found once: of a whole file only the slides that are in no module."""
    taken = {slide.number for card in cards if card.kind == "pptx" for slide in card.slides}
    loose = (replace(card, slides=tuple(s for s in card.slides if s.number not in taken)) for card in cards if card.kind == "file")
    return (*loose, *(card for card in cards if card.kind != "file"))


def _ready(db: sqlite3.Connection) -> sqlite3.Connection:
    """Bring a cache to this version's tables; a cache of another version is emptied."""
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            db.execute("BEGIN IMMEDIATE")
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('file', 'slide', 'words')"
            ).fetchall():
                db.execute(f"DROP TABLE {name}")
            for statement in SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        db.execute("SELECT count(*) FROM file, words LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
