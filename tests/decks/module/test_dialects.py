"""Single constructs of other tools: what each becomes, and that house modules keep their reading."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from kit import workspace
from kit.decks import author
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings
from kit.decks.module import Bullets, Callout, Code, Columns, Formula, Paragraph, Picture, Quote, Table, read
from kit.decks.module.blocks import every, plain


@pytest.fixture
def talk(tmp_path):
    def make(text, name="talk.md"):
        path = tmp_path / "slides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return read.read(path)

    return make


def kinds(slide):
    return [type(block) for block in every(slide.blocks)]


def texts(slide):
    found = []
    for block in every(slide.blocks):
        found += [plain(block.runs)] if isinstance(block, Paragraph | Quote) else []
        found += [plain(item.runs) for item in block.items] if isinstance(block, Bullets) else []
    return found


def codes(module):
    return [f"{finding.line}: {finding.code}" for finding in module.findings]


MARP = "---\nmarp: true\n---\n"


def test_house_modules_with_words_of_other_tools_stay_house_modules(talk):
    made = talk("---\nminutes: 5\n---\n<!-- _class: lead -->\n# A\n\n::: notes\nx\n:::\n\n. . .\n\n<!-- said -->\n")
    assert (made.slides[0].notes, made.slides[0].style) == ("x\n\nsaid", "lead")
    assert made.minutes["deep"] == 5
    assert talk("---\ndialect: lectern\nmarp: true\n---\n# A\n\n* x\n").slides[0].blocks[0].incremental is False


def test_an_explicit_dialect_decides(talk):
    assert talk("---\ndialect: marp\n---\n# A\n\n* x\n").slides[0].blocks[0].incremental
    assert codes(talk("---\ndialect: marpp\n---\n# A\n")) == ["2: yaml.choice"]
    assert talk("---\nmarp: true\nminutes: 3\nphase: why\n---\n# A\n").phase == "why"


def test_pictures_leave_tables_and_code_leaves_quotes(talk):
    table = talk(MARP + "# A\n\n| L | R |\n|---|---|\n| ![](a.png) | ![](b.png) |\n| one | two |\n").slides[0]
    assert kinds(table) == [Paragraph, Picture, Paragraph, Paragraph, Picture, Paragraph]
    assert isinstance(table.blocks[0], Columns)
    quote = talk(MARP + "# A\n\n> said\n> ```py\n> x\n> ```\n> ![](p.png)\n").slides[0]
    assert kinds(quote) == [Quote, Code, Picture]


def test_html_becomes_what_it_means(talk):
    slide = talk(
        MARP + "# A\n\n<ol start=3><li>a<li>b <i>c</i></ol>\n\n<table><tr><td>1</td><td>2</td></tr></table>\n\n"
        '<figure><img src="p.png" alt="q"><figcaption>cap</figcaption></figure>\n\n'
        '<pre><code class="language-js">let a = 1 &lt; 2\n</code></pre>\n'
    ).slides[0]
    bullets, table, picture, code = slide.blocks
    assert [(item.number, plain(item.runs)) for item in bullets.items] == [(3, "a"), (4, "b c")]
    assert isinstance(table, Table)
    assert (picture.alt, picture.caption) == ("q", "cap")
    assert (code.lang, code.text) == ("js", "let a = 1 < 2")


@pytest.mark.parametrize(
    ("opened", "shares"),
    [
        ('<div class="columns">', (0.0, 0.0)),
        ('<div style="display:grid;grid-template-columns:3fr 1fr">', (0.75, 0.25)),
        ('<div class="grid grid-cols-2">', (0.5, 0.5)),
        ('<div grid="~ cols-[1fr_3fr]">', (0.25, 0.75)),
    ],
)
def test_boxes_side_by_side_are_columns(talk, opened, shares):
    made = talk(f"---\ndialect: slidev\n---\n# A\n\n{opened}\n<div>\n\nx\n\n</div>\n<div>\n\ny\n\n</div>\n</div>\n").slides[0]
    assert tuple(column.width for column in made.blocks[0].columns) == shares
    assert texts(made) == ["x", "y"]


def test_slots_of_slidev_with_and_without_blanks(talk):
    for mark in ("::right::", ":: right ::", "- last\n::right::"):
        made = talk(f"---\nlayout: two-cols\nmdc: true\ndrawings: false\n---\n# A\n\nleft\n\n{mark}\n\nright\n").slides[0]
        assert isinstance(made.blocks[0], Columns)
        assert [len(column.blocks) for column in made.blocks[0].columns] == [2 if mark[0] == "-" else 1, 1]


def test_slidev_takes_a_file_in_and_says_when_it_cannot(talk, tmp_path):
    (tmp_path / "slides" / "parts").mkdir(parents=True)
    (tmp_path / "slides" / "parts" / "p.md").write_text("# One\n\n---\n\n# Two\n\n![](./a.png)\n\n---\n\n# Three\n", "utf-8")
    made = talk("---\ndialect: slidev\n---\n# A\n\n---\nsrc: ./parts/p.md#2-3\n---\n\n---\nsrc: ./none.md\n---\n")
    assert [slide.heading for slide in made.slides] == ["A", "Two", "Three"]
    assert made.slides[1].blocks[0].path == "parts/a.png"
    assert "11: module.import" in codes(made)
    before = made.version
    (tmp_path / "slides" / "parts" / "p.md").write_text("# One\n\n---\n\n# 2\n\n---\n\n# 3\n", "utf-8")
    assert read.read(tmp_path / "slides" / "talk.md").version != before


def test_pandoc_finds_its_slide_level(talk):
    made = talk("% T\n% A\n\n# Part\n\n## One\n\nx\n\n### Low\n\ny\n\n## Two\n\nz\n")
    assert [(slide.heading, slide.layout) for slide in made.slides] == [("T", "title"), ("Part", "section"), ("One", ""), ("Two", "")]
    flat = talk("% T\n% A\n\n# One\n\nx\n\n## Low\n\ny\n")
    assert [slide.heading for slide in flat.slides] == ["T", "One"]


def test_rulers_inside_boxes_do_not_end_slides(talk):
    made = talk("---\nformat: revealjs\n---\n## A\n\n::: {.fragment}\none\n\n---\n\ntwo\n:::\n\n---\n\nthree\n")
    assert [texts(slide) for slide in made.slides] == [["one", "two"], ["three"]]


def test_a_grid_that_spans_columns_is_shown_as_drawn(talk):
    made = talk("% T\n\n# A\n\n+---+---+\n| a | b |\n+---+---+\n| wide  |\n+-------+\n\ntext\n")
    assert kinds(made.slides[1]) == [Code, Paragraph]
    assert codes(made) == ["5: module.table-grid"]


def test_latex_around_formulas_is_left_out_and_its_words_are_kept(talk):
    made = talk(
        "% T\n\n# A\n\n\\begin{itemize}\n\\item one\n\\item two\n\\end{itemize}\n\n"
        "\\begin{align*}\na &= b\n\\end{align*}\n\nsee \\textbf{this} \\foo{x}.\n"
    )
    slide = made.slides[1]
    assert texts(slide) == ["one", "two", "see this x."]
    assert kinds(slide) == [Bullets, Formula, Paragraph]
    assert codes(made) == ["14: module.latex"]


def test_beamer_boxes_columns_tables_and_notes(talk):
    made = talk(
        "% T\n\n# A\n\n$$\n\\frac{a}{b}\n$$\n\n\\begin{alertblock}{Mind}\nthe \\emph{gap}\n\\end{alertblock}\n\n"
        "\\begin{columns}\n\\column{0.4\\textwidth}\n\nleft\n\n\\column{0.6\\textwidth}\n\n"
        "\\begin{enumerate}\n    \\item first\n    \\begin{itemize}\n        \\item inner\n    \\end{itemize}\n\\end{enumerate}\n\n"
        "\\end{columns}\n\n\\note{Say it\nslowly.}\n\n# B\n\n\\begin{tabular}{l|r}\n\\hline\nName & \\textbf{Count} \\\\\n"
        "Pears \\& co & 3 \\\\\n\\end{tabular}\n\n\\centerline{\\includegraphics[width=1in]{x.png}}\n\n"
        "\\begin{verbatim}\n\\foo{1}\n\\end{verbatim}\n"
    )
    one, two = made.slides[1:]
    assert [type(block) for block in one.blocks] == [Formula, Callout, Columns]
    assert (plain(one.blocks[1].title), one.notes) == ("Mind", "Say it\nslowly.")
    assert [column.width for column in one.blocks[2].columns] == [0.4, 0.6]
    assert [(plain(item.runs), item.level) for item in one.blocks[2].columns[1].blocks[0].items] == [("first", 0), ("inner", 1)]
    assert [type(block) for block in two.blocks] == [Table, Picture, Code]
    assert [[plain(cell) for cell in row] for row in (two.blocks[0].header, *two.blocks[0].rows)] == [
        ["Name", "Count"],
        ["Pears & co", "3"],
    ]
    assert codes(made) == ["40: module.picture"]


def test_beamer_formulas_over_lines_and_columns_by_other_names(talk):
    columns = "\\begincols\n\n\\column{0.5\\linewidth}\n\n"
    made = talk(
        f"---\ntitle: T\nauthor: me\nslide-level: 2\n---\n\n## A\n\n{columns}left $a_{{1}},\n\\boldsymbol{{b}}$ on\n\n"
        "\\column{0.5\\linewidth}\n\nright \\textbf{\\alert{very\nbold}}\n\n\\stopcols\n\n"
        f"## B\n\n{columns}x\n\n## C\n\ny\n"
    )
    assert [slide.heading for slide in made.slides] == ["T", "A", "B", "C"]
    left, right = (column.blocks[0].runs for column in made.slides[1].blocks[0].columns)
    assert [(run.text, run.math) for run in left] == [("left ", False), ("a_{1},\n\\boldsymbol{b}", True), (" on", False)]
    assert [(run.text, run.bold) for run in right] == [("right ", False), ("very bold", True)]


def test_boxes_of_quarto_that_their_style_puts_side_by_side(talk):
    made = talk(
        "---\nformat:\n  revealjs:\n    title-slide-attributes:\n      data-background-image: logo.png\n      data-background-size: 90px\n"
        "title: T\n---\n\n## A\n\n"
        '::: {.flex style="display: flex; gap: 1rem;"}\n::: {.one style="flex: 1;"}\na\n:::\n\n::: {.one style="flex: 1;"}\nb\n:::\n:::\n'
    )
    assert kinds(made.slides[1]) == [Paragraph, Paragraph]
    assert isinstance(made.slides[1].blocks[0], Columns)
    assert (made.slides[0].background, "5: module.foreign" in codes(made)) == ("", True)


def test_chapters_of_many_parts_are_no_single_slides_for_pandoc(talk):
    chapter = "text\n\n" + "".join(f"## Part {n}\n\nwords\n\n" for n in range(3))
    assert len(talk(f"% T\n\n# One\n\n{chapter}# Two\n\n{chapter}").slides) == 9
    assert len(talk("% T\n\n# One\n\ntext\n\n## Part\n\nwords\n\n# Two\n\ntext\n").slides) == 3


def test_longer_rulers_end_slides_of_slidev_too(talk):
    made = talk("---\nlayout: cover\n---\n# A\n------\n# B\n---\nlayout: fact\n---\n# 7\n")
    assert [(slide.heading, slide.layout) for slide in made.slides] == [("A", "title"), ("B", ""), ("7", "section")]


def test_quotes_in_quotes_stay_in_order(talk):
    made = talk(MARP + "# A\n\n> one\n>\n> > two\n>\n> ![](x.png) three\n> ```\n> code\n> ```\n> four\n")
    said = [plain(block.runs).strip() if isinstance(block, Quote) else type(block) for block in made.slides[0].blocks]
    assert said == ["one", "two", "three", Picture, Code, "four"]


def test_boxes_say_by_their_names_what_they_are(talk):
    made = talk(
        MARP + '# A\n\n<div class="tip-box" data-title="Mind">\n\nthis\n\n</div>\n\n---\n# B\n\n'
        '<div>\n<div class="left-col">\n\none\n\n</div>\n<div class="right-col">\n\ntwo\n\n</div>\n</div>\n\n---\n# C\n\n'
        '<div><div class="plan-card"><h3>x</h3><p>one</p></div><div class="plan-card"><h3>y</h3><p>two</p></div></div>\n\n---\n# D\n\n'
        '<div class="tdiv">\n\nabove\n</div>\n<div class = "ldiv">\n\none\n</div>\n<div class = "rdiv">\n\ntwo\n</div>\n'
    )
    tip, *sided = made.slides
    assert (tip.blocks[0].kind, plain(tip.blocks[0].title), texts(tip)) == ("tip", "Mind", ["this"])
    assert [type(slide.blocks[-1]) for slide in sided] == [Columns] * 3
    assert texts(sided[2]) == ["above", "one", "two"]
    assert len(sided[2].blocks[-1].columns) == 2


def test_named_boxes_in_a_named_box_stand_side_by_side_where_they_are_short(talk):
    made = talk(
        MARP + "# A\n\n<div class='flow'>\n<div class='zone'>\n<div class='zone-title'>1. x</div>\n<div class='zone-body'>y</div>\n</div>\n"
        "<div class='zone'>\n<div class='zone-title'>2. z</div>\n<div class='zone-body'>w</div>\n</div>\n</div>\n\n---\n# B\n\n"
        "<div class='kpis'><div><span class='kpi-value'>7</span><span class='kpi-label'>days</span></div>"
        "<div><span class='kpi-num'>1</span><span class='kpi-text'>week</span></div></div>\n\n---\n# C\n\n"
        f"<div class='x'><div class='y'>{'long ' * 20}</div><div class='y'>{'text ' * 20}</div></div>\n"
    )
    zones, figures, long = made.slides
    assert [[plain(block.runs) for block in column.blocks] for column in zones.blocks[0].columns] == [["1. x", "y"], ["2. z", "w"]]
    assert [plain(column.blocks[0].runs) for column in figures.blocks[0].columns] == ["7\ndays", "1 week"]
    assert [type(block) for block in long.blocks] == [Paragraph, Paragraph]


def test_marp_slides_of_a_class_for_columns_and_backgrounds_of_scoped_styles(talk):
    made = talk(
        MARP + "<!-- _class: two-columns -->\n# A\n\n## x\n\n- 1\n\n## y\n\n- 2\n\n---\n<!-- _class: two-columns -->\n\n"
        '<div class="kicker">k</div>\n\n# B\n\n<div class="col">\none\n</div>\n\n<div class="col">\ntwo\n</div>\n\n---\n# C\n\n'
        "<style scoped>\nsection h1 {color: red}\nsection {\n  background-color: #102030;\n}\n</style>\n\n$\\\\$\n\ntext :satisfied:\n"
    )
    assert [[plain(column.blocks[0].runs) for column in slide.blocks[-1].columns] for slide in made.slides[:2]] == [
        ["x", "y"],
        ["one", "two"],
    ]
    assert texts(made.slides[1])[0] == "k"
    assert (made.slides[2].background, texts(made.slides[2])) == ("102030", ["text 😆"])


def test_a_picture_on_top_of_most_slides_is_a_logo(talk):
    logo, slide = "<img src='logo.png'>", "# T\n\ntext\n\n![](own.png)\n"
    made = talk(MARP + "\n---\n".join([f"{logo}\n\n{slide}"] * 3 + [slide]))
    assert [[block.path for block in slide.blocks if isinstance(block, Picture)] for slide in made.slides] == [["own.png"]] * 4
    assert [code for code in codes(made) if "logo" in code] == ["4: module.logo", "13: module.logo", "22: module.logo"]
    assert len(talk(MARP + f"{logo}\n\n{slide}\n---\n{slide}").slides[0].blocks) == 3


def test_talks_for_reveal(talk):
    made = talk(
        "---\nrevealOptions:\n  transition: fade\n---\n# A\n\ntext\n\nNote: say it\nslowly\n\n---\n# B\n\n"
        "- one <!-- .element: class='fragment' -->\n- two\n\n--\n\n# C\n\n<!-- .slide: data-background='#102030' -->\n\nbelow\n\n"
        "```\n---\nNote: code\n```\n"
    )
    assert [(slide.heading, slide.notes, slide.background) for slide in made.slides] == [
        ("A", "say it\nslowly", ""),
        ("B", "", ""),
        ("C", "", "102030"),
    ]
    assert made.slides[1].blocks[0].incremental
    assert kinds(made.slides[2]) == [Paragraph, Code]
    assert codes(made) == ["2: module.foreign"]


def test_slides_of_reveal_that_begin_at_marks_of_its_own(talk):
    made = talk("---\nseparator: <!--s-->\nverticalSeparator: <!--v-->\n---\n# A\n\n---\n\n<!--s-->\n\n# B\n\n<!--v-->\n\n# C\n")
    assert [slide.heading for slide in made.slides] == ["A", "B", "C"]


def test_talks_for_remark(talk):
    made = talk(
        "class: center, middle\n\n# A\n\n???\n\nhello\n\n---\nname: b\nbackground-color: #102030\n\n# B\n\n- one\n--\n\n- two\n\n---\n"
        "# C\n\n"
        ".pull-left[\nleft\n]\n\n.pull-right[\nright\n]\n\n.foot[small `x[0]` .red[words]]\n\n```\n.a[\n???\n```\n"
    )
    first, second, third = made.slides
    assert (first.heading, first.layout, first.notes) == ("A", "title", "hello")
    assert (second.background, texts(second), second.blocks[0].incremental) == ("102030", ["one", "two"], True)
    assert isinstance(third.blocks[0], Columns)
    assert texts(third) == ["left", "right", "small x[0] words"]
    assert third.blocks[-1].text == ".a[\n???"
    assert made.findings == ()


def test_cards_inside_columns_stand_below_each_other(talk):
    card = '<div class="card"><h3>x</h3><p>one</p></div>'
    made = talk(f'---\ndialect: slidev\n---\n# A\n\n<div class="grid grid-cols-2"><div>{card}{card}</div><div>right</div></div>\n')
    assert [[type(block) for block in column.blocks] for column in made.slides[0].blocks[0].columns] == [[Paragraph] * 4, [Paragraph]]


def test_icons_and_badges_on_the_web_leave_no_empty_place(talk):
    made = talk(
        "---\ndialect: slidev\n---\n# A\n\n<img src='https://img.shields.io/x'>\n\n<img src='https://a.example/b.png' class='h-8'>\n\n"
        "<img src='https://a.example/c.png'>\n\n<img src='d.png' style='width: 50px; display: block'>\n"
    )
    assert [(block.path, block.options) for block in made.slides[0].blocks] == [("https://a.example/c.png", {}), ("d.png", {"width": "50"})]
    assert codes(made)[-4:] == ["6: module.picture-web", "8: module.picture-web", "10: module.picture-web", "12: module.picture"]


def test_a_wide_table_of_pictures_becomes_columns_with_several_below_each_other(talk):
    head, cells = "|".join("abcdef"), "|".join(f"![]({c}.png)" for c in "abcdef")
    made = talk(MARP + f"# A\n\n|{head}|\n|-|-|-|-|-|-|\n|{cells}|\n")
    assert [len(column.blocks) for column in made.slides[0].blocks[0].columns] == [4, 4, 4]
    assert texts(made.slides[0]) == ["a", "d", "b", "e", "c", "f"]


def test_small_things_of_pandoc_and_html(talk):
    made = talk(
        "% T\n\n# A\n\n::: {.x}\nterm\n~ - one\n~ - two\n:::\n\nsaid[^1], H<sub>2</sub>O, in<sup>Effect</sup>, a <sup>Raised</sup> word\n\n"
        "[^1]:\nthe note\n"
    )
    assert texts(made.slides[1]) == ["term", "one", "two", "said¹, H₂O, in (Effect), a Raised word", "¹ the note"]
    assert kinds(talk("---\ndialect: slidev\n---\n# A\n\n<div>\nx\n</div>\n```js\na\n\n```\n").slides[0]) == [Paragraph, Code]


def test_pictures_that_are_not_fetched_leave_the_whole_slide_to_the_text(talk):
    made = talk("---\nlayout: image-right\nimage: https://a.example/x.png\n---\n# A\n\n### B\n\n```js\na\n```\n")
    assert (made.slides[0].layout, kinds(made.slides[0])) == ("", [Paragraph, Code])


def test_a_formula_says_nothing_of_the_tool(talk):
    assert talk("# A\n\n<v-switch>\n\n$$\n\\begin{x}\n\\end{x}\n$$\n\n$$\n\\begin{x}\n\\end{x}\n$$\n\n</v-switch>\n").findings[0].line == 3


def test_pandoc_braces_behind_brackets_spaces_in_addresses_and_rulers_in_tables(talk):
    made = talk(
        "---\ntitle: T\nauthor: me\ntitle-slide-attributes:\n  data-background-color: '#102030'\n---\n\n## [Big]{.huge}\n\n"
        "- soft [words]{.grey}\n\n::: columns-3\n::: column\na\n:::\n::: column\nb\n:::\n:::\n\n![Two words](my file.png)\n\n"
        "## Numbers\n\n| a | b |\n|---|---|\n| 1 | 2 |\n|---|---|\n| 3 | - |\n\nTable: Sums {#tbl:sums}\n"
    )
    title, big, numbers = made.slides
    assert (title.background, big.heading, texts(big)[0]) == ("102030", "Big", "soft words")
    assert kinds(big) == [Bullets, Paragraph, Paragraph, Picture]
    assert big.blocks[-1].path == "my file.png"
    assert [len(row) for row in numbers.blocks[0].rows] == [2, 2]
    assert texts(numbers) == ["Sums"]


def test_pandoc_pictures_without_caption_and_words_in_double_braces(talk):
    made = talk("% T\n\n# A\n\n![](one.png){width=100%}\\\n\nfrom \\textcolor{red}{{\\bf us}} all\n")
    assert kinds(made.slides[1]) == [Picture, Paragraph]
    assert texts(made.slides[1]) == ["from us all"]


def test_presenterm_with_its_options(talk):
    head = "---\noptions:\n  implicit_slide_ends: true\n  command_prefix: 'cmd:'\n---\n"
    made = talk(
        head + "One\n===\n\n<!-- cmd:speaker_note: said -->\n<!-- mine -->\n\nTwo\n===\n\n<!-- cmd:pause -->\n\n> [!tip]\n> box\n", "p.md"
    )
    made = (
        made
        if len(made.slides) == 2
        else talk("---\ndialect: presenterm\n" + head[4:] + made.path.read_text("utf-8").split("---\n", 2)[2], "q.md")
    )
    assert [slide.heading for slide in made.slides] == ["One", "Two"]
    assert made.slides[0].notes == "said"
    assert isinstance(made.slides[1].blocks[0], Callout)


def test_marp_colours_without_quotes_and_dividers_as_lists(talk):
    made = talk(
        "---\nmarp: true\nbackgroundColor: #0a0b0c\nheadingDivider: [3]\n---\n# A\n\n### B\n\n<!-- _backgroundColor: #fff -->\n\n## C\n"
    )
    assert [(slide.heading, slide.background) for slide in made.slides] == [("A", "0A0B0C"), ("B", "FFFFFF")]


def test_a_line_break_between_two_styles_stands_on_the_slide(talk):
    made = talk("# A\n\n**Bold**  \n*slanted*\n\n- **x**  \n  y\n")
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern")
    deck = author.compile(made.title, made.slides, theme, Bindings(), base=made.base, lang="en").data
    slide = Presentation(io.BytesIO(deck)).slides[0]
    assert {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame} >= {"A", "Bold\vslanted\nx\vy"}


def test_notes_below_a_cover_and_highlights_of_slidev(talk):
    made = talk("---\ntheme: seriph\n---\n# A\n\n**By me**\n\n:: note ::\n\nsmall ==print==\n").slides[0]
    assert (made.layout, texts(made)) == ("title", ["By me", "small print"])


def test_a_title_with_its_author_above_headings_is_pandocs(talk):
    head = "---\ntitle: T\ndate: 2026\n---\n"
    parts = "".join(f"## S{n}\n\nx\n\n" for n in range(6))
    assert [slide.heading for slide in talk(head + parts + "---\n\nlast\n").slides] == ["T", "S0", "S1", "S2", "S3", "S4", "S5", ""]
    ruled = "\n---\n\n".join(f"## S{n}\n\n### low\n\nx\n" for n in range(3))
    assert len(talk(head + ruled).slides) == 3
