"""Strict OOXML in transitional words: namespaces, relationship types and percentages."""

from __future__ import annotations

import re

STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT = STRICT.decode()
_PAIRS = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/thumbnail", b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/customProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    (b"http://purl.oclc.org/ooxml/officeDocument/customXml", b"http://schemas.openxmlformats.org/officeDocument/2006/customXml"),
    (b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/sharedTypes", b"http://schemas.openxmlformats.org/officeDocument/2006/sharedTypes"),
    (b"http://purl.oclc.org/ooxml/schemaLibrary/main", b"http://schemas.openxmlformats.org/schemaLibrary/2006/main"),
)  # fmt: skip
_MAIN = re.compile(rb"http://purl\.oclc\.org/ooxml/(drawingml|presentationml|spreadsheetml|wordprocessingml)/(\w+)")
_CONFORMANCE = re.compile(rb'\sconformance="strict"')
_PERCENT = re.compile(rb'(\s[\w:]+=)"(-?\d+(?:\.\d+)?)%"')


def transitional(data: bytes) -> bytes:
    """Return an XML part in transitional OOXML; one that is not strict comes back as it is."""
    if STRICT not in data:
        return data
    for strict, loose in _PAIRS:
        data = data.replace(strict, loose)
    data = _MAIN.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
    data = _CONFORMANCE.sub(b"", data)
    scale = 1 if b"drawingml/2006/chart" in data[:2000] and b":chartSpace" in data[:2000] else 1000
    return _PERCENT.sub(lambda m: m[1] + b'"%d"' % round(float(m[2]) * scale), data)


def rel_type(kind: str) -> str:
    """Return a relationship type in its transitional spelling."""
    return transitional(kind.encode()).decode() if kind.startswith(_STRICT) else kind
