"""One table of everything the window can do: menus, shortcuts, command palette and the shortcuts page are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.i18n import N_

if TYPE_CHECKING:
    from kit.gui.window import Window

Call = Callable[["Window"], Any]
When = Callable[["Window"], bool]


def always(_window: Window) -> bool:
    """Return True: the action can be asked for at any time."""
    return True


def to(page_id: str) -> Call:
    """Return what turns to a page."""
    return lambda window: window.go(page_id)


def on(page_id: str, method: str) -> Call:
    """Return what turns to a page and calls one of its methods."""
    return lambda window: getattr(window.go(page_id), method)()


def own(method: str) -> Call:
    """Return what calls a method of the window."""
    return lambda window: getattr(window, method)()


def front(method: str) -> Call:
    """Return what calls a method of the page at the front."""
    return lambda window: getattr(window.page, method)()


def can(question: str) -> When:
    """Return a test: the page at the front has a method of this name and says yes to it."""
    return lambda window: bool(getattr(window.page, question, lambda: False)())


def at(page_id: str, question: str = "") -> When:
    """Return a test: the page is at the front, and says yes to one of its methods when a question is named."""

    def test(window: Window) -> bool:
        page = window.page
        return page is not None and page.spec.id == page_id and (not question or bool(getattr(page, question)()))

    return test


@dataclass(frozen=True)
class Action:
    """One thing to do: `text` and `help` untranslated, `shortcut` as Qt writes it, `group` the id of its page or "window".

    `method` names what `call` calls on the page, so that a test can prove it is there.
    """

    id: str
    text: str
    shortcut: str
    icon: str
    call: Call
    help: str
    group: str = "window"
    enabled_when: When = always
    method: str = ""


def _for(page_id: str, name: str, text: str, shortcut: str, icon: str, help_: str, *, local: str | None = None) -> Action:
    """Return an action of a page: its method `name`; with `local`, only while the page is in front and says yes to that method."""
    when = always if local is None else at(page_id, local)
    return Action(f"{page_id}.{name}", text, shortcut, icon, on(page_id, name), help_, page_id, when, name)


ACTIONS: tuple[Action, ...] = (
    Action("today", N_("Today"), "Ctrl+1", "today", to("today"), N_("What comes next and what needs a person.")),
    Action("slides", N_("Slides"), "Ctrl+2", "slides", to("slides"), N_("Find slides and modules.")),
    Action("decks", N_("Decks"), "Ctrl+3", "decks", to("decks"), N_("Put a deck together and build it.")),
    Action("workshops", N_("Workshops"), "Ctrl+4", "workshops", to("workshops"), N_("Write and run a run of show.")),
    Action("events", N_("Events"), "Ctrl+5", "events", to("events"), N_("Check people in, collect feedback, write sheets.")),
    Action("programme", N_("Programme"), "Ctrl+6", "programme", to("programme"), N_("Cases, champions and evidence.")),
    Action("find", N_("Find anything"), "Ctrl+K", "search", own("find_anything"), N_("Find actions, modules, decks, events and people.")),
    Action("sharing", N_("Phones on or off"), "Ctrl+Shift+P", "signal", own("share"), N_("Let phones in your network reach this window.")),
    Action("save", N_("Save"), "Ctrl+S", "check", front("save"), N_("Save what is being edited."), enabled_when=can("can_save")),
    Action("undo", N_("Undo"), "Ctrl+Z", "undo", front("undo"), N_("Take the last edit back."), enabled_when=can("can_undo")),
    Action("redo", N_("Redo"), "Ctrl+Shift+Z", "redo", front("redo"), N_("Do it again."), enabled_when=can("can_redo")),
    Action("refresh", N_("Look again"), "F5", "refresh", own("refresh"), N_("Read again what the page shows.")),
    Action("theme", N_("Light or dark"), "Ctrl+Shift+D", "eye", own("switch_theme"), N_("Switch between light and dark.")),
    Action("language", N_("中文 / English"), "Ctrl+Shift+L", "text", own("switch_language"), N_("Switch the language of the window.")),
    Action("preferences", N_("Settings"), "Ctrl+,", "settings", own("preferences"), N_("Language, appearance, text size and more.")),
    Action("help", N_("Keyboard shortcuts"), "F1", "keyboard", own("help"), N_("Everything the window can do, with its keys.")),
    Action("folder", N_("Open the workspace folder"), "", "folder", own("open_folder"), N_("Show slides, workshops and what was built.")),
    Action("quit", N_("Quit"), "Ctrl+Q", "close", own("close"), N_("Close the window; work that is going on is asked about.")),
    _for("slides", "import_", N_("Import slides"), "Ctrl+I", "import", N_("Copy PowerPoint files into the workspace.")),
    _for("slides", "search", N_("Search slides"), "Ctrl+F", "search", N_("Put the cursor into the search field."), local=""),
    _for("decks", "new", N_("New deck"), "Ctrl+Shift+N", "plus", N_("Begin a deck with one empty section.")),
    _for("decks", "join", N_("Join PowerPoint files"), "Ctrl+J", "link", N_("Put slides of several files into one new deck.")),
    _for("decks", "build", N_("Build the deck"), "Ctrl+B", "play", N_("Make the .pptx in the folder out."), local="can_build"),
    _for("decks", "export", N_("Export"), "Ctrl+P", "export", N_("Slides, notes, a handout or pictures of a finished deck."), local=""),
    _for(
        "decks",
        "look_back",
        N_("Look at a finished deck"),
        "",
        "refresh",
        N_("Which modules are out of date; update."),
        local="",
    ),
    _for("decks", "search", N_("Search the library"), "Ctrl+L", "search", N_("Find modules to put in."), local="is_open"),
    _for("decks", "add_section", N_("Add section"), "Ctrl+Shift+A", "plus", N_("Put a new section into the deck."), local="is_open"),
    _for("decks", "move_up", N_("Move up"), "Alt+Up", "up", N_("Move the line or section up."), local="is_open"),
    _for("decks", "move_down", N_("Move down"), "Alt+Down", "down", N_("Move the line or section down."), local="is_open"),
    _for(
        "decks",
        "vary",
        N_("Change the variant"),
        "Ctrl+D",
        "columns",
        N_("Short, standard or deep; or the look of slides."),
        local="is_open",
    ),
    _for("decks", "duplicate", N_("Copy the deck"), "", "copy", N_("Begin a new deck from this one."), local="is_picked"),
    _for(
        "decks",
        "delete",
        N_("Remove the deck"),
        "",
        "trash",
        N_("Take the deck out of the list; it can be brought back."),
        local="is_picked",
    ),
    _for("workshops", "run", N_("Run the workshop"), "Ctrl+R", "play", N_("Open the cockpit for the run of show."), local="can_run"),
    _for("workshops", "new", N_("New run of show"), "", "plus", N_("Write a new run of show."), local=""),
    _for("workshops", "bring", N_("Bring in a run of show"), "", "import", N_("Copy a run of show from a file."), local=""),
    _for("workshops", "next_cue", N_("Next cue"), "", "chevron-right", N_("Start, or go to the next cue; key N."), local="on_run"),
    _for("workshops", "hold", N_("Hold the clock"), "", "pause", N_("Stop the clock, or let it go on; key H."), local="on_run"),
    _for("workshops", "project", N_("Projector"), "", "screen", N_("Show the room where we are; key P."), local="on_run"),
    _for("workshops", "leave", N_("All workshops"), "", "chevron-left", N_("Back to the list; the run goes on."), local="on_run"),
    _for("events", "new", N_("New event"), "Ctrl+N", "plus", N_("Make an event with its short code.")),
    _for("events", "to_door", N_("Door"), "Ctrl+Shift+E", "door", N_("Scan badges and check people in."), local="in_event"),
    _for("events", "import_list", N_("Import list…"), "", "import", N_("Bring in who is expected at the event."), local="in_event"),
    _for("events", "show_projector", N_("Projector"), "F8", "screen", N_("Show the code on the second screen."), local="in_event"),
    _for("events", "show_list", N_("All events"), "", "chevron-left", N_("Back to the list of events."), local="in_event"),
    _for("slides", "edit", N_("Open in editor"), "Ctrl+E", "edit", N_("Write the module with its slides beside it."), local="can_edit"),
    _for("slides", "new", N_("New module"), "", "plus", N_("Write a new slide module."), local=""),
    _for("slides", "leave", N_("All modules"), "", "chevron-left", N_("Back to the modules; drafts are kept."), local="can_leave"),
    _for("programme", "new_case", N_("New case"), "", "plus", N_("Add a case study to the board.")),
    _for("programme", "new_champion", N_("New champion"), "", "user", N_("Add somebody who speaks for the platform.")),
    _for("programme", "new_evidence", N_("New evidence"), "", "chart", N_("Add a number with its source.")),
)


def named(action_id: str) -> Action:
    """Return the action with this id."""
    return next(action for action in ACTIONS if action.id == action_id)
