"""Which layout of a template does the work of each of ours: by name, then by its type, then by where its placeholders lie."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.decks.author.corporate import assigning
from kit.decks.author.corporate.assigning import Roles
from kit.decks.author.corporate.source import Sheet, Source

# what programs that make templates call these layouts, in the languages of their menus; compared without case, spaces and signs
NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "title slide",
        "cover",
        "标题幻灯片",
        "封面",
        "标题页",
        "首页封面",
        "首页",
        "titelfolie",
        "diapositive de titre",
        "タイトル スライド",
    ),
    "section": ("section header", "section title", "divider", "chapter", "节标题", "章节", "过渡页", "转场", "abschnittsüberschrift"),
    "agenda": ("table of contents", "contents", "目录", "议程", "toc"),
    "claim-text": (
        "title and content",
        "title and body",
        "title and text",
        "标题和内容",
        "标题与内容",
        "正文",
        "内页",
        "内容页",
        "titel und inhalt",
    ),
    "two-content": ("two content", "title and two columns", "two columns", "两栏内容", "两列", "zwei inhalte", "deux contenus"),
    "three-cards": ("three content", "three columns", "title and three columns", "三栏内容", "三列"),
    "comparison": ("before and after", "比较", "对比", "vergleich", "comparaison"),
    "big-number": ("number", "big fact", "大数字"),
    "quote": ("quotation", "quote with caption", "引言", "引用", "带描述的引言", "zitat", "citation"),
    "picture-full": (
        "full picture",
        "full bleed picture",
        "full image",
        "photo",
        "全图",
        "panoramic picture with caption",
        "带描述的全景图片",
    ),
    "picture-text": ("picture with caption", "content with picture", "text and picture", "图片与标题", "图文", "bild mit überschrift"),
    "table": ("title and table", "标题和表格", "表格"),
    "chart": ("title and chart", "标题和图表", "图表"),
    "code": ("source code", "代码"),
    "people": ("team", "speakers", "团队", "嘉宾"),
    "closing": ("thank you", "thanks", "end", "end slide", "结束页封面", "结束页", "封底", "致谢", "谢谢", "closing slide"),
    "blank": ("blank slide", "空白", "leer", "vide"),
}
TYPES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "section": ("secHead",),
    "claim-text": ("obj", "tx"),
    "two-content": ("twoObj", "twoColTx"),
    "comparison": ("twoTxTwoObj",),
    "picture-text": ("picTx",),
    "table": ("tbl",),
    "chart": ("chart",),
    "blank": ("blank",),
}
GEOMETRY = ("claim-text", "two-content", "three-cards", "comparison", "picture-text", "picture-full", "section")
_SIGNS = re.compile(r"[\W_\d]+", re.UNICODE)
Found = tuple[Sheet, Roles]


def found(source: Source, naming: Mapping[str, str]) -> dict[str, Found]:
    """Return, for each of our layouts that the template has, its layout and the placeholder of each role."""
    made: dict[str, Found] = {}
    for name in assigning.KINDS:
        for sheet in _candidates(source, name, naming.get(name, "")):
            roles = assigning.roles(name, sheet, source.page)
            if roles is not None:
                made[name] = sheet, roles
                break
    return made


def of_its_own(sheet: Sheet, page: tuple[int, int]) -> tuple[str, Roles] | None:
    """Return after which of our layouts a layout of the template can be filled when a slide asks for it by its name."""
    usual = next((name for name, kinds in TYPES.items() if sheet.kind in kinds), "")
    for name in (usual, "comparison", "three-cards", "two-content", "picture-text", "picture-full", "claim-text", "section", "blank"):
        roles = assigning.roles(name, sheet, page) if name else None
        if roles is not None:
            return name, roles
    return None


def _candidates(source: Source, name: str, asked: str) -> list[Sheet]:
    """Return the layouts worth trying, the likeliest first."""
    if asked:
        return [sheet for sheet in source.layouts if sheet.name.strip().lower() == asked.strip().lower()]
    wanted = {_plain(one) for one in (name, *NAMES.get(name, ()))}
    named = [sheet for sheet in source.layouts if _plain(sheet.name) in wanted]
    named += [sheet for sheet in source.layouts if sheet not in named and _meant(sheet.name) == name]
    typed = [sheet for kind in TYPES.get(name, ()) for sheet in source.layouts if sheet.kind == kind]
    shaped = [sheet for sheet in source.layouts if not _upright(sheet)] if name in GEOMETRY else []
    return [*named, *typed, *(sheet for sheet in shaped if sheet.kind != "title" and not _spoken_for(sheet, name))]


def _spoken_for(sheet: Sheet, name: str) -> bool:
    """Tell whether a layout is plainly meant for something else."""
    return _meant(sheet.name) not in ("", name) or any(sheet.kind in kinds for other, kinds in TYPES.items() if other != name)


def _meant(name: str) -> str:
    """Return which of ours a layout's name speaks of: by the longest of our words in it, "" for none."""
    plain = _plain(name)
    heard = [(len(word), ours) for ours, names in NAMES.items() for word in map(_plain, (ours, *names)) if _says(plain, word)]
    return max(heard)[1] if heard else ""


def _says(plain: str, word: str) -> bool:
    """Tell whether a name is or holds a word that is long enough to mean something inside another."""
    return plain == word or (len(word) >= (2 if word > "\u2e80" else 9) and word in plain)


def _upright(sheet: Sheet) -> bool:
    return sheet.kind.startswith("vert")


def _plain(name: str) -> str:
    return _SIGNS.sub("", name).lower()
