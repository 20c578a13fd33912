"""A backup holds what cannot be made again; restoring loses nothing and takes nothing else in."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit import workspace as workspaces
from kit.content import files
from kit.context import Kit
from kit.errors import KitError
from kit.ops import workspaces as ops
from kit.store import tables

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def add_person(kit: Kit, name: str) -> None:
    kit.db.write(lambda tx: tx.execute(tables.person.insert().values(name=name, created_at=NOW)))


def people(kit: Kit) -> list[str]:
    with kit.db.read() as tx:
        return list(tx.execute(sa.select(tables.person.c.name)).scalars())


def test_a_workspace_comes_back_as_it_was(kit: Kit, tmp_path: Path) -> None:
    add_person(kit, "甲")
    files.write_text(kit.workspace.slides / "我的" / "a.zh.md", "# 标题\n")
    out = ops.backup(kit, tmp_path / "备份.zip")
    add_person(kit, "乙")
    made, aside = ops.restore(out, tmp_path / "elsewhere" / "新")
    again = Kit(made)
    assert people(again) == ["甲"]
    assert again.key == kit.key
    assert (made.slides / "我的" / "a.zh.md").read_text("utf-8") == "# 标题\n"
    assert not aside.exists()
    again.close()


def test_what_was_there_is_set_aside(kit: Kit, tmp_path: Path) -> None:
    out = ops.backup(kit, tmp_path / "b.zip")
    add_person(kit, "later")
    kit.close()
    made, aside = ops.restore(out, kit.workspace.root)
    again = Kit(made)
    assert people(again) == []
    again.close()
    assert (aside / "records" / "lectern.db").exists()


def test_an_open_workspace_is_not_restored_over(kit: Kit, tmp_path: Path) -> None:
    out = ops.backup(kit, tmp_path / "b.zip")
    with workspaces.lock(kit.workspace, "server"), pytest.raises(KitError, match="already open"):
        ops.restore(out, kit.workspace.root)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "slides/../../evil", "C:/evil", "records/other.db", "slides\\..\\..\\evil"])
def test_a_pack_with_paths_outside_is_refused(kit: Kit, tmp_path: Path, name: str) -> None:
    out = ops.backup(kit, tmp_path / "b.zip")
    with zipfile.ZipFile(out, "a") as pack:
        pack.writestr(zipfile.ZipInfo(name), "x")
    with pytest.raises(KitError, match="does not belong"):
        ops.restore(out, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04broken"])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(KitError, match="not a Lectern backup"):
        ops.restore(tmp_path / "b.zip", tmp_path / "new")


def test_damaged_records_are_found_before_anything_moves(kit: Kit, tmp_path: Path) -> None:
    out = ops.backup(kit, tmp_path / "b.zip")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, b"SQLite format 3\0" + b"x" * 5000 if entry.endswith(".db") else old.read(entry))
    kit.close()
    before = kit.workspace.database.read_bytes()
    with pytest.raises(KitError, match="damaged"):
        ops.restore(bad, kit.workspace.root)
    assert kit.workspace.database.read_bytes() == before


def test_a_missing_backup_is_said(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="was not found"):
        ops.restore(tmp_path / "none.zip", tmp_path / "new")
