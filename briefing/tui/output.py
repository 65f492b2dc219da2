"""What is painted goes to a terminal that may be closed under us: then it is let go of."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TextIO

    from textual.driver import Driver


class Output:
    """A file of which a lost terminal is no error."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, or not."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, or not."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()


def outliving(driver: type[Driver]) -> type[Driver]:
    """The driver, writing so that it outlives its terminal.

    Textual's own thread that writes dies with the terminal, and the session then waits for ever
    for room in that thread's queue instead of ending.
    """
    if driver.__name__ != "LinuxDriver":
        return driver

    class Outliving(driver):  # type: ignore[misc, valid-type]
        _file: Any

        def start_application_mode(self) -> None:
            if not isinstance(self._file, Output):
                self._file = Output(self._file)
            super().start_application_mode()

    return Outliving
