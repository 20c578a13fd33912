"""The deck being made: parts with fresh names, relationships between them, media shared by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from kit.decks.invariants.facts import Facts
from kit.decks.opc import Package, Rel, contenttypes, names, rels
from kit.decks.opc.archive import Entry
from kit.decks.opc.writer import Packed, ZipWriter, pack

STRANGE = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Raw:
    """Content that stays as it lies, packed, in a source."""

    package: Package
    entry: Entry

    @property
    def size(self) -> int:
        """Return the unpacked size."""
        return self.entry.size

    @property
    def stored(self) -> int:
        """Return the bytes it takes in a zip."""
        return self.entry.packed


@dataclass(slots=True, eq=False)
class Link:
    """A relationship of the new deck: to one of its parts, or to an address outside."""

    id: str
    type: str
    target: Part | str

    @property
    def kind(self) -> str:
        """Return the last word of the type."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(slots=True, eq=False)
class Part:
    """A part of the new deck; `origin` tells which part of which source it is a copy of."""

    name: str
    type: str
    body: Packed | Raw | None = None
    links: list[Link] = field(default_factory=list)
    origin: tuple[Package, str] | None = None
    facts: Facts | None = None

    def fill(self, data: bytes) -> None:
        """Give the part its content."""
        self.body = pack(data)

    def link(self, kind: str, target: Part | str, rid: str = "") -> str:
        """Relate the part to `target` and return the id; `kind` is a full type, `rid` is used when it is free."""
        taken = {link.id for link in self.links}
        if not rid or rid in taken:
            n = len(self.links) + 1
            while f"rId{n}" in taken:
                n += 1
            rid = f"rId{n}"
        self.links.append(Link(rid, kind, target))
        return rid

    def first(self, kind: str) -> Part | None:
        """Return the first part that this one relates to by `kind`."""
        return next((link.target for link in self.links if link.kind == kind and isinstance(link.target, Part)), None)

    @property
    def stored(self) -> int:
        """Return the bytes the content takes in the zip."""
        if isinstance(self.body, Raw):
            return self.body.stored
        return len(self.body.data) if self.body else 0


class Output:
    """All parts of the new deck in the order of their making, and the package's own relationships."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.root = Part("/", "")
        self._numbers: dict[str, int] = {}
        self._taken: set[str] = set()
        self._shared: dict[tuple[str, int, int], list[Part]] = {}
        self._digests: dict[int, bytes] = {}
        self._used: set[tuple[int, int]] = set()

    def part(self, name: str, kind: str, *, number: bool = True) -> Part:
        """Make an empty part named after `name`, numbered unless told otherwise, unique whatever the case of letters."""
        folder, _, base = name.rpartition("/")
        ext = f".{names.extension(name)}" if names.extension(name) else ""
        stem = _ascii(names.stem(name) if number else base[: len(base) - len(ext)])
        folder = "/".join(_ascii(piece) for piece in folder.split("/"))
        found = f"{folder}/{stem}{ext}" if not number else ""
        while not found or found.lower() in self._taken:
            n = self._numbers[f"{folder}/{stem}".lower()] = self._numbers.get(f"{folder}/{stem}".lower(), 0) + 1
            found = f"{folder}/{stem}{n}{ext}"
        self._taken.add(found.lower())
        made = Part(found, kind)
        self.parts.append(made)
        return made

    def copy(self, package: Package, name: str, kind: str) -> Part:
        """Make a part whose content passes through from a source as it is."""
        made = self.part(name, kind)
        made.origin = (package, name)
        made.body = body_of(package, name)
        return made

    def body(self, package: Package, name: str) -> Packed | Raw:
        """Return the content of a source's part: its raw bytes where they may stay as they are."""
        return body_of(package, name)

    def share(self, package: Package, name: str, kind: str) -> Part:
        """Return the part with the same bytes and type that the deck already holds, else a copy.

        Films, sounds and fonts that one source holds twice stay two: only pictures are worth more.
        """
        entry = package.entry(name)
        assert entry is not None
        known = self._shared.setdefault((kind, entry.crc, entry.size), [])
        wanted = _digest(package, entry) if known else b""
        for part in known:
            free = kind.startswith("image/") or (id(part), id(package)) not in self._used
            if free and self._digest_of(part) == wanted:
                self._used.add((id(part), id(package)))
                return part
        made = self.copy(package, name, kind)
        self._used.add((id(made), id(package)))
        known.append(made)
        return made

    def write(self, file: BinaryIO, progress: Callable[[int, int], None] | None = None) -> None:
        """Write the package: content types, relationships, parts, in an order that depends on nothing but the input."""
        zipped = ZipWriter(file)
        zipped.add(names.CONTENT_TYPES, pack(contenttypes.dump((part.name, part.type) for part in self.parts)))
        zipped.add("/_rels/.rels", pack(rels.dump(relationships(self.root), "/")))
        for part in self.parts:
            _write(zipped, part)
        zipped.close()

    def _digest_of(self, part: Part) -> bytes:
        if id(part) not in self._digests:
            assert isinstance(part.body, Raw)
            self._digests[id(part)] = _digest(part.body.package, part.body.entry)
        return self._digests[id(part)]


def body_of(package: Package, name: str) -> Packed | Raw:
    """Return a part's content: raw where the bytes may stay as they are."""
    entry = package.entry(name)
    if entry is None or entry.method not in (0, 8) or (package.strict and names.extension(name) in ("xml", "vml")):
        return pack(package.read(name))
    return Raw(package, entry)


def relationships(part: Part) -> Iterator[Rel]:
    """Yield the relationships of a part by name of their targets."""
    for link in part.links:
        if isinstance(link.target, Part):
            yield Rel(link.id, link.type, link.target.name)
        else:
            yield Rel(link.id, link.type, link.target, external=True)


def _write(zipped: ZipWriter, part: Part) -> None:
    body = part.body
    if isinstance(body, Raw):
        entry = body.entry
        zipped.add_raw(part.name, body.package.archive.raw(entry), entry.crc, entry.packed, entry.size, entry.method)
    elif body is not None:
        zipped.add(part.name, body)
    if part.links:
        zipped.add(names.rels_of(part.name), pack(rels.dump(relationships(part), part.name)))


def _digest(package: Package, entry: Entry) -> bytes:
    counted = hashlib.sha256()
    for chunk in package.archive.inflate(entry):
        counted.update(chunk)
    return counted.digest()


def _ascii(text: str) -> str:
    return STRANGE.sub("_", text).strip(".") or "part" if text else ""
