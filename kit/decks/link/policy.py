"""What happens to each kind of relationship when a slide moves to another deck."""

from __future__ import annotations

from enum import StrEnum


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
QUIET = frozenset(
    {"printerSettings", "changesInfo", "revisionInfo", "thumbnail"}
)  # bookkeeping of the program that wrote the deck: nobody misses it


def of(kind: str) -> Policy:
    """Return the policy for the last word of a relationship type; what is unknown is copied, so nothing is lost."""
    return POLICY.get(kind, Policy.COPY)
