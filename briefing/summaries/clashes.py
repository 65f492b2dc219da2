"""Figures of different outlets for surely the same thing, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.models import Article, Clash


def clashes(articles: Sequence[Article], copies: Mapping[str, str]) -> tuple[Clash, ...]:
    return ()
