"""One calendar for all who read or write dates."""

from __future__ import annotations

from datetime import date

from briefing.text.calendar import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS


def test_names_stand_in_the_order_of_datetime() -> None:
    for month in range(1, 13):
        for day in range(1, 29):
            when = date(2027, month, day)
            # Run in the C locale, which is that of English.
            assert f"{when:%A %a}" == f"{WEEKDAYS[when.weekday()]} {SHORT_WEEKDAYS[when.weekday()]}"
            assert f"{when:%B %b}" == f"{MONTHS[month - 1]} {SHORT_MONTHS[month - 1]}"
