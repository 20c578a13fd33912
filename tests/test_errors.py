"""Refusals and findings say themselves, in any language, whatever their fields."""

import errno

import pytest

from kit.errors import Finding, KitError, fill, from_os


def test_a_refusal_keeps_its_untranslated_sentence_and_fields() -> None:
    error = KitError("deck.missing", "{path} was not found.", path="a.pptx")
    assert str(error) == "a.pptx was not found."
    assert error.said(lambda text: text.replace("was not found", "不存在")) == "a.pptx 不存在."


def test_a_finding_names_its_place_and_its_fix() -> None:
    finding = Finding("x", "no {what}", {"what": "title"}, file="a.md", line=3, slide=2, fix="write a {what}")
    assert str(finding) == "a.md:3 slide 2: no title (write a title)"
    assert finding.mending(lambda text: text.upper().replace("{WHAT}", "{what}")) == "WRITE A title"


def test_a_sentence_with_missing_fields_is_said_as_it_stands() -> None:
    assert fill("{gone} is {here}", {"here": 1}) == "{gone} is {here}"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EACCES, "file.denied"),
        (errno.EROFS, "file.readonly"),
        (errno.ENOENT, "file.missing"),
        (errno.EISDIR, "file.is-folder"),
        (errno.ENAMETOOLONG, "file.name-long"),
        (errno.EIO, "file.failed"),
    ],
)
def test_the_operating_system_is_said_in_one_sentence(number: int, code: str) -> None:
    error = from_os(OSError(number, "why"), "here/x")
    assert error.code == code
    assert "here/x" in str(error)
