"""Read YAML with every scalar as text and its line, typed by the reader's schema; write it back keeping the person's comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kit.content import files
from kit.errors import Finding, KitError, Severity
from kit.i18n import N_

LIMIT = 100_000  # values in one file once its aliases are followed: more is a bomb, not a page
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII)
LANGUAGES = ("zh", "en")
ALIKE = {"cn": "zh", "chinese": "zh", "中文": "zh", "zhongwen": "zh", "english": "en", "eng": "en", "英文": "en", "英语": "en"}
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4}){0,2}")
FLAGS = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}


class Text(str):
    """A scalar as it was written, with the line it stands on."""

    __slots__ = ("line",)

    def __new__(cls, value: str = "", line: int = 0) -> Text:
        """Make the text; strings cannot take their line later."""
        made = super().__new__(cls, value)
        made.line = line
        return made

    line: int


def read(path: Path) -> Page:
    """Return the mapping in the YAML file at `path`; raises KitError with file:line when it cannot be read."""
    return parse(files.read_text(path), str(path))


def parse(text: str, file: str = "", first: int = 1) -> Page:
    """Return the mapping that `text` holds; `first` is the line of `file` on which it begins."""
    node = _compose(text, file, first)
    findings: list[Finding] = []
    if node is None:
        return Page(file, first, {}, {}, findings)
    made = _Tree(file, first, findings).value(node)
    if not isinstance(made, Page):
        raise _refusal(file, first, "a list of `key: value` lines is needed here")
    return made


def plain(value: Any) -> Any:
    """Return a value as ordinary dicts, lists and strings."""
    if isinstance(value, Page):
        return {key: plain(inner) for key, inner in value.values.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else str(value)


def nearest(word: str, known: Iterable[str], n: int = 1) -> list[str]:
    """Return the names most like `word`, best first."""
    import difflib

    return difflib.get_close_matches(word, list(known), n=n, cutoff=0.6)


@dataclass(frozen=True)
class Page:
    """A mapping as it was written: values are texts, tuples of values, or pages; getters type them and note what does not fit."""

    file: str = ""
    line: int = 1
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    lines: dict[str, int] = field(default_factory=dict, hash=False)
    notes: list[Finding] = field(default_factory=list, hash=False, compare=False, repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What did not fit so far, in this page and the pages inside it."""
        return tuple(self.notes)

    def has(self, key: str) -> bool:
        """Return whether `key` was written and not left empty."""
        return bool(self.values.get(key, "") != "")

    def names(self) -> tuple[str, ...]:
        """Return the keys in the order they were written."""
        return tuple(self.values)

    def at(self, key: str) -> int:
        """Return the line of `key`, or of the page."""
        return self.lines.get(key, self.line)

    def text(self, key: str, default: str = "") -> str:
        """Return the text under `key`."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.note(key, "yaml.text", N_("`{key}` takes one text, not a list."), key=key)
            return default
        return str(value) if value != "" else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; one text alone is a list of one."""
        found = [item for item in self.items(key) if isinstance(item, str)]
        if len(found) != len(self.items(key)):
            self.note(key, "yaml.texts", N_("`{key}` takes a list of texts."), key=key)
        return tuple(str(item) for item in found)

    def items(self, key: str) -> tuple[Any, ...]:
        """Return the list under `key`, each item a Text, a tuple or a Page; one value alone is a list of one."""
        value = self.values.get(key, "")
        if isinstance(value, tuple):
            return value
        return (value,) if value != "" else ()

    def page(self, key: str) -> Page:
        """Return the mapping under `key`, an empty one when it is missing."""
        value = self.values.get(key, "")
        if isinstance(value, Page):
            return value
        if value != "":
            self.note(key, "yaml.page", N_("`{key}` takes `name: value` pairs."), key=key)
        return Page(self.file, self.at(key), {}, {}, self.notes)

    def integer(self, key: str, default: int = 0, *, least: int | None = None, most: int | None = None) -> int:
        """Return the whole number under `key`."""
        value = self.number(key, float(default), least=least, most=most)
        if value != int(value):
            self.note(key, "yaml.integer", N_("`{key}` takes a whole number, not {value}."), key=key, value=self.values.get(key))
            return default
        return int(value)

    def number(self, key: str, default: float = 0.0, *, least: float | None = None, most: float | None = None) -> float:
        """Return the number under `key`."""
        value = self.text(key)
        if not value:
            return default
        if not NUMBER.match(value):
            self.note(key, "yaml.number", N_("`{key}` takes a number, not {value}."), key=key, value=value)
            return default
        number = float(value)
        if (least is not None and number < least) or (most is not None and number > most):
            text = N_("`{key}` must lie between {least} and {most}, not {value}.")
            self.note(key, "yaml.range", text, key=key, value=value, least=least, most="∞" if most is None else most)
            return default
        return number

    def flag(self, key: str, default: bool = False) -> bool:
        """Return yes or no under `key`."""
        value = self.text(key).lower()
        if value and value not in FLAGS:
            self.note(key, "yaml.flag", N_("`{key}` takes yes or no, not {value}."), key=key, value=value)
        return FLAGS.get(value, default)

    def day(self, key: str) -> date | None:
        """Return the date under `key`, written as 2026-11-30."""
        value = self.text(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.note(key, "yaml.date", N_("`{key}` takes a date like 2026-11-30, not {value}."), key=key, value=value)
            return None

    def choice(self, key: str, known: Iterable[str], default: str = "") -> str:
        """Return the word under `key` if it is one of `known`."""
        value, words = self.text(key), tuple(known)
        if value and value not in words:
            self._unknown(key, value, words)
            return default
        return value or default

    def word(self, key: str, known: Iterable[str], default: str = "") -> str:
        """Return the word under `key` as it was written, and note when it is not one of `known`."""
        value, words = self.text(key), tuple(known)
        if value and value not in words:
            self._unknown(key, value, words)
        return value or default

    def language(self, key: str, default: str = "") -> str:
        """Return the code of a language under `key` as it was written, and note when there is no such language."""
        value = self.text(key)
        if value and value not in LANGUAGES and not _spoken(value):
            self._unknown(key, value, LANGUAGES, ALIKE.get(value.lower(), ""))
        return value or default

    def _unknown(self, key: str, value: str, known: tuple[str, ...], near: str = "") -> None:
        near = near or next(iter(nearest(value, known)), "")
        text = (
            N_("`{key}: {value}` is not known: did you mean `{near}`?")
            if near
            else N_("`{key}: {value}` is not known: use one of {known}.")
        )
        self.note(key, "yaml.choice", text, key=key, value=value, known=", ".join(known), near=near)

    def only(self, known: Iterable[str]) -> None:
        """Note every key that is not one of `known`, with the nearest name."""
        words = tuple(known)
        for key in self.values:
            if key in words:
                continue
            near = nearest(key, words)
            if near:
                self.note(key, "yaml.unknown-near", N_("`{key}` is not known here: did you mean `{near}`?"), key=key, near=near[0])
            else:
                self.note(key, "yaml.unknown", N_("`{key}` is not known here."), key=key)

    def note(self, at: str, code: str, text: str, /, *, severity: Severity = "warning", **fields: Any) -> None:
        """Add a finding at the line of the key `at`."""
        self.notes.append(Finding(code, text, fields, file=self.file, line=self.at(at), severity=severity))


def _spoken(code: str) -> bool:
    """Tell whether a code names a language."""
    from babel import localedata

    return bool(CODE.fullmatch(code)) and (localedata.exists(code.replace("-", "_")) or localedata.exists(code.split("-")[0]))


class _Tree:
    """Turns composed nodes into values, counting them so that nested aliases cannot blow up."""

    def __init__(self, file: str, first: int, findings: list[Finding]) -> None:
        self.file, self.shift, self.findings = file, first, findings
        self.made = 0
        self.open: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        line = node.start_mark.line + self.shift
        self.made += 1
        if self.made > LIMIT or id(node) in self.open:
            raise _refusal(self.file, line, "its aliases (`*name`) repeat without end")
        if isinstance(node, yaml.ScalarNode):
            return Text(node.value, line)
        self.open.add(id(node))
        made = self._mapping(node, line) if isinstance(node, yaml.MappingNode) else tuple(self.value(inner) for inner in node.value)
        self.open.discard(id(node))
        return made

    def _mapping(self, node: yaml.MappingNode, line: int) -> Page:
        page = Page(self.file, line, {}, {}, self.findings)
        for key_node, value_node in node.value:
            at = key_node.start_mark.line + self.shift
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refusal(self.file, at, "a key must be one word or text")
            key = str(key_node.value)
            if key in page.values:
                text = N_("`{key}` is written twice; the first one (line {first}) counts.")
                self.findings.append(Finding("yaml.twice", text, {"key": key, "first": page.lines[key]}, file=self.file, line=at))
                continue
            page.lines[key] = at
            page.values[key] = self.value(value_node)
        return page


_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _compose(text: str, file: str, first: int) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.rstrip().count("\n")) if mark else 0
        raise _refusal(file, first + line, error.problem or "it cannot be understood") from error
    except yaml.reader.ReaderError as error:
        raise _refusal(file, first, f"the character U+{int(error.character):04X} is not allowed") from error
    except (yaml.YAMLError, RecursionError, MemoryError) as error:
        raise _refusal(file, first, "it is nested too deeply") from error


def _refusal(file: str, line: int, reason: str) -> KitError:
    return KitError("yaml.broken", "{path}:{line}: this is not valid YAML: {reason}.", path=file, line=line, reason=reason)
