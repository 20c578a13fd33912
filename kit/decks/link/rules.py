"""Which room of the linker decides what: by kind of relationship, and by kind of part."""

from __future__ import annotations

from kit.decks.link import edits, masters, notes, people, slides, tags
from kit.decks.link.build import Edit, Point
from kit.decks.opc import contenttypes

POINTS: dict[str, Point] = {
    "slide": slides.point_slide,
    "slideMaster": masters.point_master,
    "slideLayout": slides.point_layout,
    "notesSlide": notes.point_notes,
    "notesMaster": notes.point_master,
    "comments": people.point,
    "tags": tags.point,
}
EDITS: dict[str, Edit] = {
    contenttypes.SLIDE: slides.edit,
    contenttypes.LAYOUT: edits.layout,
    contenttypes.MASTER: edits.master,
    contenttypes.COMMENTS: people.edit_legacy,
    contenttypes.MODERN_COMMENTS: people.edit_modern,
    "application/vnd.ms-office.drawingml.diagramDrawing+xml": edits.drawing,
    "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml": edits.text,
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml": edits.text,
    "application/vnd.ms-office.chartex+xml": edits.text,
}
