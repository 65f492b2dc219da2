"""Every format of the digest, over one edition."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from email import message_from_string
from email.policy import default
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from briefing.digest import atom, html, mail, markdown, text
from briefing.digest import json as as_json
from briefing.text.clean import width

from . import sample

EXPECTED = """\
Briefing · Fri 20 Nov 2026, 17:30 · sample edition
2 stories from 3 outlets, about 1 minute, since Thu 19 Nov 2026, 05:05

 1  * Old bridge at Marlow closed after [cracks] are found
    Harbor Ledger, Dunmere Signal (Far Post via Harbor Ledger) · 3 articles ·
    3 h ago · updated, 1 new

    New:
    Repairs could take until spring, people briefed on the plan said.
    [Dunmere Signal, Fri 14:05; unnamed source]

    Earlier:
    Engineers closed the Marlow bridge on Thursday after cracks were found.
    [Harbor Ledger, Thu 09:05; also Far Post]

    Reports differ: people hurt
    three       Three people were hurt by falling stone.
                [Harbor Ledger, Thu 09:05]
    5           Stones hurt 5 people who were walking below.
                [Dunmere Signal, Fri 14:05]

    Open questions
    money       Who will pay for the repairs? (possibly answered)
                It is not known who will pay for the repairs.
                [Dunmere Signal, Fri 14:05; critics; 2 outlets]
                Possible answer: The county will pay, its treasurer said.
                [Dunmere Signal, Fri 14:05]

    bridge0001 · https://harborledger.example/b1

 2  宇宙望遠鏡が初めての画像を公開 🔭
    Orrery Notes · 1 h ago

    A & B <i>said</i> *so* [1]. [Orrery Notes, Fri 16:05]

    quiet0002 · https://orrerynotes.example/s1

4 more stories left out: --top N prints more of them, --since all older ones,
too.
1 of 3 feeds failed:
  https://***@mill.example/feed: this is a web page: `briefing feed add` finds
    its feeds
"""


def test_text_reads_as_a_page() -> None:
    assert text.render(sample.EDITION, columns=80) == EXPECTED


@pytest.mark.parametrize("columns", [30, 41, 60, 100, 200])
def test_text_never_runs_over_its_columns(columns: int) -> None:
    lines = text.render(sample.EDITION, columns=columns).splitlines()
    assert max(width(line) for line in lines) <= columns


def test_text_has_no_escape_byte_unless_colour_is_asked() -> None:
    assert "\x1b" not in text.render(sample.EDITION)
    coloured = text.render(sample.EDITION, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == text.render(sample.EDITION)


def test_a_theme_shows_all_its_questions_and_no_others() -> None:
    printed = text.render(sample.EDITION, theme="timing")
    assert "When will the bridge open again?" in printed
    assert "Who will pay" not in printed


def test_nothing_to_show_says_how_to_begin() -> None:
    assert "briefing feed add" in text.render(sample.EMPTY_EDITION)


def test_words_longer_than_a_line_are_broken_where_they_must_be() -> None:
    assert list(text.wrap("ab " + "x" * 12 + " cd", 6)) == ["ab xxx", "xxxxxx", "xxx cd"]
    assert list(text.wrap("日本語日本語", 6)) == ["日本語", "日本語"]


def test_markdown_shows_every_character_as_it_is() -> None:
    printed = markdown.render(sample.EDITION)
    assert "## Old bridge at Marlow closed after \\[cracks\\] are found" in printed
    assert "> A & B \\<i\\>said\\</i\\> \\*so\\* \\[1\\]." in printed
    assert "- Dunmere Signal: [Cracks shut bridge](<https://dunmeresignal.example/b2>)" in printed
    assert "secret" not in printed


def order(printed: str, *pieces: str) -> bool:
    """Whether the pieces stand in the text, one after the other."""
    place = 0
    for piece in pieces:
        place = printed.find(piece, place)
        if place < 0:
            return False
    return True


def test_what_is_new_in_an_updated_story_comes_first_and_is_marked() -> None:
    for page in (markdown.render(sample.EDITION), html.render(sample.EDITION)):
        assert order(page, "New:", "Repairs could", "Earlier:", "Engineers closed")
    summary = json.loads(as_json.render(sample.EDITION))["stories"][0]["summary"]
    assert [sentence["new"] for sentence in summary] == [False, True]


def test_a_story_of_which_all_is_new_has_no_label() -> None:
    alone = replace(sample.EDITION, stories=(sample.QUIET,))
    for page in (text.render(alone), markdown.render(alone), html.render(alone)):
        assert "New:" not in page
        assert "Earlier:" not in page
    assert json.loads(as_json.render(alone))["stories"][0]["summary"][0]["new"] is True


def test_clashing_figures_stand_side_by_side_with_their_sources() -> None:
    for page in (markdown.render(sample.EDITION), html.render(sample.EDITION)):
        assert order(
            page,
            "Reports differ: people hurt",
            "three",
            "Three people were hurt by falling stone.",
            "Harbor Ledger",
            "Stones hurt 5 people",
        )
    found = json.loads(as_json.render(sample.EDITION))["stories"]
    assert found[0]["clashes"][0]["what"] == "people hurt"
    assert found[0]["clashes"][0]["figures"][1] == {
        "figure": "5",
        "text": "Stones hurt 5 people who were walking below.",
        "article": "b2",
        "sentence": 3,
    }
    assert found[1]["clashes"] == []


def test_a_source_without_a_name_is_told_as_such() -> None:
    for page in (markdown.render(sample.EDITION), html.render(sample.EDITION)):
        assert page.count("unnamed source") == 1
    summary = json.loads(as_json.render(sample.EDITION))["stories"][0]["summary"]
    assert [sentence["anonymous"] for sentence in summary] == [False, True]
    assert [sentence["voice"] for sentence in summary] == [None, "anonymous"]


def test_json_follows_the_schema() -> None:
    found = json.loads(as_json.render(sample.EDITION))
    assert found["schema"] == 1
    assert found["sample"] is True
    story = found["stories"][0]
    assert story["first"] == "2026-11-19T09:05:00Z"
    assert story["articles"][1]["why"] == {
        "score": 0.91,
        "words": ["cracks"],
        "names": ["Marlow"],
        "hours": 29.0,
        "by_hand": False,
    }
    assert story["questions"][0]["answer"]["sentence"] == 6
    assert story["questions"][1]["answer"] is None


def test_html_is_balanced_and_escaped() -> None:
    class Balance(HTMLParser):
        void = ("meta",)

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in (*self.void, "br"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    page = html.render(sample.EDITION)
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert "A &amp; B &lt;i&gt;said&lt;/i&gt;" in page
    assert "<script" not in page
    assert "secret" not in page


def test_mail_holds_text_and_html_and_is_the_same_each_time() -> None:
    printed = mail.render(sample.EDITION)
    assert printed == mail.render(sample.EDITION)
    message = message_from_string(printed, policy=default)
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    body = message.get_body(("plain",))
    assert body is not None
    assert "宇宙望遠鏡" in body.get_content()
    assert printed.isascii()


def test_atom_is_well_formed_with_stable_ids() -> None:
    root = ElementTree.fromstring(atom.render(sample.EDITION))
    space = "{http://www.w3.org/2005/Atom}"
    ids = [found.text for found in root.iter(f"{space}id")]
    assert ids == ["urn:briefing:digest", "urn:briefing:bridge0001", "urn:briefing:quiet0002"]
