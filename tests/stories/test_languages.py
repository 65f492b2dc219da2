"""Grouping within a language, whatever the script; nothing across."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stories.group import group

from .sample import article

SAME = {
    "zh": (
        "港口城市宣布关闭费里斯大桥五个月进行维修",
        "费里斯大桥因裂缝关闭，维修需要五个月",
    ),
    "ja": (
        "フェリス橋に亀裂、市が五か月の通行止めを発表",
        "亀裂が見つかったフェリス橋、五か月通行止めに",
    ),
    "ar": (
        "إغلاق جسر فيريس في دنمير بعد اكتشاف شرخ",
        "اكتشاف شرخ يغلق جسر فيريس في دنمير خمسة أشهر",
    ),
    "hi": (
        "दरार मिलने के बाद फेरिस पुल पांच महीने बंद",
        "फेरिस पुल में दरार, पांच महीने बंद रहेगा पुल",
    ),
    "th": (
        "ปิดสะพานเฟอร์ริสห้าเดือนหลังพบรอยร้าว",
        "พบรอยร้าวบนสะพานเฟอร์ริส ปิดซ่อมห้าเดือน",
    ),
    "lo": (
        "ປິດຂົວເຟຣິສຫ້າເດືອນຫຼັງພົບຮອຍແຕກ",
        "ພົບຮອຍແຕກຢູ່ຂົວເຟຣິສ ປິດສ້ອມແປງຫ້າເດືອນ",
    ),
    "km": (
        "ស្ពានហ្វេរីសត្រូវបិទប្រាំខែបន្ទាប់ពីរកឃើញស្នាមប្រេះ",
        "រកឃើញស្នាមប្រេះលើស្ពានហ្វេរីស បិទជួសជុលប្រាំខែ",
    ),
    "my": (
        "အက်ကြောင်းတွေ့ရှိပြီးနောက် ဖယ်ရစ်တံတားကို ငါးလပိတ်မည်",
        "ဖယ်ရစ်တံတားတွင် အက်ကြောင်းတွေ့ ငါးလပိတ်မည်",
    ),
    "ru": (
        "Мост Феррис закрыт на пять месяцев из-за трещины",
        "Трещина закрыла мост Феррис на пять месяцев",
    ),
    "de": (
        "Ferrisbrücke in Dunmere nach Riss für fünf Monate gesperrt",
        "Riss entdeckt: Dunmere sperrt die Ferrisbrücke für fünf Monate",
    ),
    "fr": (
        "Le pont Ferris de Dunmere fermé cinq mois après une fissure",
        "Une fissure ferme le pont Ferris de Dunmere pour cinq mois",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", sorted(SAME))
def test_two_tellings_in_one_language_meet(lang: str) -> None:
    one, two = SAME[lang]
    other = {"zh": "天气预报说明天有大雪", "ja": "明日は大雪の予報"}.get(lang, "Snow")
    done = group(
        [
            article("a", one, hours=0, lang=lang),
            article("x", other, hours=1, lang=lang),
            article("b", two, hours=2, lang=lang, outlet="Plain Circuit"),
        ]
    )
    placed = {p.article: p.story for p in done.placements}
    assert placed["b"] == "a"
    assert placed["x"] == "x"


def test_languages_do_not_mix() -> None:
    articles = [
        article(f"{lang}-{n}", title, hours=n, lang=lang)
        for lang, titles in sorted(SAME.items())
        for n, title in enumerate(titles)
    ]
    placed = {p.article: p.story for p in group(articles).placements}
    for id_, story in placed.items():
        assert id_[:2] == story[:2]


def test_same_names_in_two_languages_stay_apart_when_no_feed_declares_one() -> None:
    english = article(
        "en", "Mayor Ilse Kandrin shuts the Ferris bridge in Dunmere",
        "The mayor said that the bridge will be shut for five months and that it was cracked.",
    )  # fmt: skip
    german = article(
        "de", "Bürgermeisterin Ilse Kandrin sperrt die Ferris-Brücke in Dunmere",
        "Die Brücke ist nach dem Riss für fünf Monate gesperrt und wird nicht mehr befahren.",
    )  # fmt: skip
    placed = {p.article: p.story for p in group([english, german]).placements}
    assert placed == {"en": "en", "de": "de"}


def test_what_the_feed_declares_yields_to_the_words() -> None:
    teaser = (
        "The mayor of Dunmere said that the Ferris bridge will be shut for five months, and that "
        "it had been cracked for a while."
    )
    a = article("a", "Ferris bridge in Dunmere shut over crack", teaser, 0, lang="en")
    b = article("b", "Crack shuts the Ferris bridge in Dunmere", teaser, 1, lang="de")
    placed = {p.article: p.story for p in group([a, b]).placements}
    assert placed["b"] == "a"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=200)), max_size=8))
def test_any_text_is_placed(texts: list[tuple[str, str]]) -> None:
    articles = [article(f"a{n}", title, teaser, hours=n) for n, (title, teaser) in enumerate(texts)]
    assert len(group(articles).placements) == len(articles)
