"""Check what people write: modules, decks, workshops, forms and themes, each finding with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.decks.refs import MARKDOWN
from kit.errors import Finding, KitError

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.decks.library import Library

TEMPLATES = (".potx", ".pptx")  # below assets/themes these are looks, not decks


def check(roots: Sequence[Path], paths: Sequence[Path] = (), today: date | None = None) -> tuple[Finding, ...]:
    """Return what is to be mended in `paths` (files or folders), or in all content below the first of `roots`.

    `roots` are where content is looked up: the workspace, then the program. A file that lies in another workspace is looked up there.
    Whether reviews are overdue is said where it is known what day `today` is.
    """
    found: dict[str, Finding] = {}  # by sentence with place: a module is read again for each deck that takes it
    homes: dict[tuple[Path, ...], _Places] = {}
    for path in _files(paths or _places(roots[0])):
        checker = _checker(path)
        if checker is not None:
            at = _roots(path, tuple(roots))
            homes.setdefault(at, _Places(at, today))
            found |= {str(finding): finding for finding in _guarded(checker, path, homes[at]) if str(finding) not in found}
    return tuple(found.values())


def checked(paths: Sequence[Path], roots: Sequence[Path]) -> int:
    """Return how many files `check` would read."""
    return sum(_checker(path) is not None for path in _files(paths or _places(roots[0])))


def mend(kit: Kit, finding: Finding) -> tuple[Path, str]:
    """Take the fix of a finding in the file it names and return that file with its former text; comments and all else in it stay.

    Raises KitError when the file belongs to the program or its line has changed meanwhile.
    """
    from kit.content import files, mending

    path = Path(finding.file)
    if not path.absolute().is_relative_to(kit.workspace.root.absolute()):
        raise KitError("mend.program", "{file} belongs to the program: change a copy of it in your workspace.", file=path.name)
    before = files.read_text(path)
    put_back(kit, path, mending.mended(before, finding))
    return path, before


def put_back(kit: Kit, path: Path, text: str) -> None:
    """Write a content file and tell that the library has changed: mends, and takes mending back."""
    from kit import happenings
    from kit.content import files

    files.write_text(path, text)
    kit.bus.publish(happenings.LibraryChanged())


def _roots(path: Path, roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return where the content that a file names is looked up: in the workspace it lies in, and in the program."""
    from kit import workspace

    home = next((parent for parent in path.absolute().parents if (parent / workspace.FILE).is_file()), None)
    if home is None or home in [root.absolute() for root in roots]:
        return roots
    return (home, workspace.program())


def _places(root: Path) -> list[Path]:
    return [root / name for name in ("slides", "workshops", "assets/themes") if (root / name).is_dir()]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        elif path.exists():
            yield path
        else:
            raise KitError("file.missing", "{path} was not found.", path=str(path))


def _checker(path: Path) -> Callable[[Path, _Places], Iterable[Finding]] | None:
    """Return what reads a file, by its place and name; None for files that are no content."""
    folders = path.absolute().parts[:-1]
    if path.suffix == ".md" and folders[-1] == "workshops":
        return _workshop
    if path.suffix in MARKDOWN:
        return _module
    if path.name == "theme.yaml" or ("themes" in folders[-2:] and path.suffix.lower() in TEMPLATES):
        return _theme
    if path.suffix not in (".yaml", ".yml"):
        return _deck_file if path.suffix.lower() == ".pptx" else None
    if path.name.lower().endswith(".pptx.yaml"):
        return None  # read with its deck
    return {"decks": _spec, "forms": _form}.get(folders[-1], _yaml)


def _guarded(checker: Callable[[Path, _Places], Iterable[Finding]], path: Path, at: _Places) -> Iterable[Finding]:
    try:
        for f in checker(path, at):
            yield f if f.file or str(path) in str(f) else replace(f, file=str(path))
    except KitError as error:
        named = str(path) in str(error)
        yield Finding(error.code, error.text, error.fields, file="" if named else str(path), severity="error")


def _module(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.decks.module import read
    from kit.decks.module.model import LAYOUTS
    from kit.ops import judging

    module = read.read(path, _slides(path, at.roots))
    old = judging.overdue(module, path, at.today) if at.today else []
    return [*module.findings, *_layouts(module.slides, LAYOUTS, path), *old, *judging.of(module, path, at.roots)]


def _layouts(slides: Iterable[Any], known: Sequence[str], path: Path) -> list[Finding]:
    from kit.content import yamltext

    found = []
    for slide in slides:
        if slide.layout and slide.layout not in known:
            near = ", ".join(yamltext.nearest(slide.layout, known, 3) or known[:3])
            fields = {"name": slide.layout, "near": near}
            found.append(
                Finding("module.layout", "There is no layout `{name}`: did you mean {near}?", fields, file=str(path), line=slide.line)
            )
    return found


def _slides(path: Path, roots: Sequence[Path]) -> Path | None:
    return next((root / "slides" for root in roots if path.absolute().is_relative_to((root / "slides").absolute())), None)


def _deck_file(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.decks.library import cards

    found = cards.of(path, _slides(path, at.roots) or path.parent)
    return [finding for card in found if card.kind != "file" for finding in card.findings]


def _spec(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.decks import outline, spec
    from kit.decks.author import looks

    made = spec.read(path)
    yield from outline.decide(made, at.library, lenient=True).findings
    if made.theme:
        found = looks.find(made.theme, at.roots, path.parent)
        if made.ratio and found.suffix.lower() in looks.TEMPLATES:
            yield from looks.unshaped(looks.read(found), made.ratio)


def _workshop(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.workshops import plan

    return plan.read(path).findings


def _form(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.forms import form

    form.read(path)
    return ()


def _theme(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.decks.author import looks

    return [one for one in looks.told(looks.read(path)) if one.code != "theme.lacking"]  # what is made is in the list of themes


def _yaml(path: Path, at: _Places) -> Iterable[Finding]:
    from kit.content import yamltext

    return yamltext.read(path).findings


class _Places:
    """Where content is looked up, with the library read at most once."""

    def __init__(self, roots: tuple[Path, ...], today: date | None = None) -> None:
        self.roots, self.today = roots, today

    @cached_property
    def library(self) -> Library:
        from kit.decks import library

        return library.load(self.roots)
