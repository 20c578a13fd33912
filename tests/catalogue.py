"""Keep the gettext catalogues: `put` merges translations, `missing` lists what lacks one, `build` extracts and compiles."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "kit" / "locale"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
LANGS = ("zh_CN", "en")

Message = str | tuple[str, str]


def messages(paths: Iterable[Path]) -> Iterator[tuple[Message, str]]:
    """Yield (message, "file:line") for every text of the given Python and HTML files."""
    for path in paths:
        place = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            yield from ((m, place) for m in _python(path))
        else:
            for _line, message, _comments, _context in extract_from_file("jinja2.ext:babel_extract", path, keywords=KEYWORDS):
                yield (message if isinstance(message, str) else (message[0], message[1])), place


def _python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in node.args]
        if name in ("_", "N_") and texts and texts[0]:
            yield texts[0]
        elif name == "ngettext" and len(texts) > 1 and texts[0] and texts[1]:
            yield texts[0], texts[1]
        elif name in ("KitError", "Finding") and len(texts) > 1 and texts[1]:
            yield texts[1]
        elif name == "note" and len(texts) > 2 and texts[2]:
            yield texts[2]
        for keyword in node.keywords:
            if (
                keyword.arg == "fix"
                and isinstance(keyword.value, ast.Constant)
                and isinstance(keyword.value.value, str)
                and keyword.value.value
            ):
                yield keyword.value.value


def sources() -> list[Path]:
    """Return every file of the program that holds texts."""
    return sorted(p for p in (ROOT / "kit").rglob("*") if p.suffix in (".py", ".html") and "_content" not in p.parts)


def po(lang: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / "lectern.po"


def load(lang: str) -> Catalog:
    """Read the catalogue of `lang`, or an empty one."""
    if not po(lang).exists():
        return Catalog(locale=lang, project="lectern", charset="utf-8")
    with po(lang).open("rb") as file:
        return read_po(file, locale=lang)


def fresh(lang: str, found: dict[Message, list[str]], more: dict[str, object]) -> Catalog:
    """Return a catalogue of what the program says now; translations are kept from the old one and from `more`."""
    old, new = load(lang), Catalog(locale=lang, project="lectern", charset="utf-8", fuzzy=False)
    kept = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in old if m.id}
    kept.update(more)
    for message in sorted(found, key=lambda m: m if isinstance(m, str) else m[0]):
        key = message if isinstance(message, str) else message[0]
        plural = not isinstance(message, str)
        text = (message if lang == "en" else kept.get(key)) or ""
        if plural and isinstance(text, str):
            text = (text,) if text else ()
        elif not plural and not isinstance(text, str):
            text = text[0] if text else ""
        new.add(message, text, locations=[(place, 0) for place in sorted(set(found[message]))])
    # what another working copy of a module still says stays until `build --prune`
    for key, text in kept.items():
        if key not in new and text and "--prune" not in sys.argv:
            new.add(key, text) if isinstance(text, str) else None
    return new


def mo_bytes(catalog: Catalog) -> bytes:
    out = BytesIO()
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # same texts, same bytes
    write_mo(out, catalog)
    return out.getvalue()


def po_bytes(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=120, omit_header=False, include_lineno=False)
    lines = [line for line in out.getvalue().splitlines(keepends=True) if b"-Date:" not in line and b"Generated-By" not in line]
    return b"".join(lines)


def build(more: dict[str, object]) -> None:
    """Extract, merge and compile both catalogues, one process at a time."""
    import fcntl

    LOCALE.mkdir(parents=True, exist_ok=True)
    lock_path = Path("/tmp/lectern-catalogue.lock")
    with lock_path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found: dict[Message, list[str]] = {}
        for message, place in messages(sources()):
            found.setdefault(message, []).append(place)
        for lang in LANGS:
            catalog = fresh(lang, found, more if lang == "zh_CN" else {})
            po(lang).parent.mkdir(parents=True, exist_ok=True)
            po(lang).write_bytes(po_bytes(catalog))
            po(lang).with_suffix(".mo").write_bytes(mo_bytes(load(lang)))


def missing(paths: list[Path]) -> list[str]:
    """Return the texts of `paths` that have no Chinese yet."""
    have = {m.id if isinstance(m.id, str) else m.id[0] for m in load("zh_CN") if m.id and m.string and m.string != ("",)}
    keys = {m if isinstance(m, str) else m[0] for m, _place in messages(paths)}
    return sorted(keys - have)


def _files(names: list[str]) -> list[Path]:
    given = [Path(n).resolve() for n in names]
    return [f for g in given for f in (sorted(g.rglob("*")) if g.is_dir() else [g]) if f.suffix in (".py", ".html")] or sources()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["put", *_rest]:
            build(json.load(sys.stdin))
        case ["missing", *names]:
            print(json.dumps(missing(_files(names)), ensure_ascii=False, indent=1))
        case ["build", *_rest]:
            build({})
        case _:
            sys.exit(__doc__)
