"""Everything that can go wrong and is the user's to mend.

    BriefingError            exit 1   the command failed
    ├── UsageError           exit 2   wrong arguments
    ├── ConfigError          exit 2   the configuration file; carries every problem found
    ├── StoreError           exit 1   the store cannot be opened, read or written
    │   └── StoreBusy        exit 1   another program holds what is needed
    ├── FeedError            exit 1   one feed could not be fetched or read
    │   ├── FetchError               the network's side of it
    │   └── ParseError               the document's side of it
    └── InputError           exit 1   a document given by hand cannot be read

A BriefingError is shown as one line, "what happened: what to do", never as a traceback.
Bugs are not wrapped: they stay what they are.
"""

from __future__ import annotations

from briefing.values import Value


class BriefingError(Exception):
    """Base of the tree.

    Args:
        what: one sentence without a full stop: what happened, naming the file or address.
        hint: what the person can do about it, "" when there is nothing to add.
    """

    exit_code = 1

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def line(self) -> str:
        """The one line that is printed."""
        return f"{self.what}: {self.hint}" if self.hint else self.what


class UsageError(BriefingError):
    """Wrong arguments."""

    exit_code = 2


class ConfigProblem(Value):
    """One thing wrong in a configuration file."""

    file: str
    key: str
    message: str
    """What was expected, and the nearest known key where that helps."""
    line: int | None = None
    """Line in the file; None when the parser does not know it."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ConfigError(BriefingError):
    """The configuration cannot be used. ``problems`` holds all that was found."""

    exit_code = 2

    def __init__(self, problems: tuple[ConfigProblem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class StoreError(BriefingError):
    """The store cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another program holds what is needed; trying again later helps."""


class FeedError(BriefingError):
    """One feed could not be fetched or read; never stops the others."""


class FetchError(FeedError):
    """The network's side."""

    def __init__(self, what: str, hint: str = "", *, status: int | None = None) -> None:
        super().__init__(what, hint)
        self.status = status


class ParseError(FeedError):
    """The document's side."""


class InputError(BriefingError):
    """A document given by hand (``briefing brief``, an OPML file) cannot be read."""
