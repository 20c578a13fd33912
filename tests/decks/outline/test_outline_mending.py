"""Every fix that is offered mends what it was offered for, and nothing else in the deck changes."""

from __future__ import annotations

from datetime import date

import pytest

from kit.content import mending as words
from kit.decks import library, outline, spec
from kit.decks.outline import mending
from kit.errors import KitError


@pytest.fixture
def lib(slides, tmp_path):
    slides("a/one.zh.md", "---\ntitle: 一\nminutes: 2\nreviewed: 2026-01-05\nreview_days: 30\n---\n# 一\n")
    slides("a/two.zh.md", "---\ntitle: 二\nminutes: 4\nneeds: [a/one]\nafter: a/three\n---\n# 二\n")
    slides("a/three.zh.md", "---\ntitle: 三\nminutes: 4\n---\n# 三\n")
    return library.load([tmp_path / "root"])


def decided(made, lib, **more):
    return outline.decide(made, lib, lenient=True, **more)


@pytest.mark.parametrize(
    ("text", "code", "modules"),
    [
        ("modules: [a/thre]", "deck.module-missing", ["a/three"]),
        ("modules: [a/three, a/one, a/three]", "outline.twice", ["a/three", "a/one"]),
        ("modules: [a/three, a/two]", "outline.needs", ["a/three", "a/one", "a/two"]),
        ("modules: [a/three, a/two, a/one]", "outline.needs-before", ["a/three", "a/one", "a/two"]),
        ("modules: [a/one, a/two, a/three]", "outline.after", ["a/one", "a/three", "a/two"]),
        ("structure: {agendas: off}\nmodules: [a/one]", "outline.structure", ["a/one"]),
        ("audience: managment\nmodules: [a/one]", "yaml.choice", ["a/one"]),
    ],
)
def test_a_fix_mends(lib, text, code, modules):
    before = spec.parse("title: x\n" + text + "\n")
    (finding,) = (f for f in decided(before, lib).findings if f.code == code)
    assert mending.offer(finding)[0]
    assert mending.own(before, finding)
    after = mending.mended(before, finding)
    assert [item.ref for item in after.items] == modules
    assert code not in {f.code for f in decided(after, lib).findings}


def test_a_page_that_no_module_has_is_left_out(lib):
    before = spec.parse("title: x\nmodules: [a/one]\n")
    finding = next(f for f in decided(before, lib).findings if f.code == "outline.role")
    after = mending.mended(before, finding)
    assert after.structure == {finding.fields["role"]: "off"}


def test_an_overdue_review_is_found_and_marked_as_done(lib):
    made = spec.parse("title: x\nmodules: [a/one]\n")
    assert "outline.stale" not in {f.code for f in decided(made, lib, today=date(2026, 2, 1)).findings}
    (finding,) = (f for f in decided(made, lib, today=date(2026, 3, 1)).findings if f.code == "outline.stale")
    assert (finding.line, finding.severity) == (4, "note")
    assert not mending.own(made, finding)
    text = lib.card("a/one").path.read_text("utf-8")
    assert words.mended(text, finding) == text.replace("2026-01-05", "2026-03-01")


def test_what_is_gone_cannot_be_mended(lib):
    before = spec.parse("title: x\nmodules: [a/three, a/three]\n")
    finding = next(f for f in decided(before, lib).findings if f.code == "outline.twice")
    with pytest.raises(KitError, match="has changed"):
        mending.mended(mending.mended(before, finding), finding)
    assert mending.offer(next(f for f in decided(before, lib).findings if f.code == "outline.twice"))[0]
