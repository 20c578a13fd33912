"""Whatever stands in a file, each dialect reads it: nothing raises, findings lie within the file, words stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.content.yamltext import Page
from kit.decks.module.blocks import Bullets, Paragraph, every
from kit.decks.module.dialects import detect, reading, salvage

HERE = Path(__file__).parent / "talks"
DIALECTS = [name for name in detect.NAMES if name != detect.OWN]
TALKS = {path: path.read_text("utf-8") for path in sorted(HERE.iterdir()) if path.suffix in (".md", ".qmd")}
_PIECES = (
    "a|b |中文|\n|\n\n|---\n|# |## |- |* |1) |    |```|~~~|`|$|$$|<div>|</div>|<div class=columns>|<ul>|<li>|</ul>|"
    "<table>|<tr>|<td>|<br>|<v-click>|</v-click>|<!--|-->|<!-- _class: a -->|<!-- pause -->|<!-- end_slide -->|"
    "<!-- column: 1 -->|![bg left](x.png)|![a](b){width=5}|::right::|::: |:::\n|::: {.columns}\n|{.x}|[a]{.b}|[^1]|"
    "[^1]: n\n|^[n]|@k|[@k]|. . .\n|% t\n|layout: x\n|src: ./y.md\n|+---+\n|--- ---\n|: d\n|(@) |a) |"
    "\\begin{align}\n|\\end{align}\n|\\pause|{{< x >}}|{{ x }}|> |<<< @/x\n|==|===\n|🙂|:tada:|\x00|\t"
)
PIECES = st.sampled_from(_PIECES.split("|"))


def words(slides):
    found = []
    for slide in slides:
        found.append(slide.heading)
        for block in every(slide.blocks):
            found += ["".join(run.text for run in block.runs)] if isinstance(block, Paragraph) else []
            found += ["".join(run.text for run in item.runs) for item in block.items] if isinstance(block, Bullets) else []
    return " ".join(found)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_anything_is_read(dialect, text):
    made = reading.read(dialect, Page("never.md"), text, 1, HERE / "never.md")
    last = text.count("\n") + 2
    assert all(1 <= finding.line <= last for finding in made.findings if Path(finding.file).name == "never.md")
    assert all(1 <= slide.line <= last for slide in made.slides)


@given(st.sampled_from(sorted(TALKS)), st.integers(0, 120), st.sampled_from(DIALECTS))
def test_a_talk_with_a_line_missing_is_read_in_every_dialect(path, line, dialect):
    lines = TALKS[path].split("\n")
    del lines[1 + line % (len(lines) - 2)]
    page, body, first = Page(str(path)), "\n".join(lines), 1
    made = reading.read(dialect, page, body, first, path)
    assert made.slides


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.name)
def test_it_is_recognised_without_front_matter_that_says_so(path):
    page, body, _first = salvage.split(TALKS[path], path)
    assert detect.of(page, body, path) == path.name.split("-")[0]


def test_broken_front_matter_is_read_line_by_line(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\nmarp: true\nheader : ![x](a.png)\nheadingDivider: [1, 2]\n---\n# A\n\n## B\n", "utf-8")
    page, body, first = salvage.split(path.read_text("utf-8"), path)
    made = reading.read("marp", page, body, first, path)
    assert [slide.heading for slide in made.slides] == ["A", "B"]
    assert [finding.code for finding in page.findings] == ["module.front-loose"]
    assert (words(made.slides), made.slides[1].line) == ("A B", 8)
