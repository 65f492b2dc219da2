"""A story in full: what is new first, summary with sources, open questions, coverage."""

from __future__ import annotations

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
from briefing.tui import phrases
from briefing.tui.columns import fit
from briefing.tui.glyphs import UNICODE, Glyphs
from briefing.tui.lines import Page, Run, Spot, Writer
from briefing.wording import count, raised, sources

STATES = {
    QuestionStatus.POSSIBLE: "possibly answered",
    QuestionStatus.CHANGED: "changed",
    QuestionStatus.ANSWERED: "answered",
    QuestionStatus.DISMISSED: "put away",
}


def story_page(
    view: StoryView,
    columns: int,
    now: datetime,
    *,
    only_new: bool = False,
    glyphs: Glyphs = UNICODE,
    all_questions: bool = False,
) -> Page:
    """Lay out one story.

    Args:
        view: the story.
        columns: width of the pane.
        now: for ages.
        only_new: leave out what the reader has seen before.
        glyphs: the signs to draw with.
        all_questions: also those that are not shown unasked, and closed ones.
    """
    out = Writer(columns)
    sheet = Sheet(view, out, now, glyphs)
    sheet.head()
    fresh = [item for item in view.articles if item.new]
    partly = 0 < len(fresh) < len(view.articles)
    if partly:
        sheet.section(f"New since you looked ({len(fresh)})")
        sheet.articles(list(reversed(fresh)))
    if not only_new:
        sheet.summary()
    sheet.questions(all_questions=all_questions, only_new=only_new)
    if not only_new:
        sheet.section("Coverage")
        sheet.coverage()
    elif not partly:
        out.blank()
        out.para(Run("Nothing here is new to you." if not fresh else "All of it is new.", "dim"))
    return out.page(str(view.row.title))


class Sheet:
    """Writes the parts of a story onto a page; other pages borrow parts from it."""

    def __init__(self, view: StoryView, out: Writer, now: datetime, glyphs: Glyphs) -> None:
        self.view, self.out, self.now, self.glyphs = view, out, now, glyphs
        self.of = {item.article.id: item for item in view.articles}

    def head(self) -> None:
        """Headline, outlets, span of time, marks."""
        row = self.view.row
        out, dot = self.out, f" {self.glyphs.dot} "
        out.para(Run(row.title or "(no headline)", "title"))
        said = sources(self.view, most=6)
        if said:
            out.para(Run(said, "dim"))
        parts = [count(row.articles, "article")]
        first, last = phrases.day(row.first, self.now), phrases.day(row.last, self.now)
        span = (
            first
            if first == last
            else f"{first} to {last[:1].lower() + last[1:]}"
            if last in ("Today", "Yesterday")
            else f"{first} to {last}"
        )
        parts.append(span)
        states = [
            Run(word, role)
            for holds, word, role in (
                (row.status is StoryStatus.DONE, "done", "good"),
                (row.followed, "followed", "follow"),
                (row.saved, "kept", "follow"),
                (row.snoozed, "snoozed", "dim"),
                (row.muted, "muted", "dim"),
            )
            if holds
        ]
        runs = [Run(dot.join(parts), "dim")]
        for state in states:
            runs += [Run(dot, "dim"), state]
        out.para(*runs)

    def section(self, title: str) -> None:
        """A heading."""
        self.out.blank()
        self.out.line(" ", Run(title, "head"))

    # --- summary ----------------------------------------------------------------------

    def summary(self) -> None:
        """The sentences of the summary, each with its source."""
        if not self.view.summary:
            return
        self.section("Summary")
        for sentence in self.view.summary:
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
        out.para(*self.said_by(sentence.article, sentence.also), indent="     ", spot=spot)
        out.close(spot)

    def _partly(self) -> bool:
        news = sum(item.new for item in self.view.articles)
        return 0 < news < len(self.view.articles)

    def said_by(self, article: str, also: tuple[CleanText, ...] = ()) -> list[Run]:
        """ "Harbor Ledger, 3h · also Courier, Post"."""
        item = self.of.get(article)
        runs: list[Run] = []
        if item is not None:
            if item.article.outlet:
                runs.append(Run(item.article.outlet, "dim"))
            if item.article.when is not None:
                stamp = phrases.long_age(item.article.when, self.now)
                runs.append(Run(f", {stamp}" if runs else stamp, "dim"))
            if item.new and self._partly():
                runs.append(Run(f" {self.glyphs.new} new", "new"))
        if also:
            runs.append(Run(f" {self.glyphs.dot} also {phrases.listed(also, 3)}", "faint"))
        return runs

    # --- questions --------------------------------------------------------------------

    def questions(self, *, all_questions: bool, only_new: bool) -> None:
        """Open questions theme by theme, each with its evidence."""
        asked = [
            question
            for question in self.view.questions
            if (all_questions or question.shown or question.status is QuestionStatus.POSSIBLE)
            and (
                all_questions
                or question.status not in (QuestionStatus.ANSWERED, QuestionStatus.DISMISSED)
            )
            and (not only_new or self._new(question))
        ]
        if not asked:
            return
        hidden = len(self.view.questions) - len(asked)
        self.section("Open questions")
        themes: dict[CleanText, list[Question]] = {}
        for question in asked:
            themes.setdefault(question.theme, []).append(question)
        for theme, questions in themes.items():
            self.out.para(Run(theme.capitalize(), "theme"), indent="   ")
            for question in questions:
                self.question(question)
        if hidden and not only_new and not all_questions:
            more = self.out.stand(Spot("more", story=self.view.row.id))
            self.out.para(
                Run(f"and {count(hidden, 'more question')}", "faint"), indent="   ", spot=more
            )
            self.out.close(more)

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
        since = f"open for {phrases.age(question.since, self.now)}" if question.since else ""
        note = f" {glyphs.dot} ".join(part for part in (who, since) if part and part != "now")
        if note:
            out.para(Run(note, "faint"), indent=indent + "  ", spot=spot)
        out.close(spot)
        for quote in question.evidence[:2]:
            self.quote(quote, "evidence", question.id, indent + "  ")
        if question.answer is not None:
            self.quote(question.answer, "answer", question.id, indent + "  ")

    def quote(self, quote: Quote, kind: str, question: str, indent: str) -> None:
        """One verbatim sentence behind a bar, with its outlet."""
        out, glyphs = self.out, self.glyphs
        spot = out.stand(
            Spot(kind, article=quote.article, sentence=quote.text, question=question,
                 story=self.view.row.id)
        )  # fmt: skip
        lead = [Run("Possible answer: ", "possible")] if kind == "answer" else []
        bar = f"{indent}{glyphs.quote} "
        said = self.said_by(quote.article)
        tail = [Run(f" {glyphs.dash} ", "faint"), *said] if said else []
        out.para(
            *lead, Run(quote.text, "quote"), *tail, lead=Run(bar, "faint"), hang=bar, spot=spot
        )
        out.close(spot)

    # --- coverage ---------------------------------------------------------------------

    def coverage(self) -> None:
        """All articles by day: the story's timeline."""
        today = ""
        for item in self.view.articles:
            when = item.article.when
            day = phrases.day(when, self.now) if when else "Without a date"
            if day != today:
                self.out.para(Run(day, "theme"), indent="   ")
                today = day
            self.article(item, clock=True)

    def articles(self, items: list[ArticleView]) -> None:
        """Some articles, one line each."""
        for item in items:
            self.article(item, clock=False)

    def article(self, item: ArticleView, *, clock: bool) -> None:
        """One article: time, outlet, headline."""
        out = self.out
        article = item.article
        spot = out.stand(
            Spot("article", article=article.id, url=article.url, story=self.view.row.id)
        )
        when = ""
        if article.when is not None:
            when = phrases.clock(article.when) if clock else phrases.age(article.when, self.now)
        sign = self.glyphs.new if item.new and self._partly() and clock else " "
        lead = Run(f" {sign} {fit(when, 5)}  ", "new" if sign.strip() else "dim")
        runs = [Run(article.outlet or "unknown outlet", "strong")]
        runs.append(Run(f" {self.glyphs.dot} ", "faint"))
        runs.append(Run(article.title or article.teaser[:120] or article.url, "text"))
        if item.copy_of:
            origin = self.of.get(item.copy_of)
            via = origin.article.outlet if origin is not None else ""
            runs.append(Run(f"  (copy of {via})" if via else "  (a copy)", "faint"))
        out.para(*runs, lead=lead, hang=" " * 10, spot=spot)
        out.close(spot)
