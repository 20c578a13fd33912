"""A process of its own that compiles units: they come in on standard input, what was made goes out on standard output."""

from __future__ import annotations

import gc
import importlib
import pickle
import struct
import sys
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from kit.decks.crew import worker; worker.main()"


def send(stream: BinaryIO, what: Any) -> None:
    """Write one value with its length before it."""
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Return the next value; raises EOFError when the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # from the process that started this one, or the one it started


def main() -> None:
    """Load what the command line names, then compile unit after unit until the stream ends.

    What fails here is told as None and tried again by whoever asked.
    """
    gc.disable()  # it ends soon, and its values hold no circles
    for name in sys.argv[2:]:
        importlib.import_module(name)
    stream, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that prints may disturb the answers
    while True:
        try:
            unit = receive(sys.stdin.buffer)
        except EOFError:
            return
        try:
            made = unit.made()
        except Exception:
            made = None
        send(stream, made)
