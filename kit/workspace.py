"""The person's own folder: where slides, workshops, records and outputs lie, and the locks that guard it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kit.content import files, yamltext
from kit.errors import KitError, from_os

FILE = "workspace.yaml"
FOLDERS = (
    "slides",
    "slides/decks",
    "slides/imported",
    "workshops",
    "workshops/forms",
    "assets",
    "records",
    "records/versions",
    "out",
    "cache",
)
TRACKS = ("architecture", "value", "rollout", "future")
PORT = 8642


@dataclass(frozen=True)
class Keep:
    """For how many days after an event what is kept of people: how to reach them, who they are, what they wrote; 0 is for ever."""

    contact: int = 180
    names: int = 365
    comments: int = 0


@dataclass(frozen=True)
class Workspace:
    """A workspace and what its workspace.yaml says."""

    root: Path
    zone: str = "Asia/Shanghai"
    lang: str = "zh"
    theme: str = "lectern"
    port: int = PORT
    tracks: tuple[str, ...] = TRACKS
    speaker: str = ""
    keep: Keep = Keep()
    notice: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def slides(self) -> Path:
        """Slide modules, decks and imported PowerPoint files."""
        return self.root / "slides"

    @property
    def decks(self) -> Path:
        """Deck specs."""
        return self.root / "slides" / "decks"

    @property
    def imported(self) -> Path:
        """PowerPoint files whose slides are modules."""
        return self.root / "slides" / "imported"

    @property
    def workshops(self) -> Path:
        """Runs of show and forms."""
        return self.root / "workshops"

    @property
    def records(self) -> Path:
        """The database, the key and the versions of modules."""
        return self.root / "records"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.records / "lectern.db"

    @property
    def key(self) -> Path:
        """The secret that signs codes, readable by its owner only."""
        return self.records / "key"

    @property
    def out(self) -> Path:
        """Where decks and sheets go unless said otherwise."""
        return self.root / "out"

    @property
    def cache(self) -> Path:
        """What can be deleted at any time."""
        return self.root / "cache"

    @property
    def roots(self) -> tuple[Path, ...]:
        """Where content is looked up: this workspace first, then the program's own."""
        return (self.root, program())


def program() -> Path:
    """Return the folder of the program's own slides/, workshops/ and assets/: in the wheel, or the source tree."""
    inside = Path(__file__).parent / "_content"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def default_root() -> Path:
    """Return ~/Lectern, or the folder named by LECTERN_WORKSPACE."""
    named = os.environ.get("LECTERN_WORKSPACE")
    return Path(named) if named else Path.home() / "Lectern"


def organisation(workspace: Workspace) -> str:
    """Return the address of the organisation's database that `records/database` names, "" for the workspace's own records."""
    path = workspace.records / "database"
    return files.read_text(path, limit=2000).strip() if path.is_file() else ""


def find(relative: str, roots: tuple[Path, ...]) -> Path | None:
    """Return the first existing `root/relative`, or None."""
    return next((root / relative for root in roots if (root / relative).exists()), None)


def new(root: Path, key: bytes, *, zone: str = "Asia/Shanghai", lang: str = "zh") -> Workspace:
    """Make a workspace at `root` with a copy of the program's decks; `key` is 32 random bytes.

    Raises KitError when `root` is a workspace already, holds other files, or cannot be written; then nothing is left half-made.
    """
    if (root / FILE).exists():
        raise KitError("workspace.exists", "{path} is a workspace already: open it, or choose another folder.", path=str(root))
    try:
        there = root.exists()
        if there and any(root.iterdir()):
            raise KitError("workspace.not-empty", "{path} holds other files: choose a new or empty folder.", path=str(root))
    except OSError as error:
        raise from_os(error, root) from error
    try:
        _fill(root, key, f"zone: {zone}\nlang: {lang}\ntheme: lectern\nport: {PORT}\ntracks: [{', '.join(TRACKS)}]\n")
    except KitError:
        _clear(root, there)
        raise
    except OSError as error:
        _clear(root, there)
        raise from_os(error, root) from error
    return open_(root)


def _fill(root: Path, key: bytes, settings: str) -> None:
    """Make the places of an empty workspace; its settings come last, for they make it one."""
    for name in FOLDERS:
        (root / name).mkdir(parents=True, exist_ok=True)
    decks = program() / "slides" / "decks"
    for spec in sorted(decks.glob("*.yaml")) if decks.is_dir() else ():
        shutil.copyfile(spec, root / "slides" / "decks" / spec.name)
    _write_key(root / "records" / "key", key)
    files.write_text(root / FILE, settings)


def _clear(root: Path, there: bool) -> None:
    """Take away what a failed attempt left, and the folder itself unless it was there before."""
    for name in dict.fromkeys(Path(folder).parts[0] for folder in FOLDERS):
        shutil.rmtree(root / name, ignore_errors=True)
    if not there and root.is_dir() and not any(root.iterdir()):
        root.rmdir()


def open_(root: Path) -> Workspace:
    """Read the workspace at `root`; refuse a folder that is none, or whose workspace.yaml is broken."""
    path = root / FILE
    if not path.is_file():
        raise KitError("workspace.missing", '{path} is not a workspace: make one with `lectern new "{path}"`.', path=str(root))
    page = yamltext.read(path)
    kept = page.page("keep_days")
    return Workspace(
        root=root,
        zone=page.text("zone", "Asia/Shanghai"),
        lang=page.text("lang", "zh"),
        theme=page.text("theme", "lectern"),
        port=page.integer("port", PORT),
        tracks=tuple(page.texts("tracks")) or TRACKS,
        speaker=page.text("speaker", ""),
        notice={lang: words for lang in ("zh", "en") if (words := page.page("notice").text(lang, ""))},
        keep=Keep(*(kept.integer(name, getattr(Keep, name), least=0) for name in ("contact", "names", "comments"))),
    )


def read_key(workspace: Workspace) -> bytes:
    """Return the workspace's secret; refuse when it is missing or cut short."""
    key = files.read_bytes(workspace.key, limit=4096)
    if len(key) < 32:
        raise KitError(
            "workspace.key", "{path} is damaged: restore it from a backup, or delete it to make new codes.", path=str(workspace.key)
        )
    return key


@contextmanager
def lock(workspace: Workspace, what: str) -> Iterator[None]:
    """Hold the workspace as its one "window" or one "server"; the lock dies with the process.

    Raises KitError when another process holds it.
    """
    path = workspace.records / f"{what}.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise from_os(error, path) from error
    try:
        _hold(handle)
    except OSError as error:
        os.close(handle)
        root = str(workspace.root)
        if what == "window":
            raise KitError("workspace.locked", "This workspace is already open in another window: {path}.", path=root) from error
        raise KitError("workspace.locked", "This workspace is already open in another server: {path}.", path=root) from error
    try:
        yield
    finally:
        os.close(handle)


def _hold(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_key(path: Path, key: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
