"""What happens to each kind of relationship when a slide moves to another deck."""

from __future__ import annotations

from enum import StrEnum

from kit.errors import Word
from kit.i18n import N_


class Policy(StrEnum):
    """Copy the part for this slide, share it by content, point it to the deck's own, or leave it out and say so."""

    COPY = "copy"
    SHARE = "share"
    POINT = "point"
    DROP = "drop"


POLICY = {
    "image": Policy.SHARE,
    "hdphoto": Policy.SHARE,
    "media": Policy.SHARE,
    "video": Policy.SHARE,
    "audio": Policy.SHARE,
    "font": Policy.SHARE,
    "model3d": Policy.SHARE,
    "slide": Policy.POINT,
    "slideLayout": Policy.POINT,
    "slideMaster": Policy.POINT,
    "notesSlide": Policy.POINT,
    "notesMaster": Policy.POINT,
    "handoutMaster": Policy.POINT,
    "commentAuthors": Policy.POINT,
    "authors": Policy.POINT,
    "vbaProject": Policy.DROP,
    "wordVbaData": Policy.DROP,
    "printerSettings": Policy.DROP,
    "changesInfo": Policy.DROP,
    "revisionInfo": Policy.DROP,
    "smartTags": Policy.DROP,
    "attachedToolbars": Policy.DROP,
    "userCustomization": Policy.DROP,
    "webextensiontaskpanes": Policy.DROP,
    "presentationmetadata": Policy.DROP,
}
NAMES = {
    "image": N_("a picture"),
    "hdphoto": N_("a picture"),
    "chart": N_("a chart"),
    "chartEx": N_("a chart"),
    "video": N_("a film"),
    "audio": N_("a sound"),
    "media": N_("a film or sound"),
    "font": N_("a font"),
    "model3d": N_("a 3D model"),
    "hyperlink": N_("a link"),
    "slide": N_("a slide"),
    "slideLayout": N_("a layout"),
    "notesSlide": N_("the notes"),
    "comments": N_("the comments"),
    "tags": N_("the tags"),
    "theme": N_("a theme"),
    "oleObject": N_("an object"),
    "package": N_("an object"),
    "control": N_("a control"),
    "customXml": N_("data of a program (custom XML)"),
    "diagramData": N_("a diagram"),
    "diagramDrawing": N_("the drawing of a diagram"),
    "vmlDrawing": N_("a drawing of the old kind (VML)"),
    "vbaProject": N_("the macros"),
    "wordVbaData": N_("the macros"),
    "attachedToolbars": N_("toolbars"),
    "userCustomization": N_("changes to the ribbon"),
    "smartTags": N_("smart tags"),
    "presentationmetadata": N_("data of a program"),
    "webextensiontaskpanes": N_("add-in panes"),
    "origin": N_("the digital signature"),
    "classificationlabels": N_("the sensitivity label"),
    "custom-properties": N_("the custom properties"),
}
QUIET = frozenset(
    {"printerSettings", "changesInfo", "revisionInfo", "thumbnail"}
)  # bookkeeping of the program that wrote the deck: nobody misses it


def name(kind: str) -> str:
    """Return what a person calls the last word of a relationship type, the word itself when nobody has a name for it."""
    return Word(NAMES[kind]) if kind in NAMES else kind


def of(kind: str) -> Policy:
    """Return the policy for the last word of a relationship type; what is unknown is copied, so nothing is lost."""
    return POLICY.get(kind, Policy.COPY)
