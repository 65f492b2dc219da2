"""Labels of headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.clean import title
from briefing.text.labels import unlabelled


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ("[Updated] Ferry hits quay", "Ferry hits quay"),
        ("Ferry hits quay [UPDATED]", "Ferry hits quay"),
        ("UPDATE 2 - Ferry hits quay", "Ferry hits quay"),
        ("UPDATE 2-Ferry hits quay", "Ferry hits quay"),
        ("[In pictures] UPDATE 1 - Kites over Marnau", "Kites over Marnau"),
        ("[In pictures]", "[In pictures]"),
        ("Update: ferry hits quay", "Update: ferry hits quay"),
        ("UPDATE 2 million phones now, says Oster", "UPDATE 2 million phones now, says Oster"),
        ("[Sic] said the mayor", "[Sic] said the mayor"),
        ("Ferry in pictures", "Ferry in pictures"),
        ("", ""),
    ],
)
def test_a_label_is_no_part_of_a_headline(found: str, left: str) -> None:
    assert unlabelled(title(found)) == left


@given(st.text(max_size=40))
def test_what_is_left_is_clean_and_stands_in_the_headline(text: str) -> None:
    found = title(text)
    left = unlabelled(found)
    assert left in found
    assert title(left) == left
    assert unlabelled(left) == left
