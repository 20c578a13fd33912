"""Inline Markdown into runs of text, and its pictures into pictures and QR codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.content import marknodes
from kit.content.marknodes import Span
from kit.decks.module.blocks import Picture, QrCode, Run, Runs

BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
AROUND = re.compile(r"[ \t]*\n[ \t]*")
IMG = re.compile(r"<img\s[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
FITS = ("contain", "cover")


def runs(spans: Iterable[Span]) -> Runs:
    """Return the text of spans as runs; a line break inside is the character \\n."""
    found: list[Run] = []
    for span in marknodes.joined(tuple(spans)):
        made = _run(span)
        if made is None:
            continue
        if found and not made.math and _with(found[-1], made.text) == made:
            found[-1] = _with(found[-1], found[-1].text + made.text)
        else:
            found.append(made)
    return _trimmed(found)


def _run(span: Span) -> Run | None:
    if span.kind == "break" or (span.kind == "html" and BREAK.match(span.text)):
        return Run("\n")
    if span.kind in ("math", "formula"):
        return Run(span.text, span.bold, span.italic, False, span.strike, span.link, True)
    if span.kind != "text" or not span.text:
        return None
    return Run(span.text, span.bold, span.italic, span.code, span.strike, span.link)


def _trimmed(found: list[Run]) -> Runs:
    if found and not _exact(found[0]):
        found[0] = _with(found[0], found[0].text.lstrip())
    if found and not _exact(found[-1]):
        found[-1] = _with(found[-1], found[-1].text.rstrip())
    found = [run if _exact(run) or "\n" not in run.text else _with(run, AROUND.sub("\n", run.text)) for run in found]
    return tuple(run for run in found if run.text)


def _with(run: Run, text: str) -> Run:
    """Return a run with other words."""
    return run if run.text == text else run._replace(text=text)


def _exact(run: Run) -> bool:
    """Tell whether every space of a run counts."""
    return run.code or run.math


def picture(span: Span, line: int) -> Picture | QrCode:
    """Return the picture or QR code that an image span means; Marp's words in the alt text (`bg`, `fit`, `w:300`) become options."""
    if span.link.startswith("qr:"):
        return QrCode(span.link[3:], span.text, line)
    alt, options = _marp(span.text)
    options.update(span.attributes.values)
    words = span.attributes.words
    fit = options.pop("fit", "") or next((word for word in words if word in FITS), "contain")
    for word in words:
        if word not in FITS:
            options[word] = "yes"
    caption = options.pop("caption", "") or span.title
    return Picture(_path(span.link), options.pop("alt", "") or alt, caption, fit if fit in FITS else "contain", options, line)


def html_picture(tag: str, line: int) -> Picture | QrCode:
    """Return the picture that an `<img …>` tag means."""
    found = {key.lower(): double or single for key, double, single in ATTRIBUTE.findall(tag)}
    source, alt = found.pop("src", ""), found.pop("alt", "")
    options = {key: value for key, value in found.items() if key in ("width", "height")}
    return QrCode(source[3:], alt, line) if source.startswith("qr:") else Picture(_path(source), alt, options=options, line=line)


def _path(link: str) -> str:
    from urllib.parse import unquote

    return link if re.match(r"[a-z]+://|data:", link) else unquote(link)


def _marp(alt: str) -> tuple[str, dict[str, str]]:
    """Split Marp's picture words off an alt text."""
    words, options = [], {}
    pieces = alt.split(" ")
    background = pieces[:1] == ["bg"]
    for piece in pieces:
        key, _colon, value = piece.partition(":")
        if background and piece in ("bg", "fit", "cover", "contain", "auto", "vertical"):
            options.update({"bg": "yes"} if piece == "bg" else {"fit": "contain" if piece == "fit" else piece})
        elif background and key in ("left", "right"):
            options.update({"side": key} | ({"width": value} if value else {}))
        elif key in ("w", "width", "h", "height") and value:
            options["width" if key[0] == "w" else "height"] = value
        elif key in ("blur", "brightness", "contrast", "drop-shadow", "grayscale", "opacity", "saturate", "sepia") and background:
            continue
        else:
            words.append(piece)
    return " ".join(words).strip(), options
