"""A deck as people, the window and the planner write it: title, audience, minutes and sections of modules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kit.content import files, yamlback, yamltext
from kit.content.yamltext import Page
from kit.decks import refs
from kit.decks.refs import Ref
from kit.errors import Finding, KitError
from kit.i18n import N_

KEYS = (
    "title",
    "lang",
    "audience",
    "format",
    "minutes",
    "speaker",
    "guest",
    "event",
    "theme",
    "ratio",
    "label",
    "structure",
    "sections",
    "modules",
)
AUDIENCES = ("tech", "product", "business", "management", "newcomer")
LABELS = ("public", "internal", "confidential")
FORMATS = ("lecture", "workshop", "roundtable", "case", "expert")
RATIOS = ("16:9", "4:3")
DEPTHS = ("short", "standard", "deep")
LOOKS = ("source", "deck")
SWITCHES = ("on", "off")


@dataclass(frozen=True)
class Item:
    """One line of a section: a module by id in a depth ("" is standard), or slides of a PowerPoint file in a look ("" is source)."""

    module: str = ""
    depth: str = ""
    file: str = ""
    slides: tuple[int, ...] | None = None
    look: str = ""
    line: int = field(default=0, compare=False)

    @property
    def ref(self) -> str:
        """The module's id, or the reference to the file."""
        return self.module or str(Ref(self.file, self.slides))


@dataclass(frozen=True)
class Section:
    """A titled part of the deck."""

    title: str
    items: tuple[Item, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class DeckSpec:
    """A deck as written. `structure` switches structure modules by role: {"agenda": "off"}; `minutes` 0 means no limit.

    `lines` tells where each switch was written.
    """

    title: str
    lang: str = "zh"
    audience: str = ""
    format: str = "lecture"
    minutes: int = 0
    speaker: str = ""
    guest: str = ""
    event: str = ""
    theme: str = ""
    ratio: str = ""
    label: str = ""
    structure: dict[str, str] = field(default_factory=dict, hash=False)
    sections: tuple[Section, ...] = ()
    path: Path | None = field(default=None, compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    lines: dict[str, int] = field(default_factory=dict, compare=False, hash=False, repr=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """All lines of all sections."""
        return tuple(item for section in self.sections for item in section.items)


def read(path: Path) -> DeckSpec:
    """Read the spec at `path`; raises KitError with file:line when it is no YAML or names neither title nor modules."""
    return parse(files.read_text(path), path)


def parse(text: str, path: Path | None = None) -> DeckSpec:
    """Return the spec that `text` spells; what does not fit is in its findings."""
    page = yamltext.parse(text, str(path or ""))
    page.only(KEYS)
    if not page.has("sections") and not page.has("modules") and not page.has("title"):
        raise KitError("deck.no-spec", "{path}: this is no deck: it has neither a title nor sections.", path=str(path or ""))
    sections = tuple(_section(value, page) for value in page.items("sections"))
    if page.has("modules"):
        sections += (Section("", _items(page, "modules"), page.at("modules")),)
    return DeckSpec(
        title=page.text("title") or (path.stem if path else ""),
        lang=page.language("lang", "zh"),
        audience=page.word("audience", AUDIENCES),
        format=page.choice("format", FORMATS, "lecture"),
        minutes=page.integer("minutes", 0, least=0, most=1440),
        speaker=page.text("speaker"),
        guest=page.text("guest"),
        event=page.text("event"),
        theme=page.text("theme"),
        ratio=page.choice("ratio", RATIOS),
        label=page.word("label", LABELS),
        structure=_structure(page.page("structure")),
        sections=sections,
        path=path,
        findings=page.findings,
        lines={role: page.page("structure").at(role) for role in page.page("structure").names()},
    )


def dumps(spec: DeckSpec, text: str = "") -> str:
    """Return the YAML of a spec; in `text`, its former YAML, comments, order and style of the person stay."""
    fields: dict[str, Any] = {
        "title": spec.title,
        "lang": spec.lang,
        "audience": spec.audience,
        "format": spec.format,
        "minutes": str(spec.minutes) if spec.minutes else "",
        "speaker": spec.speaker,
        "guest": spec.guest,
        "event": spec.event,
        "theme": spec.theme,
        "ratio": spec.ratio,
        "label": spec.label,
        "structure": dict(spec.structure),
        "sections": [_section_fields(section) for section in spec.sections],
        "modules": None,
    }
    always = ("title", "lang", "format", "sections")
    return yamlback.merged(text, {key: value if value or key in always else None for key, value in fields.items()})


def write(path: Path, spec: DeckSpec) -> Path:
    """Save a spec atomically, into the person's own file where there is one."""
    return files.write_text(path, dumps(spec, files.read_text(path) if path.is_file() else ""))


def moved(spec: DeckSpec, path: Path) -> DeckSpec:
    """Return the spec as one that lies at `path`."""
    return replace(spec, path=path)


def _structure(page: Page) -> dict[str, str]:
    found = {}
    for role in page.names():
        switch = page.text(role).lower()
        found[role] = {"yes": "on", "true": "on", "no": "off", "false": "off"}.get(switch, switch)
        if found[role] not in SWITCHES:
            page.note(role, "deck.switch", N_("`{role}` takes on or off, not {value}."), role=role, value=page.text(role))
            del found[role]
    return found


def _section(value: Any, page: Page) -> Section:
    if not isinstance(value, Page):
        line = value.line if isinstance(value, yamltext.Text) else page.at("sections")
        page.notes.append(Finding("deck.section", "A section needs `title:` and `modules:`.", file=page.file, line=line, severity="error"))
        return Section("", (), line)
    value.only(("title", "modules"))
    return Section(value.text("title"), _items(value, "modules"), value.line)


def _items(page: Page, key: str) -> tuple[Item, ...]:
    return tuple(item for value in page.items(key) if (item := _item(value, page, key)) is not None)


def _item(value: Any, page: Page, key: str) -> Item | None:
    line = value.line if isinstance(value, yamltext.Text | Page) else page.at(key)
    if isinstance(value, yamltext.Text) and not value.lower().split("#")[0].endswith(refs.EXTENSIONS):
        return Item(module=str(value), line=line)
    if isinstance(value, yamltext.Text):
        return _file(str(value), "", line, page)
    if not isinstance(value, Page) or value.has("module") == value.has("file"):
        text = N_("A line of a section is a module's id, {{module, depth}} or {{file, look}}.")
        page.notes.append(Finding("deck.item", text, file=page.file, line=line, severity="error"))
        return None
    if value.has("module"):
        value.only(("module", "depth"))
        return Item(module=value.text("module"), depth=value.choice("depth", DEPTHS), line=line)
    value.only(("file", "look"))
    return _file(value.text("file"), value.choice("look", LOOKS), line, page)


def _file(text: str, look: str, line: int, page: Page) -> Item | None:
    try:
        ref = refs.parse(text)
    except KitError as error:
        page.notes.append(Finding(error.code, error.text, error.fields, file=page.file, line=line, severity="error"))
        return None
    return Item(file=ref.file, slides=ref.slides, look=look, line=line)


def _section_fields(section: Section) -> dict[str, Any]:
    return {"title": section.title, "modules": [_item_fields(item) for item in section.items]}


def _item_fields(item: Item) -> Any:
    if item.file:
        return {"file": item.ref} | ({"look": item.look} if item.look else {})
    return {"module": item.module, "depth": item.depth} if item.depth else item.module
