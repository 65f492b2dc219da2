"""Sentences that lean on one before them."""

from __future__ import annotations

import pytest

from briefing.summaries.opening import is_dangling, is_torn


@pytest.mark.parametrize(
    "text",
    [
        "He left the court at noon.",
        "There they found the second door.",
        "We are looking at the wall.",
        "All four were taken to the hospital.",
        "Judge Ines Hart told them to weigh each page.",
        "Goals by Otto Ode and Mara Lund put them two up before the break.",
        "Police arrested him on Monday.",
        "Others left the town by boat.",
        "Asked about the wall, the mayor said nothing.",
        "One of them was found on the quay.",
        "Hart will, however, pay for the wall.",
    ],
)
def test_it_leans(text: str) -> None:
    assert is_dangling(text)


@pytest.mark.parametrize(
    "text",
    [
        "All trains to Marnau stop at noon.",
        "The players said the coach told them to run.",
        "A man who robbed two shops told them to lie down.",
        "Officers of the town asked the drivers to let them pass.",
        "Otto Ode and his wife sold the house.",
        "The mayor, who won in May, said critics wanted him out.",
        "Theme parks open on Monday.",
        "Weather keeps the ferry in port.",
    ],
)
def test_it_stands(text: str) -> None:
    assert not is_dangling(text)


@pytest.mark.parametrize(
    "text",
    [
        "(An older wall of the town was sold in May.)",
        "The wall is old,” the mayor said.",
        "Marnau: The wall is old.",
    ],
)
def test_it_is_torn(text: str) -> None:
    assert is_torn(text)
