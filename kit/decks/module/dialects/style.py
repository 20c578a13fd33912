"""What a stylesheet says of layout: which classes put their content side by side, and in which widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NAME = re.compile(r"\.([\w-]+)")
SIDE = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)|column-count|grid-template-columns|(?<![\w-])columns\s*:")
DOWN = re.compile(r"flex-direction\s*:\s*column")
TRACKS = re.compile(r"(?:grid-template-columns|(?<![\w-])columns|column-count)\s*:\s*([^;]+)")
WIDTH = re.compile(r"(?<![\w-])(?:width|flex-basis|flex)\s*:\s*(?:\d+\s+\d+\s+)?(\d+(?:\.\d+)?)(%?)")
# class names that themes and their users give to columns
COLUMNS = re.compile(
    r"(?:columns(?:-?[2-4])?|cols(?:-?[2-4](?:[-_]\w+)?)?|flex-?box|(?:two|three|2|3)-?col(?:umn)?s?|grid(?:-?\d)?|flex|row|multi-?columns?|split|side-by-side|"
    r"(?:grid-cols|cols|columns)-(?:\d+|\[[^\]]+\]))\Z",
    re.IGNORECASE,
)


@dataclass
class Styles:
    """Classes that stand for columns, with the widths of these as shares (empty: equal)."""

    side: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def learn(self, css: str) -> None:
        """Take the rules of a stylesheet."""
        for selector, rules in RULE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
            if SIDE.search(rules) and not DOWN.search(rules):
                for one in selector.split(","):
                    last = NAME.findall(one.strip().split()[-1]) if one.strip() else []
                    if last and not re.search(r"section|:", one):
                        self.side[last[-1]] = tracks(rules)


def tracks(rules: str) -> tuple[float, ...]:
    """Return the columns that a rule or `cols-[1fr_2fr]` names, as parts of a whole; one number is so many equal ones."""
    found = TRACKS.search(rules)
    said = found[1] if found else rules
    repeated = re.search(r"repeat\(\s*(\d+)", said)
    if repeated:
        return (1.0,) * min(int(repeated[1]), 12)
    parts = [float(part) for part in re.findall(r"(\d+(?:\.\d+)?)(?:fr|%)", said)]
    if parts:
        return tuple(parts)
    words = said.replace("_", " ").split()
    if len(words) > 1 and all(word == "auto" for word in words):
        return (1.0,) * len(words)
    alone = re.fullmatch(r"\s*(\d+)\s*", said)
    return (1.0,) * min(int(alone[1]), 12) if alone else ()


def columned(classes: tuple[str, ...], attributes: dict[str, str], styles: Styles) -> tuple[float, ...] | None:
    """Return how an element puts its children side by side (parts of a whole, empty: equal), None when it does not."""
    css = attributes.get("style", "")
    grid, flex = attributes.get("grid"), attributes.get("flex")
    if "flex-col" in classes or DOWN.search(css) or (flex or "").find("col") >= 0:
        return None
    known = next((styles.side[name] for name in classes if name in styles.side), None)
    if SIDE.search(css):
        return tracks(css)
    if grid is not None or flex is not None:
        words = tuple((grid or "").split())
    else:
        words = tuple(name for name in classes if COLUMNS.match(name))
        if not words:
            return known
    counted = (word for word in words if re.match(r"(?:grid-)?(?:cols?|columns)-?(?:\d|\[)", word))
    return next((tracks(re.sub(r"^.*?cols?-?|^columns-?", "", word).strip("[]")) for word in counted), known or ())


def share(classes: tuple[str, ...], attributes: dict[str, str]) -> float:
    """Return the part of the whole that an element asks for, 0 when it does not."""
    said = attributes.get("width", "") or next((m[1] + m[2] for m in [WIDTH.search(attributes.get("style", ""))] if m), "")
    number = re.match(r"(\d+(?:\.\d+)?)(%?)\Z", said)
    if number and (number[2] or float(number[1]) <= 12):
        return float(number[1])
    for name in classes:
        part = re.match(r"w-(\d)/(\d+)\Z|col-span-(\d+)\Z", name)
        if part:
            return float(part[3]) if part[3] else 100 * int(part[1]) / max(int(part[2]), 1)
    return 0.0
