"""Decks as pictures and on paper: through LibreOffice where it is installed, else as Lectern paints them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kit.errors import Finding, KitError
from kit.i18n import N_

KINDS = ("slides", "notes", "handout")
ENGINES = ("own", "libreoffice")
EACH = (3, 6)
WIDTHS = range(64, 7681)
NOTES = {"ExportNotesPages": "true", "ExportOnlyNotesPages": "true"}
ALL = {"ExportHiddenSlides": "true"}
Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class Painter(Protocol):
    """What the window lends: the slides of a deck as PNG, one after another."""

    def __call__(self, source: Path, width: int) -> Iterable[bytes]: ...


class Paper(Protocol):
    """What the window lends: a deck written as a PDF; returns its pages."""

    def __call__(self, source: Path, out: Path, what: str, each: int, report: Progress | None, cancelled: Cancelled | None) -> int: ...


def render(
    file: Path,
    folder: Path,
    paint: Painter,
    *,
    engine: str = "",
    width: int = 1280,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Rendered:
    """Write every slide of a deck as a PNG into `folder`; `engine` "" and "own" is Lectern's painter, "libreoffice" the other.

    Raises KitError when the deck cannot be read, the folder cannot be written, or LibreOffice was asked for and is not there.
    """
    from kit.content import files

    if width not in WIDTHS:
        text = N_("A picture {width} pixels wide cannot be made: choose {least} to {most}.")
        raise KitError("export.width", text, width=width, least=WIDTHS[0], most=WIDTHS[-1])
    total = _slides(file)
    made: list[Path] = []
    with _pictures(file, paint, engine or "own", width, cancelled) as pictures:
        for number, data in enumerate(pictures, 1):
            if cancelled is not None and cancelled():
                raise KitError("export.cancelled", "Stopped: {count} pictures are in {folder}.", count=len(made), folder=str(folder))
            made.append(files.write_bytes(folder / f"{file.stem}-{number:0{max(2, len(str(total)))}d}.png", data))
            if progress is not None:
                progress(number, total)
    return Rendered(folder, tuple(made), engine or "own")


def export(
    file: Path,
    out: Path,
    paper: Paper,
    *,
    what: str = "slides",
    each: int = 3,
    profile: Path | None = None,
    seconds: float = 240.0,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Exported:
    """Write a deck as a PDF, whole or not at all: its slides, its notes, or a handout of `each` slides a page with lines to write on.

    Slides and notes come from LibreOffice where it is installed and works within so many `seconds`, else from Lectern's painter: the
    findings say which. `profile` is a folder that no other LibreOffice uses; without one it gets a fresh one.
    Raises KitError when the deck cannot be read, or `out` is not named .pdf or cannot be written.
    """
    from kit.content import files

    _slides(file)
    if _same(file, out):
        raise KitError("export.same-file", "{file} is the deck itself: choose another name for the PDF.", file=str(out))
    files.refuse_other_endings(out, ".pdf")
    with tempfile.TemporaryDirectory(prefix="lectern-") as name:
        made = Path(name) / "paper.pdf"
        findings = _office(file, made, what, profile, seconds, cancelled) if what != "handout" else (_own(),)
        if not made.is_file():
            paper(file, made, what, each, progress, cancelled)
        saved = files.write_bytes(out, files.read_bytes(made))
    return Exported(saved, what, "own" if findings else "libreoffice", findings)


def _slides(file: Path) -> int:
    """Return how many slides a deck has; refuse what is none."""
    from kit.decks import link

    count = link.count(file)
    if not count:
        raise KitError("export.empty", "{file} has no slides.", file=str(file))
    return count


def _same(file: Path, out: Path) -> bool:
    try:
        return file.samefile(out)
    except OSError:
        return False


@contextmanager
def _pictures(file: Path, paint: Painter, engine: str, width: int, cancelled: Cancelled | None) -> Iterator[Iterable[bytes]]:
    if engine == "own":
        yield paint(file, width)
        return
    with tempfile.TemporaryDirectory(prefix="lectern-") as name:
        folder = Path(name)
        _convert(file, folder / "paper.pdf", ALL, None, 600.0, cancelled)
        yield _cut(folder / "paper.pdf", folder / "slides", width)


def _cut(pdf: Path, folder: Path, width: int) -> Iterator[bytes]:
    """Yield the pages of a PDF as PNG."""
    import shutil
    import subprocess

    program = shutil.which("pdftoppm")
    if program is None:
        raise KitError(
            "export.poppler", "To make pictures with LibreOffice, pdftoppm (poppler) must be installed too; or use --engine own."
        )
    folder.mkdir()
    words = [program, "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(folder / "p")]
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=600)
    except (subprocess.SubprocessError, OSError) as error:
        raise KitError("export.pictures", "The pages that LibreOffice made could not be turned into pictures.") from error
    for path in sorted(folder.iterdir(), key=lambda path: (len(path.name), path.name)):
        yield path.read_bytes()


def _office(file: Path, made: Path, what: str, profile: Path | None, seconds: float, cancelled: Cancelled | None) -> tuple[Finding, ...]:
    """Let LibreOffice write the PDF; return what is to be said where it did not."""
    try:
        _convert(file, made, NOTES if what == "notes" else {}, profile, seconds, cancelled)
    except KitError as error:
        if error.code == "office.cancelled" or not error.code.startswith("office."):
            raise
        return (_own(error),)
    return ()


def _convert(file: Path, made: Path, options: dict[str, str], profile: Path | None, seconds: float, cancelled: Cancelled | None) -> None:
    """Turn a copy of the deck into a PDF: a copy can be read by LibreOffice whatever the name, and wherever the deck is open."""
    import json
    import shutil

    from kit.content import office

    told = json.dumps({name: {"type": "boolean", "value": value} for name, value in options.items()}, separators=(",", ":"))
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as name:
        copy = Path(name) / f"{made.stem}.pptx"
        shutil.copyfile(file, copy)
        own = profile or Path(name) / "profile"
        filtered = "impress_pdf_Export" + (f":{told}" if options else "")
        office.convert(copy, "pdf", made.parent, own, options=filtered, seconds=seconds, cancelled=cancelled)


def _own(error: KitError | None = None) -> Finding:
    """Say that Lectern painted the pages itself, and why."""
    if error is None:
        return Finding("export.own", N_("Lectern painted these pages itself: look at them before you print."), severity="note")
    if error.code == "office.missing":
        text = N_("LibreOffice is not installed: Lectern painted these pages itself; look at them before you print.")
        return Finding("export.own", text, severity="note")
    text = N_("LibreOffice could not do it ({reason}): Lectern painted these pages itself; look at them before you print.")
    return Finding("export.own", text, {"reason": str(error)}, severity="warning")


@dataclass(frozen=True)
class Rendered:
    """The pictures of a deck's slides, in their order, and who painted them."""

    folder: Path
    pictures: tuple[Path, ...]
    engine: str


@dataclass(frozen=True)
class Exported:
    """A PDF: where it is, what it shows, who made it, and what is to be said about it."""

    path: Path
    what: str
    engine: str
    findings: tuple[Finding, ...] = field(default=(), hash=False)
