"""Preferences: one frozen dataclass whose fields carry their label and help; dialog and file are made from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kit.content import files, yamltext
from kit.i18n import N_


def _field(default: Any, label: str, help_: str, *, choices: tuple[tuple[Any, str], ...] = (), least: int = 0, most: int = 0) -> Any:
    return field(default=default, metadata={"label": label, "help": help_, "choices": choices, "least": least, "most": most})


@dataclass(frozen=True)
class Settings:
    """What a person prefers on this machine, whichever workspace is open."""

    lang: str = _field(
        "",
        N_("Language"),
        N_("The language of the window. Decks, phones and sheets have their own."),
        choices=(("", N_("As the system")), ("zh", "中文"), ("en", "English")),
    )
    theme: str = _field(
        "",
        N_("Appearance"),
        N_("Light, dark, or whatever the system uses."),
        choices=(("", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark"))),
    )
    text_size: int = _field(
        100,
        N_("Text size"),
        N_("In per cent of the system's text size."),
        choices=((90, "90 %"), (100, "100 %"), (115, "115 %"), (130, "130 %"), (150, "150 %")),
    )
    speaker: str = _field("", N_("Speaker"), N_("Your name as it stands on title slides."))
    sounds: bool = _field(True, N_("Sounds at the door"), N_("A short tone for each scan: high for welcome, low for refused."))
    open_built: bool = _field(False, N_("Open decks when built"), N_("Opens the finished deck in your presentation program."))
    exact: bool = _field(
        True, N_("Exact slide pictures"), N_("LibreOffice, where it is installed, draws the slide you look at again in the background.")
    )
    workspace: str = _field("", N_("Workspace"), N_("The folder that opens at start; empty means Lectern in your home folder."))


def path() -> Path:
    """Return where this person's preferences lie on this machine."""
    import platformdirs

    return Path(platformdirs.user_config_dir("lectern", appauthor=False)) / "preferences.yaml"


def read(file: Path | None = None) -> Settings:
    """Return the saved preferences; unknown or unfit values fall back to their defaults."""
    file = file or path()
    try:
        there = file.is_file()
    except OSError:  # a service may not look into any home
        there = False
    if not there:
        return Settings()
    page = yamltext.read(file)
    values = {f.name: _typed(f, page.text(f.name, "")) for f in fields(Settings) if page.has(f.name)}
    return Settings(**{name: value for name, value in values.items() if value is not None})


def write(settings: Settings, file: Path | None = None) -> None:
    """Save the preferences atomically."""
    lines = [f"{name}: {_quoted(value)}" for name, value in dataclasses.asdict(settings).items()]
    files.write_text(file or path(), "\n".join(lines) + "\n")


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _typed(which: dataclasses.Field[Any], text: str) -> Any:
    default = which.default
    choices = [value for value, _label in which.metadata.get("choices", ())]
    if isinstance(default, bool):
        return text.lower() in ("yes", "true", "on", "1")
    value: Any = int(text) if isinstance(default, int) and text.isdigit() else text
    if choices and value not in choices:
        return None
    return value if isinstance(value, type(default)) else None
