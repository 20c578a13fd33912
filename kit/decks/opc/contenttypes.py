"""Content types: of each part of a package, and of the usual file kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.decks.opc import names, xml

PML = "application/vnd.openxmlformats-officedocument.presentationml."
RELS = "application/vnd.openxmlformats-package.relationships+xml"
PRESENTATION = PML + "presentation.main+xml"
SLIDE, LAYOUT, MASTER = PML + "slide+xml", PML + "slideLayout+xml", PML + "slideMaster+xml"
NOTES, NOTES_MASTER, HANDOUT = PML + "notesSlide+xml", PML + "notesMaster+xml", PML + "handoutMaster+xml"
PRES_PROPS, VIEW_PROPS, TABLE_STYLES = PML + "presProps+xml", PML + "viewProps+xml", PML + "tableStyles+xml"
TAGS, COMMENTS, AUTHORS = PML + "tags+xml", PML + "comments+xml", PML + "commentAuthors+xml"
MODERN_COMMENTS, MODERN_AUTHORS = "application/vnd.ms-powerpoint.comments+xml", "application/vnd.ms-powerpoint.authors+xml"
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE, APP = (
    "application/vnd.openxmlformats-package.core-properties+xml",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
)

MAIN = {
    PRESENTATION: "",
    PML + "slideshow.main+xml": "",
    PML + "template.main+xml": "",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": "macros",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml": "macros",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml": "macros",
    "application/vnd.ms-powerpoint.addin.macroEnabled.main+xml": "macros",
}
USUAL = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
    "wdp": "image/vnd.ms-photo",
    "mp3": "audio/mpeg", "wav": "audio/x-wav", "m4a": "audio/mp4", "wma": "audio/x-ms-wma", "mp4": "video/mp4", "m4v": "video/mp4",
    "mov": "video/quicktime", "wmv": "video/x-ms-wmv", "avi": "video/x-msvideo", "mpg": "video/mpeg", "glb": "model/gltf.binary",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "fntdata": "application/x-fontdata",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject", "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}  # fmt: skip


@dataclass
class ContentTypes:
    """Which content type each part has: overrides by part, defaults by extension."""

    overrides: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Return the content type of the part `name`, "" when none is declared."""
        return self.overrides.get(names.key(name)) or self.defaults.get(names.extension(name), "")


def parse(data: bytes, file: str) -> ContentTypes:
    """Return what `[Content_Types].xml` declares, names in comparing spelling."""
    types = ContentTypes()
    for node in xml.parse(data, names.CONTENT_TYPES, file):
        kind = node.get("ContentType") or ""
        match xml.local(node):
            case "Override":
                types.overrides[names.key(node.get("PartName") or "")] = kind
            case "Default":
                types.defaults[(node.get("Extension") or "").lower().lstrip(".")] = kind
    return types


def dump(parts: Iterable[tuple[str, str]]) -> bytes:
    """Return `[Content_Types].xml` for (part name, content type) pairs: defaults for media, overrides for the rest."""
    defaults, overrides = {"rels": RELS, "xml": "application/xml"}, []
    for name, kind in parts:
        ext = names.extension(name)
        if ext and (ext != "xml") and defaults.setdefault(ext, kind) == kind:
            continue
        if not (ext == "xml" and kind == "application/xml"):
            overrides.append((name, kind))
    rows = [f"<Default Extension={xml.quoted(ext)} ContentType={xml.quoted(kind)}/>" for ext, kind in sorted(defaults.items())]
    rows += [f"<Override PartName={xml.quoted(name)} ContentType={xml.quoted(kind)}/>" for name, kind in overrides]
    return xml.DECLARATION + f'<Types xmlns="{xml.NS["ct"]}">{"".join(rows)}</Types>'.encode()
