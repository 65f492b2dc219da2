from __future__ import annotations

import re

import pytest

from briefing.questions.refused import TABLE, Refused, refused


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.refuses)
def test_each_row_refuses_its_example_and_leaves_the_other(row: Refused) -> None:
    assert re.search(row.pattern, row.refuses.rstrip("?").lower())
    assert not refused(row.leaves)
