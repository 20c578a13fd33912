"""The house keeps its floors: imports, types, style, names and texts are checked in the test run."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = sorted(path for path in (ROOT / "kit").rglob("*.py") if "_content" not in path.parts)
BANNED = re.compile(r"Manager|Helper\b|Util|Handler|Processor|Info\b")
SLIP = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")))


def tool(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, env=None)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    tool("ruff", "check", ".")


def test_the_code_is_formatted() -> None:
    tool("ruff", "format", "--check", ".")


def test_mypy_is_strict_and_content() -> None:
    tool("mypy")


def test_imports_go_down_only() -> None:
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c(args=['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    if "versions" not in path.parts:
        assert ast.get_docstring(tree), "a module begins with one sentence"
    assert text.count("\n") <= 300, "a room is missing"
    assert not SLIP.search(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "versions" not in path.parts:
            assert (node.end_lineno or 0) - node.lineno <= 45, f"{node.name} is too long"
        if isinstance(node, ast.ClassDef):
            assert not BANNED.search(node.name), node.name


def test_no_module_is_a_drawer() -> None:
    assert not [path for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")]


def test_no_program_lies_among_the_content() -> None:
    found = [path for folder in ("slides", "workshops", "assets") for path in (ROOT / folder).rglob("*.py")]
    assert found == []


def test_every_text_has_its_chinese() -> None:
    assert catalogue.missing(catalogue.sources()) == []


def test_translations_keep_their_placeholders() -> None:
    fields = re.compile(r"\{[^{}]*\}")
    for lang in catalogue.LANGS:
        for message in catalogue.load(lang):
            if not message.id:
                continue
            said = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = {frozenset(fields.findall(text)) for text in said}
            for text in (message.string,) if isinstance(message.string, str) else message.string:
                assert not text or frozenset(fields.findall(text)) in allowed, (lang, said, text)


def test_the_compiled_catalogues_are_fresh() -> None:
    for lang in catalogue.LANGS:
        assert catalogue.po(lang).with_suffix(".mo").read_bytes() == catalogue.mo_bytes(catalogue.load(lang))


def test_both_locks_pin_the_same_versions() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M))
        for name in ("requirements.lock", "tests/requirements.lock")
    ]
    run, test = pins
    assert {name: test.get(name) for name in run} == run


def test_no_file_names_an_index_or_a_place_of_one_machine() -> None:
    words = [
        "".join(pair)
        for pair in (("py", "pi.org"), ("python", "hosted"), ("npm", "js."), ("deb.", "debian"), ("/wo", "rk/"), ("/ro", "ot/"))
    ]
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".yaml", ".txt", ".lock", ".html", ".svg", ".json") and path.exists():
            text = path.read_text("utf-8")
            assert not [word for word in words if word in text], name
