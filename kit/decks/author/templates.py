"""The template as a package: parts written in a fixed order with fixed dates, so that equal themes give equal bytes."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from kit.decks.author import logos, masters, themepart, xml
from kit.decks.author.catalogue import layouts
from kit.decks.author.theme import Theme

LOGO = "own-logo.png"  # a name that pictures of slides do not take
DATE = (2020, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
DML = "application/vnd.openxmlformats-officedocument."


@lru_cache(maxsize=16)
def package(theme: Theme) -> bytes:
    """Return the bytes of the template package of a theme, without slides."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in _parts(theme).items():
            item = zipfile.ZipInfo(name, DATE)
            item.create_system, item.external_attr, item.compress_type = 3, 0o600 << 16, zipfile.ZIP_DEFLATED
            file.writestr(item, text.encode("utf-8") if isinstance(text, str) else text)
    return buffer.getvalue()


def _parts(theme: Theme) -> dict[str, str | bytes]:
    made = list(layouts(theme).values())
    count = range(1, len(made) + 1)
    marked = ((f"{OFFICE}/image", f"../media/{LOGO}"),) if theme.logo else ()
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(made)),
        "_rels/.rels": _package_rels(),
        "docProps/app.xml": app(),
        "docProps/core.xml": core(),
        "ppt/presentation.xml": _presentation(theme),
        "ppt/_rels/presentation.xml.rels": _presentation_rels(),
        "ppt/presProps.xml": f"{xml.HEAD}<p:presentationPr {xml.NAMES}/>",
        "ppt/viewProps.xml": f"{xml.HEAD}<p:viewPr {xml.NAMES}/>",
        "ppt/tableStyles.xml": themepart.table_styles(theme),
        "ppt/theme/theme1.xml": themepart.part(theme, theme.name),
        "ppt/theme/theme2.xml": themepart.part(theme, f"{theme.name} notes", paper=True),
        "ppt/slideMasters/slideMaster1.xml": masters.master(theme, made),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *((f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in count),
            (f"{OFFICE}/theme", "../theme/theme1.xml"),
            *marked,
        ),
        "ppt/notesMasters/notesMaster1.xml": masters.notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels((f"{OFFICE}/theme", "../theme/theme2.xml")),
    }
    for i, layout in zip(count, made, strict=True):
        parts[f"ppt/slideLayouts/slideLayout{i}.xml"] = masters.layout(theme, layout)
        parts[f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels"] = _rels(
            (f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml"), *(marked if masters.with_logo(layout) else ())
        )
    if theme.logo:
        parts[f"ppt/media/{LOGO}"] = logos.read(theme.logo).data
    return parts


def _rels(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{xml.HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _package_rels() -> str:
    return _rels(
        (f"{OFFICE}/officeDocument", "ppt/presentation.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )


def _presentation_rels() -> str:
    return _rels(
        (f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
        (f"{OFFICE}/notesMaster", "notesMasters/notesMaster1.xml"),
        (f"{OFFICE}/presProps", "presProps.xml"),
        (f"{OFFICE}/viewProps", "viewProps.xml"),
        (f"{OFFICE}/theme", "theme/theme1.xml"),
        (f"{OFFICE}/tableStyles", "tableStyles.xml"),
    )


def _types(layout_count: int) -> str:
    overrides = {
        "ppt/presentation.xml": f"{PML}presentation.main+xml",
        "ppt/presProps.xml": f"{PML}presProps+xml",
        "ppt/viewProps.xml": f"{PML}viewProps+xml",
        "ppt/tableStyles.xml": f"{PML}tableStyles+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{PML}slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{PML}notesMaster+xml",
        "ppt/theme/theme1.xml": f"{DML}theme+xml",
        "ppt/theme/theme2.xml": f"{DML}theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{DML}extended-properties+xml",
    }
    overrides |= {f"ppt/slideLayouts/slideLayout{i}.xml": f"{PML}slideLayout+xml" for i in range(1, layout_count + 1)}
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{xml.HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{rows}</Types>'
    )


def _presentation(theme: Theme) -> str:
    width, height = theme.size
    kind = ' type="screen4x3"' if theme.ratio == "4:3" else ""
    return (
        f'{xml.HEAD}<p:presentation {xml.NAMES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{masters.FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{width}" cy="{height}"{kind}/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="zh-CN"/></a:defPPr>{_default_levels()}</p:defaultTextStyle></p:presentation>'
    )


def _default_levels() -> str:
    run = f"{xml.fill('tx1')}{xml.fonts()}"
    return "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="1800" kern="1200">{run}</a:defRPr></a:lvl{i}pPr>'
        for i in range(1, 10)
    )


def app() -> str:
    """Return the extended properties."""
    return f'{xml.HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Lectern</Application></Properties>'


def core() -> str:
    """Return the core properties, without dates."""
    return (
        f'{xml.HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title></cp:coreProperties>'
    )
