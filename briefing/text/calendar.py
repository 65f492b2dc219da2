"""Weekdays and months as English writes them: the one table for all who read or write dates."""

from __future__ import annotations

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of ``date.weekday``."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In the order of ``date.month``, which counts from 1."""

SHORT_WEEKDAYS = tuple(name[:3] for name in WEEKDAYS)
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)

A_WEEKDAY = "|".join(WEEKDAYS)
"""Alternatives of a pattern, to stand in a group of their own."""
