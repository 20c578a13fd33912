"""`lectern …`: find the noun, load only its module, say refusals in one line."""

from __future__ import annotations

import argparse
import contextlib
import functools
import gc
import importlib
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__, i18n
from kit.content import collecting
from kit.errors import KitError, from_os

if TYPE_CHECKING:
    from kit.context import Kit

# noun -> module below kit.cli; a module offers add(commands), which hangs its parsers on and sets run=function(args) -> int
NOUNS = {
    "demo": "demo",
    "new": "new",
    "check": "check",
    "slides": "slides",
    "deck": "deck",
    "theme": "theme",
    "event": "event",
    "roster": "roster",
    "form": "form",
    "serve": "serve",
    "checkin": "checkin",
    "sheet": "sheet",
    "print": "print",
    "privacy": "privacy",
    "workshop": "workshop",
    "bench": "bench",
    "backup": "backup",
    "restore": "backup",
}
LONG = ("", "serve")  # the window and the server live on


def entry() -> int:
    """Run the command of this process: one that soon ends leaves its garbage to the system."""
    if _noun(sys.argv[1:]) in LONG:
        return main()
    with collecting.seldom():
        status = main()
    gc.freeze()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none; returns the exit status (0 done, 1 findings, 2 refused, 3 bug)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _utf8()
    try:
        args = parser(words).parse_args(words)
        i18n.use(args.ui or "en")
        with opened(args):
            return int(args.run(args))
    except KitError as error:
        return refused(error, "--json" in words)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:  # the disk or the folder said no where no room had a better sentence
        return refused(from_os(error, error.filename or "The file"), "--json" in words)
    except KeyboardInterrupt:
        print("lectern: stopped", file=sys.stderr)
        return 2
    except Exception:
        traceback.print_exc()
        print("lectern: this is a bug in Lectern; the lines above tell its makers where", file=sys.stderr)
        return 3


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with the noun in `words` loaded, or with every noun when none is named."""
    top = _Parser(
        prog="lectern",
        parents=[_globals()],
        description="Decks from modules, workshops from checklists, attendance and feedback by QR code.",
    )
    top.add_argument("--version", action="version", version=f"lectern {__version__}")
    top.set_defaults(run=window, workspace=None, ui=None, json=False, quiet=False)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    noun = _noun(words)
    for module in dict.fromkeys(NOUNS[noun] for noun in ([noun] if noun in NOUNS else NOUNS)):
        importlib.import_module(f"kit.cli.{module}").add(commands)
    return top


def _noun(words: Sequence[str]) -> str:
    """Return the first word that is no option and no option's value: a workspace may be called like a command."""
    known = {"--workspace", "--ui"}
    return next((word for before, word in zip(("", *words), words, strict=False) if not word.startswith("-") and before not in known), "")


class _Parser(argparse.ArgumentParser):
    """Say misuse in one line, exit 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise KitError("cli.misused", "{message} (see `{program} --help`).", message=message, program=self.prog)

    def add_subparsers(self, **options: Any) -> Any:
        """Give each command, and each verb below it, the global options too, so they may stand anywhere; each says what it does."""
        made: Any = super().add_subparsers(**{"parser_class": _child, **options})
        made.add_parser = functools.partial(_described, made.add_parser)
        return made


def _described(add: Callable[..., argparse.ArgumentParser], name: str, *, help: str) -> argparse.ArgumentParser:
    """Add a command whose own --help begins with the line that the list above it says of it."""
    return add(name, help=help, description=f"{help[0].upper()}{help[1:]}.")


def _child(**options: Any) -> argparse.ArgumentParser:
    return _Parser(parents=[_globals()], **options)


def _globals() -> argparse.ArgumentParser:
    """Return the options that every command takes, fresh each time: a default set at one parser must not reach the others."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace (default: ~/Lectern)")
    options.add_argument("--ui", choices=("zh", "en"), help="language of the window and of what is made")
    options.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document on standard output")
    options.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="say only what went wrong")
    return options


def refused(error: KitError, as_json: bool) -> int:
    """Say a refusal: one line on stderr, or one JSON document on stdout."""
    if as_json:
        fields = {key: str(value) for key, value in error.fields.items()}
        print(json.dumps({"code": error.code, "text": str(error), "fields": fields}, ensure_ascii=False))
    print(f"lectern: {' '.join(str(error).split())}", file=sys.stderr)
    return 2


@contextlib.contextmanager
def opened(args: argparse.Namespace) -> Iterator[None]:
    """Let go of the records when a command that opened them is done."""
    try:
        yield
    finally:
        if kit := getattr(args, "kit", None):
            kit.close()


def open_kit(args: argparse.Namespace, *, database: str = "") -> Kit:
    """Open the workspace that the command names, or the default one."""
    from kit import settings, workspace
    from kit.context import Kit

    prefs = settings.read()
    root = args.workspace or (Path(prefs.workspace) if prefs.workspace else workspace.default_root())
    args.kit = Kit(workspace.open_(Path(root).expanduser()), prefs, database=database)
    return args.kit  # type: ignore[no-any-return]


def show(args: argparse.Namespace, document: object, lines: Sequence[str]) -> None:
    """Print the result: the JSON document with --json, else the lines, nothing with --quiet."""
    if args.json:
        print(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    elif lines and not args.quiet:
        print("\n".join(lines))


def many(number: float, noun: str) -> str:
    """Return "1 slide", "2 slides"."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def progress(args: argparse.Namespace, what: str) -> Callable[[int, int], None] | None:
    """Return a callback that shows done/total on stderr when that is a terminal, else None."""
    if args.quiet or not sys.stderr.isatty():
        return None

    def report(done: int, total: int) -> None:
        end = "\n" if done >= total else "\r"
        print(f"{what} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return report


def window(args: argparse.Namespace) -> int:
    """Open the window; without a display say so and offer the demo."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or named):
        raise KitError("window.no-display", "There is no display to open a window on: try `lectern demo`, which needs none.")
    logging.basicConfig(level=logging.WARNING)
    from kit.gui import app

    return app.run(workspace=args.workspace, lang=args.ui)


def _utf8() -> None:
    """Write UTF-8 whatever the console's code page is (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
