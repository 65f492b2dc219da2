"""A story of three outlets, and short ways to read what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.models import Article, CleanText, SummarySentence

NIGHT = datetime(2025, 11, 3, 22, tzinfo=UTC)
WIRE = "The harbour wall of Marnau broke on Monday night and flooded the lower town."

FULL = """MARNAU (AP) — The harbour wall of Marnau broke on Monday night and flooded the lower town.
Two hundred people had left their houses before the water came, the fire service said.
He praised them. "They were calm," the chief of the fire service, Otto Ode, said on Tuesday.

The wall was built in 1904 and was checked last spring by engineers of the province.
Mayor Ines Hart asked the province for money to build a new wall within two years.
It was not clear who would pay. Sign up for our newsletter to follow the story of the wall."""


def article(name: str, hours: float = 0, **given: str) -> Article:
    fields = {field: CleanText(value) for field, value in given.items()}
    return Article(
        id=name,
        title=fields.pop("title", CleanText(f"Wall breaks, says {name}")),
        outlet=fields.pop("outlet", CleanText(f"The {name.title()} Post")),
        published=NIGHT + timedelta(hours=hours),
        lang=str(fields.pop("lang", "en")),
        **fields,  # type: ignore[arg-type]
    )


def story() -> list[Article]:
    return [
        article(
            "cedar",
            6,
            text=f"{WIRE} Schools in the lower town stay closed until Thursday, the mayor said. "
            "Divers will look at the base of the wall once the current allows it.",
        ),
        article(
            "alder",
            0,
            text=f"{WIRE} Two hundred people had left their houses before the water came. "
            "Mayor Ines Hart asked the province for money to build a new wall.",
        ),
        article(
            "birch",
            3,
            text="Two hundred people left their houses before the water came, officials said. "
            "The province will decide on money for a new wall next week.",
        ),
    ]


def texts(summary: tuple[SummarySentence, ...]) -> list[str]:
    return [sentence.text for sentence in summary]
