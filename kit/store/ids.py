"""Names for the numbers that identify records, so that mypy keeps them apart."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", int)
EventId = NewType("EventId", int)
RegistrationId = NewType("RegistrationId", int)
CheckInId = NewType("CheckInId", int)
VersionId = NewType("VersionId", int)
RunId = NewType("RunId", int)
DeckId = NewType("DeckId", int)
CaseId = NewType("CaseId", int)
ChampionId = NewType("ChampionId", int)
EvidenceId = NewType("EvidenceId", int)
DeviceId = NewType("DeviceId", int)
