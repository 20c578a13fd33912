"""Themes as a person meets them: listed, built as a template, made new, named by a deck; refusals leave nothing behind."""

from __future__ import annotations

import shutil

import pytest
from pptx import Presentation

from kit.cli import main
from kit.decks import scene, spec
from kit.errors import KitError
from kit.ops import content, decks, themes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90" fill="#0B5FA5"/></svg>'


@pytest.fixture
def logo(tmp_path):
    path = tmp_path / "mark.svg"
    path.write_text(SVG, "utf-8")
    return path


@pytest.fixture
def template(kit, shared):
    folder = kit.workspace.root / "assets" / "themes"
    folder.mkdir(parents=True)
    return shutil.copy(shared / "corpus" / "decks" / "apache--customGeo.pptx", folder / "ohio.pptx")


@pytest.fixture
def talk(kit):
    (kit.workspace.slides / "own.zh.md").write_text("# 一次接入\n- 短信\n- 邮件\n\n---\n# 说\n> 好\n> —— 王工\n", "utf-8")

    def write(text):
        path = kit.workspace.decks / "talk.yaml"
        path.write_text(f"title: 试讲\n{text}modules: [own]\n", "utf-8")
        return path

    return write


@pytest.fixture
def lectern(kit, capsys):
    def run(*words, status=0):
        code = main.main(["--workspace", str(kit.workspace.root), *map(str, words)])
        out = capsys.readouterr()
        assert code == status, out
        return out.out or out.err

    return run


def test_a_new_theme_is_listed_and_a_deck_wears_it(kit, logo, talk, tmp_path):
    made = themes.new(kit, "acme", logo=logo)
    assert made.colours == ("0B5FA5",)
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["logo.svg", "theme.yaml"]
    row = next(row for row in themes.listed(kit) if row.name == "acme")
    assert (row.own, row.error, row.kind) == (True, None, "theme")
    built = decks.build(kit, talk("theme: acme\n"), tmp_path / "x.pptx")
    master = Presentation(str(built.path)).slide_masters[0]
    assert "Logo" in [shape.name for shape in master.shapes]
    assert content.check(kit.workspace.roots) == ()


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("../x", {"colours": ("#112233",)}, "theme.name"),
        ("x", {}, "theme.no-source"),
        ("x", {"colours": ("blue",)}, "theme.colour"),
        ("lectern ", {"colours": ("#112233",)}, "theme.name"),
    ],
)
def test_what_makes_no_theme_is_refused_and_leaves_nothing(kit, name, options, code):
    before = [row.name for row in themes.listed(kit)]
    with pytest.raises(KitError) as caught:
        themes.new(kit, name, **options)
    assert caught.value.code == code
    assert [row.name for row in themes.listed(kit)] == before
    assert not (kit.workspace.root / "assets" / "themes" / "x").exists()


def test_a_theme_is_not_written_over(kit):
    themes.new(kit, "acme", colours=("#8A1538", "#F2A900"))
    with pytest.raises(KitError, match="already"):
        themes.new(kit, "acme", colours=("#112233",))


def test_a_deck_chooses_its_page(kit, talk, tmp_path):
    built = decks.build(kit, talk('theme: night\nratio: "4:3"\n'), tmp_path / "x.pptx")
    assert (scene.read(built.path).width, scene.read(built.path).height) == (9144000, 6858000)
    assert spec.read(talk('ratio: "4:3"\n')).ratio == "4:3"


def test_a_deck_wears_a_template_by_name_and_what_it_lacks_is_said_once(kit, template, talk, tmp_path):
    built = decks.build(kit, talk("theme: ohio\n"), tmp_path / "x.pptx")
    said = [finding for finding in built.findings if finding.code == "theme.lacking"]
    assert len(said) == 1
    assert "quote" in str(said[0])
    made = scene.read(built.path)
    assert (made.width, {slide.layout for slide in made.slides} >= {"Title and Content", "quote"}) == (9144000, True)
    assert len(Presentation(str(built.path)).slide_masters) == 1


def test_a_template_beside_the_deck_is_found_by_its_path(kit, template, talk, tmp_path):
    shutil.move(template, kit.workspace.decks / "mine.pptx")
    built = decks.build(kit, talk("theme: mine.pptx\n"), tmp_path / "x.pptx")
    assert "Title and Content" in {slide.layout for slide in scene.read(built.path).slides}
    with pytest.raises(KitError, match=r"gone\.potx was not found"):
        decks.build(kit, talk("theme: gone.potx\n"), tmp_path / "y.pptx")


def test_a_broken_template_is_named_in_the_list_and_in_check(kit, template):
    (kit.workspace.root / "assets" / "themes" / "bad.potx").write_text("no zip", "utf-8")
    rows = {row.name: row for row in themes.listed(kit)}
    assert rows["bad.potx"].error is not None
    assert rows["ohio.pptx"].taken
    assert [finding.code for finding in content.check(kit.workspace.roots)] == ["deck.not-pptx"]


def test_the_command_line(lectern, logo, tmp_path, validator):
    assert "accents" in lectern("theme", "new", "acme", "--logo", logo, "--colours", "#8A1538")
    assert "acme: acme, theme, 13.33 x 7.5 in" in lectern("theme", "list")
    assert '"name": "night"' in lectern("theme", "list", "--json")
    lectern("theme", "build", "acme", "-o", tmp_path / "a.potx", "--ratio", "4:3")
    assert validator(tmp_path / "a.potx") == ()
    lectern("theme", "build", "night", "-o", tmp_path / "n.pptx")
    assert len(Presentation(str(tmp_path / "n.pptx")).slide_layouts) == 20
    assert lectern("theme", "build", "night", "-o", tmp_path / "n.odp", status=2).startswith("lectern: A template is written as")
    assert "use one of" in lectern("theme", "build", "nigth", "-o", tmp_path / "n.potx", status=2)


def test_a_ratio_beside_a_template_with_another_page_is_said(kit, template, talk):
    path = talk("theme: ohio.pptx\nratio: '16:9'\n")
    told = [one for one in decks.build(kit, path, kit.workspace.out / "talk.pptx").findings if one.code == "theme.ratio"]
    assert [(one.file, one.severity) for one in told] == [(str(path), "warning")]
    assert [one.code for one in content.check(kit.workspace.roots, [path])] == ["theme.ratio"]
    with pytest.raises(KitError, match="does not apply"):
        themes.build(kit, "ohio.pptx", kit.workspace.out / "ohio.potx", "16:9")
    assert themes.build(kit, "ohio.pptx", kit.workspace.out / "ohio.potx", "4:3").is_file()
