"""Say that a line of a spec names nothing: as a refusal with its place, or as a finding whose place is shown apart."""

from __future__ import annotations

from collections.abc import Sequence

from kit.decks.spec import DeckSpec, Item
from kit.errors import Finding, KitError
from kit.i18n import N_

# by code: with its place and without, each plain and with the nearest names
SENTENCES = {
    "deck.module-missing": (
        (N_("{place}: there is no module `{id}`."), N_("{place}: there is no module `{id}`; nearest: {near}.")),
        (N_("There is no module `{id}`."), N_("There is no module `{id}`; nearest: {near}.")),
    ),
    "deck.file-missing": (
        (N_("{place}: {file} was not found in slides/ or beside the deck."), N_("{place}: {file} was not found; nearest: {near}.")),
        (N_("{file} was not found in slides/ or beside the deck."), N_("{file} was not found; nearest: {near}.")),
    ),
    "deck.slide-missing": (
        (N_("{place}: {file} has {count} slides, there is no slide {number}."),) * 2,
        (N_("{file} has {count} slides, there is no slide {number}."),) * 2,
    ),
}


def refusal(code: str, spec: DeckSpec, item: Item, near: Sequence[str] = (), **fields: object) -> KitError:
    """Return the refusal of a line, with file:line of the spec (its title where it lies in no file)."""
    place = str(spec.path or spec.title) + (f":{item.line}" if item.line else "")
    return KitError(code, SENTENCES[code][0][bool(near)], place=place, near=", ".join(near), **fields)


def finding(error: KitError, spec: DeckSpec, item: Item) -> Finding:
    """Return the same as a finding: its place stands beside the sentence, not in it."""
    text = SENTENCES[error.code][1][bool(error.fields["near"])] if error.code in SENTENCES else error.text
    file = str(spec.path or "") if item.line else ""
    return Finding(error.code, text, error.fields, file=file, line=item.line, severity="error")
