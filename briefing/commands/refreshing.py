"""``briefing refresh``: the conveyor with its narration."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.commands.context import Context
from briefing.digest.json import dump
from briefing.errors import FetchError
from briefing.models import CleanText, FeedState
from briefing.progress import Event, Fault, FeedRead, Moved, Report, Stage, Step
from briefing.refresh import refresh as run
from briefing.text import clean
from briefing.wording import count, failure, named, no_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.fetch.types import Fetched, Request

STAGES = {"stories": "grouping", "telling": "summaries and questions", "search": "search index"}


def refresh(context: Context) -> int:
    """Fetch what is due, group and summarise it; 1 when every feed that was asked failed."""
    arguments = context.arguments
    if not context.config.feeds:
        context.tell(
            "briefing: no feeds yet: `briefing feed add ADDRESS` follows one, "
            "`briefing feed starter` a dozen"
        )
        if not (arguments.events or arguments.json):
            return 0
    asked = {"force": arguments.force, "accept_moves": arguments.accept_moves}
    if arguments.events:
        report = conveyed(context, **asked, tell_of=_print_step)
        _print_line(
            {
                "event": "done",
                "asked": report.asked,
                "new": report.new,
                "changed": report.changed,
                "stories": report.stories,
                "failed": [clean.mask(state.url) for state in report.failed],
            }
        )
        return 0
    with _progress(context) as tell_of:
        report = conveyed(context, **asked, tell_of=tell_of)
    tell_failures(context, report)
    if arguments.json:
        context.out(dump(_as_json(report)))
    else:
        context.tell(_result(report))
    return 1 if report.in_vain else 0


def conveyed(
    context: Context,
    *,
    force: bool = False,
    accept_moves: bool = False,
    tell_of: Callable[[Step], None] | None = None,
) -> Report:
    """One refresh over what the context follows: the network, or the sample's files."""

    def told(event: Event) -> None:
        if isinstance(event, Fault):
            said = clean.title(event.what)
            if event.story:
                said = clean.title(f"story {event.story} could not be summarised ({said})")
            context.tell(f"briefing: {said}: this is a fault of briefing, please report it")
        elif isinstance(event, Moved):
            context.tell(
                f"briefing: {clean.mask(event.old)} has moved for good:"
                f" followed at {clean.mask(event.new)} from now on"
            )
        elif tell_of is not None:
            tell_of(event)

    return run(
        context.config,
        context.now,
        force=force,
        accept_moves=accept_moves,
        get=sample_get if context.sample else None,
        tell_of=told,
    )


def fill_sample(context: Context) -> None:
    """Bring the packaged edition into the throw-away store; once is enough."""
    if not context.stored():
        conveyed(context)


async def sample_get(request: Request) -> Fetched:
    """The sample edition's server: its files, under the addresses it gave them."""
    from hashlib import blake2b

    from briefing.demo.edition import document
    from briefing.fetch.types import Fetched

    found = document(request.url)
    if found is None:
        raise FetchError("the sample has no such feed (404)", "nothing to do", status=404)
    body, content_type = found
    return Fetched(
        status=200,
        body=body,
        content_type=content_type,
        charset="utf-8",
        body_hash=blake2b(body, digest_size=16).hexdigest(),
        final_url=request.url,
    )


def failure_line(state: FeedState) -> str:
    """One failed feed: "Harbor Ledger (https://…): not found (404): check the address"."""
    address = clean.mask(state.url)
    name = state.outlet or state.title
    return f"{name} ({address}): {failure(state)}" if name else f"{address}: {failure(state)}"


def tell_failures(context: Context, report: Report) -> None:
    """A line on stderr for each feed that failed; one for all where no name was found at all."""
    if report.in_vain and all(no_host(state) for state in report.failed):
        context.tell("briefing: no host was found: is this machine online?")
        return
    for state in report.failed:
        context.tell(f"briefing: {failure_line(state)}")


def _result(report: Report) -> str:
    if not report.asked:
        return "briefing: nothing is due; `briefing refresh --force` asks every feed now"
    told = "new or updated" if report.new else "updated"
    parts = [
        f"{count(report.asked, 'feed')} asked",
        f"{count(report.new, 'new article')}",
        f"{count(report.stories, 'story', 'stories')} {told}",
    ]
    if report.changed:
        parts.insert(2, f"{count(report.changed, 'article')} changed")
    if report.failed:
        parts.append(f"{len(report.failed)} failed")
    return f"briefing: {', '.join(parts)}"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "schema": 1,
        "asked": report.asked,
        "unchanged": report.unchanged,
        "new": report.new,
        "changed": report.changed,
        "stories": report.stories,
        "failed": [
            {
                "url": clean.mask(state.url),
                "outlet": state.outlet or state.title,
                "error": state.error,
            }
            for state in report.failed
        ],
    }


def _print_step(step: Step) -> None:
    if isinstance(step, FeedRead):
        _print_line(
            {
                "event": "feed",
                "done": step.done,
                "total": step.total,
                "url": clean.mask(step.state.url),
                "outlet": step.state.outlet or step.state.title,
                "new": step.new,
                "error": step.state.error or None,
            }
        )
    else:
        _print_line({"event": "stage", "name": step.name, "done": step.done, "total": step.total})


def _print_line(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


@contextmanager
def _progress(context: Context) -> Iterator[Callable[[Step], None]]:
    """A bar on stderr when that is a terminal; --verbose prints a line a feed instead."""
    arguments = context.arguments
    if arguments.verbose:
        yield lambda step: context.tell(_verbose(step))
        return
    if arguments.quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    # rich only paints for a person who waits: a pipe never loads it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("feeds", total=None)

        def paint(step: Step) -> None:
            if isinstance(step, Stage):
                label = STAGES.get(step.name, step.name)
            else:
                label = clean.shorten(CleanText(named(step.state)), 28)
            total = step.total or None
            progress.update(task, completed=step.done, total=total, description=label)

        yield paint


def _verbose(step: Step) -> str:
    if isinstance(step, Stage):
        return f"briefing: {STAGES.get(step.name, step.name)} {step.done}/{step.total}"
    state = step.state
    result = state.error or f"{step.new} new"
    return f"briefing: {step.done}/{step.total} {named(state)}: {result}"
