"""The library: workspace before program, searched by Chinese pairs and Latin beginnings, safe without its cache."""

from __future__ import annotations

import os
import time

import pytest

from kit.decks import library
from kit.decks.library import card, terms
from kit.errors import KitError


@pytest.fixture
def root(tmp_path, slides):
    front = "---\ntitle: 整体架构\ntags: [通道]\n---\n"
    slides("a/overview.zh.md", front + "# 平台架构设计\n- 一次接入\n<!-- 供应商切换 -->\n\n---\n# 状态可查\n")
    slides("a/overview.en.md", "# Platform architecture\n- one notification\n")
    slides("value/core.md", "# Core\n")
    return tmp_path / "root"


def found(root, query, cache=None, lang=""):
    return [(hit.id, hit.slide, hit.lang) for hit in library.find([root], cache, query, lang)]


def test_modules_are_listed_with_their_languages(root):
    made = library.load([root])
    assert [(c.id, c.lang, len(c.slides)) for c in made.modules] == [
        ("a/overview", "en", 1),
        ("a/overview", "zh", 2),
        ("value/core", "", 1),
    ]
    assert made.card("a/overview", "zh").title == "整体架构"
    assert made.card("a/overview", "zh-TW").lang == "zh"
    assert made.card("value/core", "zh").lang == ""
    assert made.module("a/overview", "en").slides[0].heading == "Platform architecture"


def test_the_first_root_hides_the_second(root, slides, tmp_path):
    slides("value/core.md", "# Mine\n", "own")
    made = library.load([tmp_path / "own", root])
    assert made.module("value/core").slides[0].heading == "Mine"
    assert len(made.modules) == 3


def test_chinese_is_found_by_pairs_and_characters(root):
    assert found(root, "架构") == [("a/overview", 1, "zh"), ("a/overview", 2, "zh")]
    assert found(root, "构设计") == [("a/overview", 1, "zh")]
    assert found(root, "态") == [("a/overview", 2, "zh")]
    assert found(root, "构架") == []


def test_latin_is_found_by_beginnings_and_notes_and_tags_count(root):
    assert found(root, "notif") == [("a/overview", 1, "en")]
    assert found(root, "ARCHI platform") == [("a/overview", 1, "en")]
    assert found(root, "供应商") == [("a/overview", 1, "zh")]
    assert {hit[1] for hit in found(root, "通道")} == {1, 2}
    assert found(root, "platform", lang="zh") == []
    assert found(root, "core", lang="zh") == [("value/core", 1, "")]
    assert found(root, ' "*:( ') == []


def test_a_hit_shows_where_the_term_stands(root):
    (hit,) = library.find([root], None, "供应商切换")
    assert "供应商切换" in hit.snippet
    assert (hit.title, hit.module_title, hit.ref) == ("平台架构设计", "整体架构", "a/overview")


def test_the_cache_spares_reading_and_notices_changes(root, slides, tmp_path):
    cache = tmp_path / "cache" / "library.db"
    first = library.load([root], cache)
    assert library.load([root], cache) == first
    assert library.search(cache, "架构")
    path = slides("a/overview.zh.md", "# 完全不同\n")
    os.utime(path, ns=(time.time_ns() + 10**9, time.time_ns() + 10**9))
    (root / "slides" / "value" / "core.md").unlink()
    assert found(root, "架构", cache) == []
    assert found(root, "不同", cache) == [("a/overview", 1, "zh")]
    assert len(library.load([root], cache).modules) == 2


@pytest.mark.parametrize("damage", [b"", b"not a database at all, only words" * 40, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_cache_is_made_anew(root, tmp_path, damage):
    cache = tmp_path / "library.db"
    cache.write_bytes(damage)
    assert len(library.load([root], cache).modules) == 3
    assert found(root, "架构", cache)


def test_a_cache_that_lost_its_cards_is_read_again(root, tmp_path):
    import sqlite3

    cache = tmp_path / "library.db"
    library.load([root], cache)
    with sqlite3.connect(cache) as db:
        db.execute("UPDATE file SET cards = '[{\"odd\": 1}]'")
    assert len(library.load([root], cache).modules) == 3


def test_without_a_place_for_the_cache_it_still_works(root, tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert found(root, "架构", tmp_path / "taken" / "library.db")


def test_a_broken_module_is_listed_and_refused_when_used(root, slides):
    slides("bad.zh.md", "---\ntitle: [\n---\n# x\n")
    made = library.load([root])
    assert made.card("bad").broken
    assert "bad.zh.md:2" in str(made.card("bad").findings[0])
    with pytest.raises(KitError, match=r"bad\.zh\.md:2"):
        made.module("bad")


def test_a_missing_module_names_the_nearest(root):
    with pytest.raises(KitError, match="nearest: a/overview"):
        library.load([root]).module("a/overvew")
    assert library.load([root]).near("core") == ("value/core",)


def test_cards_survive_the_cache(root):
    cards = library.load([root]).modules
    assert card.loads(card.dumps(cards)) == cards


def test_terms():
    assert terms.pairs("K8s集群 Platform") == "k8s 集群 platform"
    assert terms.question("架构 noti") == '"架构" "noti"*'
    assert terms.question("态") == 'characters:"态"'


def test_a_thousand_modules_are_listed_quickly_from_the_cache(tmp_path, slides):
    for number in range(300):
        slides(f"m/{number:03}.zh.md", f"---\ntitle: 模块{number}\n---\n# 标题 {number}\n- 内容\n")
    cache = tmp_path / "library.db"
    library.load([tmp_path / "root"], cache)
    started = time.perf_counter()
    assert len(library.load([tmp_path / "root"], cache).modules) == 300
    assert time.perf_counter() - started < 2


def test_the_version_of_a_module_tells_its_pictures_too(slides, tmp_path):
    path = slides("a.zh.md", "# 一\n\n![图](p.png)\n")
    picture = path.with_name("p.png")

    def version():
        return library.load((tmp_path / "root",)).module("a", "zh").version

    without = version()
    picture.write_bytes(b"one")
    first = version()
    picture.write_bytes(b"other")
    assert len({without, first, version()}) == 3
    picture.write_bytes(b"one")
    assert version() == first
