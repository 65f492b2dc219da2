"""What a refresh tells while it runs, and at its end."""

from __future__ import annotations

from briefing.models import FeedState
from briefing.values import Value


class FeedRead(Value):
    """Event: one feed was visited."""

    done: int
    total: int
    state: FeedState
    new: int


class Stage(Value):
    """Event: the work after the network goes on: "stories", "telling", "search"."""

    name: str
    done: int = 0
    total: int = 0


class Fault(Value):
    """Event: something went wrong that is a fault of this program; the refresh goes on."""

    story: str
    """The story that could not be told, "" when it was something else."""
    what: str


class Moved(Value):
    """Event: a feed has moved for good; the list of feeds has its new address."""

    old: str
    new: str


Step = FeedRead | Stage
"""How far it is, for whoever waits."""
Event = Step | Fault | Moved


class Report(Value):
    """What one refresh did."""

    asked: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    """Articles that their feeds have in other words than before."""
    stories: int = 0
    """Stories that were told anew."""
    failed: tuple[FeedState, ...] = ()

    @property
    def in_vain(self) -> bool:
        """True when feeds were asked and every one failed."""
        return 0 < self.asked == len(self.failed)
