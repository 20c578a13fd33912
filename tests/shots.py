"""Make pictures of the pages and of a module being written: `make shots` writes shots/<page>-<lang>-<theme>-<size>.png."""

from __future__ import annotations

import dataclasses
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kit import i18n
from kit.context import Kit
from kit.gui import app, jobs, page, theme
from kit.gui.preview.shelf import Shelf
from kit.gui.slides.proofs import Proofs
from kit.gui.window import Window
from kit.ops import attendance, events, feedback, programme, rosters
from kit.settings import Settings

OUT = Path(__file__).resolve().parent.parent / "shots"
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}


def wanted() -> Iterator[tuple[str, str, str]]:
    """Yield language, look and size of every series."""
    for lang in ("zh", "en"):
        for look in ("light", "dark"):
            yield lang, look, "1280x800"
    yield "zh", "light", "1920x1080"


def workspace(root: Path, lang: str) -> Kit:
    """Make a workspace with the program's content, the try-out going on and a talk next week; what is in it is made by the verbs."""
    kit = Kit(app.first(root, lang), Settings(lang=lang, exact=False))
    event = events.all(kit)[0].event
    for place, entry in enumerate(rosters.all(kit, event.code)[:6]):
        attendance.check_in(kit, event.code, badge=entry.badge, nonce=f"shot-{place}")
    attendance.walk_in(kit, event.code, {"zh": "林小满", "en": "Robin Hale"}[lang], nonce="shot-walk-in")
    answers(kit, event.code, lang)
    fill(kit, lang)
    return kit


def answers(kit: Kit, code: str, lang: str) -> None:
    """Answer the event's form a few times, each choice question another way."""
    form = feedback.form_of(kit, code).form
    for n in range(5):
        given = {}
        for question in form.questions:
            if question.type in ("scale", "nps", "number"):
                given[question.code] = [str(max(int(question.minimum), int(question.maximum) - n % 3))]
            elif question.choices:
                given[question.code] = [question.choices[n * n % len(question.choices)].code]
        taken = feedback.submit(kit, code, given, nonce=f"shot-answer-{n}", lang=lang)
        assert taken.ok, taken


def fill(kit: Kit, lang: str) -> None:
    """Add what the programme shows."""
    from kit.events.event import Draft

    people = {"zh": ("订单平台", "运维", "周敏", "李航"), "en": ("Orders", "Operations", "Ada", "Bea")}
    titles = {
        "zh": ("支付团队迁移说明会", "总部 3 号会议室", "订单通知改走平台，三周上线", "值班告警从邮件换成电话"),
        "en": ("Migration talk for payments", "Room 3", "Order notices moved in three weeks", "Alerts by phone"),
    }
    talk, room, one, two = titles[lang]
    team, other, ada, bea = people[lang]
    starts = kit.now() + timedelta(days=6)
    events.create(kit, Draft(title=talk, starts_at=starts, minutes=60, zone=kit.workspace.zone, place=room, lang=lang))
    programme.add_case(kit, one, team=team, stage="interview")
    programme.add_case(kit, two, team=other, stage="published", scope="company")
    first = programme.add_champion(kit, ada, team=team, cadence_days=30)
    second = programme.add_champion(kit, bea, team=other)
    programme.add_touch(kit, first.id, "give", worth=2)
    programme.add_touch(kit, second.id, "take")
    programme.set_evidence(kit, "latency-after", "120 ms", statement="p95", source="monitor", period="2026 Q3", owner=ada)


def settle(seconds: float = 0.4) -> None:
    """Let the windows come to rest: no job at work, no slide still to be painted, and nothing new for a while."""
    end, quiet = time.monotonic() + 60, time.monotonic()
    while time.monotonic() < end and time.monotonic() - quiet < seconds:
        QApplication.processEvents()
        if jobs._alive or any(not part.quiet for part in painters()):
            quiet = time.monotonic()
        time.sleep(0.01)


def painters() -> Iterator[Shelf | Proofs]:
    """Yield everything in the windows that paints slides."""
    for window in QApplication.topLevelWidgets():
        yield from window.findChildren(Shelf)
        yield from window.findChildren(Proofs)


def shoot(kit: Kit, look: str, size: str) -> None:
    """Write the six pictures of one series."""
    lang = kit.settings.lang
    kit.settings = dataclasses.replace(kit.settings, theme=look)
    i18n.use(lang)
    application = app.application()
    theme.apply(application, kit.settings)
    window = Window(kit)
    window.resize(*SIZES[size])
    window.show()
    settle()
    for spec in page.PAGES:
        window.go(spec.id, subject(kit, spec.id))
        settle()
        window.grab().save(str(OUT / f"{spec.id}-{lang}-{look}-{size}.png"))
        if spec.id == "slides":
            write(window, kit)
            window.grab().save(str(OUT / f"writing-{lang}-{look}-{size}.png"))
    window.close()
    settle(0.05)


def write(window: Window, kit: Kit) -> None:
    """Open a module of several slides to be written."""
    from kit.ops import slides

    found = [row for row in slides.modules(kit, kit.settings.lang) if row.kind == "markdown" and not row.role and row.slides > 2]
    page_ = window.go("slides", found[0].id)
    settle()
    page_.edit()  # type: ignore[attr-defined]
    settle()


def subject(kit: Kit, page_id: str) -> object:
    """Return what a page is to show opened, None for its first sight."""
    if page_id == "decks":
        from kit.ops import decks

        return next((row.path for row in decks.specs(kit) if row.lang == kit.settings.lang), None)
    if page_id == "events":
        return next(row.event.code for row in events.all(kit) if row.event.tryout)
    return None


def main() -> int:
    """Write every picture and say where."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        kits = {lang: workspace(Path(folder) / f"Lectern-{lang}", lang) for lang in ("zh", "en")}
        for lang, look, size in wanted():
            shoot(kits[lang], look, size)
        jobs.wait()
        for kit in kits.values():
            kit.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
