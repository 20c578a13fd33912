"""The package layer of decks: a lean reader and writer of Open Packaging Convention files on zip and lxml."""

from kit.decks.opc.package import Package
from kit.decks.opc.rels import Rel

__all__ = ["Package", "Rel"]
