"""What ``briefing refresh`` says of feeds that failed."""

from __future__ import annotations

from typing import Any

from briefing.commands.refreshing import tell_failures
from briefing.models import CleanText, FeedState
from briefing.progress import Report


class Listener:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        self.lines.append(line)


def told(*errors: str, asked: int) -> list[str]:
    failed = tuple(
        FeedState(f"https://{name}.example/f", error=CleanText(f"{name}.example: {error}"))
        for name, error in zip("abcdef", errors, strict=False)
    )
    listener: Any = Listener()
    tell_failures(listener, Report(asked=asked, failed=failed))
    return list(listener.lines)


def test_where_no_host_is_found_the_machine_is_offline() -> None:
    gone = "no such host: misspelt, or this machine is offline"
    waiting = "the name could not be looked up: check your network connection"
    assert told(gone, waiting, asked=2) == ["briefing: no host was found: is this machine online?"]
    assert len(told(gone, gone, asked=3)) == 2
    assert len(told(gone, "not found (404): check the address", asked=2)) == 2
