"""Files are written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from kit.content import files
from kit.errors import KitError


def test_what_is_written_is_there_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "新 文件夹" / "稿.txt"
    assert files.write_text(target, "你好") == target
    assert files.read_text(target) == "你好"
    assert os.listdir(target.parent) == ["稿.txt"]


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.write_text(target, "old")

    def fail(file: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        files.write(target, fail)
    assert files.read_text(target) == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(KitError, match="is a folder"):
        files.write_text(tmp_path / "x", "text")


def test_a_full_disk_is_one_sentence_and_nothing_half_written(tmp_path: Path) -> None:
    def full(_file: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(KitError) as refused:
        files.write(tmp_path / "a.bin", full)
    assert refused.value.code == "disk.full"
    assert os.listdir(tmp_path) == []


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x", "utf-8")
    with pytest.raises(KitError) as refused:
        files.write_text(tmp_path / "plain" / "b.txt", "x")
    assert refused.value.code in ("file.not-folder", "file.failed")


def test_text_is_read_without_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa\r\nb\rc")
    assert files.read_text(tmp_path / "a") == "a\nb\nc"


def test_other_encodings_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("第一行\n".encode() + "第二行".encode("gb18030"))
    with pytest.raises(KitError, match="a:2 is not UTF-8"):
        files.read_text(tmp_path / "a")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(KitError, match="too large"):
        files.read_bytes(tmp_path / "a", limit=4)


def test_free_names_count_up(tmp_path: Path) -> None:
    for name in ("a.txt", "a (2).txt"):
        (tmp_path / name).touch()
    assert files.free_name(tmp_path / "a.txt").name == "a (3).txt"


def test_many_writers_leave_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    threads = [threading.Thread(target=files.write_bytes, args=(target, bytes([n]) * 100_000)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = target.read_bytes()
    assert len(data) == 100_000
    assert len(set(data)) == 1
    assert os.listdir(tmp_path) == ["a"]
