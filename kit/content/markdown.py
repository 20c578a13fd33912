"""Read Markdown (CommonMark, GFM tables, task lists, strike-through, math, `:::` containers, attributes) into nodes with their lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.content import marktree, yamltext
from kit.content.marknodes import Node, Span, inline, joined, tailed
from kit.errors import KitError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["Node", "Span", "inline", "joined", "parse", "split", "tailed"]

FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(text: str, file: str = "") -> tuple[yamltext.Page, str, int]:
    """Return (front matter, body, line on which the body begins); raises KitError when the front matter is broken or never ends."""
    if not re.match(r"---[ \t]*\n", text):
        return yamltext.Page(file, 1), text, 1
    found = FRONT.match(text)
    if found is None:
        raise KitError("markdown.front", "{path}:1: the front matter has no closing `---` line.", path=file)
    return yamltext.parse(found[1], file, 2), text[found.end() :], text[: found.end()].count("\n") + 1


def parse(body: str, first: int = 1, *, math: bool = False) -> tuple[Node, ...]:
    """Return the blocks of `body`, whose first line is line `first` of its file; with `math`, `$…$` and `$$…$$` hold LaTeX."""
    return marktree.build(_reader(math).parse(body), first)


@lru_cache(maxsize=2)
def _reader(math: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    if math:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        dollarmath_plugin(made, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False, double_inline=True)
    made.block.ruler.before("fence", "container", marktree.container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return made
