"""What stands over the main screen until a key ends it."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T], inherit_bindings=False):
    """A dialog whose keys are acted upon before the next key is looked at: keys typed ahead go
    where they would have gone. (Textual's bindings would let them overtake.)"""

    def took(self, event: events.Key) -> bool:
        """Act upon a key; False when it is none of the dialog's own."""
        raise NotImplementedError

    def end(self, result: T) -> None:
        """Close, once."""
        if self.is_current:
            self.dismiss(result)
