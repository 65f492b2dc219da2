"""Reading: evidence, why, only new, copying, the browser, and the feeds' own keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing import markdown
from briefing.models import FeedState
from briefing.text import clean
from briefing.tui import clipboard, links
from briefing.tui.keys import LIST
from briefing.tui.lines import Run
from briefing.wording import count, lead

if TYPE_CHECKING:
    from briefing.tui.screens.main import Main

MANY = 4
"""More windows than this are asked about first."""


def _evidence(main: Main) -> None:
    from_list = main.place == LIST
    if not main.reading.evidence():
        main.say(Run("No sentence to show here.", "dim"))
    elif from_list and main.panes < 3:
        main.to_page()


def _why(main: Main) -> None:
    if main.reading.story is None:
        main.say(Run("There is no story under the cursor.", "dim"))
        return
    main.reading.open_why()
    main.to_page()


def _only_new(main: Main) -> None:
    reading = main.reading
    reading.only_new = not reading.only_new
    if reading.top in ("item", "story"):
        reading.paint()
    main.say(Run("Only what is new." if reading.only_new else "The whole story.", "dim"))


def _changes(main: Main) -> None:
    reading = main.reading
    if reading.top == "changes":
        reading.back()
        return
    item = reading.edited
    if item is None:
        main.say(Run("Nothing here was edited since you read it.", "dim"))
    else:
        main.work(partial(reading.open_changes, item), group="page")


def _more(main: Main) -> None:
    story = main.reading.story
    if story is None or main.reading.top not in ("item", "story"):
        main.say(Run("There is no story under the cursor.", "dim"))
    elif not any(not question.shown for question in story.questions):
        main.say(Run("This story has no more questions.", "dim"))
    else:
        main.reading.more_questions()


def _url(main: Main) -> str:
    url = main.reading.url()
    if not url and main.reading.story is not None:
        url = lead(main.reading.story)
    return url


def _copy_link(main: Main) -> None:
    url = _url(main)
    if not url:
        main.say(Run("There is no address here.", "dim"))
        return
    safe = clean.title(clean.mask(url) if isinstance(main.pane.current, FeedState) else url)
    _copy(main, safe, "Copied", safe)


def _copy_story(main: Main) -> None:
    story = main.reading.story
    if story is None:
        main.say(Run("There is no story under the cursor.", "dim"))
        return
    lines = markdown.story(story, main.session.now(), zone=None)
    # What is pasted into a shell must not steer it, whoever wrote it into the store.
    _copy(main, clean.text("\n".join(lines)) + "\n", "Copied as Markdown", story.row.title)


def _copy(main: Main, text: str, said: str, about: str) -> None:
    """Copy a text, and say which way it went: a terminal does not tell whether it took it."""

    async def work() -> None:
        if await clipboard.to_tmux(text):
            way = "to tmux"
        else:
            main.app.copy_to_clipboard(text)
            way = "through the terminal"
        main.say(Run(f"{said} {way}: ", "good"), Run(about))

    main.work(work, group="copy")


def _browse(main: Main) -> None:
    url = _url(main)
    if url:
        _launch(main, [url])
    else:
        main.say(Run("There is no address here.", "dim"))


def _browse_all(main: Main) -> None:
    story = main.reading.story
    urls = links.every(story) if story is not None else []
    if not urls:
        main.say(Run("There is no address here.", "dim"))
    elif len(urls) <= MANY:
        _launch(main, urls)
    else:
        main.asks.key(
            [
                Run(f"Open {count(len(urls), 'page')} in the browser?  "),
                Run("y", "key"), Run(" yes   "), Run("any other key", "dim"), Run(" no"),
            ],
            {"y": lambda: _launch(main, urls), "O": lambda: _launch(main, urls)},
        )  # fmt: skip


def _launch(main: Main, urls: Sequence[str]) -> None:
    async def work() -> None:
        for url in urls:
            argv = links.opener(main.session.browser, url)
            if not argv:
                main.complain(
                    "No browser is set: [open] browser in the configuration"
                    if clean.link(url)
                    else "This address is not safe to open"
                )
                return
            main.say(Run("Opening ", "good"), Run(clean.host(url) or url))
            trouble = await links.launch(argv)
            if trouble:
                main.complain(f"The browser did not open: {trouble}")
                return

    main.work(work, group="browser")


def _starter(main: Main) -> None:
    main.asks.key(
        [
            Run("Follow the starter pack of outlets?  "),
            Run("y", "key"), Run(" yes   "), Run("any other key", "dim"), Run(" no"),
        ],
        {"y": main.feeds.starter, "S": main.feeds.starter},
    )  # fmt: skip


def _address(main: Main) -> None:
    def typed(text: str | None) -> None:
        if text:
            main.feeds.look_at(text)

    main.asks.text("Address of a page or feed: ", typed, placeholder="https://example.org")


def _file(main: Main) -> None:
    def typed(text: str | None) -> None:
        if text:
            main.feeds.load_file(text)

    main.asks.text("OPML or newsboat file: ", typed, placeholder="~/.newsboat/urls")


def _refresh_all(main: Main) -> None:
    main.lists.load(on_purpose=True)
    main.feeds.refresh(force=True)


def _refresh(main: Main) -> None:
    main.lists.load(on_purpose=True)
    main.feeds.refresh()


COMMANDS: dict[str, Callable[[Main], None]] = {
    "evidence": _evidence,
    "why": _why,
    "only.new": _only_new,
    "changes": _changes,
    "questions.more": _more,
    "copy.link": _copy_link,
    "copy.story": _copy_story,
    "browser": _browse,
    "browser.all": _browse_all,
    "refresh": _refresh,
    "refresh.all": _refresh_all,
    "refresh.stop": lambda main: main.feeds.stop(),
    "feeds.starter": _starter,
    "feeds.address": _address,
    "feeds.file": _file,
}
