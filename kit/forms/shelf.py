"""The forms there are: files in workshops/forms, the workspace's before the program's of the same name."""

from __future__ import annotations

from pathlib import Path

from kit import workspace as workspaces
from kit.errors import KitError
from kit.forms import form as forms
from kit.forms.form import Form

FOLDER = "workshops/forms"
NONE = "none"


def listed(roots: tuple[Path, ...]) -> tuple[Form, ...]:
    """Return every form by name; one that cannot be read raises its refusal."""
    return tuple(forms.read(path) for _name, path in sorted(_files(roots).items()))


def find(roots: tuple[Path, ...], name: str) -> Form | None:
    """Return the form of this name; "" means the one marked `default: yes`, or the only one there is; "none" asks nothing.

    Raises KitError when there is no form of that name.
    """
    if name == NONE:
        return None
    if not name:
        return _default(listed(roots))
    path = workspaces.find(f"{FOLDER}/{name}.yaml", roots) if name not in ("", ".", "..") and not set(name) & set("/\\:") else None
    if path is None:
        known = ", ".join(sorted(_files(roots))) or "–"
        raise KitError("form.unknown", "There is no form “{name}” in workshops/forms: use one of {known}.", name=name, known=known)
    return forms.read(path)


def _default(known: tuple[Form, ...]) -> Form | None:
    marked = [form for form in known if form.default]
    return marked[0] if marked else known[0] if len(known) == 1 else None


def _files(roots: tuple[Path, ...]) -> dict[str, Path]:
    return {path.stem: path for root in reversed(roots) for path in (root / FOLDER).glob("*.yaml")}
