"""How a part names another: as the standard library's relative paths, and back again."""

from __future__ import annotations

import posixpath

from hypothesis import assume, given
from hypothesis import strategies as st

from kit.decks.opc import names, xml

WORDS = st.sampled_from(("ppt", "slides", "media", "a b", "图", "x.xml"))
PART = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: "/" + "/".join(words))


@given(st.one_of(st.just("/"), PART), PART)
def test_a_relationship_names_its_target_from_its_owners_folder(owner: str, target: str) -> None:
    assume(not owner.startswith(target + "/"))  # a part is no folder
    named = names.relative(owner, target)
    assert named == posixpath.relpath(target, posixpath.dirname(owner))
    assert names.resolve(owner, named) == target


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r\"'<>&")))
def test_a_quoted_value_is_read_back_as_it_was(text: str) -> None:
    if all(char not in "\ufffe\uffff" for char in text):
        assert xml.parse(f"<a b={xml.quoted(text)}/>".encode(), "a.xml", "a").get("b") == text
