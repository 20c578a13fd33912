"""What can be refused (KitError) and what can be found (Finding), said as untranslated sentences with fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


class Word(str):
    """A word in a field that is said in the reader's language like the sentence around it."""

    __slots__ = ()


class KitError(Exception):
    """Refuse something in one sentence that a person can act on.

    `text` stays untranslated with `{placeholders}`; each door says it in its own language from `text` and `fields`.
    """

    def __init__(self, code: str, text: str, **fields: Any) -> None:
        super().__init__(code, text, fields)
        self.code = code
        self.text = text
        self.fields = fields

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`."""
        return fill(translate(self.text), _said(self.fields, translate))

    def __str__(self) -> str:
        return fill(self.text, self.fields)


@dataclass(frozen=True)
class Finding:
    """Tell one thing a check noticed: where it is, what it is, and how to mend it."""

    code: str
    text: str
    fields: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    slide: int = 0
    part: str = ""
    fix: str = ""
    severity: Severity = "warning"

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the sentence, without its place and fix, in the language of `translate`."""
        return fill(translate(self.text), _said(self.fields, translate))

    def mending(self, translate: Callable[[str], str]) -> str:
        """Return how to mend it in the language of `translate`, "" when there is no offer."""
        return fill(translate(self.fix), _said(self.fields, translate)) if self.fix else ""

    @property
    def place(self) -> str:
        """Where it is: file:line, slide, part."""
        words = (self.file + (f":{self.line}" if self.line else ""), f"slide {self.slide}" if self.slide else "", self.part)
        return " ".join(word for word in words if word)

    def __str__(self) -> str:
        place, said, fix = self.place, fill(self.text, self.fields), fill(self.fix, self.fields)
        return (f"{place}: " if place else "") + said + (f" ({fix})" if fix else "")


def _said(fields: dict[str, Any], translate: Callable[[str], str]) -> dict[str, Any]:
    return {name: translate(value) if isinstance(value, Word) else value for name, value in fields.items()}


def fill(text: str, fields: dict[str, Any]) -> str:
    """Put the fields into the sentence; a sentence whose fields are missing is returned as it is."""
    try:
        return text.format(**fields)
    except (KeyError, IndexError, ValueError):
        return text


def from_os(error: OSError, path: Path | str) -> KitError:
    """Turn an operating system's refusal about `path` into a sentence that says what to do."""
    import errno

    name = str(path)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return KitError("disk.full", "There is no space left to write {path}: free some space and try again.", path=name)
        case errno.EACCES | errno.EPERM:
            return KitError("file.denied", "{path} may not be read or written: it is locked, open elsewhere or protected.", path=name)
        case errno.EROFS:
            return KitError("file.readonly", "{path} lies on a read-only disk: choose another folder.", path=name)
        case errno.ENOENT:
            return KitError("file.missing", "{path} was not found.", path=name)
        case errno.EISDIR:
            return KitError("file.is-folder", "{path} is a folder, a file is needed.", path=name)
        case errno.ENOTDIR | errno.EEXIST:
            return KitError("file.not-folder", "{path} lies below something that is not a folder.", path=name)
        case errno.ENAMETOOLONG:
            return KitError("file.name-long", "The name {path} is too long for this disk.", path=name)
    return KitError("file.failed", "{path} could not be used: {reason}.", path=name, reason=error.strerror or str(error))
