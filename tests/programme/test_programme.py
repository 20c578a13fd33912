"""Cases move with consent, champions fade and are repaid, evidence has one value a key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.context import Kit
from kit.errors import KitError
from kit.happenings import Happening, ProgrammeChanged
from kit.ops import programme
from kit.programme import champions
from kit.programme.champions import Touch
from kit.store.ids import CaseId, ChampionId

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def at(kit: Kit) -> list[datetime]:
    """The kit's clock, to be set."""
    moment = [NOW]
    kit.now = lambda: moment[0]
    return moment


def test_a_case_moves_from_lead_to_published_with_consent(kit: Kit, at: list[datetime]) -> None:
    heard: list[Happening] = []
    kit.bus.listen(heard.append)
    case = programme.add_case(kit, " 支付组：三天接入 ", team="支付组")
    assert (case.title, case.stage, case.scope) == ("支付组：三天接入", "lead", "none")
    at[0] += timedelta(days=1)
    assert programme.move_case(kit, case.id, "draft").updated_at == at[0]
    with pytest.raises(KitError, match="cannot be published"):
        programme.move_case(kit, case.id, "published")
    programme.change_case(kit, case.id, case.title, team="支付组", stage="approved", summary="少了两个人月", scope="company")
    assert programme.move_case(kit, case.id, "published").stage == "published"
    assert [c.stage for c in programme.cases(kit)] == ["published"]
    assert heard == [ProgrammeChanged()] * 4


def test_cases_stand_by_stage(kit: Kit) -> None:
    programme.add_case(kit, "b", stage="draft")
    programme.add_case(kit, "a")
    assert [case.title for case in programme.cases(kit)] == ["a", "b"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda kit: programme.add_case(kit, " "), "needs a title"),
        (lambda kit: programme.add_case(kit, "a", stage="x"), "no stage"),
        (lambda kit: programme.add_case(kit, "a", scope="x"), "no scope"),
        (lambda kit: programme.move_case(kit, CaseId(9), "draft"), "no longer there"),
        (lambda kit: programme.add_champion(kit, ""), "needs a name"),
        (lambda kit: programme.add_champion(kit, "a", cadence_days=0), "between 1 and 730"),
        (lambda kit: programme.add_touch(kit, ChampionId(9), "give"), "no longer there"),
        (lambda kit: programme.add_touch(kit, ChampionId(9), "wave"), "no contact"),
        (lambda kit: programme.add_touch(kit, ChampionId(9), "give", worth=-1), "between 0 and 1000"),
        (lambda kit: programme.change_champion(kit, ChampionId(9), "a", team="", cadence_days=9, note=""), "no longer there"),
        (lambda kit: programme.set_evidence(kit, "a b", "1"), "cannot be a key"),
        (lambda kit: programme.set_evidence(kit, "a", " "), "needs a value"),
        (lambda kit: programme.remove_evidence(kit, "a"), "no evidence"),
    ],
)
def test_refusals(kit: Kit, call: object, said: str) -> None:
    with pytest.raises(KitError, match=said):
        call(kit)  # type: ignore[operator]
    found = programme.overview(kit)
    assert (found.cases, found.champions, found.evidence) == ((), (), ())


@pytest.mark.parametrize(("days", "fresh"), [(0, 1), (15, 0.7071), (30, 0.5), (60, 0.25), (90, 0.125), (-3, 1)])
def test_recency_halves_each_cadence(days: float, fresh: float) -> None:
    assert champions.recency(days, 30) == pytest.approx(fresh, abs=1e-4)


def test_a_champion_fades_is_overdue_and_is_repaid(kit: Kit, at: list[datetime]) -> None:
    ada = programme.add_champion(kit, "Ada", team="支付组", cadence_days=30)
    assert (ada.recency, ada.overdue, ada.last) == (0, False, None)
    programme.add_touch(kit, ada.id, "take", worth=3, note="talk in March")
    at[0] += timedelta(days=30)
    ada = programme.champions(kit)[0]
    assert (ada.recency, ada.overdue, ada.balance, ada.asks, ada.tired) == (pytest.approx(0.5), False, -3, 1, True)
    at[0] += timedelta(days=1)
    assert programme.overview(kit).overdue[0].name == "Ada"
    ada = programme.add_touch(kit, ada.id, "give", worth=5)
    assert (ada.balance, ada.days, ada.overdue, ada.tired) == (2, 0, False, False)
    assert [touch.kind for touch in ada.touches] == ["give", "take"]
    at[0] += timedelta(days=335)
    assert programme.champions(kit)[0].balance == 5


def test_who_is_overdue_stands_first(kit: Kit, at: list[datetime]) -> None:
    for name, cadence in (("Ada", 90), ("Bea", 10), ("Cid", 90)):
        programme.add_champion(kit, name, cadence_days=cadence)
    at[0] += timedelta(days=20)
    programme.add_touch(kit, programme.champions(kit)[1].id, "talk")
    assert [champion.name for champion in programme.champions(kit)] == ["Bea", "Cid", "Ada"]


@given(st.lists(st.tuples(st.sampled_from(champions.KINDS), st.floats(0, 100), st.integers(0, 800)), max_size=12))
def test_the_balance_counts_one_year_of_giving_and_taking(touches: list[tuple[str, float, int]]) -> None:
    made = [Touch(kind, worth, "", NOW - timedelta(days=days)) for kind, worth, days in touches]
    gave = sum(worth for kind, worth, days in touches if kind == "give" and days < 365)
    took = sum(worth for kind, worth, days in touches if kind == "take" and days < 365)
    assert champions.balance(made, NOW) == pytest.approx(gave - took)


def test_evidence_has_one_value_a_key(kit: Kit, at: list[datetime]) -> None:
    programme.set_evidence(kit, "latency-after", "1.2 s")
    assert programme.overview(kit).claims[0].key == "latency-after"
    kept = programme.set_evidence(kit, " latency-after ", "0.9 s", source="monitoring", period="2026 Q3", owner="平台组", statement="p99")
    assert (kept.value, kept.proven) == ("0.9 s", True)
    assert programme.evidence(kit) == (kept,)
    programme.remove_evidence(kit, "latency-after")
    assert programme.evidence(kit) == ()
