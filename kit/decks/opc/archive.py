"""Zip files of decks: entries with their raw bytes, read within limits that no bomb passes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kit.decks.opc import names
from kit.errors import Finding, KitError, from_os
from kit.i18n import N_

XML_LIMIT = 64_000_000  # bytes of one XML part; the largest seen in real decks is 9 MB
BOMB_SIZE, BOMB_RATIO = 16_000_000, 250  # a larger XML part that also packs this well is no slide
TOTAL_LIMIT = 1_500_000_000  # bytes of all XML parts of one deck
ENTRY_LIMIT = 200_000
CHUNK = 1 << 18
XML_ENDINGS = ("xml", "rels", "vml")


class Entry(NamedTuple):
    """One entry of a zip: where its packed bytes lie and what they become."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int


class Archive:
    """An open zip file; `entries` by comparing spelling of the name, the last of equal names wins as in every zip reader."""

    def __init__(self, file: BinaryIO, label: str) -> None:
        self.file, self.label = file, label
        self.oddities: list[Finding] = []
        self.entries: dict[str, Entry] = {}
        for info in self._directory():
            if info.filename.endswith(("/", "\\")):
                continue  # harmless: many zip tools list folders
            if info.flag_bits & 1:
                raise KitError(
                    "deck.encrypted", "{file} is protected by a password: open it in PowerPoint and save it without one.", file=label
                )
            known = names.key(info.filename)
            if known in self.entries:
                self._odd("zip.duplicate-name", N_("The zip holds {part} twice; the last one counts."), info.filename)
            self.entries[known] = Entry(
                names.clean(info.filename), info.compress_type, info.CRC, info.compress_size, info.file_size, info.header_offset
            )
        self._weigh()

    def read(self, entry: Entry) -> bytes:
        """Return the whole content of `entry`; refuse a damaged one and one that inflates past its declared size."""
        data = b"".join(self.inflate(entry))
        if len(data) != entry.size or zlib.crc32(data) != entry.crc:
            raise self._damaged(entry.name)
        return data

    def raw(self, entry: Entry) -> Iterator[bytes]:
        """Yield the packed bytes of `entry` as they lie in the file."""
        self.file.seek(entry.offset)
        head = self.file.read(30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise self._damaged(entry.name)
        name, extra = struct.unpack("<HH", head[26:30])
        start, left = entry.offset + 30 + name + extra, entry.packed
        self.file.seek(start)
        while left:
            chunk = self.file.read(min(CHUNK, left))
            if not chunk:
                raise self._damaged(entry.name)
            left -= len(chunk)
            yield chunk
            if left:
                self.file.seek(start + entry.packed - left)

    def inflate(self, entry: Entry) -> Iterator[bytes]:
        """Yield the content of `entry` piece by piece, never more than it declares."""
        if entry.method == zipfile.ZIP_STORED:
            yield from self.raw(entry)
            return
        if entry.method != zipfile.ZIP_DEFLATED:
            raise KitError("deck.damaged", "{file} packs {part} in a way PowerPoint does not use.", file=self.label, part=entry.name)
        unpack, left = zlib.decompressobj(-15), entry.size + 1
        try:
            for chunk in self.raw(entry):
                while chunk:
                    data = unpack.decompress(chunk, min(left, CHUNK * 4) or 1)
                    left -= len(data)
                    if left <= 0:
                        raise self._damaged(entry.name)
                    yield data
                    chunk = unpack.unconsumed_tail
        except zlib.error as error:
            raise self._damaged(entry.name) from error

    def _directory(self) -> list[zipfile.ZipInfo]:
        try:
            return zipfile.ZipFile(self.file).infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, EOFError, OSError) as error:
            trimmed = _without_tail(self.file)
            if trimmed is None:
                raise self._refuse(error) from error
            self._odd("zip.trailing-bytes", N_("Bytes follow the end of the zip."), "")
        try:
            listed = zipfile.ZipFile(trimmed).infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, EOFError, OSError) as error:
            raise self._refuse(error) from error
        self.file = trimmed
        return listed

    def _weigh(self) -> None:
        """Refuse archives whose directory already says that they are bombs."""
        if len(self.entries) > ENTRY_LIMIT:
            raise self._too_large()
        total = 0
        for entry in self.entries.values():
            if names.extension(entry.name) in XML_ENDINGS:
                total += entry.size
                if entry.size > XML_LIMIT or (entry.size > BOMB_SIZE and entry.size > BOMB_RATIO * max(entry.packed, 1)):
                    raise self._too_large(entry.name)
        if total > TOTAL_LIMIT:
            raise self._too_large()

    def _odd(self, code: str, text: str, part: str) -> None:
        self.oddities.append(Finding(code, text, {"part": part}, file=self.label, part=part, severity="warning"))

    def _damaged(self, part: str) -> KitError:
        text = N_("{file} is damaged: its part {part} cannot be unpacked; get a fresh copy of the file.")
        return KitError("deck.damaged", text, file=self.label, part=part)

    def _too_large(self, part: str = "") -> KitError:
        text = N_("{file} is refused: unpacked it would be far larger than any deck ({part}).")
        return KitError("deck.too-large", text, file=self.label, part=part or "in all")

    def _refuse(self, error: Exception) -> KitError:
        if isinstance(error, OSError):
            return from_os(error, self.label)
        self.file.seek(0)
        if self.file.read(4) == b"PK\3\4":
            return KitError(
                "deck.damaged", "{file} is damaged: the file is cut off or incomplete; get a fresh copy of it.", file=self.label
            )
        return KitError("deck.not-pptx", "{file} is not a PowerPoint file (.pptx).", file=self.label)


def open_file(source: Path | bytes) -> BinaryIO:
    """Open a path or bytes for reading; a path that cannot be read is refused in one sentence."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        raise from_os(error, source) from error


def _without_tail(file: BinaryIO) -> BinaryIO | None:
    """Return the zip without what follows its end record, or None when there is nothing to cut."""
    size = file.seek(0, io.SEEK_END)
    span = min(size, 64_000_000)
    file.seek(size - span)
    data = file.read(span)
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + 22 >= len(data):
        return None
    comment = struct.unpack("<H", data[at + 20 : at + 22])[0]
    end = size - span + at + 22 + comment
    if end >= size or end > 512_000_000:
        return None
    file.seek(0)
    return io.BytesIO(file.read(end))
