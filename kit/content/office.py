"""LibreOffice, where it is installed: turns a file into another kind, one at a time, with a profile of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kit.errors import KitError

PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
)
SECONDS = 240.0
POLL = 0.05
_one = threading.Lock()


def program() -> str:
    """Return the path of LibreOffice, "" where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in PLACES if Path(place).is_file()), "")


def convert(
    source: Path,
    kind: str,
    folder: Path,
    profile: Path,
    *,
    options: str = "",
    seconds: float = SECONDS,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Turn a file into another `kind` (pdf, png …) in `folder` and return it; `options` is LibreOffice's filter with its options.

    `profile` is a folder that no other running LibreOffice uses. Raises KitError office.missing, office.failed or office.cancelled.
    """
    soffice = program()
    if not soffice:
        raise KitError("office.missing", "LibreOffice is not installed: install it, or do without.")
    made = folder / f"{source.stem}.{kind}"
    folder.mkdir(parents=True, exist_ok=True)
    profile.mkdir(parents=True, exist_ok=True)
    home = f"-env:UserInstallation={profile.resolve().as_uri()}"
    to = f"{kind}:{options}" if options else kind
    words = [soffice, home, "--headless", "--norestore", "--nolockcheck", "--convert-to", to, "--outdir", str(folder), str(source)]
    with _turn(cancelled):
        _run(words, seconds, cancelled)
    if not made.is_file():
        raise KitError("office.failed", "LibreOffice could not turn {file} into {kind}.", file=source.name, kind=kind.upper())
    return made


@contextlib.contextmanager
def _turn(cancelled: Callable[[], bool] | None) -> Iterator[None]:
    """Wait until no other conversion of this program is at work."""
    while not _one.acquire(timeout=POLL):
        _stop_if(cancelled)
    try:
        _stop_if(cancelled)
        yield
    finally:
        _one.release()


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise KitError("office.cancelled", "Stopped; nothing was changed.")


def _run(words: list[str], seconds: float, cancelled: Callable[[], bool] | None) -> None:
    """Run LibreOffice to its end; stopped when nobody wants it any more or when it takes too long."""
    quiet = subprocess.DEVNULL
    extra: dict[str, Any] = {"creationflags": 0x08000000} if sys.platform == "win32" else {"start_new_session": True}  # no console window
    process = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, **extra)
    end = time.monotonic() + seconds
    try:
        while process.poll() is None:
            _stop_if(cancelled)
            if time.monotonic() > end:
                raise KitError("office.slow", "LibreOffice took too long; it was stopped.")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(POLL)
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[Any]) -> None:
    """Stop LibreOffice with what it has started: `soffice` is but a script around it."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
