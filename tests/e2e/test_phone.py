"""A person's way through the pages in a real browser: scan the projector, check in, give feedback; with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from kit import qr
from kit.context import Kit
from kit.events.event import Draft, Event
from kit.ops import attendance, devices, events, feedback, live
from kit.web.server import Server
from tests.web.test_feedback import ORDERED

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
    page.wait_for_load_state()  # a page that has just been asked for may not be there yet
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
        page.locator("#which").fill("研发部")
        page.locator("main button").click()
        page.get_by_role("heading", name=words["in"]).wait_for()
        assert page.get_by_text("张三").is_visible()
        receipt = page.locator(".slip b").inner_text()
        fits(page, 390)
        page.reload()
        page.get_by_text(receipt).wait_for()
        page.locator("a.go").first.click()
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
    page.get_by_text(words["wrong"]).wait_for()
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
    page.get_by_role("heading", name=words["thanks"]).wait_for()
    fits(page, 390)


NO_STORE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('none here') }})"
REFUSED = "net::ERR_CONNECTION_REFUSED"  # what a browser logs while the server is away


@pytest.mark.parametrize("store", [True, False], ids=["storage", "no storage"])
def test_what_was_sent_while_the_server_restarts_arrives_once(kit: Kit, event: Event, browser: Browser, store: bool) -> None:
    server = Server(kit, "127.0.0.1", 0).start()
    context = browser.new_context(locale="en-US", viewport={"width": 390, "height": 844})
    if not store:
        context.add_init_script(NO_STORE)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and REFUSED not in said.text else None)
    page.goto(f"{server.address}/c/{event.code}")
    page.get_by_role("textbox").fill("李四")
    server.stop()
    page.locator("main button").click()
    page.get_by_text("kept on this phone" if store else "Keep this page open").wait_for()
    with Server(kit, "127.0.0.1", server.port) as again:
        page.get_by_role("heading", name="You are in").wait_for()
        assert page.get_by_text("李四").is_visible()
        assert again.running
        page.goto(f"{again.address}/c/{event.code}")
        assert page.get_by_role("textbox").input_value() == ""
    context.close()
    assert wrong == []
    assert [line.outcome for line in attendance.log(kit, event.code)] == ["ok"]


def test_a_draft_outlives_the_page_until_it_is_sent(event: Event, server: Server, browser: Browser) -> None:
    with opened(browser, "en-US") as page:
        page.goto(f"{server.address}/f/{event.code}")
        page.locator("textarea").fill("because it is quick")
        page.locator("input[name='q.use'][value='5']").check()
        page.locator("summary").click()
        page.locator("input[name='q.heard'][value='cost']").check()
        page.goto("about:blank")
        page.goto(f"{server.address}/f/{event.code}")
        assert page.locator("textarea").input_value() == "because it is quick"
        assert page.locator("input[name='q.use'][value='5']").is_checked()
        assert page.locator("input[name='q.heard'][value='cost']").is_visible()
        page.locator("input[name='q.nps'][value='9']").check()
        page.get_by_role("button", name="Send").click()
        page.get_by_role("heading", name="Thank you").wait_for()
        assert page.evaluate("localStorage.length") == 0


def test_a_question_outlives_a_vote_and_a_server_that_is_away(kit: Kit, event: Event, browser: Browser) -> None:
    live.open_poll(kit, event.code, "A or B?", ["A", "B"])
    server = Server(kit, "127.0.0.1", 0).start()
    context = browser.new_context(locale="en-US", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.address}/f/{event.code}/live")
    fits(page, 390)
    page.get_by_role("textbox").fill("What does it cost?")
    page.get_by_text("B", exact=True).click()
    page.get_by_role("button", name="Answer").click()
    page.get_by_text("Your answer is in").wait_for()
    expect(page.get_by_role("textbox")).to_have_value("What does it cost?")
    server.stop()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("kept on this phone").wait_for()
    with Server(kit, "127.0.0.1", server.port):
        page.get_by_text("has arrived").wait_for()
        expect(page.get_by_role("textbox")).to_have_value("")
    context.close()
    seen = live.look(kit, event.code)
    assert [one.text for one in seen.asks] == ["What does it cost?"]
    assert [bar.n for bar in seen.polls[0].bars] == [0, 1]


def test_a_phone_that_keeps_neither_cookies_nor_storage_gets_in(kit: Kit, event: Event, server: Server, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.add_init_script(NO_STORE)
    page = context.new_page()
    page.goto(f"{server.address}/c/{event.code}")
    page.get_by_role("textbox").fill("尉迟冬")
    context.clear_cookies()
    page.locator("main button").click()
    page.get_by_role("heading", name="已签到").wait_for()
    context.close()
    assert [line.name for line in attendance.log(kit, event.code)] == ["尉迟冬"]


def test_a_known_phone_comes_back_with_one_tap(kit: Kit, event: Event, server: Server, browser: Browser) -> None:
    with opened(browser, "en-US") as page:
        page.goto(f"{server.address}/c/{event.code}")
        page.get_by_role("textbox").fill("李四")
        page.locator("main button").click()
        page.get_by_role("heading", name="You are in").wait_for()
        attendance.void(kit, attendance.log(kit, event.code)[0].id, "again")
        page.goto(f"{server.address}/c/{event.code}")
        page.get_by_role("button", name="Check in as 李四").click()
        page.get_by_role("heading", name="You are in").wait_for()
    assert [line.outcome for line in attendance.log(kit, event.code)] == ["ok", "ok"]


@pytest.mark.parametrize("width", [360, 430])
def test_a_helper_works_on_a_phone(kit: Kit, event: Event, server: Server, browser: Browser, width: int) -> None:
    pin = devices.new_pin(kit, event.code)
    with opened(browser, "en-US", width=width) as page:
        page.goto(f"{server.address}/h/{event.code}")
        fits(page, width)
        page.get_by_label("Your name").fill("小王")
        page.get_by_label("PIN from the host").fill(pin)
        page.get_by_role("button", name="Start").click()
        fits(page, width)
        page.get_by_label("Name, pinyin").fill("ls")
        page.get_by_role("button", name="Look").click()
        fits(page, width)
        page.get_by_role("button", name="Check in", exact=True).click()
        page.get_by_text("Checked in").wait_for()
        page.get_by_text("Photo of a badge").first.click()
        badge = next(entry.badge for entry in attendance.all(kit, event.code) if entry.person.emp_no == "00104")
        page.get_by_label("Photo of a badge").set_input_files({"name": "b.png", "mimeType": "image/png", "buffer": qr.picture(badge)})
        page.get_by_role("button", name="Read the code").click()
        page.get_by_text("尉迟冬").wait_for()
        fits(page, width)
    assert [line.proof for line in attendance.log(kit, event.code)] == ["helper", "helper"]


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


@pytest.mark.parametrize("script", [False, True])
def test_rankings_dates_matrices_and_other_words_in_a_browser(kit: Kit, server: Server, browser: Browser, script: bool) -> None:
    (kit.workspace.workshops / "forms" / "ordered.yaml").write_text(ORDERED, "utf-8")
    event = events.create(kit, Draft("排序", kit.now(), form="ordered"))
    with opened(browser, "zh-CN", script=script, scheme="light") as page:
        page.goto(f"{server.address}/f/{event.code}")
        fits(page, 390)
        places = page.locator(".rank select")
        places.nth(0).select_option("a:2")
        places.nth(1).select_option("b:1")
        if script:  # what was ranked is there again after the phone has put the page away
            page.reload()
            expect(places.nth(0)).to_have_value("a:2")
            expect(places.nth(1)).to_have_value("b:1")
        page.locator("input[type=date]").fill("2026-12-01")
        page.locator("input[name='q.how.pace'][value='3']").check()
        page.locator("input[name='q.one:other']").fill("别的")
        page.locator("main button").click()
        page.get_by_role("heading", name=WORDS["zh-CN"]["thanks"]).wait_for()
    (kept,) = feedback.results(kit, event.code).responses
    found = kept.answers
    assert (found["order"].choices, found["when"].text, found["how.pace"].number) == (("b", "a"), "2026-12-01", 3)
    assert (found["one"].choices, found["one"].text) == (("z",), "别的")
