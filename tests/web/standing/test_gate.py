"""What is not a phone's browser at this computer's address is refused in one sentence, and nothing leaks."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Callable

import pytest

from kit.context import Kit
from kit.events.event import Event
from kit.ops import attendance
from kit.web import gate, pages
from kit.web.server import Server
from tests.web.conftest import Phone

Phones = Callable[..., Phone]


@pytest.mark.parametrize("shape", [str.upper, str.lower, str.title])
def test_addresses_may_be_typed_in_any_case(event: Event, phone: Phone, shape: Callable[[str], str]) -> None:
    for path in ("/c/{}", "/f/{}", "/s/{}", "/c/{}/"):
        assert phone.get(shape(path.format(event.code))).status_code == 200
    assert phone.get(shape("/healthz")).text == "ok"


@pytest.mark.parametrize(
    "path", ["/", "/c", "/c/", "/c/NOPE22", "/f/NOPE22", "/s/NOPE22", "/admin", "/c/../etc/passwd", "/t/x", "/c/%00", "/docs", "//"]
)
def test_everything_else_is_not_there(phone: Phone, path: str) -> None:
    for page in (phone.get(path), phone.head(path)):
        assert page.status_code == 404
    assert "There is no" in phone.get(path).text


def test_pages_carry_their_guards(event: Event, phone: Phone) -> None:
    for path in (f"/c/{event.code}", f"/f/{event.code}", f"/s/{event.code}", "/t", "/nothing", "/healthz"):
        headers = phone.get(path).headers
        for name in gate.HEADERS:
            assert headers.get(name), (path, name)
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers
        assert f"script-src {pages.SCRIPT_HASH};" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]


def test_every_style_on_a_page_is_allowed_by_its_policy(event: Event, phone: Phone) -> None:
    for path in (f"/c/{event.code}", f"/f/{event.code}", f"/s/{event.code}", "/t", "/nothing"):
        page = phone.get(path)
        styles = re.findall(r"<style>(.*?)</style>", page.text, re.S)
        assert styles
        assert all(pages.hashed(style) in page.headers["content-security-policy"] for style in styles)
        assert all(script == pages.SCRIPT for script in re.findall(r"<script>(.*?)</script>", page.text, re.S))
        bare = re.sub(r"<(style|script)>.*?</\1>", "", page.text, flags=re.S)
        assert not re.search(r"\sstyle=|\son\w+=|<script|src=|https?://(?!127\.0\.0\.1)", bare)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "", "[", "a b", "localhost.evil"])
def test_a_foreign_name_that_leads_here_is_refused(event: Event, phone: Phone, host: str) -> None:
    page = phone.get(f"/c/{event.code}", headers={"host": host})
    assert page.status_code in (400, 421)
    assert event.title not in page.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]:8642", "192.168.1.7", "LOCALHOST", socket.gethostname()])
def test_addresses_and_own_names_are_answered(event: Event, phone: Phone, host: str) -> None:
    assert phone.get(f"/c/{event.code}", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "sent", [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "", "referer": "http://evil.example/x"}]
)
def test_a_form_from_another_site_is_refused(kit: Kit, event: Event, phone: Phone, sent: dict[str, str]) -> None:
    token = phone.token(f"/c/{event.code}")
    page = phone.post(f"/c/{event.code}", data={"token": token, "who": "李四"}, headers=sent)
    assert page.status_code == 403
    assert attendance.log(kit, event.code) == ()


@pytest.mark.parametrize("token", ["", "x", "WyJhIl0.abc", "a" * 5000])
def test_a_form_without_our_token_is_refused(kit: Kit, event: Event, phone: Phone, token: str) -> None:
    page = phone.post(f"/c/{event.code}", data={"token": token, "who": "李四"})
    assert page.status_code == 403
    assert "scan the code again" in page.text
    assert attendance.log(kit, event.code) == ()


def test_the_token_of_one_phone_is_no_use_to_another(kit: Kit, event: Event, phone: Phone, another: Phones) -> None:
    stolen = phone.token(f"/c/{event.code}")
    thief = another()
    thief.get(f"/c/{event.code}")
    assert thief.fill(f"/c/{event.code}", token=stolen, who="李四").status_code == 403
    assert attendance.log(kit, event.code) == ()


def test_too_much_is_refused_before_it_is_read(event: Event, phone: Phone) -> None:
    page = phone.post(f"/c/{event.code}", data={"token": "x", "who": "a" * 200_000})
    assert page.status_code == 413
    assert "too much text" in page.text


def test_too_much_without_a_length_is_refused_too(server: Server, event: Event) -> None:
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    form = {"Content-Type": gate.FORM}
    link.request("POST", f"/c/{event.code}", body=(b"a" * 8192 for _ in range(20)), headers=form, encode_chunked=True)
    assert link.getresponse().status == 413
    link.close()


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_only_forms_are_read(event: Event, phone: Phone, kind: str) -> None:
    assert phone.post(f"/c/{event.code}", content=b"who=x", headers={"content-type": kind}).status_code == 415


@pytest.mark.parametrize("body", [b"\xff\xfe", b"who=%ff%fe", b"&".join(b"a=1" for _ in range(2000)), "who=李四".encode()])
def test_a_body_that_no_browser_sends_is_refused(event: Event, phone: Phone, body: bytes) -> None:
    assert phone.post(f"/c/{event.code}", content=body, headers={"content-type": gate.FORM}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(event: Event, phone: Phone, method: str) -> None:
    assert phone.request(method, f"/c/{event.code}").status_code == 405


def test_posting_where_nothing_is_sent_is_refused(event: Event, phone: Phone) -> None:
    for path in (f"/s/{event.code}", "/t", "/healthz", "/nothing"):
        assert phone.post(path, data={"a": "1"}).status_code in (404, 405)
