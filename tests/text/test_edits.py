from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.edits import added, says_more

HEAD = "Ferry Halcyon runs aground off Port Quillon"
BODY = (
    "The ferry Halcyon ran aground off Port Quillon early on Friday with 210 people aboard. "
    "All passengers were taken off in lifeboats before noon, the coastguard said."
)
MORE = "The captain was questioned by prosecutors on Friday evening about his use of a telephone."
OTHER = "Prosecutors charged the captain of the ship with neglect on Friday night and seized logs."
LINKS = (
    "Storm shuts the harbour. Tram line opens early. Museum shows clocks. Apple harvest is late."
)


@pytest.mark.parametrize(
    ("title", "body", "more"),
    [
        (HEAD, BODY, False),
        (HEAD, BODY.replace("Friday", "Saturday"), False),
        (HEAD, BODY.replace("noon", "midday"), False),
        (HEAD, BODY.partition(". ")[0], False),
        ("Halcyon: what a night at sea was like for those aboard", BODY, False),
        (HEAD, f"{BODY} {MORE}", True),
        (HEAD, f"{MORE} {BODY}", True),
        ("Captain of stranded ferry is charged with neglect", OTHER, True),
        ("Ferry Halcyon runs aground off Port Quillon, 14 hurt", BODY, True),
        ("Ferry Halcyon with 210 aboard runs aground off Port Quillon", BODY, False),
        (HEAD, LINKS, False),
    ],
)
def test_an_edit_says_more_or_it_does_not(title: str, body: str, more: bool) -> None:
    assert says_more(HEAD, BODY, title, body) is more


UNSPACED = {
    "zh": (
        "渡轮在港口外搁浅",
        "渡轮翠鸟号周五清晨在港口外搁浅,船上有二百多人。海岸警卫队说,所有乘客在中午之前都已乘救生艇离船。",
        ("中午", "正午"),
        "周五晚上,检察官就船长在驾驶台上使用电话一事对他进行了长时间的讯问。",
    ),
    "ja": (
        "フェリーが港の沖で座礁",
        "フェリーは金曜日の早朝、港の沖で座礁した。海上保安庁によると、乗客は全員、昼前に救命艇で避難した。",
        ("昼前", "正午前"),
        "検察は金曜日の夜、操船中に電話を使っていた疑いで船長から事情を聴いた。",
    ),
    "th": (
        "เรือข้ามฟากเกยตื้นนอกท่าเรือ",
        "เรือข้ามฟากเกยตื้นนอกท่าเรือเมื่อเช้าวันศุกร์ ผู้โดยสารทุกคนออกจากเรือก่อนเที่ยง หน่วยยามฝั่งกล่าว",
        ("เที่ยง", "บ่าย"),
        "อัยการสอบปากคำกัปตันเรือในคืนวันศุกร์เรื่องการใช้โทรศัพท์ขณะเดินเรือ",
    ),
}


@pytest.mark.parametrize("lang", UNSPACED)
def test_scripts_without_spaces_say_more_too(lang: str) -> None:
    title, body, (word, other), more = UNSPACED[lang]
    assert word in body
    assert not says_more(title, body, title, body.replace(word, other))
    assert says_more(title, body, title, body + more)
    assert says_more(title, body, title, more + body)
    assert added(body, [body.replace(word, other), more]) == (more,)


def test_a_new_figure_in_a_headline_without_spaces_says_more() -> None:
    title, body, *_ = UNSPACED["zh"]
    assert says_more(title, body, f"{title},14人受伤", body)


@given(st.text(), st.text())
def test_no_edit_says_nothing_more(title: str, body: str) -> None:
    assert not says_more(title, body, title, body)


def test_added_sentences_are_told_from_mended_ones():
    mended = BODY.replace("noon", "midday").split(". ")
    assert added(BODY, [*mended, MORE]) == (MORE,)
    assert added(BODY, ["Port Quillon", "Yes.", "…"]) == ("Yes.",)


@given(st.text(), st.lists(st.text()))
def test_what_stood_there_is_never_new(before, sentences):
    assert set(added(before, sentences)) <= set(sentences)
    assert added(" ".join([before, *sentences]), sentences) == ()
