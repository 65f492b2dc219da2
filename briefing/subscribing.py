"""Following a feed no longer, and taking that back: the reader's list and the log in step."""

from __future__ import annotations

from briefing.errors import BriefingError
from briefing.models import FeedState
from briefing.values import TYPE_CHECKING
from briefing.wording import named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from briefing.feeds.subscriptions import Removed
    from briefing.store.connection import Store
    from briefing.store.log import Item


def remove(store: Store, file: Path, url: str, now: datetime) -> Removed:
    """Take a feed off the list in ``file``, as a decision that can be undone.

    Raises:
        ConfigError: the file is not TOML.
        BriefingError: the file or the store cannot be written; the feed is followed still.
    """
    from briefing.feeds import subscriptions

    removed = subscriptions.remove(file, [url])
    for feed in removed.removed[:1]:
        known = store.feeds.get(feed.url)
        name = named(known or FeedState(feed.url, title=feed.title, outlet=feed.outlet))
        try:
            store.state.unfollowed(feed.url, name, removed.kept, now)
        except BriefingError:
            subscriptions.put_back(file, removed.kept)
            raise
        store.feeds.sync(subscriptions.listed(file))
    return removed


def relist(store: Store, file: Path) -> Callable[[Item], None]:
    """What follows an undo or redo in the list in ``file``; see ``State.undo``."""

    def follow(item: Item) -> None:
        # Loaded when a feed comes or goes: most of what is undone is about stories.
        from briefing.feeds import subscriptions

        if item.after is None:
            subscriptions.remove(file, item.keys)
        else:
            subscriptions.put_back(file, item.after)
        store.feeds.sync(subscriptions.listed(file))

    return follow
