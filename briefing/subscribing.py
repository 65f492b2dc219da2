"""Following a feed no longer, and taking that back: the reader's list and the log in step.

The file is replaced as the last thing before the transaction is committed. Should just the commit
fail, the same call mends that: what the file says already is left as it is.
"""

from __future__ import annotations

from briefing.models import FeedState
from briefing.values import TYPE_CHECKING, replace
from briefing.wording import named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from briefing.feeds.subscriptions import Draft
    from briefing.models import Subscription
    from briefing.store.connection import Store
    from briefing.store.log import Item, Relist


def remove(store: Store, file: Path, url: str, now: datetime) -> tuple[Subscription, ...]:
    """Take a feed off the list in ``file``, as a decision that can be undone.

    Out: what was taken off; more than one when the list held it twice.

    Raises:
        ConfigError: the file is not TOML.
        BriefingError: the file or the store cannot be written; the feed is followed still.
    """
    from briefing.feeds import subscriptions

    draft = subscriptions.without(file, [url])
    for feed in draft.removed[:1]:
        known = store.feeds.get(feed.url)
        name = named(known or FeedState(feed.url, title=feed.title, outlet=feed.outlet))
        store.state.unfollowed(feed.url, name, draft.kept, now, lambda: _follow(store, draft))
    return draft.removed


def relist(store: Store, file: Path) -> Relist:
    """What follows an undo or redo in the list in ``file``; see ``State.undo``.

    It raises a BriefingError when the feed was in the list of another file.
    """

    def follow(item: Item) -> tuple[Item, Callable[[], None]]:
        # Loaded when a feed comes or goes: most of what is undone is about stories.
        from briefing.feeds import subscriptions

        kept = item.after or item.before or ""
        subscriptions.refuse_other(file, kept)
        if item.after is not None:
            draft = subscriptions.put_back(file, kept)
        else:
            # What the reader wrote since is to come back as well.
            draft = subscriptions.without(file, item.keys)
            item = replace(item, before=draft.kept or kept)
        return item, lambda: _follow(store, draft)

    return follow


def _follow(store: Store, draft: Draft) -> None:
    store.feeds.sync(draft.feeds)
    draft.write()
