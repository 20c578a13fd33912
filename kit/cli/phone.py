"""A phone without a screen: opens a page over real HTTP, fills in whatever form is on it, sends it, reads the answer."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode, urlsplit

SECONDS = 30


class Phone:
    """One phone; it keeps its cookies and one connection, as a browser does."""

    def __init__(self, base: str, lang: str) -> None:
        self.base = base
        self.lang = lang
        self._cookies: dict[str, str] = {}
        self._link = http.client.HTTPConnection(urlsplit(base).netloc, timeout=SECONDS)

    def open(self, path: str) -> Page:
        """Open a page."""
        return self._ask("GET", path)

    def send(self, page: Page, values: Mapping[str, str | list[str]]) -> Page:
        """Send the last form of a page with its hidden fields and these values."""
        body = urlencode({**page.hidden, **values}, doseq=True)
        return self._ask("POST", page.path, body, {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.base})

    def close(self) -> None:
        """Put the phone away."""
        self._link.close()

    def _ask(self, method: str, path: str, body: str | None = None, more: Mapping[str, str] | None = None) -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Accept-Language": self.lang, **({"Cookie": cookies} if cookies else {}), **(more or {})}
        self._link.request(method, path, body, headers)
        answer = self._link.getresponse()
        text = answer.read().decode("utf-8")
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        reader = _Reader()
        reader.feed(text)
        return Page(path, answer.status, text, reader.hidden, reader.choices, reader.texts)


class _Reader(HTMLParser):
    """Collect the fields of the last form on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        kind, name = at.get("type", ""), at.get("name", "")
        if tag == "form":
            self.hidden, self.choices, self.texts = {}, {}, []
        elif tag == "input" and kind == "hidden":
            self.hidden[name] = at.get("value", "")
        elif tag == "input" and kind in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(at["value"])
        elif tag == "textarea" or (tag == "input" and not at.get("inputmode")):
            self.texts.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and at.get("value"):
            self.choices.setdefault(self._select, []).append(at["value"])


@dataclass(frozen=True)
class Page:
    """A page as a phone got it: its form's hidden fields, what there is to choose, and where to write."""

    path: str
    status: int
    text: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def filled(self, chance: Random, comment: str) -> dict[str, str | list[str]]:
        """Return answers to the form: something chosen wherever there is a choice, the upper end a little more often, and a comment."""
        chosen = {name: values[min(int(chance.triangular(0, len(values), len(values) * 0.8)), len(values) - 1)] for name, values in
                  self.choices.items()}  # fmt: skip
        return {**chosen, **{name: comment for name in self.texts[:1] if chance.random() < 0.5}}
