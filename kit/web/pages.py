"""Draw pages for phones: templates, the phone's language, and refusals as pages."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from kit import i18n
from kit.errors import KitError

TEMPLATES = Path(__file__).parent / "templates"
HERE = "lectern.here"
"""Where the address of a page is kept when its form is sent elsewhere."""
STYLE = (TEMPLATES / "style.css").read_text("utf-8").strip()


def hashed(text: str) -> str:
    """Return the word that lets exactly this inline style or script through the content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


STYLE_HASH = hashed(STYLE)
SCRIPT = (TEMPLATES / "keep.js").read_text("utf-8").strip()
"""Keeps what is written on the phone and sends it again while the server cannot be reached; every page works without it."""
SCRIPT_HASH = hashed(SCRIPT)


def language(scope: Scope, fallback: str = "en") -> str:
    """Return the language that the address asks for, else the phone's, else `fallback`."""
    return _asked(scope) or _accepted(Headers(scope=scope).get("accept-language", "")) or fallback


def render(scope: Scope, template: str, status: int = 200, *, fallback: str = "en", **values: Any) -> Response:
    """Return the page of a template in the phone's language."""
    lang = language(scope, fallback)
    other = next(code for code in i18n.LANGUAGES if code != lang)
    with i18n.language(lang):
        text = (
            environment()
            .get_template(template)
            .render(
                lang=lang,
                other=other,
                other_name=i18n.NAMES[other],
                gap="" if lang == "zh" else " ",
                path=scope["path"],
                here=scope.get(HERE, scope["path"]),
                stay=_stay(scope),
                **values,
            )
        )
    return HTMLResponse(text, status)


def refusal(scope: Scope, error: KitError, status: int, *, fallback: str = "en", back: str = "") -> Response:
    """Return the page that says a refusal, with a way back when there is one."""
    with i18n.language(language(scope, fallback)):
        said = i18n.said(error)
    return render(scope, "refused.html", status, fallback=fallback, said=said, back=back)


@cache
def environment() -> Environment:
    """Return the templates, escaping everything that is put into them."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals.update(_=i18n._, ngettext=i18n.ngettext, style=Markup(STYLE), script=Markup(SCRIPT))
    return env


def warm() -> None:
    """Read every template and both languages now, so that the first phone does not wait for it."""
    made = environment()
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)
    for lang in i18n.LANGUAGES:
        with i18n.language(lang):
            i18n._("Check in")


def _stay(scope: Scope) -> str:
    """Return the query that keeps a chosen language on the next page."""
    return f"?lang={_asked(scope)}" if _asked(scope) else ""


def _asked(scope: Scope) -> str:
    query: bytes = scope["query_string"]
    asked = parse_qs(query.decode("latin-1")).get("lang", [""])[0]
    return asked if asked in i18n.LANGUAGES else ""


def _accepted(header: str) -> str:
    """Return "zh" or "en", whichever the Accept-Language header likes better, "" when it names neither."""
    best, found = 0.0, ""
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            liked = float(weight or 1)
        except ValueError:
            continue
        name = tag.strip().lower().split("-")[0]
        if name in i18n.LANGUAGES and liked > best:
            best, found = liked, name
    return found
