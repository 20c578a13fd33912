"""The projector shows a code that leads to the page, and the self-test tells both sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

from kit import happenings, qr
from kit.context import Kit
from kit.events.event import Event
from kit.ops import events, sharing
from tests.web.conftest import Phone

Phones = Callable[..., Phone]


def drawn(page: str) -> bytes:
    """Draw the page's code as a browser would."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', page)[1])  # type: ignore[index]
    runs = re.search(r'<path d="([^"]+)" fill="#000"', page)[1]  # type: ignore[index]
    image = Image.new("L", (side * 8, side * 8), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", runs):
        left, top = int(x) * 8, int(y) * 8
        pen.rectangle((left, top, left + int(width) * 8 - 1, top + 7), fill=0)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_the_code_on_the_screen_leads_to_the_page(kit: Kit, event: Event, phone: Phone) -> None:
    for query, letter in (("", "C"), ("?for=feedback", "F")):
        page = phone.get(f"/s/{event.code}{query}").text
        (found,) = qr.read(drawn(page))
        assert found == f"{kit.addresses[0].upper()}/{letter}/{event.code}"
        assert found.lower() in page
        assert phone.get(found.lower()).status_code == 200


def test_the_screen_counts(event: Event, phone: Phone) -> None:
    phone.fill(f"/c/{event.code}", who="李四")
    page = phone.get(f"/s/{event.code}").text
    assert "<b>1</b>here" in page
    assert "<b>5</b>registered" in page
    assert '<meta http-equiv="refresh" content="5">' in page


def test_opened_elsewhere_the_code_leads_to_the_address_used_there(event: Event, phone: Phone) -> None:
    page = phone.get(f"/s/{event.code}", headers={"host": "192.168.7.9:8642"}).text
    assert qr.read(drawn(page)) == (f"HTTP://192.168.7.9:8642/C/{event.code}",)


def test_a_closed_event_has_no_code(kit: Kit, event: Event, phone: Phone) -> None:
    events.close(kit, event.code)
    page = phone.get(f"/s/{event.code}").text
    assert "This event is closed" in page
    assert "<svg" not in page


def test_the_self_test_tells_both_sides(kit: Kit, phone: Phone) -> None:
    heard: list[happenings.Happening] = []
    kit.bus.listen(heard.append)
    path = sharing.test_target(kit).payload.lower().removeprefix(kit.addresses[0])
    page = phone.get(path.upper())
    assert "It works" in page.text
    assert heard == [happenings.PhoneSeen("127.0.0.1")]


def test_nobody_is_named_on_the_screen(event: Event, phone: Phone) -> None:
    phone.fill(f"/c/{event.code}", who="李四")
    assert "李四" not in phone.get(f"/s/{event.code}").text
