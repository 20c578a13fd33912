"""Part names: one spelling for comparing, targets resolved against their owner, extensions."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import unquote

CONTENT_TYPES = "/[Content_Types].xml"


@lru_cache(maxsize=65536)
def clean(name: str) -> str:
    """Return a zip entry's or target's name as a part name: leading slash, forward slashes, no dots."""
    return posixpath.normpath("/" + name.replace("\\", "/").lstrip("/"))


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return the spelling under which two part names are the same part: case and percent signs do not count."""
    return unquote(clean(name)).lower()


@lru_cache(maxsize=65536)
def resolve(owner: str, target: str) -> str:
    """Return the part name that `target` means in a relationship of `owner`."""
    target = target.replace("\\", "/").split("#", 1)[0]
    if target.startswith("/"):
        return clean(target)
    return clean(posixpath.join(posixpath.dirname(owner), target))


@lru_cache(maxsize=65536)
def relative(owner: str, target: str) -> str:
    """Return how a relationship of `owner` names the part `target`."""
    here, there = owner.split("/")[:-1], target.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "/".join((*[".."] * (len(here) - same), *there[same:]))


@lru_cache(maxsize=65536)
def rels_of(name: str) -> str:
    """Return the name of the part that holds the relationships of `name` ("/" is the package)."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


@lru_cache(maxsize=65536)
def extension(name: str) -> str:
    """Return the extension in lower case and without its dot."""
    base = posixpath.basename(name)
    return base.rsplit(".", 1)[-1].lower() if "." in base else ""


@lru_cache(maxsize=65536)
def stem(name: str) -> str:
    """Return the base name without extension and closing digits: what parts of one kind share."""
    base = posixpath.basename(name)
    plain = base.rsplit(".", 1)[0] if "." in base else base
    return plain.rstrip("0123456789")
