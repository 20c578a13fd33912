"""Which placeholder of a layout plays which role: told by kind, size and place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from kit.decks.author.corporate.holders import TITLES, Holder
from kit.decks.author.corporate.source import Sheet

Roles = dict[str, Holder]
OPEN = ("", "body")


def roles(name: str, sheet: Sheet, page: tuple[int, int]) -> Roles | None:
    """Return the placeholders of a layout by our roles; None when it cannot do the work of our layout `name`."""
    maker = KINDS.get(name)
    if maker is None:
        return None
    found = maker(_Shelf(sheet, page))
    if found is not None and len({(one.kind, one.idx) for one in found.values()}) < len(found):
        return None  # a slide could not say which of them it means
    return found if found is None or name == "blank" or "title" in found else None


def title(sheet: Sheet, page: tuple[int, int]) -> Holder | None:
    """Return the placeholder that holds a layout's title, None when it has none."""
    return _Shelf(sheet, page).title


def _cover(shelf: _Shelf) -> Roles | None:
    texts = [one for one in shelf.holders if one.kind == "subTitle"] or [one for one in shelf.open if one.area > 0.004 * shelf.area]
    rest = [one for one in shelf.open if one not in texts[:1] and one.box.h < 0.25 * shelf.page[1] and one.box.w > 0.25 * shelf.page[0]]
    made = shelf.titled(subtitle=texts[0] if texts else None)
    if made is not None and rest and texts and rest[0].box.y > texts[0].box.y:
        made["meta"] = rest[0]
    return made


def _section(shelf: _Shelf) -> Roles | None:
    texts = [one for one in shelf.holders if one.kind in ("subTitle", *OPEN)]
    return shelf.titled(subtitle=texts[0] if texts else None) if len(texts) < 2 and not shelf.pictures else None


def _content(shelf: _Shelf) -> Roles | None:
    big = [one for one in shelf.open if one.area >= 0.2 * shelf.area]
    small = all(one.box.h < 0.13 * shelf.page[1] for one in shelf.open if one not in big)
    return shelf.titled(body=big[0]) if len(big) == 1 and small and not shelf.pictures else None


def _object(kind: str) -> Callable[[_Shelf], Roles | None]:
    def find(shelf: _Shelf) -> Roles | None:
        things = [one for one in shelf.holders if one.kind in (kind, "") and one.area >= 0.2 * shelf.area]
        return shelf.titled(body=things[0]) if len(things) == 1 and not shelf.pictures else None

    return find


def _two(shelf: _Shelf) -> Roles | None:
    both = shelf.abreast(2)
    return shelf.titled(left=both[0], right=both[1]) if both and len(shelf.open) == 2 and not shelf.pictures else None


def _three(shelf: _Shelf) -> Roles | None:
    all_ = shelf.abreast(3)
    return shelf.titled(card1=all_[0], card2=all_[1], card3=all_[2]) if all_ and len(shelf.open) == 3 else None


def _comparison(shelf: _Shelf) -> Roles | None:
    if len(shelf.open) != 4 or shelf.pictures:
        return None
    heads = sorted(sorted(shelf.open, key=lambda one: one.box.h)[:2], key=lambda one: one.box.x)
    bodies = sorted((one for one in shelf.open if one not in heads), key=lambda one: one.box.x)
    fits = all(head.box.bottom <= body.box.y + body.box.h // 4 for head, body in zip(heads, bodies, strict=True))
    apart = bodies[0].box.right <= bodies[1].box.x + bodies[1].box.w // 10
    return shelf.titled(head1=heads[0], body1=bodies[0], head2=heads[1], body2=bodies[1]) if fits and apart else None


def _number(shelf: _Shelf) -> Roles | None:
    if len(shelf.open) != 2:
        return None
    number, body = sorted(shelf.open, key=lambda one: -one.style.size)
    return shelf.titled(number=number, body=body) if number.style.size >= 40 and number.box.bottom <= body.box.y * 1.1 else None


def _quote(shelf: _Shelf) -> Roles | None:
    if len(shelf.open) != 2:
        return None
    said, by = sorted(shelf.open, key=lambda one: -one.area)
    clear = said.box.y >= (shelf.title.box.bottom if shelf.title else 0) * 0.95
    return shelf.titled(quote=said, by=by) if said.box.bottom <= by.box.y * 1.1 and clear and said.area > 0.08 * shelf.area else None


def _picture_text(shelf: _Shelf) -> Roles | None:
    bodies = [one for one in shelf.open if one.box.h > 0.18 * shelf.page[1] and one.area > 0.05 * shelf.area]
    return shelf.titled(body=bodies[0], picture=shelf.pictures[0]) if len(shelf.pictures) == 1 and len(bodies) == 1 else None


def _picture_full(shelf: _Shelf) -> Roles | None:
    big = [one for one in shelf.pictures if one.area >= 0.3 * shelf.area]
    return shelf.titled(picture=big[0]) if len(big) == 1 and len(shelf.pictures) == 1 else None


def _blank(shelf: _Shelf) -> Roles | None:
    return {} if not shelf.title and not shelf.open and not shelf.pictures else None


KINDS: dict[str, Callable[[_Shelf], Roles | None]] = {
    "title": _cover,
    "section": _section,
    "agenda": _content,
    "claim-text": _content,
    "two-content": _two,
    "three-cards": _three,
    "comparison": _comparison,
    "big-number": _number,
    "quote": _quote,
    "picture-full": _picture_full,
    "picture-text": _picture_text,
    "table": _object("tbl"),
    "chart": _object("chart"),
    "code": _content,
    "closing": _cover,
    "blank": _blank,
}


class _Shelf:
    """The placeholders of one layout, sorted."""

    def __init__(self, sheet: Sheet, page: tuple[int, int]) -> None:
        self.page, self.area = page, page[0] * page[1]
        self.holders = sheet.holders
        self.open = sorted((one for one in sheet.holders if one.kind in OPEN), key=lambda one: -one.area)
        self.title = next((one for one in sheet.holders if one.kind in TITLES), None) or self._spoken()
        self.pictures = sorted((one for one in sheet.holders if one.kind in ("pic", "clipArt")), key=lambda one: -one.area)

    def _spoken(self) -> Holder | None:
        """Return what does a title's work where there is none: the largest letters of several texts, in a low box."""
        low = [one for one in self.open if one.box.h < 0.2 * self.page[1]]
        found = max(low, key=lambda one: (one.style.size, -one.box.y), default=None)
        if found is None or len(self.open) < 2 or found.style.size < 20:
            return None
        self.open.remove(found)
        return found

    def titled(self, **roles: Holder | None) -> Roles | None:
        """Return the roles with the title, None without one."""
        if self.title is None:
            return None
        return {"title": self.title, **{role: holder for role, holder in roles.items() if holder is not None}}

    def abreast(self, count: int) -> list[Holder]:
        """Return the `count` largest open placeholders from left to right when they stand side by side and are alike."""
        found = sorted(self.open[:count], key=lambda one: one.box.x)
        if len(found) < count or found[0].box.h < 0.25 * self.page[1]:
            return []
        level = all(abs(one.box.y - found[0].box.y) < 0.1 * self.page[1] for one in found)
        apart = all(a.box.right <= b.box.x + a.box.w // 10 for a, b in pairwise(found))
        return found if level and apart else []
