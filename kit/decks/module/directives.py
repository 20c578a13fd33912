"""Tell directives from speaker notes, and know the per-slide settings of other slide tools."""

from __future__ import annotations

import re

from kit.content import yamltext
from kit.errors import KitError

OURS = ("layout", "depth", "class", "background", "transition", "title")
# Marp's local (`_x`) and global directives: all are understood as directives, those without an equal here have no effect
MARP = (
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "paginate",
    "header",
    "footer",
)
MARP_GLOBAL = ("marp", "theme", "size", "math", "style", "headingDivider", "lang")
SLIDEV = ("image", "src", "hide", "disabled", "clicks", "level", "routeAlias", "preload", "zoom", "hideInToc", "dragPos", "backgroundSize")
KNOWN = frozenset((*OURS, *MARP, *MARP_GLOBAL, *(f"_{name}" for name in (*OURS, *MARP))))
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
PART = re.compile(r"\s*(_?[A-Za-z][\w-]*)\s*:\s*(.*?)\s*")
LAYOUTS = {
    "cover": "title",
    "intro": "title",
    "two-cols": "two-content",
    "two-cols-header": "two-content",
    "image": "picture-full",
    "image-left": "picture-text",
    "image-right": "picture-text",
    "fact": "big-number",
    "end": "closing",
    "statement": "claim-text",
    "center": "claim-text",
    "full": "claim-text",
    "none": "blank",
    "default": "",
    "Title Slide": "title",
    "Title and Content": "claim-text",
    "Section Header": "section",
    "Two Content": "two-content",
    "Comparison": "comparison",
    "Content with Caption": "picture-text",
    "Blank": "blank",
}


def read(comment: str) -> dict[str, str] | None:
    """Return the directives in a comment whose every part is `known-key: value`, or None when it is speaker notes."""
    found: dict[str, str] = {}
    for piece in re.split(r"[;\n]", comment):
        if not piece.strip():
            continue
        part = PART.fullmatch(piece)
        if part is None or part[1] not in KNOWN:
            return None
        found[part[1]] = part[2].strip("\"'")
    return found or None


def lift(body: str, file: str, first: int) -> tuple[str, dict[int, dict[str, str]]]:
    """Take Slidev's per-slide front matter out of `body`: returns the body with those lines blank, and line of `---` → settings."""
    lines = body.split("\n")
    found: dict[int, dict[str, str]] = {}
    fence = ""
    for at, line in enumerate(lines):
        mark = FENCE.match(line) if "```" in line or "~~~" in line else None
        if mark:
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        if fence or line.rstrip() != "---" or (at and lines[at - 1].strip()):
            continue
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip() or lines[n].rstrip() == "---"), len(lines))
        if at + 1 < end < len(lines) and lines[end].rstrip() == "---":
            settings = _settings("\n".join(lines[at + 1 : end]), file, first + at + 1)
            if settings is not None:
                found[first + at] = settings
                lines[at + 1 : end + 1] = [""] * (end - at)
    return "\n".join(lines), found


def _settings(text: str, file: str, line: int) -> dict[str, str] | None:
    try:
        page = yamltext.parse(text, file, line)
    except KitError:
        return None
    if not page.names() or not all(key in OURS or key in SLIDEV for key in page.names()):
        return None
    return {key: value for key, value in page.values.items() if isinstance(value, str)}
