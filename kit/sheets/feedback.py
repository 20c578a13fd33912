"""The feedback workbook: figures first, then one row a response, the codebook, a long table for pivots, and the comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kit import i18n
from kit.forms import groups
from kit.forms.response import Response
from kit.i18n import _
from kit.sheets import answers, codebook, notes, plain, records, scores, veil
from kit.sheets import book as books
from kit.sheets.answers import Asked, Earlier, Feedback
from kit.sheets.book import Book
from kit.sheets.records import Column
from kit.sheets.veil import Told, Veil

ID_SHOWN = 10
Veils = Sequence[Veil]


def write(held: Sequence[Feedback], out: Path, lang: str, *, zone: str, at: datetime, earlier: Earlier | None = None) -> Path:
    """Write the workbook of one or more events to `out`, times in `zone`; as .csv its responses alone. Returns where it is.

    With an `earlier` event the Summary compares with it.
    """
    books.refuse_other_suffixes(out, plain.SUFFIX)
    with i18n.language(lang):
        lang = i18n.current()
        title = held[0].event.title if len(held) == 1 else _("Feedback on {n} events").format(n=len(held))
        with Book(title, lang, zone=zone, at=at) as book:
            asked = answers.asked(held)
            veils = [veil.of(one, asked) for one in held]
            columns, rows = _responses(book, held, asked, veils)
            if plain.wanted(out):
                return plain.write(out, columns, rows, book)
            scores.add(book, title, held, asked, earlier)
            records.add(book, _("Responses"), "Responses", columns, rows, freeze=1)
            codebook.add(book, held, asked, len(_about(book)))
            _long(book, held, asked, veils)
            _comments(book, held, asked, veils)
            _contacts(book, held)
            notes.add(book, _holds(held), words())
            return book.save(out)


def _about(book: Book) -> list[Column]:
    return [
        Column(_("Response"), width=13),
        Column(_("Handed in, hour ({zone})").format(zone=book.zone), "moment"),
        Column(_("Event code")),
        Column(_("Event"), width=24),
        Column(_("Form version")),
        Column(_("Language")),
        Column(_("Channel")),
    ]


def _row(one: Feedback, response: Response, told: Told) -> list[Any]:
    version = one.versions.get(response.version_id)
    event = one.event
    mark = version.mark if version else ""
    channel = _("phone") if response.channel == "phone" else response.channel
    return [
        response.id[:ID_SHOWN],
        response.submitted_at if told.hour else None,
        event.code,
        event.title,
        mark,
        _lang(response, told),
        channel if told.channel else _("not shown"),
    ]


def _lang(response: Response, told: Told) -> str:
    return i18n.NAMES.get(response.lang, response.lang) if told.lang else _("not shown")


def _cells(book: Book, one: Feedback, response: Response, asked: Asked, told: Told) -> list[Any]:
    """Return the cells of one answer, of one that would make its group too small that it is not shown."""
    if asked.question.code in told.hidden and answers.question_of(one, response, asked) is not None:
        return [_("not shown")]
    return answers.cells(one, response, asked, book.lang)


def _responses(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], veils: Veils) -> tuple[list[Column], Iterator[list[Any]]]:
    """One row for each response, one column for each question, further ones where several choices may be taken."""
    columns = _about(book)
    for one in asked:
        for head, kind, _code in answers.columns(one, book.lang):
            long_ = one.question.type in ("longtext", "text")
            columns.append(Column(head, kind, width=40 if long_ else 14 if kind == "integer" else 0, wrap=long_))
    each = ((f, r, known.told(r)) for f, known in zip(held, veils, strict=True) for r in f.responses)
    rows = (_row(f, r, told) + [cell for one in asked for cell in _cells(book, f, r, one, told)] for f, r, told in each)
    return columns, rows


def _long(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], veils: Veils) -> None:
    """One row for each thing answered, for pivot tables."""
    columns = [
        Column(_("Response"), width=13),
        Column(_("Event code")),
        Column(_("Form version")),
        Column(_("Question code")),
        Column(_("Question"), width=40),
        Column(_("Choice code")),
        Column(_("Choice")),
        Column(_("Number"), "general"),
        Column(_("Text"), width=46),
    ]
    records.add(book, _("Long"), "FeedbackLong", columns, _items(book, held, asked, veils), freeze=1)


def _items(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], veils: Veils) -> Iterator[list[Any]]:
    for f, known in zip(held, veils, strict=True):
        for r in f.responses:
            hidden = known.told(r).hidden
            version = f.versions.get(r.version_id)
            for one in asked:
                answer = r.answers.get(one.question.code)
                if answer is None or one.question.code in hidden or answers.question_of(f, r, one) is None:
                    continue
                question = one.question
                about = [r.id[:ID_SHOWN], f.event.code, version.mark if version else "", question.code, question.titled(book.lang)]
                for place, code in enumerate(answer.choices, 1):
                    number = place if question.type == "ranking" else None
                    words = answer.text if question.other and question.other.code == code else ""
                    yield [*about, code, answers.choice_label(question, code, book.lang), number, words]
                if not answer.choices:
                    yield [*about, "", "", answer.number, answer.text]


def _comments(book: Book, held: Sequence[Feedback], asked: Sequence[Asked], veils: Veils) -> None:
    """Everything written in words, by question, the recommendation beside it: ready to print for the speaker."""
    columns = [
        Column(_("Question"), width=34, wrap=True),
        Column(_("Comment"), width=78, wrap=True),
        Column(_("Recommendation (0–10)"), "integer", width=16),
        Column(_("Language")),
        *([Column(_("Event"), width=26, wrap=True)] if len(held) > 1 else []),
    ]
    worded = [one for one in asked if one.question.type in ("text", "longtext")]
    score = next((one.question.code for one in asked if one.question.type == "nps"), "")
    rows = (
        [
            one.question.titled(book.lang),
            a.text,
            _number(r, score),
            _lang(r, known.told(r)),
            *([f.event.title] if len(held) > 1 else []),
        ]
        for one in worded
        for f, known in zip(held, veils, strict=True)
        for r in f.responses
        if (a := r.answers.get(one.question.code)) and a.text and answers.question_of(f, r, one)
    )
    records.add(book, _("Comments"), "Comments", columns, rows, freeze=1)


def _number(response: Response, code: str) -> float | None:
    answer = response.answers.get(code)
    return answer.number if answer else None


def _contacts(book: Book, held: Sequence[Feedback]) -> None:
    """What people left to be reached by: kept apart, no row of another sheet belongs to it."""
    if not any(one.contacts for one in held):
        return
    columns = [
        Column(_("Event"), width=30, wrap=True),
        Column(_("Question"), width=44, wrap=True),
        Column(_("Contact"), width=50, wrap=True),
    ]
    rows = ([f.event.title, _label(f, contact.question, book.lang), contact.text] for f in held for contact in f.contacts)
    records.add(book, _("Contacts"), "Contacts", columns, rows, freeze=0)


def _label(one: Feedback, code: str, lang: str) -> str:
    questions = (version.form.question(code) for version in one.versions.values())
    return next((question.titled(lang) for question in questions if question), code)


def _holds(held: Sequence[Feedback]) -> list[tuple[str, str]]:
    names = "\n".join(f"{one.event.title} ({one.event.code})" for one in held[:40])
    n = sum(len(one.responses) for one in held)
    return [
        (_("Events"), names + ("\n…" if len(held) > 40 else "")),
        (_("Holds"), _("{n} responses").format(n=n)),
        (_("Filter"), _("none: every response")),
    ]


def words() -> list[tuple[str, str]]:
    """Return what the words of the workbook mean, in the language in force."""
    return [
        (_("Anonymous"), _("No row leads to a person: ids are random, rows stand in the order of the ids, times are cut to the hour.")),
        (_("Response rate"), _("Feedback forms handed in ÷ people present.")),
        (_("n, missing"), _("Answered; asked but not answered. Who was not shown a question is in neither number.")),
        (_("Mean, SD, median"), _("Of the numbers answered; SD is the sample standard deviation.")),
        (_("Top 2"), _("Share of the two best steps of a scale (satisfaction, CSAT), with its 95 % interval (Wilson 1927).")),
        (_("NPS"), _("% who answer 9–10 minus % who answer 0–6, from −100 to 100; interval: adjusted Wald (Rocks 2016).")),
        (
            _("SUS"),
            _("System Usability Scale (Brooke 1996): ten statements give 0 to 100, whole answers only; interval of the mean: Student’s t."),
        ),
        (
            _("Before and after"),
            _("In the same people: the mean change (Student’s t), for yes and no the change of the share (Agresti and Min 2005)."),
        ),
        (
            _("Compared"),
            _(
                "Two groups of answers: the difference of their shares (Newcombe 1998). "
                "A change whose interval leaves out 0 is bold; pp: percentage points."
            ),
        ),
        (
            _("Groups"),
            _("None below {n} answers: small ones are put together as others, with the next larger ones until they are as many.").format(
                n=groups.LEAST
            ),
        ),
        (
            _("Not shown"),
            _(
                "Language, channel and hour, and answers by which results are shown too, stand beside a single answer only where at least "
                "{n} answers of the event have all of them in common: else a filter would find whom the first sheet hides."
            ).format(n=groups.LEAST),
        ),
        (
            _("Single answers"),
            _("What somebody wrote may tell who it was, most of all where few were there: pass on the first sheet rather than the rows."),
        ),
        (_("Empty cell"), _("Not asked or not answered; 0 in a choice's column means asked and not chosen.")),
        (_("Contacts"), _("Kept apart from the answers when they were handed in; nobody can join them again.")),
    ]
