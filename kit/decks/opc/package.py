"""A deck's package: parts read when asked for, relationships resolved, what is wrong with the file said in one sentence."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from kit.decks.opc import contenttypes, names, rels, strict, xml
from kit.decks.opc.archive import Archive, Entry, open_file
from kit.decks.opc.rels import Rel
from kit.errors import Finding, KitError
from kit.i18n import N_

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """An open .pptx (.potx, .ppsx, .pptm …): a lazy, read-only graph of parts.

    `main` is the presentation part, `strict` tells that parts are translated while reading, `macros` that the deck holds VBA,
    `oddities` are findings about the file that reading could live with.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive, self.file = archive, archive.label
        self.strict = False
        self._rels: dict[str, dict[str, Rel]] = {}
        entry = archive.entries.get(names.key(names.CONTENT_TYPES))
        if entry is None:
            raise KitError("deck.not-pptx", "{file} is a zip file but no PowerPoint file.", file=self.file)
        self.types = contenttypes.parse(archive.read(entry), self.file)
        self.main = self._find_main()
        self.macros = contenttypes.MAIN.get(self.content_type(self.main)) == "macros"

    @classmethod
    def open(cls, source: Path | bytes, name: str = "") -> Package:
        """Open a deck; refuse what is no deck (deck.encrypted, .not-pptx, .damaged, .too-large, .lock-file, .old-format)."""
        label = name or (str(source) if isinstance(source, Path) else "the deck")
        if isinstance(source, Path) and source.name.startswith("~$"):
            text = N_("{file} is a lock file that PowerPoint leaves beside an open deck: choose the deck without ~$ in its name.")
            raise KitError("deck.lock-file", text, file=label)
        file = open_file(source)
        try:
            _refuse_ole(file, label)
            return cls(Archive(file, label))
        except BaseException:
            file.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self.archive.file.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def oddities(self) -> list[Finding]:
        """Findings about the zip itself."""
        return self.archive.oddities

    def entry(self, name: str) -> Entry | None:
        """Return the zip entry of a part, None when there is no such part."""
        return self.archive.entries.get(names.key(name))

    def has(self, name: str) -> bool:
        """Tell whether the part exists."""
        return names.key(name) in self.archive.entries

    def part_names(self) -> list[str]:
        """Return the names of all parts, relationship parts and the content types left out."""
        listed = (e.name for e in self.archive.entries.values())
        return [n for n in listed if names.extension(n) != "rels" and names.key(n) != names.key(names.CONTENT_TYPES)]

    def content_type(self, name: str) -> str:
        """Return the declared content type of a part, "" when there is none."""
        return self.types.of(name)

    def read(self, name: str) -> bytes:
        """Return a part's bytes (XML in UTF-8, that of strict decks in transitional words); refuse a missing part."""
        entry = self.entry(name)
        if entry is None:
            text = N_("{file} is damaged: its part {part} is missing; open it in PowerPoint, let it repair, and save it again.")
            raise KitError("deck.damaged", text, file=self.file, part=name)
        data = self.archive.read(entry)
        if names.extension(name) not in ("xml", "vml"):
            return data
        return strict.transitional(xml.utf8(data)) if self.strict else xml.utf8(data)

    def root(self, name: str) -> xml.Element:
        """Return a part's XML root, parsed anew at each call."""
        return xml.parse(self.read(name), name, self.file)

    def root_or_none(self, name: str) -> xml.Element | None:
        """Return the root of a part that a deck can do without, None when it is missing, empty or cannot be read."""
        try:
            return self.root(name) if name and self.has(name) else None
        except KitError as error:
            if error.code != "deck.damaged":
                raise
            return None

    def rels(self, name: str = "/") -> dict[str, Rel]:
        """Return the relationships of a part ("/" is the package) by id."""
        known = names.key(name)
        if known not in self._rels:
            entry = self.archive.entries.get(names.key(names.rels_of(name)))
            listed = rels.parse(self.archive.read(entry), name, self.file) if entry else []
            self._rels[known] = {rel.id: self._settled(rel) for rel in listed}
        return self._rels[known]

    def related(self, name: str, kind: str) -> str:
        """Return the first existing part that `name` relates to by the last word of the type, "" when there is none."""
        return next((rel.target for rel in self.rels(name).values() if rel.kind == kind and not rel.external and self.has(rel.target)), "")

    def _settled(self, rel: Rel) -> Rel:
        """Spell the target as the zip does and the type as transitional OOXML does."""
        entry = None if rel.external else self.archive.entries.get(names.key(rel.target))
        kind, target = strict.rel_type(rel.type), entry.name if entry else rel.target
        return rel if kind == rel.type and target == rel.target else rel._replace(type=kind, target=target)

    def _find_main(self) -> str:
        entry = self.archive.entries.get(names.key("/_rels/.rels"))
        listed = rels.parse(self.archive.read(entry), "/", self.file) if entry else []
        self.strict = any(rel.type.startswith(strict.STRICT.decode()) for rel in listed)
        main = next((rel.target for rel in listed if rel.kind == "officeDocument" and not rel.external), "/ppt/presentation.xml")
        found = self.entry(main)
        if found is None:
            raise KitError("deck.not-pptx", "{file} holds no presentation: its main part is missing.", file=self.file)
        if self.content_type(main) not in contenttypes.MAIN and not self._shows(main):
            raise KitError("deck.not-pptx", "{file} is an Office file but not a PowerPoint presentation.", file=self.file)
        return found.name

    def _shows(self, main: str) -> bool:
        """Tell whether a main part of no known type is a presentation all the same."""
        root = self.root_or_none(main) if self.content_type(main) in ("", "application/xml", "text/xml") else None
        return root is not None and root.tag == xml.q("p:presentation")


def _refuse_ole(file: BinaryIO, label: str) -> None:
    """Refuse the container that encrypted decks and the old .ppt format share."""
    head = file.read(8)
    if not head:
        raise KitError("deck.not-pptx", "{file} is empty.", file=label)
    if head == OLE:
        body = file.read(40_000_000)
        if "PowerPoint Document".encode("utf-16-le") in body and "EncryptedPackage".encode("utf-16-le") not in body:
            raise KitError("deck.old-format", "{file} has the old .ppt format: open it in PowerPoint and save it as .pptx.", file=label)
        raise KitError(
            "deck.encrypted", "{file} is protected by a password or by rights management: open it and save an unprotected copy.", file=label
        )
    file.seek(0)
