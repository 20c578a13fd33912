"""What a deck needs from outside its words: event, speaker, evidence and QR addresses, handed over as one frozen value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

NAME = re.compile(r"\{\{\s*([A-Za-z][\w.:-]*)\s*\}\}")


@dataclass(frozen=True)
class QrTarget:
    """Where a QR code leads: the payload in it (upper case), the address a person can type, and the short code."""

    payload: str
    address: str
    code: str


@dataclass(frozen=True)
class Bindings:
    """Values for `{{name}}` and for `qr:` pictures; `agenda` and `sources` are made by the outline."""

    values: dict[str, str] = field(default_factory=dict, hash=False)
    qr: dict[str, QrTarget] = field(default_factory=dict, hash=False)
    today: datetime | None = None


def names(text: str) -> tuple[str, ...]:
    """Return the `{{names}}` used in `text`, in order."""
    return tuple(NAME.findall(text))


def filled(text: str, bindings: Bindings) -> str:
    """Put the bound values into `text`; a name without a value stays as written."""
    return NAME.sub(lambda m: bindings.values.get(m[1], m[0]), text)
