"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.language import detect


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor said on Monday that the dam would not be opened this year."),
        (
            "de",
            "Die Regierung hat am Montag ein neues Gesetz vorgestellt, das nicht allen gefällt.",
        ),
        ("fr", "Le maire a annoncé lundi que le barrage ne serait pas ouvert cette année."),
        ("es", "El alcalde dijo el lunes que la presa no se abrirá hasta el próximo año."),
        ("pt", "O prefeito disse na segunda-feira que a barragem não será aberta este ano."),
        ("it", "Il sindaco ha detto lunedì che la diga non sarà aperta fino al prossimo anno."),
        ("nl", "De burgemeester zei maandag dat de dam dit jaar niet wordt geopend."),
        ("sv", "Borgmästaren sade på måndagen att dammen inte kommer att öppnas i år."),
        ("pl", "Burmistrz powiedział w poniedziałek, że tama nie będzie otwarta w tym roku."),
        ("cs", "Starosta v pondělí řekl, že přehrada letos nebude otevřena, protože není hotová."),
        (
            "tr",
            "Belediye başkanı barajın bu yıl açılmayacağını ve çok geç olduğunu söyledi.",
        ),
        ("ru", "Мэр сказал в понедельник, что плотину не откроют в этом году."),
        ("uk", "Мер сказав у понеділок, що дамбу не відкриють цього року."),
        ("bg", "Кметът каза в понеделник, че язовирът няма да бъде отворен тази година."),
        ("el", "Ο δήμαρχος είπε ότι το φράγμα δεν θα ανοίξει φέτος."),
        ("ar", "قال رئيس البلدية يوم الاثنين إن السد لن يفتح هذا العام"),
        ("fa", "شهردار گفت که سد امسال باز نمی شود و پروژه به پایان نرسیده است"),
        ("he", "ראש העיר אמר ביום שני כי הסכר לא ייפתח השנה"),
        ("hi", "महापौर ने सोमवार को कहा कि बांध इस साल नहीं खुलेगा"),
        ("zh", "市长周一表示，大坝今年不会开放。"),
        ("ja", "市長は月曜日、ダムは今年開かないと述べた。"),
        ("ko", "시장은 월요일 댐이 올해 열리지 않을 것이라고 말했다"),
        ("lo", "ເຈົ້າເມືອງກ່າວໃນວັນຈັນວ່າເຂື່ອນຈະບໍ່ເປີດໃນປີນີ້"),
        ("km", "អភិបាលក្រុងបាននិយាយថាទំនប់នឹងមិនបើកនៅឆ្នាំនេះទេ។"),
        ("my", "ရေကာတာကို ယခုနှစ် မဖွင့်ဘူးဟု မြို့တော်ဝန်က ပြောသည်။"),
        ("th", "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าเขื่อนจะไม่เปิดในปีนี้"),
    ],
)
def test_a_sentence_is_enough(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize("text", ["", "1234 ...", "Lund meets Brandt", "OK"])
def test_unsure_is_said(text: str) -> None:
    assert detect(text) == ""


def test_a_foreign_name_does_not_change_the_language() -> None:
    text = "The mayor of Москва said that the dam would not be opened this year."
    assert detect(text) == "en"


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in {""} | {detect(text)}
    assert len(detect(text)) in (0, 2)
