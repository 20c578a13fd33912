"""What people type: made safe to keep as it is, and comparable whatever its width, case and spaces."""

from __future__ import annotations

import unicodedata

CONTROL = ("Cc", "Cs")


def clean(text: str, most: int = 200, *, keep: str = "") -> str:
    """Return a typed text without control characters (but those in `keep`) and outer spaces, cut at `most`; all else stays."""
    return "".join(sign for sign in text if sign in keep or unicodedata.category(sign) not in CONTROL).strip()[:most]


def plain(text: str) -> str:
    """Return a text for comparing: NFKC, trimmed, one space between words, case ignored."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def half(text: str) -> str:
    """Return an identifier in half width letters and digits, trimmed; its case stays."""
    return unicodedata.normalize("NFKC", text).strip()
