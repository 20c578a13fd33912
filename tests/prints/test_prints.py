"""Prints as a person gets them: PDF pages rendered and read back, codes scanned from the paper."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from kit import qr
from kit.context import Kit
from kit.errors import KitError
from kit.events import door, token
from kit.events import event as events
from kit.events.event import Draft, Event
from kit.ops import prints, sharing
from kit.people import person as people
from kit.people import registration
from kit.prints import badges
from kit.prints import stock as stocks
from kit.prints.poster import Wifi
from kit.store.db import Tx

START = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
NAMES = ("张三", "欧阳娜娜", "Ada Maria Countess of Lovelace-Byron the Younger", "=cmd()", "古丽巴哈尔·阿卜杜热依木江·买买提")


@pytest.fixture
def event(kit: Kit) -> Event:
    """An event of two weeks ago with five on the roster, three of whom came."""

    def fill(tx: Tx) -> Event:
        event = events.create(
            tx, Draft("通知平台，一次接入：工作坊", START, 90, "Asia/Shanghai", "zh", place="三楼"), codes=("ABC234",), at=START
        )
        for n, name in enumerate(NAMES):
            person = people.create(tx, people.Draft(name, f"00{n}", "平台组"), at=START)
            badge = token.badge(bytes([n]) * 24)
            registration.add(tx, event.id, person.id, badge=badge, at=START, row=n + 2)
            if n < 3:
                at = START + timedelta(minutes=n)
                door.check_in(tx, event, nonce=f"{n:032d}", asked=door.Asked(code=badge), at=at, received=at, by=door.By("badge"))
        return event

    return kit.db.write(fill)


def pages(path: Path) -> Sequence[str]:
    """Return the text of each page."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True, encoding="utf-8")
    return done.stdout.split("\f")[:-1]


def codes(path: Path, folder: Path, page: int = 1) -> set[str]:
    """Return what a scanner reads from a page printed at 150 dpi."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-f", str(page), "-l", str(page), path, folder / "page"], check=True)
    return set(qr.read(next(folder.glob("page*.png")).read_bytes()))


def test_the_poster_says_where_to_go_in_both_languages_and_its_codes_are_read(kit: Kit, event: Event, tmp_path: Path) -> None:
    wifi = Wifi('平台;5G"', "pass:word,1\\2")
    done = prints.poster(kit, "abc234", tmp_path / "海报.pdf", wifi=wifi, size="a3")
    (page,) = pages(done.path)
    for words in ("通知平台，一次接入：工作坊", "ABC234", "2026-11-20 14:00", "扫上面的大码", "Scan the large code", "pass:word,1\\2"):
        assert words in page
    found = codes(done.path, tmp_path)
    assert any(text.endswith("/C/ABC234") for text in found)
    assert 'WIFI:T:WPA;S:平台\\;5G\\";P:pass\\:word\\,1\\\\2;;' in found
    assert done.findings == ()


def test_wifi_texts() -> None:
    assert qr.wifi("Guest") == "WIFI:T:nopass;S:Guest;;"
    assert qr.wifi("abcd", "1234") == 'WIFI:T:WPA;S:"abcd";P:"1234";;'
    assert qr.wifi("Room 7", "x y", hidden=True) == "WIFI:T:WPA;S:Room 7;P:x y;H:true;;"


@pytest.mark.parametrize("name", list(stocks.STOCKS))
def test_badges_hold_name_and_code_inside_their_label(kit: Kit, event: Event, tmp_path: Path, name: str) -> None:
    stock = stocks.STOCKS[name]
    done = prints.badges(kit, event.code, tmp_path / "badges.pdf", stock=stock, outline=True)
    assert done.count == 5
    assert len(pages(done.path)) == -(-5 // (stock.columns * stock.rows))
    first = codes(done.path, tmp_path)
    assert first == {token.badge(bytes([n]) * 24) for n in range(5)} if stock.columns > 1 else len(first) == 1
    text = "".join(pages(done.path))
    assert "张三" in text
    assert "欧阳娜娜" in text
    _inside(done.path, stock)


def _inside(path: Path, stock: stocks.Stock) -> None:
    """Every word lies within one label, 2 mm from its edges."""
    import xml.etree.ElementTree as ElementTree

    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    mm = 25.4 / 72
    edge = 2 if stock.columns > 1 else 0
    for word in ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}word"):
        left, right, top, low = (float(word.get(side) or 0) * mm for side in ("xMin", "xMax", "yMin", "yMax"))
        column = int((left - stock.left) // stock.pitch_x)
        row = int(((top + low) / 2 - stock.top) // stock.pitch_y)
        x, y = stock.left + column * stock.pitch_x, stock.top + row * stock.pitch_y
        assert x + edge <= left, word.text
        assert right <= x + stock.width - edge, word.text
        assert y <= top, word.text
        assert low <= y + stock.height, word.text


def test_badges_start_at_the_first_free_label(kit: Kit, event: Event, tmp_path: Path) -> None:
    stock = stocks.named("badge-2x5")
    done = prints.badges(kit, event.code, tmp_path / "b.pdf", stock=stock, first=8)
    assert len(pages(done.path)) == 2
    assert len(codes(done.path, tmp_path)) == 3
    with pytest.raises(KitError, match="labels 1 to 10"):
        prints.badges(kit, event.code, tmp_path / "b.pdf", stock=stock, first=11)


def test_a_printer_that_drifts_is_met_halfway() -> None:
    stock = stocks.moved(stocks.named("label-3x8"), 1.5, -2, 101)
    assert [round(x, 2) for _page, x, _y in stocks.places(stock, 3)] == [8.78, 75.48, 142.18]
    assert round(stock.top, 3) == round(12.9 * 1.01 - 2, 3)
    for wrong in ((21, 0, 100), (0, -21, 100), (0, 0, 89), (float("nan"), 0, 100)):
        with pytest.raises(KitError, match="20 mm"):
            stocks.moved(stock, *wrong)


def test_the_calibration_page_has_a_ruler_and_every_label(kit: Kit, tmp_path: Path) -> None:
    done = prints.calibration(kit, tmp_path / "c.pdf", "en", stock=stocks.named("label-3x7"))
    (page,) = pages(done.path)
    assert "set the scale to 50 ÷ measured × 100" in " ".join(page.split())
    plain, measured = stocks.named("label-3x7"), 49.0  # what a printer makes of the ruler that shrinks to 98 %
    met = stocks.moved(plain, scale=50 / measured * 100)
    assert round(met.pitch_x * measured / 50, 6) == plain.pitch_x


def test_a_name_is_never_cut_on_a_badge(tmp_path: Path) -> None:
    who = "Maximiliane-Theodora Schwarzenberger-Lichtenstein"
    for name, stock in stocks.STOCKS.items():
        made = badges.write([badges.Badge(who, "A", "LB" + "2" * 14)], tmp_path / f"{name}.pdf", stock, event="E", at=START)
        assert who.replace(" ", "") in "".join("".join(pages(made)).split()), name
        _inside(made, stock)


def test_the_code_on_a_poster_has_its_quiet_around_it(kit: Kit, event: Event, tmp_path: Path) -> None:
    done = prints.poster(kit, event.code, tmp_path / "p.pdf")
    subprocess.run(["pdftoppm", "-r", "75", "-gray", "-singlefile", done.path, tmp_path / "p"], check=True)
    with Image.open(tmp_path / "p.pgm") as page:
        middle, mm = page.crop((round(page.width * 0.12), 0, round(page.width * 0.88), page.height)), page.height / 297
        dark = [min(middle.crop((0, y, middle.width, y + 1)).tobytes()) < 128 for y in range(page.height)]
    head = dark.index(False)
    top = dark.index(True, head)
    low = dark.index(False, top)
    under = dark.index(True, low)
    assert low - top >= 119 * mm
    module = (low - top) / len(qr.matrix(sharing.targets(kit, event.code)["checkin"].payload, "M"))
    assert top - head >= 3.9 * module
    assert under - low >= 3.9 * module


def test_the_sign_in_list_repeats_its_header(kit: Kit, event: Event, tmp_path: Path) -> None:
    done = prints.signin(kit, event.code, tmp_path / "s.pdf", "en")
    (page,) = pages(done.path)
    assert "Signature" in page
    assert "page 1 of 1" in page
    assert all(name.split()[0] in page for name in NAMES)


def test_certificates_are_for_those_who_were_there_and_can_be_verified(kit: Kit, event: Event, tmp_path: Path) -> None:
    done = prints.certificates(kit, event.code, tmp_path / "c.pdf", "en")
    read = pages(done.path)
    assert done.count == len(read) == 3
    assert "90 minutes present" in "".join(read)
    (number,) = codes(done.path, tmp_path, 1)
    found = prints.verify(kit, f" {number.lower()} ")
    assert found.person.name in read[0]
    for false in (number[:-1] + ("2" if number[-1] != "2" else "3"), "ABC234-", "ABC234-" + "2" * 8, "ZZZZZZ-" + "2" * 8):
        with pytest.raises(KitError, match="No certificate"):
            prints.verify(kit, false)
    with pytest.raises(KitError, match="Nobody was"):
        prints.certificates(kit, event.code, tmp_path / "c.pdf", least=91)


def test_a_print_is_named_as_what_it_is(kit: Kit, event: Event, tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"written as \.pdf"):
        prints.signin(kit, event.code, tmp_path / "s.xlsx", "en")
    assert not list(tmp_path.glob("s.*"))


def test_no_certificate_before_the_end(kit: Kit, tmp_path: Path) -> None:
    def soon(tx: Tx) -> Event:
        return events.create(tx, Draft("Soon", kit.now(), 60, "UTC", "en"), codes=("SN2345",), at=kit.now())

    event = kit.db.write(soon)
    with pytest.raises(KitError, match="not over"):
        prints.certificates(kit, event.code, tmp_path / "c.pdf")
    with pytest.raises(KitError, match="import a roster"):
        prints.badges(kit, event.code, tmp_path / "b.pdf", stock=stocks.named("card"))


def test_what_the_typeface_lacks_is_told(kit: Kit, tmp_path: Path) -> None:
    def add(tx: Tx) -> Event:
        event = events.create(tx, Draft("A", START, 60, "UTC", "en"), codes=("GL2345",), at=START)
        person = people.create(tx, people.Draft("Zoë 𓀀", "1"), at=START)
        registration.add(tx, event.id, person.id, badge=token.badge(b"g" * 24), at=START)
        return event

    done = prints.badges(kit, kit.db.write(add).code, tmp_path / "b.pdf", stock=stocks.named("card"))
    assert [str(finding) for finding in done.findings] == ["The typeface has no sign for a letter in “Zoë 𓀀”: look at it before you print."]
