"""A story in full: what is new first, summary with sources, open questions, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.models import (
    ArticleView,
    CleanText,
    Question,
    QuestionStatus,
    Quote,
    StoryStatus,
    StoryView,
    SummarySentence,
)
from briefing.tui.columns import fit, width
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer, whole
from briefing.tui.pages.article import news_in
from briefing.values import Value
from briefing.wording import (
    DIFFER,
    STATES,
    UNNAMED,
    age,
    also,
    count,
    days,
    hour,
    is_new,
    near_day,
    raised,
    short_age,
    sources,
    voice,
)

NEW_SENTENCES = 3
"""Sentences of an edited article that its story tells; the article marks all of them."""

CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)


class Hints(Value):
    """How the keys are called that a page speaks of."""

    answered: str = "c"
    away: str = "x"
    more: str = "M"
    whole: str = "t"


USUAL = Hints()


def story_page(
    view: StoryView,
    columns: int,
    now: datetime,
    *,
    only_new: bool = False,
    glyphs: Glyphs = UNICODE,
    all_questions: bool = False,
    hints: Hints = USUAL,
    outlets: int = 0,
) -> Page:
    """Lay out one story.

    Args:
        view: the story.
        columns: width of the pane.
        now: for ages.
        only_new: leave out what the reader has seen before.
        glyphs: the signs to draw with.
        all_questions: also those that are not shown unasked, and closed ones.
        hints: how keys are called.
        outlets: how many are followed, 0 when that is not known.
    """
    out = Writer(columns)
    sheet = Sheet(view, out, now, glyphs, hints)
    sheet.head(outlets)
    fresh = [item for item in view.articles if item.new]
    partly = 0 < len(fresh) < len(view.articles)
    # Where all is new there is nothing to leave out.
    only_new = only_new and len(fresh) < len(view.articles)
    new = [sentence for sentence in view.summary if partly and is_new(view, sentence)]
    rest = [sentence for sentence in view.summary if sentence not in new]
    if partly:
        sheet.section("New since you looked")
        sheet.sentences(new)
        sheet.articles(list(reversed(fresh)))
    if not only_new:
        if rest:
            sheet.section("Before" if new else "Summary")
            sheet.sentences(rest)
        sheet.clashes()
    sheet.questions(all_questions=all_questions, only_new=only_new)
    if not only_new:
        sheet.section("Coverage")
        sheet.coverage()
    elif not fresh:
        out.blank()
        out.para(
            Run("Nothing here is new to you; ", "dim"), Run(hints.whole, "key"),
            Run(" shows the whole story.", "dim"),
        )  # fmt: skip
    return out.page(str(view.row.title))


class Sheet:
    """Writes the parts of a story onto a page; other pages borrow parts from it."""

    def __init__(
        self,
        view: StoryView,
        out: Writer,
        now: datetime,
        glyphs: Glyphs,
        hints: Hints = USUAL,
    ) -> None:
        self.view, self.out, self.now, self.glyphs, self.hints = view, out, now, glyphs, hints
        self.of = {item.article.id: item for item in view.articles}

    def head(self, outlets: int = 0) -> None:
        """Headline, outlets, span of time, marks; how many of ``outlets`` followed tell it."""
        row = self.view.row
        out, dot = self.out, f" {self.glyphs.dot} "
        out.para(Run(row.title or "(no headline)", "title"))
        said = sources(self.view, most=6)
        if said:
            out.para(Run(said, "dim"))
        parts = [count(row.articles, "article"), days(row.first, row.last, self.now, None)]
        if 0 < len(row.outlets) <= outlets > 1:
            parts.insert(0, f"{len(row.outlets)} of your {outlets} outlets")
        states = [
            Run(word, role)
            for holds, word, role in (
                (row.status is StoryStatus.DONE, "done", "good"),
                (row.followed, "followed", "follow"),
                (row.saved, "kept", "follow"),
                (row.snoozed, "snoozed", "dim"),
                (row.muted, self._muted(), "dim"),
            )
            if holds
        ]
        runs = [Run(dot.join(parts), "dim")]
        for state in states:
            runs += [Run(dot, "dim"), state]
        out.para(*runs)

    def _muted(self) -> str:
        """That it is muted, and by which term."""
        term = self.view.hushed_by
        return f"muted by {self.glyphs.quoted(term)}" if term else "muted"

    def section(self, title: str) -> None:
        """A heading."""
        self.out.blank()
        self.out.line(" ", Run(title, "head"))

    # --- summary ----------------------------------------------------------------------

    def sentences(self, chosen: Sequence[SummarySentence]) -> None:
        """Sentences of the summary, each with its source."""
        for sentence in chosen:
            self.sentence(sentence)

    def sentence(self, sentence: SummarySentence) -> None:
        """One sentence and who wrote it."""
        out = self.out
        spot = out.stand(
            Spot("sentence", article=sentence.article, sentence=sentence.text,
                 story=self.view.row.id)
        )  # fmt: skip
        item = self.of.get(sentence.article)
        role = "text" if item is None or item.new or not self._partly() else "dim"
        out.para(Run(sentence.text, role), indent="   ", spot=spot)
        said = self.said_by(sentence.article)
        who = voice(self.view, sentence)
        for note, tone in (
            (UNNAMED, "possible") if sentence.anonymous else (who, "dim"),
            (also(sentence), "faint"),
        ):
            if note:
                said += [Run(f" {whole(f'{self.glyphs.dot} {note}')}", tone)]
        out.para(*said, indent="     ", spot=spot)
        out.close(spot)

    def clashes(self) -> None:
        """Figures of different outlets for the same thing, side by side; none is chosen."""
        if not self.view.clashes:
            return
        self.section(DIFFER)
        for clash in self.view.clashes:
            self.out.para(Run(clash.what, "theme"), indent="   ")
            columns = max(width(figure) for figure in clash.figures)
            columns = min(columns, max(4, self.out.room // 4))
            for figure, quote in zip(clash.figures, clash.quotes, strict=True):
                label = f"   {fit(figure, columns, self.glyphs.more)} "
                spot = self.out.stand(self._spot("figure", quote))
                self.out.para(
                    *self._quoted(quote),
                    lead=Run(label + f"{self.glyphs.quote} ", "possible"),
                    hang=" " * width(label) + f"{self.glyphs.quote} ",
                    spot=spot,
                )
                self.out.close(spot)

    def _partly(self) -> bool:
        news = sum(item.new for item in self.view.articles)
        return 0 < news < len(self.view.articles)

    def said_by(self, article: str) -> list[Run]:
        """ "Harbor Ledger, 3 h ago", held together where a line is long enough."""
        item = self.of.get(article)
        if item is None:
            return []
        parts = [str(item.article.outlet)] if item.article.outlet else []
        if item.article.when is not None:
            parts.append(age(item.article.when, self.now))
        runs = [Run(whole(", ".join(parts)), "dim")]
        if item.new and self._partly():
            runs.append(Run(f" {whole(f'{self.glyphs.new} new')}", "new"))
        return runs

    def _spot(self, kind: str, quote: Quote, question: str = "") -> Spot:
        return Spot(kind, article=quote.article, sentence=quote.text, question=question,
                    story=self.view.row.id)  # fmt: skip

    def _quoted(self, quote: Quote) -> list[Run]:
        said = self.said_by(quote.article)
        dash = [Run(whole(f" {self.glyphs.dash} ")[1:], "faint")] if said else []
        return [Run(quote.text, "quote"), Run(" "), *dash, *said]

    # --- questions --------------------------------------------------------------------

    def questions(self, *, all_questions: bool, only_new: bool) -> None:
        """Open questions theme by theme, each with its evidence."""
        asked = [
            question
            for question in self.view.questions
            if (all_questions or (question.shown and question.status not in CLOSED))
            and (not only_new or self._new(question))
        ]
        hidden = [question for question in self.view.questions if question not in asked]
        if not asked and (only_new or not hidden):
            return
        self.section("Open questions")
        themes: dict[CleanText, list[Question]] = {}
        for question in asked:
            themes.setdefault(question.theme, []).append(question)
        for theme, questions in themes.items():
            self.out.para(Run(theme.capitalize(), "theme"), indent="   ")
            for question in questions:
                self.question(question)
        if not only_new:
            self._more(hidden, asked)

    def _more(self, hidden: Sequence[Question], asked: Sequence[Question]) -> None:
        """The line that opens the other questions, or closes them again."""
        closable = sum(not question.shown for question in asked)
        if hidden:
            text = count(len(hidden), "more question" if asked else "question")
            possible = sum(one.status is QuestionStatus.POSSIBLE for one in hidden)
            if possible:
                text += f", {possible} possibly answered"
        elif closable:
            text = "fewer questions"
        else:
            return
        spot = self.out.stand(Spot("more", story=self.view.row.id))
        self.out.para(
            Run(f"{self.glyphs.arrow} ", "faint"), Run(text, "dim"),
            Run(f"  {self.hints.more}", "key"), indent="   ", spot=spot,
        )  # fmt: skip
        self.out.close(spot)

    def _new(self, question: Question) -> bool:
        quotes = (*question.evidence, *((question.answer,) if question.answer else ()))
        return any(quote.article in self.of and self.of[quote.article].new for quote in quotes)

    def question(self, question: Question, indent: str = "   ") -> None:
        """One question with its evidence and possible answer."""
        out, glyphs = self.out, self.glyphs
        first = question.evidence[0] if question.evidence else None
        spot = out.stand(
            Spot(
                "question",
                article=first.article if first else "",
                sentence=first.text if first else "",
                question=question.id,
                story=self.view.row.id,
            )
        )
        runs = [Run(question.question, "question")]
        state = STATES.get(question.status)
        if state:
            runs.append(Run(f"  {state}", "possible"))
        out.para(*runs, indent=indent, hang=indent + "  ", spot=spot)
        who = raised(question)
        since = f"open for {short_age(question.since, self.now)}" if question.since else ""
        note = f" {glyphs.dot} ".join(part for part in (who, since) if part)
        if note:
            out.para(Run(note, "faint"), indent=indent + "  ", spot=spot)
        out.close(spot)
        for quote in question.evidence[:2]:
            self.quote(quote, "evidence", question.id, indent + "  ")
        if question.answer is not None:
            self.quote(question.answer, "answer", question.id, indent + "  ")

    def quote(self, quote: Quote, kind: str, question: str, indent: str) -> None:
        """One verbatim sentence behind a bar, with its outlet."""
        out = self.out
        spot = out.stand(self._spot(kind, quote, question))
        lead = [Run("Possible answer: ", "possible")] if kind == "answer" else []
        bar = f"{indent}{self.glyphs.quote} "
        out.para(*lead, *self._quoted(quote), lead=Run(bar, "faint"), hang=bar, spot=spot)
        if kind == "answer":
            out.para(
                Run(self.hints.answered, "key"), Run(f" answers it {self.glyphs.dot} ", "dim"),
                Run(self.hints.away, "key"), Run(" puts it away", "dim"), indent=indent + "  ",
                spot=spot,
            )  # fmt: skip
        out.close(spot)

    # --- coverage ---------------------------------------------------------------------

    def coverage(self) -> None:
        """All articles by day: the story's timeline."""
        today = ""
        for item in self.view.articles:
            when = item.article.when
            day = near_day(when, self.now, None) if when else "Without a date"
            if day != today:
                self.out.para(Run(day, "theme"), indent="   ")
                today = day
            self.article(item, clock=True)

    def articles(self, items: list[ArticleView]) -> None:
        """Some articles, one line each, with what is new in those that were edited."""
        for item in items:
            self.article(item, clock=False)
            for sentence in news_in(item)[:NEW_SENTENCES]:
                quote = Quote(CleanText(sentence), item.article.id, 0)
                bar = f"{' ' * 10}{self.glyphs.quote} "
                spot = self.out.stand(self._spot("sentence", quote))
                self.out.para(Run(sentence, "quote"), lead=Run(bar, "faint"), hang=bar, spot=spot)
                self.out.close(spot)

    def article(self, item: ArticleView, *, clock: bool) -> None:
        """One article: time, outlet, headline."""
        out = self.out
        article = item.article
        spot = out.stand(
            Spot("article", article=article.id, url=article.url, story=self.view.row.id)
        )
        when = ""
        if article.when is not None:
            when = hour(article.when, None) if clock else short_age(article.when, self.now)
        sign = self.glyphs.new if item.new and self._partly() and clock else " "
        lead = Run(f" {sign} {fit(when, 5)}  ", "new" if sign.strip() else "dim")
        runs = [Run(article.outlet or "unknown outlet", "strong")]
        if item.copy_of:
            origin = self.of.get(item.copy_of)
            via = origin.article.outlet if origin is not None else ""
            runs.append(Run(f" via {via}" if via else " (a copy)", "dim"))
        runs.append(Run(f" {self.glyphs.dot} ", "faint"))
        runs.append(Run(article.title or article.teaser[:120] or article.url, "text"))
        out.para(*runs, lead=lead, hang=" " * 10, spot=spot)
        out.close(spot)
