"""Write files whole or not at all, and say in one sentence why one could not be used."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kit.errors import KitError, from_os


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the bytes of `path`; refuse a file larger than `limit` bytes or one that cannot be read."""
    try:
        size = path.stat().st_size
        if limit is not None and size > limit:
            raise KitError("file.large", "{path} is too large ({size} bytes, at most {limit}).", path=str(path), size=size, limit=limit)
        return path.read_bytes()
    except OSError as error:
        raise from_os(error, path) from error


def read_text(path: Path, limit: int = 20_000_000) -> str:
    """Return the UTF-8 text of `path` without its byte order mark and with \\n line ends."""
    data = read_bytes(path, limit)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = "{path}:{line} is not UTF-8 text: save the file as UTF-8."
        raise KitError("file.encoding", text, path=str(path), line=line) from error


def write(path: Path, fill: Callable[[BinaryIO], object]) -> Path:
    """Write `path` atomically: `fill` gets a file beside it, which takes its place once it is safely on disk.

    Returns where the bytes are: `path`, or "name (2).ext" beside it when `path` is open elsewhere (Windows).
    Raises KitError when the folder cannot be written or the disk is full; `path` is then as it was.
    """
    path = Path(path)
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder", str(path))
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w+b") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _mode(path))
        return _put(beside, path)
    except OSError as error:
        raise from_os(error, path) from error
    finally:
        if beside and os.path.exists(beside):
            os.unlink(beside)


def write_bytes(path: Path, data: bytes) -> Path:
    """Write `data` to `path` atomically; see `write`."""
    return write(path, lambda file: file.write(data))


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 `text` to `path` atomically; see `write`."""
    return write_bytes(path, text.encode("utf-8"))


def refuse_other_endings(path: Path, ending: str) -> None:
    """Refuse a file name without this ending: the wrong program would open it, and say that it is broken.

    Raises KitError, naming the ending.
    """
    if path.suffix.lower() != ending:
        raise KitError("file.ending", "{path} has another ending: this is written as {ending}.", path=str(path), ending=ending)


def free_name(path: Path) -> Path:
    """Return `path`, or the first "name (2).ext", "name (3).ext" … that does not exist."""
    n, free = 1, path
    while free.exists():
        n += 1
        free = path.with_name(f"{path.stem} ({n}){path.suffix}")
    return free


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    import hashlib  # loads OpenSSL, which a quick start can do without

    return hashlib.sha256(data).hexdigest()


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of the file at `path`, read again only when its stamp has changed; "" where there is no such file."""
    try:
        status = path.stat()
        return _fingerprint(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _fingerprint(path: Path, _changed: int, _size: int) -> str:
    return digest(path.read_bytes())


def _put(beside: str, path: Path) -> Path:
    """Move the finished file to its place; if the place is held open (Windows), to a free name beside it."""
    try:
        os.replace(beside, path)
        return path
    except PermissionError:
        if os.name != "nt":
            raise
        free = free_name(path)
        os.replace(beside, free)
        return free


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
