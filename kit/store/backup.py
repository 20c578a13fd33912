"""One file with everything of a workspace that cannot be made again: records, key, own content."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath

from kit.content import files
from kit.errors import KitError, from_os
from kit.store import migrations
from kit.workspace import FILE, Workspace

KEPT = ("slides", "workshops", "assets", "records/versions")
MOST_BYTES = 20_000_000_000
MOST_FILES = 200_000


def pack(workspace: Workspace, out: Path, at: datetime) -> Path:
    """Write a backup of `workspace` to `out` while it is in use; returns where it is.

    The records are copied by SQLite's own snapshot, so a running window or server does not disturb it.
    """
    with tempfile.TemporaryDirectory(prefix="lectern-backup-") as scratch:
        snapshot = Path(scratch) / "lectern.db"
        _snapshot(workspace.database, snapshot)

        def fill(file: object) -> None:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as pack:  # type: ignore[call-overload]
                pack.comment = f"Lectern backup {at.isoformat(timespec='seconds')}".encode()
                pack.write(workspace.root / FILE, FILE)
                pack.write(snapshot, "records/lectern.db")
                pack.write(workspace.key, "records/key")
                for path in own_files(workspace, out):
                    pack.write(path, path.relative_to(workspace.root).as_posix())

        return files.write(out, fill)


def own_files(workspace: Workspace, out: Path) -> list[Path]:
    """Return the person's own content files, in order; the backup itself is left out."""
    found = [p for name in KEPT for p in sorted((workspace.root / name).rglob("*")) if p.is_file() and not p.is_symlink()]
    return [p for p in found if p.resolve() != out.resolve()]


def unpack(file: Path, root: Path, aside: str) -> None:
    """Bring the backup `file` into `root`; what is there now moves into the folder `root/aside`, so nothing is lost.

    Everything is unpacked and its records are checked beside `root` before the first file moves.
    Raises KitError when `file` is no backup, is damaged, or the folder cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".restore-", dir=root))
    except OSError as error:
        raise from_os(error, root) from error
    try:
        _extract(file, scratch)
        _check(scratch / "records" / "lectern.db", file)
        _swap(scratch, root, aside)
    except OSError as error:
        raise from_os(error, root) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _snapshot(source: Path, target: Path) -> None:
    migrations.prepare_file(source)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _extract(file: Path, scratch: Path) -> None:
    no_backup = KitError("backup.not-one", "{path} is not a Lectern backup: choose a file made with `lectern backup`.", path=str(file))
    try:
        with zipfile.ZipFile(file) as pack:
            names = pack.namelist()
            if FILE not in names or "records/lectern.db" not in names or "records/key" not in names:
                raise no_backup
            if len(names) > MOST_FILES or sum(entry.file_size for entry in pack.infolist()) > MOST_BYTES:
                raise KitError("backup.large", "{path} is larger than a backup can be: it was not unpacked.", path=str(file))
            for name in names:
                _safe(name, file)
            pack.extractall(scratch)
    except (zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise no_backup from error
    except FileNotFoundError as error:
        raise from_os(error, file) from error
    os.chmod(scratch / "records" / "key", 0o600)


def _safe(name: str, file: Path) -> None:
    parts = PurePosixPath(name.replace("\\", "/"))
    allowed = (FILE, "records/lectern.db", "records/key")
    inside = any(str(parts).startswith(f"{kept}/") for kept in KEPT)
    if parts.is_absolute() or ".." in parts.parts or ":" in name or not (str(parts) in allowed or inside):
        raise KitError(
            "backup.path", "{path} holds a file that does not belong in a backup ({name}): it was not unpacked.", path=str(file), name=name
        )


def _check(database: Path, file: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as db:
            sound = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise KitError("backup.damaged", "The records inside {path} are damaged: use an older backup.", path=str(file))
    migrations.prepare_file(database)


def _swap(scratch: Path, root: Path, aside: str) -> None:
    for name in (FILE, "slides", "workshops", "assets", "records"):
        if (root / name).exists():
            (root / aside).mkdir(exist_ok=True)
            os.replace(root / name, root / aside / name)
        if (scratch / name).exists():
            os.replace(scratch / name, root / name)
    for name in ("slides/decks", "slides/imported", "workshops/forms", "assets", "records/versions", "out", "cache"):
        (root / name).mkdir(parents=True, exist_ok=True)
