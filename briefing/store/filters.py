"""Which stories a list asks for, as SQL."""

from __future__ import annotations

from briefing.store.encoding import micros
from briefing.values import TYPE_CHECKING, Value

if TYPE_CHECKING:
    from datetime import datetime


class Filter(Value):
    """What a list of stories asks for; all of it must hold. None and "": do not ask.

    By default the stories that wait for the reader: not done, not snoozed, not muted.
    """

    since: datetime | None = None
    """The latest article counts for this time or later."""
    arrived: datetime | None = None
    """An article came into the store at this time or later (for "since the last digest")."""
    new: bool | None = None
    """True: with articles that are neither done nor looked at."""
    done: bool | None = False
    snoozed: bool | None = False
    muted: bool | None = False
    followed: bool | None = None
    saved: bool | None = None
    tag: str = ""
    outlet: str = ""
    theme: str = ""
    lang: str = ""

    def sql(self) -> tuple[str, list[object]]:
        """A condition over ``story`` and the values bound in it.

        The flags are written as the partial indexes have them, so that those are used.
        """
        terms: list[str] = []
        values: list[object] = []
        if self.done is not None:
            terms.append("status = 3" if self.done else "status < 3")
        for name, wanted in (
            ("snoozed", self.snoozed), ("followed", self.followed), ("saved", self.saved),
        ):  # fmt: skip
            if wanted is not None:
                terms.append(f"{name} = {int(wanted)}")
        if self.muted is not None:
            terms.append("muted > 0" if self.muted else "muted = 0")
        if self.new is not None:
            terms.append("fresh > 0" if self.new else "fresh = 0")
        for name, moment in (("last", self.since), ("stirred", self.arrived)):
            if moment is not None:
                terms.append(f"{name} >= ?")
                values.append(micros(moment))
        for name, wanted_name in (
            ("tags", self.tag), ("outlets", self.outlet), ("themes", self.theme),
        ):  # fmt: skip
            if wanted_name:
                terms.append(
                    f"instr(char(10) || {name} || char(10), char(10) || ? || char(10)) > 0"
                )
                values.append(wanted_name)
        if self.lang:
            terms.append("lang = ?")
            values.append(self.lang)
        return " and ".join(terms) or "1", values

    @property
    def bounded(self) -> bool:
        """True when a time bounds what has to be looked at."""
        return self.since is not None or self.arrived is not None

    @property
    def scattered(self) -> bool:
        """True when the stories may lie anywhere, so that the whole table is read in its order."""
        return bool(self.tag or self.outlet or self.theme)


WAITING = Filter()
"""The default: what waits for the reader."""
