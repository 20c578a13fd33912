"""The linker: slides of any decks become one deck, and nothing is lost without being said."""

from kit.decks.link.join import count, join
from kit.decks.link.values import Options, Report, SlideReport, Source

__all__ = ["Options", "Report", "SlideReport", "Source", "count", "join"]
