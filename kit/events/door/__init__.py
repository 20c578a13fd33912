"""The door: who comes in, recorded in a ledger that is only added to, and who was there, derived from it."""

from kit.events.door.identify import Asked, code_of, looks_like_badge, record_of
from kit.events.door.ledger import By, check_in, check_out, present, void
from kit.events.door.presence import Attendance, Counts, Stay, arrivals, attendance, counts, find, inside
from kit.events.door.record import ACCEPTED, CheckIn, Outcome, by_id, latest, live_of, log, pulse

__all__ = [
    "ACCEPTED",
    "Asked",
    "Attendance",
    "By",
    "CheckIn",
    "Counts",
    "Outcome",
    "Stay",
    "arrivals",
    "attendance",
    "by_id",
    "check_in",
    "check_out",
    "code_of",
    "counts",
    "find",
    "inside",
    "latest",
    "live_of",
    "log",
    "looks_like_badge",
    "present",
    "pulse",
    "record_of",
    "void",
]
