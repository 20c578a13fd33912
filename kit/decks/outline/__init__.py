"""Decide a deck: its spec and the library become the full list of slides, with opening, closing, dividers and minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kit import i18n
from kit.decks import bindings
from kit.decks.bindings import Bindings
from kit.decks.library import Library
from kit.decks.module.blocks import Block
from kit.decks.outline import checks, entries, formats, generated, missing
from kit.decks.outline.formats import Slot
from kit.decks.outline.generated import Evidence
from kit.decks.outline.values import Entry, Outline, OutlineSection, OutlineSlide, clock
from kit.decks.spec import DeckSpec
from kit.errors import Finding, KitError
from kit.i18n import N_, _

__all__ = ["Entry", "Evidence", "Outline", "OutlineSection", "OutlineSlide", "clock", "decide", "evidence_used", "told"]


def decide(
    spec: DeckSpec,
    library: Library,
    evidence: Mapping[str, Evidence] | None = None,
    *,
    lenient: bool = False,
    today: date | None = None,
) -> Outline:
    """Return the outline of a spec; raises KitError with file and line when a line names nothing that can be found.

    A lenient outline holds such a line as a missing entry and says why in its findings: for a deck that is still being edited.
    With `today`, modules whose review is overdue are found.
    """
    with i18n.language(spec.lang):
        findings: list[Finding] = list(spec.findings)
        body = _body(spec, library, findings, lenient)
        opening, closing = formats.slots(spec.format, spec.structure)
        sections = (
            OutlineSection(_("Opening"), _placed(opening, spec, library, body, findings), "opening"),
            *_divided(body, spec, library),
            OutlineSection(_("Closing"), _placed(closing, spec, library, body, findings), "closing"),
            OutlineSection(_("Appendix"), _sources(spec, library, body, evidence or {}), "appendix"),
        )
    kept = tuple(section for section in sections if section.entries or not section.placed)
    outline = Outline(spec, kept, spec.minutes, formats.buffer(spec.format, spec.minutes))
    missing = checks.evidence(outline, evidence) if evidence is not None else ()
    old = checks.stale(outline, library, today) if today else ()
    return replace(outline, findings=(*findings, *checks.of(outline, library), *missing, *old))


def evidence_used(outline: Outline) -> tuple[str, ...]:
    """Return the keys of the evidence that an outline's own modules use."""
    return generated.used([slide.source for entry in outline.entries if not entry.role for slide in entry.slides if slide.source])


def told(spec: DeckSpec) -> dict[str, str]:
    """Return what a deck tells of itself as `{{title}}`, `{{audience}}`, `{{minutes}}`, `{{speaker}}`, `{{guest}}`, `{{label}}`."""
    with i18n.language(spec.lang):
        audience = _(formats.AUDIENCES[spec.audience]) if spec.audience in formats.AUDIENCES else spec.audience
        label = _(formats.LABELS[spec.label]) if spec.label in formats.LABELS else spec.label
    values = {"title": spec.title, "audience": audience, "minutes": str(spec.minutes or ""), "speaker": spec.speaker}
    values |= {"guest": spec.guest, "label": label}
    return {name: value for name, value in values.items() if value}


def _body(spec: DeckSpec, library: Library, findings: list[Finding], lenient: bool) -> tuple[OutlineSection, ...]:
    sections = []
    for number, section in enumerate(spec.sections):
        made: list[Entry] = []
        for place, item in enumerate(section.items):
            try:
                entry, found = entries.find(item, spec, library)
            except KitError as error:
                if not lenient:
                    raise
                entry = Entry("missing", item.ref, item.ref, 0, line=item.line, depth=item.depth, look=item.look)
                found = (missing.finding(error, spec, item),)
            made.append(replace(entry, place=(number, place)))
            findings += found
        sections.append(OutlineSection(section.title, tuple(made), number=number))
    return tuple(sections)


def _placed(
    slots: Sequence[Slot], spec: DeckSpec, library: Library, body: tuple[OutlineSection, ...], findings: list[Finding]
) -> tuple[Entry, ...]:
    """Return the entries of opening or closing: a slot without a module is minutes alone, or left out where it needs none."""
    made: list[Entry] = []
    blocks = {"agenda": generated.agenda(_parts(body))}
    for slot in slots:
        minutes = _lasting(slot, spec, library)
        entry = _structure(slot.role, spec, library, blocks, {"page.minutes": f"{minutes:g}"})
        if entry is not None:
            made.append(replace(entry, minutes=minutes))
        elif slot.role in formats.TIMED and minutes:
            made.append(Entry("time", slot.role, _(formats.NAMES[slot.role]), minutes, role=slot.role))
        else:
            if slot.role not in formats.NAMES:
                continue  # said with the switch
            text = N_("There is no structure module with `role: {role}`: it is left out.")
            findings.append(Finding("outline.role", text, {"role": slot.role}, file=str(spec.path or ""), severity="note"))
    return tuple(made)


def _lasting(slot: Slot, spec: DeckSpec, library: Library) -> float:
    """Return the minutes of a slot: the format's, or the module's own where the format leaves them open or has no whole to share."""
    open_ = slot.least < 0 or (slot.share and not slot.least and not spec.minutes)
    card = library.role(slot.role, spec.lang) if open_ else None
    return slot.minutes(spec.minutes) if not open_ else card.lasts("standard") if card else 0


def _structure(role: str, spec: DeckSpec, library: Library, blocks: Mapping[str, Block], values: Mapping[str, str]) -> Entry | None:
    card = library.role(role, spec.lang)
    if card is None or card.broken:
        return None
    module = library.module(card.id, card.lang)
    entry = entries.of_module(module, card, role=role)
    values = {**told(spec), **values}
    entry = replace(entry, title=bindings.filled(entry.title, Bindings(values)))
    return entries.with_slides(entry, generated.put(module.at("standard"), blocks, values))


def _parts(body: tuple[OutlineSection, ...]) -> list[tuple[str, float]]:
    """Return what an agenda lists: the sections, or the modules of a deck without section titles."""
    titled = [(section.title, section.minutes) for section in body if section.title and section.entries]
    return titled or [(entry.title, entry.minutes) for section in body for entry in section.entries]


def _divided(body: tuple[OutlineSection, ...], spec: DeckSpec, library: Library) -> tuple[OutlineSection, ...]:
    """Return the body with a divider before each titled section, when it is long enough or the deck asks for it."""
    titled = [section for section in body if section.title and section.entries]
    switch = spec.structure.get("divider", "")
    long = sum(len(section.entries) for section in body) >= formats.DIVIDED_FROM and len(titled) > 1
    if switch == "off" or not (long or switch == "on"):
        return body
    made = []
    for section in body:
        if section in titled:
            values = {"section": section.title, "section.number": str(titled.index(section) + 1)}
            divider = _structure("divider", spec, library, {}, values)
            section = replace(section, entries=((divider,) if divider else ()) + section.entries)
        made.append(section)
    return tuple(made)


def _sources(spec: DeckSpec, library: Library, body: tuple[OutlineSection, ...], evidence: Mapping[str, Evidence]) -> tuple[Entry, ...]:
    """Return the page of sources when the deck uses evidence, or asks for it."""
    slides = [slide.source for section in body for entry in section.entries for slide in entry.slides if slide.source]
    keys = generated.used(slides)
    switch = spec.structure.get("sources", "")
    if switch == "off" or not (keys or (switch == "on" and evidence)):
        return ()
    entry = _structure("sources", spec, library, {"sources": generated.sources(keys or tuple(evidence), evidence)}, {})
    return (entry,) if entry else ()
