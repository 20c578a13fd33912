"""`lectern serve`: says where phones reach it, refuses in one line what cannot be, stops when told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from kit.cli import main
from kit.context import Kit
from kit.ops import events

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def code(kit: Kit) -> str:
    """An event in a workspace that nobody holds open."""
    code = events.try_out(kit, "en").code
    kit.close()
    return code


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main.main(["serve", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("lectern: ")
    assert said.err.count("\n") == 1
    return said.err


def test_it_says_where_phones_reach_it_and_stops_on_ctrl_c(kit: Kit, code: str) -> None:
    words = [sys.executable, "main.py", "serve", code, "--workspace", str(kit.workspace.root), "--port", "0"]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ)
    with process:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl+C" in line:
                break
        text = "".join(lines)
        address = next(word for word in text.split() if word.startswith("http://"))
        assert f"{address}/c/{code.lower()}" in text
        assert f"{address}/f/{code.lower()}" in text
        port = address.rsplit(":", 1)[1]
        with urlopen(f"http://127.0.0.1:{port}/c/{code}") as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()  # nothing where it has ended
    assert process.returncode == 0
    assert "stopped" in out
    assert err == ""


def test_the_code_on_a_terminal_reads(kit: Kit, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.cli import serve

    kit.addresses = ("http://192.168.1.7:8642",)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    args = main.parser(["serve"]).parse_args(["serve", code])
    serve._tell(args, kit, [events.show(kit, code)])
    assert any(line.startswith("██") for line in capsys.readouterr().out.splitlines())


def test_several_workers_need_a_database(kit: Kit, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    for many, told in (("2", "PostgreSQL"), ("0", "1 or more")):
        assert told in refused(capsys, "--workers", many, "--workspace", str(kit.workspace.root))


def test_a_taken_port_an_unknown_event_and_a_foreign_database_are_refused(kit: Kit, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    here = ("--workspace", str(kit.workspace.root))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert f"Port {port} is in use" in refused(capsys, code, "--port", port, "--host", "127.0.0.1", *here)
    assert "NOPE22" in refused(capsys, "NOPE22", "--port", "0", *here)
    assert "postgresql://" in refused(capsys, "--database", "mysql://x", "--port", "0", *here)


def test_misuse_is_json_when_asked(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["serve", "--workers", "3", "--json", "--workspace", str(kit.workspace.root)]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "serve.workers"
