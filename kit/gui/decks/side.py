"""The right of the editor: preview and notes of the picked slide, and what the deck is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QScrollArea, QSpinBox, QTabWidget, QVBoxLayout, QWidget

from kit.decks.spec import FORMATS, DeckSpec
from kit.gui import theme, widgets
from kit.gui.decks import edits, looks
from kit.gui.decks.looks import Looks
from kit.gui.decks.model import Node
from kit.gui.slides.inspector import Preview
from kit.i18n import N_, NAMES, _

if TYPE_CHECKING:
    from kit.decks.library import CardSlide
    from kit.decks.outline import Entry, OutlineSlide
    from kit.events.event import Event
    from kit.gui.preview.shelf import Look

    Shown = Callable[[Entry, int], Look | None]  # line of the deck, slide number

FORMS = {
    "lecture": N_("Lecture"),
    "workshop": N_("Workshop"),
    "roundtable": N_("Round table"),
    "case": N_("Case story"),
    "expert": N_("Expert dialogue"),
}


class Side(QTabWidget):
    """Two tabs: Slide and Deck; `edited(spec, text, field)` comes when the deck's own facts are changed."""

    edited = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setMinimumWidth(round(264 * theme.look().scale))
        self.slide = SlideView()
        self.deck = DeckForm()
        self.deck.edited.connect(self.edited)
        self.addTab(self.slide, _("Slide"))
        self.addTab(self.deck, _("Deck"))
        self.tabBar().setAccessibleName(_("Slide or deck"))

    def show_form(self) -> None:
        """Turn to the deck's own facts, ready for its title to be typed."""
        self.setCurrentWidget(self.deck)
        self.deck.title.setFocus()
        self.deck.title.selectAll()


class SlideView(QScrollArea):
    """Shows one slide of the picked line, its notes, and where it comes from; the arrows go through the line's slides."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Slide"))
        self._slides: tuple[OutlineSlide, ...] = ()
        self._entry: Entry | None = None
        self.looks: Shown | None = None
        self._version = ""
        self._at = 0
        self.preview = Preview()
        self.back = widgets.icon_button("chevron-left", _("Previous slide"), partial(self.step, -1), size=16)
        self.on = widgets.icon_button("chevron-right", _("Next slide"), partial(self.step, 1), size=16)
        self.place = widgets.label("", "small")
        self.title = widgets.label("", "lead", wrap=True, select=True)
        self.source = widgets.label("", "small", wrap=True, select=True)
        self.head = widgets.label(_("Speaker notes"), "section")
        self.notes = widgets.label("", wrap=True, select=True)
        self.none = widgets.label(_("Pick a line to see its slides."), "muted", wrap=True)
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(16, 12, 24, 16)
        lay.setSpacing(8)
        for part in (self.none, self.preview):
            lay.addWidget(part)
        lay.addLayout(widgets.row(self.back, self.place, self.on, 1, spacing=4))
        for part in (self.title, self.source, self.head, self.notes):
            lay.addWidget(part)
        lay.addStretch(1)
        self.setWidget(inside)
        self.show_node(None)

    def show_node(self, node: Node | None) -> None:
        """Show the slides of a line, of the first line of a section or of the deck, or nothing."""
        entry, first = None, node
        while first is not None and entry is None:
            entry, first = first.entry, first.children[0] if first.children else None
        self._entry, self._slides = entry, entry.slides if entry is not None else ()
        self._version = (entry.version if entry is not None else "") or "none"
        self._at = node.key[-1] if node is not None and node.kind == "slide" else 0
        self.source.setText(entry.id if entry is not None else "")
        self._show()

    def step(self, by: int) -> None:
        """Go to another part of the slide, or to another slide of the line."""
        if self.preview.step(by):
            self._place()
            return
        self._at = max(0, min(len(self._slides) - 1, self._at + by))
        self._show()

    def _show(self) -> None:
        slide = self._slides[self._at] if self._at < len(self._slides) else None
        for part in (self.preview, self.back, self.on, self.place, self.title, self.source):
            part.setVisible(slide is not None)
        self.none.setVisible(slide is None)
        notes = slide.notes.strip() if slide is not None else ""
        self.head.setVisible(bool(notes))
        self.notes.setVisible(bool(notes))
        if slide is None:
            return
        self.preview.show_(card(slide), self._version, self.looks(self._entry, slide.number) if self.looks and self._entry else None)
        self._place()
        self.title.setText(slide.title or "–")
        self.notes.setText(notes)

    def painted(self) -> None:
        """Show pictures that have just been made."""
        self.preview.update()
        self._place()

    def _place(self) -> None:
        self.place.setText(self.preview.placed(self._at, len(self._slides)))
        self.back.setEnabled(self._at > 0 or self.preview.part > 0)
        self.on.setEnabled(self._at + 1 < len(self._slides) or self.preview.part + 1 < self.preview.parts)


def card(slide: OutlineSlide) -> CardSlide:
    """Return a slide as the painter of previews takes it."""
    from kit.decks.library import CardSlide

    return CardSlide(slide.number, slide.title, slide.layout, "", slide.text, slide.notes)


class DeckForm(QScrollArea):
    """What the deck is for: title, audience, format, minutes, language, speaker, look, event, and the pages of its frame."""

    edited = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Deck"))
        self._spec = DeckSpec("")
        self._filling = False
        inside = QWidget()
        self.form = QFormLayout(inside)
        self.form.setContentsMargins(16, 12, 24, 16)
        self.form.setSpacing(8)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._build()
        self.setWidget(inside)

    def _build(self) -> None:
        from kit.decks.outline import formats

        self.title = self._text("title", N_("Title"))
        self.audience = self._choice("audience", N_("Audience"), {"": N_("Anyone"), **formats.AUDIENCES})
        self.format = self._choice("format", N_("Format"), FORMS)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 600)
        self.minutes.setSingleStep(5)
        self.minutes.setSpecialValueText(_("No limit"))
        self.minutes.setKeyboardTracking(False)
        widgets.roomy(self.minutes.lineEdit())
        self.minutes.valueChanged.connect(lambda value: self._set("minutes", value))
        self._row(N_("Minutes"), self.minutes)
        self.lang = self._choice("lang", N_("Language"), NAMES)
        self.speaker = self._text("speaker", N_("Speaker"))
        self.look = self._choice("theme", N_("Theme"), {"": N_("As the workspace")})
        self.looks = Looks()
        self.form.addRow(self.looks)
        self.page = self._choice("ratio", N_("Page"), {"": N_("As the theme"), "16:9": "16:9", "4:3": "4:3"})
        self.occasion = self._choice("event", N_("For the event"), {"": N_("None")})
        self.frame = QVBoxLayout()
        self.frame.setSpacing(2)
        self.form.addRow(widgets.label(_("Pages around the content"), "section"))
        self.form.addRow(self.frame)
        self.switches: dict[str, QCheckBox] = {}

    def _row(self, text: str, field: QWidget) -> None:
        said = widgets.label(_(text), "small")
        said.setBuddy(field)
        field.setAccessibleName(_(text))
        self.form.addRow(said, field)

    def _text(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit()
        made.textEdited.connect(lambda value: self._set(name, value))
        self._row(text, made)
        return made

    def _choice(self, name: str, text: str, values: dict[str, str]) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, label in values.items():
            made.addItem(_(label), value)
        made.activated.connect(lambda _row: self._set(name, made.currentData()))
        self._row(text, made)
        return made

    def offer(self, themes: Sequence[str], events: Sequence[Event]) -> None:
        """Offer the themes and events there are now."""
        _refill(self.look, {name: looks.said(name) for name in themes})
        _refill(self.occasion, {event.code: f"{event.local(event.starts_at):%m-%d %H:%M}  {event.title}" for event in events})
        self.show_spec(self._spec)

    def show_spec(self, spec: DeckSpec) -> None:
        """Show another state of the deck."""
        self._spec, self._filling = spec, True
        for field, text in ((self.title, spec.title), (self.speaker, spec.speaker)):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)  # a long text is read from its beginning
        for box, value in (
            (self.audience, spec.audience),
            (self.format, spec.format),
            (self.lang, spec.lang),
            (self.look, spec.theme),
            (self.page, spec.ratio),
            (self.occasion, spec.event),
        ):
            _pick(box, value)
        self.minutes.setValue(spec.minutes)
        self._show_frame(spec)
        self._filling = False

    def _show_frame(self, spec: DeckSpec) -> None:
        """Show a tick for each page that opens, parts or closes the deck."""
        from kit.decks.outline import formats

        roles = frame(spec.format)
        for role in [role for role in self.switches if role not in roles]:
            self.switches.pop(role).deleteLater()
        for place, (role, usual) in enumerate(roles.items()):
            if role not in self.switches:
                made = QCheckBox(_(formats.NAMES[role]))
                made.toggled.connect(partial(self._switch, role))
                self.switches[role] = made
                self.frame.insertWidget(place, made)
            self.switches[role].setChecked(spec.structure.get(role, "on" if usual else "off") == "on")

    def _switch(self, role: str, on: bool) -> None:
        if not self._filling:
            usual = frame(self._spec.format)[role]
            after = edits.switch(self._spec, role, None if on == usual else on)
            self.edited.emit(after, _("Change the pages around"), f"structure.{role}")

    def _set(self, name: str, value: Any) -> None:
        if not self._filling:
            self.edited.emit(replace(self._spec, **{name: value}), _("Change the deck"), f"deck.{name}")


def frame(form: str) -> dict[str, bool]:
    """Return the pages that a format can have around its content, and whether it usually has them."""
    from kit.decks.outline import formats

    made = formats.FORMATS[form if form in FORMATS else "lecture"]
    usual = [slot.role for slot in (*made.opening, *made.closing)]
    opening = [slot.role for slot in made.opening if slot.role not in ("title", *formats.OPENERS)]
    closing = [slot.role for slot in made.closing]
    roles = ["title", *formats.OPENERS, *opening, *formats.LEADS, "divider", *formats.ENDERS, *closing]
    return {**{role: role in usual or role == "divider" for role in roles}, "sources": True}


def _refill(box: QComboBox, values: dict[str, str]) -> None:
    while box.count() > 1:
        box.removeItem(1)
    for value, label in values.items():
        box.addItem(label, value)


def _pick(box: QComboBox, value: str) -> None:
    """Pick a value; one that is not offered any more is shown as it was written."""
    row = box.findData(value)
    if row < 0:
        box.addItem(value, value)
        row = box.count() - 1
    box.setCurrentIndex(row)
