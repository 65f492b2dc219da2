"""Invented news: events told by several invented outlets, in our own words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.models import Article, CleanText

START = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
OUTLETS = ("Harbor Ledger", "Ninth Meridian", "Plain Circuit", "Dunmere Signal")


def article(
    id_: str,
    title: str,
    teaser: str = "",
    hours: float | None = 0.0,
    outlet: str = "Harbor Ledger",
    lang: str = "",
) -> Article:
    when = None if hours is None else START + timedelta(hours=hours)
    return Article(
        id_,
        CleanText(title),
        CleanText(teaser),
        outlet=CleanText(outlet),
        published=when,
        lang=lang,
    )


# event -> (title, teaser) as different outlets tell it
EVENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "bridge": (
        (
            "Ferris Street bridge closed after engineers find crack",
            "Dunmere shut the Ferris Street bridge on Monday after an inspection found a crack in "
            "a main girder. Mayor Ilse Kandrin said repairs could take five months.",
        ),
        (
            "Crack in girder shuts Dunmere's Ferris Street bridge for months",
            "Engineers closed the bridge over the Ferris in Dunmere. Mayor Ilse Kandrin expects "
            "five months of repairs.",
        ),
        (
            "Dunmere commuters face detours as Ferris Street bridge shuts",
            "Buses were rerouted on Monday when Dunmere closed the cracked Ferris Street bridge.",
        ),
    ),
    "merger": (
        (
            "Osterly agrees to buy frozen food maker Ferrant for $2.4 billion",
            "Supermarket chain Osterly will pay $2.4 billion for Ferrant, the companies said. "
            "Unions fear for the plant in Pikewater.",
        ),
        (
            "Ferrant accepts $2.4 billion takeover by Osterly",
            "The board of frozen food maker Ferrant accepted an offer from Osterly on Tuesday.",
        ),
        (
            "Pikewater plant workers uneasy over Osterly's Ferrant deal",
            "Workers at Ferrant's plant in Pikewater want guarantees after Osterly's takeover.",
        ),
    ),
    "probe": (
        (
            "Probe Calliste sends first pictures of the moon Thessa",
            "The space probe Calliste sent pictures of Thessa's ice fields on Wednesday, mission "
            "chief Rolf Adeyemi said.",
        ),
        (
            "First close images of Thessa's ice arrive from Calliste",
            "Mission chief Rolf Adeyemi showed images of the moon Thessa taken by Calliste.",
        ),
    ),
    "strike": (
        (
            "Ferry crews in Gannet Sound walk out over night shifts",
            "Crews of the Gannet Sound ferries stopped work on Thursday; the union led by Maren "
            "Toivola wants shorter night shifts.",
        ),
        (
            "Gannet Sound ferry strike strands island commuters",
            "Islanders were stranded when Gannet Sound ferry crews walked out, union leader Maren "
            "Toivola said.",
        ),
    ),
    "vaccine": (
        (
            "Regulator clears Norvane's vaccine against marsh fever",
            "The medicines regulator approved a marsh fever vaccine by Norvane for adults.",
        ),
        (
            "Norvane's marsh fever vaccine wins approval",
            "Adults may be vaccinated against marsh fever from January after the regulator cleared "
            "Norvane's shot.",
        ),
    ),
    "theft": (
        (
            "Thieves take Bronze Age gold from Averell museum",
            "Masked thieves stole a hoard of Bronze Age gold from the museum in Averell at night.",
        ),
        (
            "Averell museum robbed of Bronze Age gold hoard",
            "Police in Averell search for thieves who took a Bronze Age hoard from the museum.",
        ),
    ),
}


def stream() -> list[Article]:
    """Every event in order of time, the tellings of one event some hours apart."""
    found = []
    for n, (event, tellings) in enumerate(EVENTS.items()):
        for k, (title, teaser) in enumerate(tellings):
            found.append(article(f"{event}-{k}", title, teaser, 7.0 * n + 5.0 * k, OUTLETS[k]))
    return sorted(found, key=lambda a: (a.published, a.id))


def event_of(id_: str) -> str:
    return id_.split("-")[0]
