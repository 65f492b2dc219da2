"""The table that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One goal and what was seen."""

    id: str
    what: str
    must: float | None
    aim: float | None
    seen: float | None
    """None: what it is compared with is not installed."""


def printed(rows: Sequence[Row]) -> str:
    """The rows as lines; smaller is better in each of them."""
    lines = [f"{'id':<5} {'what':<66} {'must':>7} {'aim':>7} {'seen':>8}"]
    for row in rows:
        lines.append(
            f"{row.id:<5} {row.what:<66} {_figure(row.must):>7} {_figure(row.aim):>7}"
            f" {'absent' if row.seen is None else _figure(row.seen):>8}  {_judged(row)}".rstrip()
        )
    return "\n".join(lines) + "\n"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def _judged(row: Row) -> str:
    if row.seen is None or row.must is None:
        return ""
    if row.aim is not None and row.seen <= row.aim:
        return "as aimed"
    return "" if row.seen <= row.must else "MISSED"
