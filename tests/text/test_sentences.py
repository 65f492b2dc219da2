"""The splitter: 48 situations of English, other scripts, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models import Article, CleanText
from briefing.text.sentences import sentences_of, split

# The situations are the 48 that public rule sets for English agree on; the sentences are ours.
# "|" stands where a new sentence begins.
ENGLISH = [
    "The dam held. |Its keeper slept.",
    "Who opened the gate? |The keeper did.",
    "What a flood! |Nobody saw it coming.",
    "The report was signed by Laura K. Brandt.",
    "The map is on p. 12.",
    "Did Ines and co. vote for it?",
    "They sold the mill to Hart, Vogel & Co. on Friday.",
    "Ask Ines and co. |They were there.",
    "They sold the mill to Hart, Vogel & Co. |It closed in May.",
    "Climbers left Mt. Elbrus at dawn.",
    "St. Anna's Hospital stands on 9th st. near the bridge.",
    "This was Paul Reyes Jr.'s boat.",
    "She toured the U.S.A. in spring.",
    "Norway stayed out of the E.U. |Why did it?",
    "The firm left the U.S. |How many followed?",
    "He wrote to the U.S. Senate about the dam.",
    "The firm was in the U.S. for nine years.",
    "At 7 a.m. Mr. Ode opened the gate. |He closed it at 9 p.m. |Mr. Ode then went home.",
    "The ticket costs $12.50 at the door.",
    "The ticket costs $12.50. |It is sold at the door.",
    "She ran the lab (She had built it herself.) until last year.",
    "Write to mara.lund@example.org. |She will answer.",
    "See https://dam.example.org/v1.2/plan.html. |The plan is short.",
    "He shouted, 'The gate is open.' as he ran.",
    'He shouted, "The gate is open." as he ran.',
    'He shouted, "The gate is open." |Everyone ran.',
    "Run!! |The water is rising.",
    "Really?? |Nobody told us.",
    "You saw it!? |When was that?",
    "You saw it?! |When was that?",
    "1.) Close the gate |2.) Call the mayor",
    "1.) Close the gate. |2.) Call the mayor.",
    "1) Close the gate |2) Call the mayor",
    "1) Close the gate. |2) Call the mayor.",
    "1. Close the gate |2. Call the mayor",
    "1. Close the gate. |2. Call the mayor.",
    "• 9. Close the gate |• 10. Call the mayor",
    "⁃9. Close the gate |⁃10. Call the mayor",
    "a. Close the gate |b. Call the mayor |c. Leave",
    "The plan is kept under N°. 204.118.7. |Nobody reads it.",
    "She joined Yahoo! in its second year.",
    "That leaves you and I. |Did you hear of Otto I. Hansen?",
    "The poet says that in old age “the days will seem shorter. . . .”",
    '"The dam [...] was never tested [...]" (Lund 31).',
    "Mark what is left out with dots (and a space) and end with a stop . . . . |The rest follows.",
    "I thought it would hold.... |The keeper said nothing.",
    "I was ... well, what I saw...look . . . what I mean is . . . I had no time.",
    "A habit that grew weaker . . . was to name floods after saints. . . . |The names are gone.",
]

NEWS = [
    "BERLIN (AP) — The bank cut rates by 0.25 points. |Markets fell 3.5 percent.",
    "ST. PAUL, Minn. (AP) — The mayor resigned. |She gave no reason.",
    "Rep. Ann Lee, R-Calif., spoke to Gov. J.B. Moor (D-Ill.) on Jan. 20. |Both declined.",
    '"Why now?" Maria Lopez asked. |"We had no choice."',
    "No. 10 denied it. |Was it true? |No. |He left.",
    "Shares of Orla Inc. Chairman Ode rose. |He sold them to Orla Inc. |The price fell.",
    "In the U.S. The Hague is known for its courts.",
    "The suit, Doe v. Roe, was dropped. |Costs were not.",
    "iPhone sales fell. |eBay gained.",
    "The strike lasted a week.|The mayor called it over.",
    "A tram hit the wall of the yard.|Police closed the street.|It opened at noon.",
    "Shares fell 12%.|Analysts of Orla Inc. had feared worse.|In 2019.|Nobody knew.",
    "Mr.Smith met Gov.Jones at Orla.Com and at www.marnau.Gov on Monday.",
    "Deputies of Pct. 4 found it. |Wheat rose 3 pct. |Rye fell.",
    "She has a Ph.D. in law. |Her firm is in Washington, D.C. |It sued in the U.S. Court.",
]

OTHERS = [
    (
        "de",
        "Die Wahl ist am 3. Oktober, z. B. in Köln. |Es waren 12. |Die Polizei kam.",
    ),
    (
        "de",
        "„Wir gewinnen.“ |Das sagte Dr. Klein. |Der 1. FC Halle zahlt 5 Mio. Euro bzw. mehr.",
    ),
    ("fr", "M. Dupont est arrivé. |« Nous partons. » |Il a souri."),
    ("fr", "Le ministre a dit non. |« Jamais, a-t-il dit. » |Il a souri."),
    ("es", "¿Quién lo hizo? |El Sr. Ruiz no lo sabe. |Vive en EE. UU. desde 1990."),
    ("uk", "У 2005 р. він жив на вул. Садовій. |Вона знала."),
    ("el", "Πού πας; |Ο κ. Παππάς δεν ξέρει."),
    ("ar", "ذهب الرجل إلى السوق. |ماذا اشترى؟ |لا شيء."),
    ("hi", "यह पहला वाक्य है। |यह दूसरा है।"),
    ("zh", "天气很好！|真的吗？|是的。"),
    ("ja", "「明日行く。」と述べた。|雨が降った。"),
    ("km", "ស្ពានត្រូវបិទ។ |តើនៅពេលណា? |លិចផ្លូវ ផ្ទះ។ល។ |គ្មាននរណារបួសទេ៕"),
    ("my", "တံတား ပိတ်သည်။ |ဘယ်သူမျှ မထိခိုက်ပါ။|မြို့၊ ရွာ ရေလျှံသည်။"),
    ("lo", "ຂົວຖືກປິດ. |ບໍ່ມີໃຜບາດເຈັບ."),
    ("ur", "یہ پہلا جملہ ہے۔ |یہ دوسرا ہے۔"),
]


def parts(marked: str) -> list[str]:
    return [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("marked", ENGLISH + NEWS)
def test_english(marked: str) -> None:
    assert split(marked.replace("|", "")) == parts(marked)


@pytest.mark.parametrize(("lang", "marked"), OTHERS)
def test_other_languages(lang: str, marked: str) -> None:
    assert split(marked.replace("|", ""), lang) == parts(marked)


def test_a_bar_may_stand_for_the_stop_of_hindi() -> None:
    assert split("यह पहला है | यह दूसरा है|यह तीसरा है |", "hi") == [
        "यह पहला है |",
        "यह दूसरा है|",
        "यह तीसरा है |",
    ]


def test_the_credit_of_a_picture_is_no_part_of_its_caption() -> None:
    assert split("A tram stands at the wall. | Orla News A tram hit it.") == [
        "A tram stands at the wall.",
        "| Orla News A tram hit it.",
    ]


def test_a_line_feed_always_ends_a_sentence() -> None:
    assert split("Path to the deal\nTalks with Mr.\nLund went on") == [
        "Path to the deal",
        "Talks with Mr.",
        "Lund went on",
    ]


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(".!?…。\"'”»)(•1a. \n\u00a0UMr؟।;"), st.characters(codec="utf-8")
        ),
        max_size=300,
    ),
    st.sampled_from(["en", "de", "el", "ja", "xx", ""]),
)
def test_pieces_are_verbatim_and_lose_only_white_space(text: str, lang: str) -> None:
    pieces = split(text, lang)
    start = 0
    for piece in pieces:
        assert piece
        assert piece == piece.strip()
        found = text.index(piece, start)
        assert not text[start:found].strip()
        start = found + len(piece)
    assert not text[start:].strip()


def article(**given: object) -> Article:
    fields: dict[str, object] = {"id": "a", "title": CleanText("Dam breaks"), **given}
    return Article(**fields)  # type: ignore[arg-type]


def test_the_title_is_sentence_zero_and_paragraphs_are_kept() -> None:
    found = sentences_of(article(text=CleanText("It broke. Nobody died.\n\nThe mayor left.")))
    assert [(s.text, s.index, s.paragraph, s.position, s.is_title) for s in found] == [
        ("Dam breaks", 0, -1, -1, True),
        ("It broke.", 1, 0, 0, False),
        ("Nobody died.", 2, 0, 1, False),
        ("The mayor left.", 3, 1, 2, False),
    ]


def test_without_a_title_the_body_begins_at_zero() -> None:
    found = sentences_of(article(title=CleanText(""), teaser=CleanText("It broke. Run!")))
    assert [(s.text, s.index, s.position) for s in found] == [("It broke.", 0, 0), ("Run!", 1, 1)]


def test_given_sentences_are_used_as_they_are() -> None:
    given_ones = (CleanText("It broke. Truly"), CleanText("Dam breaks"), CleanText("Dam breaks"))
    found = sentences_of(article(text=CleanText("ignored."), sentences=given_ones))
    assert [(s.text, s.index, s.position, s.is_title) for s in found] == [
        ("It broke. Truly", 0, 0, False),
        ("Dam breaks", 1, -1, True),
        ("Dam breaks", 2, 1, False),
    ]


def test_long_lines_without_a_stop_take_no_time() -> None:
    text = "a. " * 20_000 + "?" * 50_000 + "。" * 50_000 + "1) " * 20_000 + ". " * 50_000
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
