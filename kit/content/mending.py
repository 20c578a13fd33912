"""Fixes of what people wrote: one word on one line becomes another, everything else in the file stays as it is."""

from __future__ import annotations

from kit.errors import Finding, KitError

# by code: the field with the word that was written, and the field with the one (or the nearest ones) to write instead
WORDS = {
    "yaml.unknown-near": ("key", "near"),
    "yaml.choice": ("value", "near"),
    "module.layout": ("name", "near"),
    "author.layout": ("name", "near"),
    "deck.module-missing": ("id", "near"),
    "deck.file-missing": ("file", "near"),
    "outline.structure": ("role", "near"),
    "outline.stale": ("reviewed", "today"),
}


def words(finding: Finding) -> tuple[str, str]:
    """Return the word a finding is about and the one that mends it; both "" where there is none."""
    fields = WORDS.get(finding.code)
    if fields is None:
        return "", ""
    old, new = (str(finding.fields.get(name) or "") for name in fields)
    new = new.split(", ")[0]
    return (old, new) if old and new and old != new else ("", "")


def mended(text: str, finding: Finding) -> str:
    """Return the text of a file with the word on the finding's line replaced; raises KitError when it is no longer there."""
    old, new = words(finding)
    lines = text.split("\n")
    at = finding.line - 1
    if not old or not 0 <= at < len(lines) or old not in lines[at]:
        raise KitError("mend.gone", "Line {line} of {file} has changed: check it again.", line=finding.line, file=finding.file)
    lines[at] = lines[at].replace(old, new, 1)
    return "\n".join(lines)
