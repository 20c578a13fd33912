"""The door: who comes in, recorded in a ledger that is only added to, and who was there, derived from it."""

from kit.events.door.identify import code_of
from kit.events.door.ledger import check_in, void
from kit.events.door.presence import Attendance, Counts, arrivals, attendance, counts, find
from kit.events.door.record import ACCEPTED, CheckIn, Outcome, after, by_id, latest, live_of, log

__all__ = [
    "ACCEPTED",
    "Attendance",
    "CheckIn",
    "Counts",
    "Outcome",
    "after",
    "arrivals",
    "attendance",
    "by_id",
    "check_in",
    "code_of",
    "counts",
    "find",
    "latest",
    "live_of",
    "log",
    "void",
]
