"""Forms: list and read them, keep what was edited in the workspace, take them from and give them to other form tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kit.content import files
from kit.context import Kit
from kit.errors import Finding, KitError
from kit.i18n import N_

if TYPE_CHECKING:
    from kit.forms.model import Form

FOLDER = "workshops/forms"


def all(kit: Kit) -> tuple[Form, ...]:
    """Return every form by name, the workspace's before the program's of the same name."""
    from kit.forms import shelf

    return shelf.listed(kit.workspace.roots)


def find(kit: Kit, name: str) -> Form:
    """Return the form of this name; raises KitError when there is none."""
    from kit.forms import shelf

    found = shelf.find(kit.workspace.roots, name)
    if found is None:
        raise KitError("form.none", "There is no form of this name: choose one of those listed.")
    return found


def path(kit: Kit, name: str) -> Path:
    """Return where the workspace keeps a form; raises KitError for a name that is none of a file."""
    if not name or name != name.strip() or set(name) & set('/\\:*?"<>|') or name.startswith("."):
        raise KitError("form.name", "“{name}” cannot be a form's name: use letters, digits and -.", name=name)
    return kit.workspace.root / FOLDER / f"{name}.yaml"


def save(kit: Kit, form: Form) -> Path:
    """Keep a form in the workspace; comments that people wrote into its file stay. Events that froze the form before are not changed.

    Raises KitError when its name cannot be a file's, or it would ask nothing.
    """
    from kit.forms import writing

    if not form.questions:
        raise KitError("form.asks-nothing", "The form asks nothing: add a question.")
    out = path(kit, form.name)
    source = out if out.is_file() else next((one for root in kit.workspace.roots if (one := root / FOLDER / out.name).is_file()), None)
    return files.write_text(out, writing.merged(files.read_text(source) if source else "", form))


def import_(kit: Kit, file: Path, name: str = "") -> Form:
    """Take a form from an XLSForm workbook into the workspace under `name` (the file's without one); its findings say what is not asked.

    Raises KitError when the workbook is no XLSForm or the workspace has a form of that name.
    """
    from kit.content import tables
    from kit.forms import xlsform

    form = xlsform.read(tables.read(file), name or file.stem)
    if path(kit, form.name).exists():
        raise KitError("form.exists", "The workspace has a form {name} already: give another name.", name=form.name)
    save(kit, form)
    return form


def export(kit: Kit, name: str, out: Path) -> Path:
    """Write a form as an XLSForm workbook to `out`; returns where it is. `left_out` tells what other tools do not ask."""
    from kit.sheets import xlsform

    return xlsform.write(find(kit, name), Path(out), at=kit.now())


def left_out(kit: Kit, name: str) -> tuple[Finding, ...]:
    """Return what of a form other tools cannot ask: questions about the modules of an event, and those that depend on them."""
    from kit.forms import surplus

    text = N_("{name} is for Lectern only, other tools leave it out: it asks about the modules of an event, which are known only there.")
    asked = surplus.only_here(find(kit, name))
    return tuple(Finding("xlsform.modules", text, {"name": question.code}, severity="note") for question in asked)
