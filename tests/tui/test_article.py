"""What an edited article says that it did not say when it was read."""

from __future__ import annotations

import pytest

from briefing.models import ArticleView, CleanText, Why
from briefing.tui.glyphs import ASCII
from briefing.tui.pages.article import article_page, news_in
from briefing.values import replace

from .conftest import Drive, Driven
from .sample import NOW, edition

ARTICLE = edition()[0].articles[0].article
NEW = "Nobody at the quay had heard of a second buyer before Tuesday evening."


def edited(text: str) -> ArticleView:
    article = replace(ARTICLE, text=CleanText(text))
    return ArticleView(article, True, Why(), earlier=ARTICLE.text)


def test_new_sentences_are_told_from_mended_ones() -> None:
    text = ARTICLE.text.replace("voted", "decided", 1).replace(" Officials", f" {NEW} Officials")
    assert news_in(edited(text)) == (NEW,)
    assert news_in(edited(ARTICLE.text)) == ()
    assert news_in(replace(edited(text), earlier=CleanText(""))) == ()


def test_a_sign_stands_before_each_of_them() -> None:
    item = edited(f"{NEW} {ARTICLE.text}")
    page = article_page(
        item.article, 60, NOW, new=news_in(item), glyphs=ASCII, marked=[NEW], first=NEW
    )
    text = " ".join(" ".join(line.text for line in page.lines).split())
    assert f"* {NEW}" in text
    assert "It says more since you read it; * stands before what is new, = shows all" in text
    assert text.count("* ") == 2
    runs = [run for line in page.lines for run in line.runs if run.role == "evidence"]
    assert " ".join(run.text.strip() for run in runs) == NEW


async def test_the_story_tells_them_first(drive: Drive) -> None:
    async with drive() as session:
        view = session.shelf.views["a1"]
        last = view.articles[-1]
        text = CleanText(f"{last.article.text} {NEW}")
        item = replace(last, article=replace(last.article, text=text), earlier=last.article.text)
        session.shelf.views["a1"] = replace(view, articles=(*view.articles[:-1], item))
        session.main.reading.forget(())
        await session.press("\n")
        shown = await session.picture()
        assert "second buyer" in shown[shown.index("New since you looked") : shown.index("Before")]


async def edit(session: Driven) -> None:
    """The latest article of the first story was edited since it was read."""
    view = session.shelf.views["a1"]
    last = view.articles[-1]
    text = last.article.text.replace("2028", "2031").replace("fares", "its [/] fares") + f" {NEW}"
    item = replace(
        last, article=replace(last.article, text=CleanText(text)), earlier=last.article.text
    )
    session.shelf.views["a1"] = replace(view, articles=(*view.articles[:-1], item))
    session.main.reading.forget(())
    await session.settle()


async def test_one_key_shows_all_that_changed_in_it(drive: Drive) -> None:
    async with drive() as session:
        await edit(session)
        await session.press("=")
        page = session.main.page.page
        runs = [run for line in page.lines for run in line.runs]
        assert [run.text for run in runs if run.role == "cut"] == ["what went", "2028"]
        assert "2031" in [run.text for run in runs if run.role == "added"]
        assert "its [/]" in [run.text for run in runs if run.role == "added"]
        assert " = changes " in session.text().splitlines()[-1]
        await session.press("=")
        assert session.main.page.page.title != page.title


@pytest.mark.parametrize("given", [{"ascii": True}, {"flat": True}])
async def test_words_are_put_in_signs_where_lines_through_them_tell_nothing(
    drive: Drive, given: dict[str, bool]
) -> None:
    async with drive(size=(80, 24), **given) as session:
        await edit(session)
        await session.press("=")
        await session.settle()
        page = session.main.page.page
        shown = " ".join(" ".join(line.text for line in page.lines).split())
        assert "stay as they are until [-2028-] {+2031+}." in shown
        assert "[-what went-], {+what came+}." in shown


async def test_where_nothing_was_edited_it_says_so(drive: Drive) -> None:
    async with drive() as session:
        await session.press("=")
        assert session.main.spoken == "Nothing here was edited since you read it."
        assert "changes" not in session.text().splitlines()[-1]
