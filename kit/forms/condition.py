"""Conditions and constraints as an XLSForm writes them (XPath), both ways: the few shapes that our forms ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from kit.forms.answer import YES
from kit.forms.model import Choice, Question, ShowIf

OK = "OK"  # what a ticked box answers there
NAME = r"[^\W\d][\w.-]*"
VALUE = r"""(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))"""
EQUALS = re.compile(rf"\$\{{({NAME})\}}\s*=\s*{VALUE}\s*\Z")
SELECTED = re.compile(rf"selected\(\s*\$\{{({NAME})\}}\s*,\s*{VALUE}\s*\)\s*\Z")
ALONE = re.compile(rf"not\(\s*selected\(\s*\.\s*,\s*{VALUE}\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1\s*\)")
BOUND = re.compile(r"(count-selected\(\s*\.\s*\)|\.)\s*(>=|<=|=)\s*(-?\d+(?:\.\d+)?)\s*\Z")
OR, AND = re.compile(r"\s+or\s+"), re.compile(r"\s+and\s+")


def relevant(name: str, question: Question, answers: tuple[str, ...]) -> str:
    """Return the condition that the question called `name` was answered with one of `answers`, which are names of choices too."""
    tests = (_quoted(OK if question.type == "consent" and answer == YES else answer) for answer in answers)
    several = question.type in ("multi", "ranking")
    return " or ".join(f"selected(${{{name}}}, {test})" if several else f"${{{name}}} = {test}" for test in tests)


def shown(text: str) -> ShowIf | None:
    """Return the condition that `text` says, with names as they stand there; None when it is of another shape."""
    found = [EQUALS.match(part.strip()) or SELECTED.match(part.strip()) for part in OR.split(text)]
    matches = [match for match in found if match]
    if len(matches) < len(found) or len({match[1] for match in matches}) != 1:
        return None
    return ShowIf(matches[0][1], tuple(_value(match.groups()[1:]) for match in matches))


def constraint(question: Question, named: Callable[[Choice], str]) -> str:
    """Return what an answer must keep to: how many may be chosen, which choice goes with no other, from where to where a number goes."""
    if question.type == "number" and question.maximum > question.minimum:
        return f". >= {number(question.minimum)} and . <= {number(question.maximum)}"
    if question.type != "multi":
        return ""
    bounds = [f"count-selected(.) {sign} {n}" for sign, n in ((">=", question.least), ("<=", question.most)) if n]
    alone = (choice for choice in question.choices if choice.exclusive)
    return " and ".join([*bounds, *(f"not(selected(., {_quoted(named(one))}) and count-selected(.) > 1)" for one in alone)])


def bounded(question: Question, text: str, codes: Mapping[str, str]) -> Question | None:
    """Return the question with the constraint that `text` says; None when it is of another shape. `codes` are choices by name."""
    alone = {codes.get(name, name) for match in ALONE.finditer(text) if (name := _value(match.groups()))}
    rest = [part.strip() for part in AND.split(ALONE.sub("", text)) if part.strip() not in ("", "and")]
    found = [BOUND.match(part.removeprefix("and ").removesuffix(" and").strip()) for part in rest]
    if not all(found) or not (alone or found) or not alone <= {choice.code for choice in question.choices}:
        return None
    choices = tuple(replace(choice, exclusive=choice.exclusive or choice.code in alone) for choice in question.choices)
    limits = {(match[1] == ".", sign): float(match[3]) for match in found if match for sign in _signs(match[2])}
    if question.type == "number" and set(limits) == {(True, ">="), (True, "<=")}:
        low, high = limits[True, ">="], limits[True, "<="]
        return replace(question, minimum=low, maximum=high) if high > low else None
    if question.type != "multi" or any(plain for plain, _sign in limits) or any(n != int(n) for n in limits.values()):
        return None
    return replace(question, choices=choices, least=int(limits.get((False, ">="), 0)), most=int(limits.get((False, "<="), 0)))


def number(value: float) -> str:
    """Return a number as people write it, a whole one without a point."""
    return str(int(value)) if value == int(value) else repr(value)


def _signs(sign: str) -> tuple[str, ...]:
    return (">=", "<=") if sign == "=" else (sign,)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def _value(groups: tuple[str | None, ...]) -> str:
    return next((text for text in groups if text is not None), "")
