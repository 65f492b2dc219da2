"""What an edited article says that it did not say when it was read."""

from __future__ import annotations

from briefing.models import ArticleView, CleanText, Why
from briefing.tui.glyphs import ASCII
from briefing.tui.pages.article import article_page, news_in
from briefing.values import replace

from .conftest import Drive
from .fake_desk import NOW, edition

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
    assert "It says more since you read it; * stands before what is new." in text
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
