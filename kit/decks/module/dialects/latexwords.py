"""LaTeX commands inside a line of text: what they dress stays, as Markdown or as plain words; the commands are noted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.decks.module.remarks import Notes
from kit.i18n import N_

COMMAND = re.compile(r"\\([A-Za-z@]{2,})\*?")
GROUP = re.compile(r"\A\s*\{\s*([^{}]*?)\s*\}\s*\Z")  # words in braces of their own
ASIDE = re.compile(r"(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)|(?<![\\$])\$(?!\s)[^$]*[^$\s\\]\$|(?<!\\)\$\$.*?\$\$")  # code and formulas
MARKS = {"textbf": "**", "alert": "**", "structure": "**", "emph": "*", "textit": "*", "textsl": "*"}
# commands that only dress the words in their last braces
_DRESS = (
    "textcolor colorbox fcolorbox textsc underline textsf textrm textup textmd mbox makebox fbox text section subsection frametitle "
    "caption small footnotesize scriptsize large centerline only onslide uncover visible textsuperscript textsubscript"
)
DRESS = frozenset(_DRESS.split())
# commands whose braces hold no words
BARE = re.compile(
    r"(?:[vh](?:space|skip|fill)|setlength|addtolength|label|setbeamer\w*|use\w+|definecolor|color|pagecolor|fontsize|setcounter|"
    r"addtocounter|(?:re)?newcommand|providecommand|def|let|input|include|bibliography\w*|(?:this)?pagestyle|rule|columns?|linespread|"
    r"setstretch|captionsetup|graphicspath|hypersetup|logo|titlegraphic|tableofcontents|trans\w+|index|addcontentsline|selectlanguage|"
    r"[vh]?phantom|nocite|movie|minipage)\Z"
)
TURNED = ("resizebox", "scalebox", "rotatebox", "raisebox", "parbox")  # what stands in their last braces is shown
SIGNS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "ldots": "…",
    "dots": "…",
    "textbackslash": "\\\\",
    "textasciitilde": "~",
    "quad": " ",
    "qquad": " ",
    "textrightarrow": "→",
    "textleftarrow": "←",
    "copyright": "©",
    "texttrademark": "™",
    "euro": "€",
    "checkmark": "✓",
    "textendash": "–",
    "textemdash": "—",
    "newline": " ",
    "linebreak": " ",
}


@dataclass(frozen=True)
class _Command:
    """A command with what stands in its braces and where it ends."""

    name: str
    raw: str
    braces: tuple[str, ...]
    end: int


def worded(text: str, line: int, notes: Notes, marks: bool = False) -> str:
    """Return text with the words that LaTeX commands dress, without the commands; with `marks` bold, slanted and linked as Markdown."""
    if "\\" not in text:
        return text
    made, at = "", 0
    while (found := COMMAND.search(text, at)) is not None:
        aside = ASIDE.search(text, at)
        if aside and aside.start() < found.start():
            made += text[at : aside.end()]
            at = aside.end()
            continue
        command = _command(text, found)
        made += text[at : found.start()] + _shown(command, line, notes, marks)
        at = command.end
    made += text[at:]
    return made if marks else made.replace("\\ ", "\u00a0")


def lost(said: str, line: int, notes: Notes) -> None:
    """Note a command that is left out."""
    notes.find(line, "module.latex", N_("LaTeX ({command}) has no effect on slides and is left out."), command=said[:60])


def _shown(command: _Command, line: int, notes: Notes, marks: bool) -> str:
    name = command.name
    if name in SIGNS:
        return SIGNS[name]
    turned = name in TURNED
    if BARE.match(name):
        lost(command.raw, line, notes)
        return ""
    said = [GROUP.sub(r"\1", worded(one, line, notes, marks)) for one in command.braces[-1 if turned else 0 :]]
    last = said[-1] if said else ""
    if name in MARKS and said:
        return f"{MARKS[name]}{last.strip()}{MARKS[name]}" if marks and last.strip() else last
    if marks and name == "href" and len(said) == 2:
        return f"[{last}]({command.braces[0]})"
    if marks and name in ("url", "texttt", "footnote", "includegraphics") and said:
        shapes = {"url": f"<{command.braces[0]}>", "texttt": f"`{last}`", "footnote": f"^[{last}]"}
        return shapes.get(name, f"![]({command.braces[0]})")
    if name in DRESS and said:
        return last
    if said and not turned:
        notes.find(line, "module.latex", N_("LaTeX ({command}) has no effect on slides: its words are kept."), command=command.raw[:60])
        return last
    lost(command.raw, line, notes)
    return last


def _command(text: str, found: re.Match[str]) -> _Command:
    """Return the command at `found`, with all the brackets and braces behind it."""
    at = found.end()
    braces: list[str] = []
    while at < len(text) and text[at] in "<[{":
        end = _closing(text, at)
        if end < 0 or (text[at] == "<" and (braces or "/" in text[at:end])):
            break
        if text[at] == "{":
            braces.append(text[at + 1 : end])
        at = end + 1
    return _Command(found[1], text[found.start() : at], tuple(braces), at)


def _closing(text: str, at: int) -> int:
    """Return where the bracket at `at` is closed, -1 where it is not."""
    pair = {"{": "{}", "[": "[]", "<": "<>"}[text[at]]
    depth = 0
    for place in range(at, len(text)):
        if text[place - 1 : place] == "\\":
            continue
        depth += (text[place] == pair[0]) - (text[place] == pair[1])
        if not depth:
            return place
    return -1
