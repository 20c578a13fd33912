"""A person's way through the pages in a real browser: scan the projector, check in, give feedback; with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from kit import qr
from kit.context import Kit
from kit.events.event import Event
from kit.ops import attendance, feedback
from kit.web.server import Server

HEIGHTS = "els => els.filter(e => e.offsetParent).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])"
STATUS = "the server responded with a status of 4"  # a form to look at again
TARGETS = "header a, header button, main button, a.go, input[type=text], textarea, select, summary, .opt, .cell, .hint a"
WORDS = {
    "zh-CN": {"in": "已签到", "already": "已经签到过", "wrong": "题需要再看一下", "thanks": "谢谢", "switch": "English"},
    "en-US": {"in": "You are in", "already": "Already in", "wrong": "need another look", "thanks": "Thank you", "switch": "中文"},
}


@contextmanager
def opened(browser: Browser, lang: str, *, script: bool = True, width: int = 390, scheme: str = "light") -> Iterator[Page]:
    """A phone's page that fails on any request elsewhere, console message or page error."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        locale=lang,
        java_script_enabled=script,
        has_touch=True,
        is_mobile=True,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page, wrong = context.new_page(), []
    page.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1:", "data:")) else wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and STATUS not in message.text else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def fits(page: Page, width: int) -> None:
    """See that nothing is wider than the phone and everything can be hit with a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = [(html, height) for html, height in page.eval_on_selector_all(TARGETS, HEIGHTS) if height < 44]
    assert small == []


def scanned(browser: Browser, server: Server, event: Event, query: str = "") -> str:
    """Return the address that a camera reads off the projector's page."""
    screen = browser.new_page(viewport={"width": 1280, "height": 720})
    screen.goto(f"{server.address}/s/{event.code}{query}")
    (payload,) = qr.read(screen.screenshot())
    screen.close()
    return payload


@pytest.mark.parametrize(("lang", "script", "scheme"), [("zh-CN", False, "light"), ("en-US", True, "dark")])
def test_scan_check_in_and_answer(kit: Kit, event: Event, server: Server, browser: Browser, lang: str, script: bool, scheme: str) -> None:
    words = WORDS[lang]
    with opened(browser, lang, script=script, scheme=scheme) as page:
        page.goto(scanned(browser, server, event))
        fits(page, 390)
        page.get_by_role("textbox").fill("张三")
        page.locator("main button").click()
        fits(page, 390)
        page.get_by_role("textbox").fill("研发部")
        page.locator("main button").click()
        assert page.get_by_role("heading", name=words["in"]).is_visible()
        assert page.get_by_text("张三").is_visible()
        receipt = page.locator(".slip b").inner_text()
        fits(page, 390)
        page.reload()
        assert page.locator(".slip b").inner_text() == receipt
        page.locator("a.go").click()
        answer(page, words)
    lines = attendance.log(kit, event.code)
    assert [line.outcome for line in lines] == ["ambiguous", "ok"]
    assert lines[-1].receipt == receipt
    (kept,) = feedback.results(kit, event.code).responses
    assert set(kept.answers) == {"use", "nps", "why", "heard", "uses", "which", "city", "people"}
    assert kept.lang == lang[:2]


def answer(page: Page, words: dict[str, str]) -> None:
    """Answer every type of question, once forgetting the required ones."""
    fits(page, 390)
    page.locator("textarea").fill("因为快")
    page.locator("main button").click()
    assert page.get_by_text(words["wrong"]).is_visible()
    assert page.locator("textarea").input_value() == "因为快"
    page.locator("input[name='q.use'][value='5']").check()
    page.locator("input[name='q.nps'][value='10']").check()
    page.locator("summary").click()
    fits(page, 390)
    page.locator("input[name='q.heard'][value='cost']").check()
    page.locator("input[name='q.heard'][value='speed']").check()
    assert not page.locator("input[name='q.which']").first.is_visible()
    page.locator("input[name='q.uses'][value='yes']").check()
    page.locator("input[name='q.which']").first.check()
    page.locator("select").select_option("k")
    page.locator("input[name='q.people']").fill("7")
    page.locator("input[name='q.contact']").fill("me@example.org")
    page.locator("main button").click()
    assert page.get_by_role("heading", name=words["thanks"]).is_visible()
    fits(page, 390)


@pytest.mark.parametrize("width", [360, 430])
def test_every_page_fits_every_phone(event: Event, server: Server, browser: Browser, width: int) -> None:
    with opened(browser, "en-US", script=False, width=width) as page:
        for path in (f"/c/{event.code}", f"/f/{event.code}", f"/s/{event.code}", "/t"):
            page.goto(f"{server.address}{path}")
            fits(page, width)
        page.goto(f"{server.address}/c/{event.code}")
        page.get_by_role("textbox").fill("W" * 100)
        page.locator("main button").click()
        fits(page, width)


def test_the_switch_keeps_the_receipt(kit: Kit, event: Event, server: Server, browser: Browser) -> None:
    with opened(browser, "en-US", script=False) as page:
        page.goto(f"{server.address}/c/{event.code}")
        page.get_by_role("textbox").fill("李四")
        page.keyboard.press("Enter")
        receipt = page.locator(".slip b").inner_text()
        page.get_by_role("button", name="中文").click()
        assert page.get_by_role("heading", name="已签到").is_visible()
        assert page.locator(".slip b").inner_text() == receipt
    assert len(attendance.log(kit, event.code)) == 1


def test_every_field_has_a_name_for_those_who_cannot_see(event: Event, server: Server, browser: Browser) -> None:
    with opened(browser, "en-US") as page:
        for path in (f"/c/{event.code}", f"/f/{event.code}"):
            page.goto(f"{server.address}{path}")
            nameless = "els => els.filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label')).map(e => e.outerHTML)"
            assert page.eval_on_selector_all("input:not([type=hidden]), select, textarea", nameless) == []
            assert page.locator("h1").count() == 1
            assert page.get_attribute("html", "lang") == "en"
