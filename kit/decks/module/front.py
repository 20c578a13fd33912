"""What the front matter of a module says, typed; keys of other slide tools are known and noted."""

from __future__ import annotations

from typing import Any

from kit.content import yamltext
from kit.content.yamltext import Page
from kit.decks.module.model import DEPTHS, ROLES
from kit.i18n import N_

KEYS = (
    "dialect",
    "title",
    "lang",
    "track",
    "phase",
    "role",
    "minutes",
    "audience",
    "formats",
    "needs",
    "after",
    "group",
    "tags",
    "label",
    "owner",
    "reviewed",
    "review_days",
)
PHASES = ("why", "what", "how", "proof", "do", "next")
AUDIENCES = ("tech", "product", "business", "management", "newcomer")
FORMATS = ("lecture", "workshop", "roundtable", "case", "expert")
LABELS = ("public", "internal", "confidential")
FIRST_SLIDE = ("layout", "class", "background", "transition", "depth")
SPLIT = ("headingDivider", "slide-level", "slide_level")
# settings of Marp, Slidev, pandoc and their kin: accepted without effect
_FOREIGN = (
    "marp theme paginate header footer size style math color backgroundColor backgroundImage author date subtitle institute institution "
    "description keywords url image highlighter drawings mdc info fonts lineNumbers colorSchema aspectRatio canvasWidth favicon "
    "routerMode download exportFilename titleTemplate addons defaults hideInToc css themeConfig monaco plantUmlServer remoteAssets "
    "selectable record record-mode wakeLock browserExporter htmlAttrs seoMeta overviewSnapshots level incremental bibliography "
    "output format aspectratio fontsize mainfont toc revealOptions separator options sub_title event location"
)
FOREIGN = frozenset(_FOREIGN.split())


def fields(page: Page) -> dict[str, Any]:
    """Return the fields of a Module that the front matter gives; what does not fit becomes a finding of `page`."""
    for key in page.names():
        if key in FOREIGN and key not in KEYS:
            page.note(
                key, "module.foreign", N_("`{key}` is a setting of another slide tool and has no effect here."), key=key, severity="note"
            )
    _unknown(page)
    return {
        "track": page.text("track"),
        "phase": page.choice("phase", PHASES),
        "role": _role(page),
        "minutes": minutes(page),
        "audience": _fits(page.page("audience"), AUDIENCES, 3),
        "formats": _fits(page.page("formats"), FORMATS, 2),
        "needs": page.texts("needs"),
        "after": page.texts("after"),
        "group": page.text("group"),
        "tags": page.texts("tags"),
        "label": page.choice("label", LABELS),
        "owner": page.text("owner"),
        "reviewed": page.day("reviewed"),
        "review_days": page.integer("review_days", 0, least=0),
    }


def minutes(page: Page) -> dict[str, float]:
    """Return the minutes per depth: one number counts for every depth."""
    value = page.values.get("minutes", "")
    if isinstance(value, str):
        one = page.number("minutes", 0, least=0, most=600)
        return dict.fromkeys(DEPTHS, one) if value else {}
    each = page.page("minutes")
    each.only(DEPTHS)
    return {depth: each.number(depth, 0, least=0, most=600) for depth in DEPTHS if each.has(depth)}


def _role(page: Page) -> str:
    """Return the role of a structure page; one much like a known role is noted, others are the workspace's own."""
    role = page.text("role")
    if role and role not in ROLES and yamltext.nearest(role, ROLES):
        page.word("role", ROLES)
    return role


def _fits(page: Page, known: tuple[str, ...], most: int) -> dict[str, int]:
    page.only(known)
    return {name: page.integer(name, 1, least=0, most=most) for name in page.names()}


def _unknown(page: Page) -> None:
    known = Page(page.file, page.line, {k: v for k, v in page.values.items() if k not in FOREIGN}, page.lines, page.notes)
    known.only((*KEYS, *FIRST_SLIDE, *SPLIT))
