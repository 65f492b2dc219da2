"""The feeds in the reader's own configuration file: listed, added, removed, readdressed.

The file belongs to the reader. What is written by hand stays as it is, comments and order
included; the file is replaced in one step, so that it is whole at every moment.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit

from briefing.errors import BriefingError, ConfigError, ConfigProblem, UsageError
from briefing.feeds import editing
from briefing.feeds.address import same_key, web_address
from briefing.models import Subscription
from briefing.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of feeds that were to be added."""

    added: tuple[Subscription, ...]
    known: tuple[Subscription, ...]
    """Those whose feed was followed already, or stood twice in what was given."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A configuration file as it is to be; nothing is changed until ``write``."""

    path: Path
    before: str
    text: str
    removed: tuple[Subscription, ...] = ()
    """Those that are no longer in it; of one without a usable address what stands there."""
    unknown: tuple[str, ...] = ()
    """Addresses that were to be removed and are not followed."""
    kept: str = ""
    """What ``put_back`` needs of those that were removed; "" when none was."""

    @property
    def feeds(self) -> tuple[Subscription, ...]:
        """The feeds in it; see ``listed``."""
        return _subscriptions(self.text, self.path)

    def write(self) -> None:
        """Replace the file, unless it says that already.

        Raises:
            BriefingError: it cannot be written.
        """
        if self.text != self.before:
            _write(self.path, self.text)


def subscription(text: str, **details: Any) -> Subscription:
    """An address as typed, as a subscription; ``details`` are its other fields.

    Raises:
        UsageError: it is no http(s) address.
    """
    url = web_address(text)
    if not url:
        shown = clean.title(clean.mask(text))[:120]
        raise UsageError(
            f"not a web address: {shown or '(nothing)'}",
            "it should look like https://example.org/feed.xml",
        )
    return Subscription(url, **details)


def listed(path: Path) -> tuple[Subscription, ...]:
    """The feeds of a configuration file, in its order; none when there is no file.

    Entries without a usable address are left out: the configuration's reader reports them.

    Raises:
        ConfigError: the file is not TOML.
        BriefingError: it cannot be read.
    """
    return _subscriptions(_read(path), path)


def follows(path: Path, url: str) -> bool:
    """Whether an address, as typed, is that of a feed in the file.

    Raises:
        ConfigError, BriefingError: as for ``listed``.
    """
    key = same_key(web_address(url) or url)
    return any(same_key(_url(row)) == key for row in _rows(_parsed(_read(path), path)))


def add(path: Path, subscriptions: Sequence[Subscription]) -> Added:
    """Add feeds behind the ones there are; the file is made when there is none.

    A feed is the same when its address is, but for scheme, host's case, default port,
    slash at the end and fragment. Nothing is written when nothing is new.

    Raises:
        ConfigError: the file is not TOML, or ``feeds`` in it is no list.
        BriefingError: the file cannot be read or written.
    """
    text = _read(path)
    content = _parsed(text, path)
    seen = {same_key(_url(row)) for row in _rows(content)}
    added: list[Subscription] = []
    known: list[Subscription] = []
    for feed in subscriptions:
        key = same_key(feed.url)
        (known if key in seen else added).append(feed)
        seen.add(key)
    if added:
        _write(path, editing.append(text, path, _rows(content), added))
    return Added(tuple(added), tuple(known))


def remove(path: Path, urls: Sequence[str]) -> Draft:
    """Remove the feeds with these addresses, as typed; the file is written.

    Raises:
        ConfigError, BriefingError: as for ``add``.
    """
    draft = without(path, urls)
    draft.write()
    return draft


def without(path: Path, urls: Sequence[str]) -> Draft:
    """The file without the feeds with these addresses, as typed.

    Raises:
        ConfigError, BriefingError: as for ``listed``, or that it cannot be edited.
    """
    text = _read(path)
    rows = _rows(_parsed(text, path))
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(same_key(_url(row)), []).append(place)
    unknown = tuple(url for url in urls if same_key(web_address(url) or url) not in places)
    gone = sorted(
        {place for url in urls for place in places.get(same_key(web_address(url) or url), ())}
    )
    if not gone:
        return Draft(path, text, text, unknown=unknown)
    edited, cuts = editing.cut(text, path, rows, gone)
    removed = tuple(_as_subscription(one.row) or Subscription(_url(one.row)) for one in cuts)
    kept = {"file": os.path.realpath(path), "cuts": [asdict(one) for one in cuts]}
    return Draft(path, text, edited, removed, unknown, json.dumps(kept))


def put_back(path: Path, kept: str) -> Draft:
    """The file with feeds again that were removed, where they stood and as they were written.

    Those that are followed again already are left as they are.

    Args:
        path: the configuration file; made when there is none.
        kept: what their removal said.

    Raises:
        ConfigError, BriefingError: as for ``without``.
    """
    text = before = _read(path)
    known = {same_key(_url(row)) for row in _rows(_parsed(text, path))}
    for one in json.loads(kept)["cuts"]:
        taken = editing.Cut(**one)
        if same_key(_url(taken.row)) not in known:
            text = editing.put_back(text, path, _rows(_parsed(text, path)), taken)
    return Draft(path, before, text)


def refuse_other(path: Path, kept: str) -> None:
    """Raise BriefingError when feeds were removed from another file than the one at ``path``."""
    file = json.loads(kept)["file"]
    if file != os.path.realpath(path):
        raise BriefingError(f"that feed is of the list in {file}", f"name it with --config {file}")


def readdress(path: Path, old: str, new: str) -> bool:
    """Give the feed at ``old`` its new address; False when it is not in the file.

    When ``new`` is followed already, the old entry is removed instead.

    Raises:
        ConfigError, BriefingError: as for ``add``.
    """
    text = _read(path)
    keys = [same_key(_url(row)) for row in _rows(_parsed(text, path))]
    if same_key(old) not in keys:
        return False
    if same_key(new) in keys and same_key(new) != same_key(old):
        return bool(remove(path, [old]).removed)
    place = keys.index(same_key(old))
    document = tomlkit.parse(text)
    rows: Any = document["feeds"]
    if isinstance(rows[place], str):
        rows[place] = new
    else:
        rows[place]["url"] = new
    _write(path, tomlkit.dumps(document))
    return True


# --- reading --------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        problem = ConfigProblem(str(path), "", "not UTF-8 text; save it as UTF-8")
        raise ConfigError((problem,)) from error
    except OSError as error:
        raise BriefingError(
            f"cannot read {path} ({error.strerror})", "check that it is a file you may read"
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        problem = ConfigProblem(
            str(path), "", f"not TOML: {clean.title(str(error))}", int(line[1]) if line else None
        )
        raise ConfigError((problem,)) from error
    if not isinstance(content.get("feeds", []), list):
        problem = ConfigProblem(str(path), "feeds", "expected [[feeds]] tables")
        raise ConfigError((problem,))
    return content


def _rows(content: dict[str, Any]) -> list[Any]:
    rows: list[Any] = content.get("feeds", [])
    return rows


def _subscriptions(text: str, path: Path) -> tuple[Subscription, ...]:
    rows = _rows(_parsed(text, path))
    return tuple(found for found in map(_as_subscription, rows) if found is not None)


def _url(row: object) -> str:
    url = row.get("url", "") if isinstance(row, dict) else row
    return url if isinstance(url, str) else ""


def _as_subscription(row: object) -> Subscription | None:
    url = web_address(_url(row))
    if not url:
        return None
    details = row if isinstance(row, dict) else {}
    tags = details.get("tags", [])
    return Subscription(
        url,
        title=clean.title(str(details.get("title", ""))),
        outlet=clean.title(str(details.get("outlet", ""))),
        tags=tuple(clean.title(str(tag)) for tag in tags) if isinstance(tags, list) else (),
        full_text=details.get("full_text") is True,
    )


# --- writing --------------------------------------------------------------------------


def _write(path: Path, text: str) -> None:
    """Replace a file in one step; a link to it stays a link, its permissions stay."""
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # made readable for its owner only: addresses may hold passwords
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        Path(temporary).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise BriefingError(
            f"cannot write {path} ({error.strerror})", "check that you may write there"
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
