"""Find the cells of an Excel workbook that show leading zeros by their format alone: the number 130 in the format 00000 reads 00130."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from kit.content import cells

TAG = r"<(?:\w+:)?{name}\b([^<>]*)>"
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ZEROS = re.compile(r"(?:\[[^\]]*\])*(0{2,})(?:;.*)?")
CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def widths(data: bytes) -> Mapping[str, Mapping[tuple[int, int], int]]:
    """Return, by sheet name and (row, column) from 0, how many digits a cell shows at least; only cells whose format says so."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        styles = _styles(_text(archive, names, "xl/styles.xml"))
        if not styles:
            return {}
        found = {}
        for sheet, part in _parts(_text(archive, names, "xl/workbook.xml"), _text(archive, names, "xl/_rels/workbook.xml.rels")):
            if part.lower() in names:
                found[sheet] = dict(_cells(archive.read(names[part.lower()]), styles))
    return found


def _text(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> str:
    return archive.read(names[part]).decode("utf-8", "replace") if part in names else ""


def _tags(xml: str, name: str) -> Iterator[dict[str, str]]:
    for inside in re.findall(TAG.format(name=name), xml):
        yield _attributes(inside)


def _attributes(inside: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in ATTRIBUTE.findall(inside)}


def _styles(xml: str) -> dict[str, int]:
    """Return how many digits each cell style shows at least, by the style's number."""
    formats = {tag.get("numFmtId", ""): ZEROS.fullmatch(tag.get("formatCode", "")) for tag in _tags(xml, "numFmt")}
    inside = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    used = [formats.get(tag.get("numFmtId", "")) for tag in _tags(inside[0], "xf")] if inside else []
    return {str(n): len(zeros[1]) for n, zeros in enumerate(used) if zeros}


def _parts(book: str, rels: str) -> Iterator[tuple[str, str]]:
    targets = {tag.get("Id", ""): tag.get("Target", "") for tag in _tags(rels, "Relationship")}
    for tag in _tags(book, "sheet"):
        target = targets.get(next((value for name, value in tag.items() if name.endswith(":id")), ""), "")
        yield tag.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(xml: bytes, styles: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], int]]:
    for inside in CELL.findall(xml):
        tag = _attributes(inside.decode("utf-8", "replace"))
        place = PLACE.fullmatch(tag.get("r", ""))
        if place and tag.get("s", "") in styles:
            yield (int(place[2]) - 1, cells.column_number(place[1])), styles[tag["s"]]
