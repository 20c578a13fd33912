"""The collector runs rarely for a while and as before afterwards, also behind an error."""

from __future__ import annotations

import gc

import pytest

from kit.content import collecting


def test_rounds_are_rare_inside_and_as_before_behind_it() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="inside"), collecting.seldom():
        assert gc.get_threshold()[0] >= collecting.MANY
        raise ValueError("inside")
    assert gc.get_threshold() == before


def test_one_inside_another_asks_for_no_more_rounds() -> None:
    with collecting.seldom():
        outer = gc.get_threshold()
        with collecting.seldom():
            assert gc.get_threshold() == outer
        assert gc.get_threshold() == outer
