"""The door: who comes in, recorded in a ledger that is only added to, and who was there, derived from it."""

from kit.events.door.identify import Asked, code_of, is_code, looks_like_badge
from kit.events.door.ledger import By, check_in, present, void
from kit.events.door.presence import Attendance, Counts, arrivals, attendance, counts, find
from kit.events.door.record import ACCEPTED, CheckIn, Outcome, after, by_id, latest, live_of, log, pulse

__all__ = [
    "ACCEPTED",
    "Asked",
    "Attendance",
    "By",
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
    "is_code",
    "latest",
    "live_of",
    "log",
    "looks_like_badge",
    "present",
    "pulse",
    "void",
]
