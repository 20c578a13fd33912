"""Preferences: saved, read back, and forgiving of what no longer fits."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import settings
from kit.content import files
from kit.settings import Settings


def test_nothing_saved_means_defaults(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "none.yaml") == Settings()


@given(
    st.builds(
        Settings,
        lang=st.sampled_from(["", "zh", "en"]),
        theme=st.sampled_from(["", "light", "dark"]),
        text_size=st.sampled_from([90, 100, 150]),
        sounds=st.booleans(),
        speaker=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20),
    )
)
def test_what_is_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, wanted: Settings) -> None:
    file = tmp_path_factory.mktemp("prefs") / "preferences.yaml"
    settings.write(wanted, file)
    assert settings.read(file) == wanted


def test_values_that_no_longer_fit_fall_back(tmp_path: Path) -> None:
    files.write_text(tmp_path / "p.yaml", "lang: klingon\ntext_size: huge\nsounds: no\ngone: 1\n")
    assert settings.read(tmp_path / "p.yaml") == Settings(sounds=False)


def test_every_preference_has_a_label_and_help() -> None:
    for field in dataclasses.fields(Settings):
        assert field.metadata["label"], field.name
        assert field.metadata["help"].endswith("."), field.name


def test_preferences_lie_in_the_persons_own_folder(tmp_path: Path) -> None:
    assert str(tmp_path) in str(settings.path())


def test_a_home_that_may_not_be_looked_into_has_no_preferences(tmp_path: Path) -> None:
    """A service may not read anybody's home; asking whether a file is there is refused then, as it is for a name too long."""
    assert settings.read(tmp_path / ("x" * 300)) == Settings()
