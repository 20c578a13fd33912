"""Tell from its content which tool a talk was written for; `dialect:` in the front matter says it outright."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from kit.content.yamltext import Page
from kit.decks.module.dialects import source

OWN = "lectern"
NAMES = (OWN, "marp", "slidev", "pandoc", "quarto", "presenterm", "reveal")
# what only our own modules say of themselves
HOUSE = ("track", "phase", "role", "minutes", "formats", "needs", "after", "group", "label", "owner", "reviewed", "review_days")
ENOUGH = 3
FORMULA = re.compile(r"\$\$.*?\$\$", re.DOTALL)
HEADS = re.compile(r"^#{1,2} ", re.MULTILINE)
RULES = re.compile(r"^(?:-{3,}|\* ?\* ?\*|_{3,})[^\S\n]*$", re.MULTILINE)
FORMATS = re.compile(r"revealjs|pptx|beamer|html|pdf|docx|typst|slides|dashboard")
PRESENTERM = re.compile(
    r"<!--\s*(?:end_slide|pause|column_layout:|column:|reset_layout|jump_to_middle|new_lines?\b|newlines?\b|incremental_lists:|"
    r"speaker_note:|font_size:|skip_slide|no_footer|list_item_newlines:|alignment:)"
)
_SLIDEV = (
    "drawings mdc highlighter lineNumbers colorSchema routerMode canvasWidth titleTemplate themeConfig exportFilename addons seoMeta "
    "aspectRatio favicon monaco monacoTypesSource download info wakeLock overviewSnapshots selectable record defaults twoslash "
    "presenter browserExporter htmlAttrs plantUmlServer remoteAssets clicks routeAlias comark layoutClass contextMenu"
)
_PANDOC = (
    "slide-level slide_level aspectratio institute header-includes classoption colortheme fonttheme innertheme outertheme linkcolor "
    "bibliography csl revealjs-url reference-doc documentclass incremental section-titles beameroption pdf-engine fontfamily "
    "link-citations nocite output titlegraphic logo-header navigation"
)
OPTIONS = (
    "end_slide_shorthand",
    "implicit_slide_ends",
    "incremental_lists",
    "command_prefix",
    "h1_slide_titles",
    "strict_front_matter_parsing",
)
KEYS: dict[str, tuple[str, ...]] = {
    "slidev": tuple(_SLIDEV.split()),
    "marp": ("paginate", "headingDivider", "backgroundColor", "backgroundImage", "_class", "_paginate", "_backgroundColor"),
    "pandoc": tuple(_PANDOC.split()),
    "quarto": ("execute", "jupyter", "filters", "knitr", "engine", "code-fold", "number-sections"),
    "presenterm": ("sub_title",),
    "reveal": ("revealOptions", "verticalSeparator", "separator", "notesSeparator", "slideOptions", "slideNumber"),
}
PATTERNS: dict[str, tuple[tuple[str, int], ...]] = {
    "slidev": (
        (r"</?v-(?:clicks?|after|switch|drag)\b|\sv-(?:click|mark|after|motion|drag)\b|\$slidev|\$clicks", 3),
        (r"^::\s*(?:right|left|default|bottom|top|title|content)\s*::\s*$", 3),
        (r"<script setup|^<<< @?/|magic-move|\{monaco|twoslash|v-slot:", 3),
        (r"<(?:Toc|Tweet|Youtube|Arrow|Counter|SlidevVideo|Transform|AutoFitText|RenderWhen|PoweredBySlidev|LightOrDark)\b", 3),
        (r"^layout:\s*['\"]?(?:two-cols|two-cols-header|image-(?:left|right)|cover|center|fact|statement|intro|iframe|end|full|none)\b", 3),
        (r"^(?:theme:\s*(?:seriph|apple-basic|shibainu|bricks|purplin|geist|neversink|penguin|dracula)|src:\s*\S+\.md)", 3),
        (r"<(?:carbon|mdi|uim|logos|tabler|ph|fa6?|ri|twemoji)[-:]\w", 2),
    ),
    "reveal": (
        (r"<!--\s*\.(?:slide|element)\s*:|^\?\?\?\s*$|^\.(?:pull-)?(?:left|right)(?:-column)?\[", 3),
        (r"^(?:class|layout):[ \t]*(?:center|middle|inverse|true|false)\b[^\n]*\n(?:[\w-]+:[^\n]*\n)*\n", 2),
        (r"^(?:--|----)[ \t]*$", 1),
    ),
    "marp": (
        (r"!\[[^\]\n]*\bbg\b[^\]\n]*\]\(", 2),
        (r"<!--\s*_?(?:class|paginate|header|footer|backgroundColor|backgroundImage|color|theme|size)\s*:", 2),
        (r"<!--\s*fit\s*-->|<style scoped|^theme:\s*(?:gaia|uncover)\b|^size:\s*(?:16:9|4:3)", 3),
    ),
    "pandoc": (
        (r"^\. \. \.\s*$|\{=(?:latex|html|beamer|openxml)\}|^\\(?:pause|newpage|begin\{)", 3),
        (r"^:{4,}\s*(?:columns?|\{)|^:{3,} (?:nonincremental|\{\.nonincremental)", 3),
        (r"^:{3,}\s*\{\.(?:columns?|notes|incremental)\b", 1),
        (r"^#+ .*\{[^}\n]*(?:\.unnumbered|\.allowframebreaks|\.fragile|\.standout|background-|data-|\.unlisted)[^}\n]*\}\s*$", 3),
        (r"^\(@\w*\)\s|^\+[-=:+]{3,}\+\s*$|^-{3,}(?: +-{3,})+\s*$|^(?:Table)?: +\w", 3),
    ),
    "quarto": (
        (r"^:{3,}\s*\{[^}\n]*\.callout-", 1),
        (r"^:{3,}\s*\{[^}\n]*\.(?:panel-tabset|fragment|aside|r-stack|smaller|scrollable|magic-)|\{\{<|^#\| \w", 3),
        (r"^`{3,}\{(?:r|python|julia|ojs|mermaid|dot)\b|^#+ .*\{[^}\n]*(?:\.smaller|\.scrollable|auto-animate)", 3),
    ),
}
SIGNS = {name: tuple((re.compile(sign, re.MULTILINE), weight) for sign, weight in signs) for name, signs in PATTERNS.items()}


def of(front: Page, text: str, path: Path) -> str:
    """Return the tool's name, "lectern" for our own modules and for everything without a sign of another."""
    said = front.values.get("dialect", "")
    if isinstance(said, str) and said:
        return front.choice("dialect", NAMES, OWN)
    if path.suffix.lower() == ".qmd":
        return "quarto"
    if str(front.values.get("marp", "")).lower() == "true":
        return "marp"
    if _formatted(front.values.get("format", "")) and not front.has("formats"):
        return "quarto"
    if any(key in HOUSE for key in front.names()):
        return OWN
    lines = text.split("\n")
    shown = "\n".join(line for line, code in zip(lines, source.coded(lines), strict=True) if not code or line.startswith(("```", "<<<")))
    shown = FORMULA.sub("", shown)
    options = front.values.get("options", "")
    if PRESENTERM.search(shown) or (isinstance(options, Page) and any(key in OPTIONS for key in options.names())):
        return "presenterm"
    scores = {name: _score(name, front, shown) for name in ("slidev", "marp", "quarto", "pandoc", "presenterm", "reveal")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= ENOUGH else OWN


def foreign(text: str) -> bool:
    """Return whether a file whose front matter is broken is surely of another tool."""
    return (
        re.search(r"^(?:marp:\s*true|format:\s*(?:revealjs|pptx|beamer)|drawings:|highlighter:|dialect:\s*(?!lectern))", text, re.MULTILINE)
        is not None
    )


def _formatted(value: object) -> bool:
    return (
        any(FORMATS.search(name) for name in value.names())
        if isinstance(value, Page)
        else isinstance(value, str) and bool(FORMATS.match(value))
    )


def _score(name: str, front: Page, text: str) -> int:
    score = sum(2 for key in KEYS[name] if key in front.values)
    head = "".join(f"{key}: {value}\n" for key, value in front.values.items() if isinstance(value, str))
    for sign, weight in SIGNS.get(name, ()):
        score += weight * sum(1 for _found in islice(sign.finditer(head + text), ENOUGH))
    return score + _headed(front, text) if name == "pandoc" else score


def _headed(front: Page, text: str) -> int:
    """Return the weight of a `% title` block, and of a title with its author above headings, most of which no ruler parts."""
    if re.match(r"% ?\S", text) and not front.names():
        return ENOUGH
    heads, ruled = len(HEADS.findall(text)), len(RULES.findall(text))
    said = front.has("title") and any(front.has(key) for key in ("author", "date", "subtitle", "institute"))
    return ENOUGH if said and heads > 1 and heads > 2 * ruled + (2 if ruled else 0) else 0
