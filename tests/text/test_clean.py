from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.text import clean
from briefing.text.clean import decode, host, link, mask, shorten, text, title, width

ESC = "\x1b"
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\xad"
    "\ufff9-\ufffb\U000e0000-\U000e007f\u180e\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001fffe\U0010ffff\U000f0000-\U0010fffd\u2028\u2029]"
)
# Letters that go wrong together: escapes and their ends, joiners, marks, spaces, shaped scripts.
NASTY = st.text(
    st.sampled_from(
        "\x1b\x9b\x9d\x07\x9c\\]P[^_;31m a\n\r\t\x85\u2028\xa0\u3000\u200b\u200c\u200d\ufe0f\ufe00"
        "\U000e0100\U000e0041\u202e\xad\ufeff\u180e\ud800\ue000\ufdd0\ufffe\u0301\u0308\u0488e한"
        "\u1100\u1161\u11a8क\u094d\u093fم\u0651ා\u0dd9\u0dca👩\U0001f3fd🇩1#\u20e3葛❤⇒\u0338Å\u2126\u0958\u2000"
    ),
    max_size=24,
)
ANY = st.one_of(st.text(), st.text(st.characters()), NASTY)  # st.characters brings surrogates


@given(ANY)
@settings(max_examples=600)
@example("a \u200b b")
@example("\u0dd9\u200d\u0dca\u200d")
@example("e\u200d\u0301")
@example("\u1100\u200c\u1161")
@example("क\u0301\u0301\u0301\u0301\u094d\u200dष")
def test_cleaning_twice_is_cleaning_once(s: str) -> None:
    assert title(title(s)) == title(s)
    assert text(text(s)) == text(s)
    assert title(text(s)) == title(title(text(s)))


@given(ANY)
@settings(max_examples=600)
def test_nothing_forbidden_comes_out(s: str) -> None:
    for out in (title(s), text(s)):
        assert FORBIDDEN.search(out) is None
        assert unicodedata.is_normalized("NFC", out)
        out.encode()
        marks = 0
        for c in out:
            marks = marks + 1 if unicodedata.category(c) in ("Mn", "Me") and c < "\ufe00" else 0
            assert marks <= 4
    assert "\n" not in title(s)
    assert "  " not in title(s)
    assert "\n\n\n" not in text(s)


@pytest.mark.parametrize(
    "kept",
    [
        "Plain words, [/foo] and [link=file:///x] & <b>",
        "Größe, naïve, Łódź, Ἑλλάς, Москва",
        "日本語のタイトル、한국어 뉴스。",
        "葛\U000e0100城市の発表",
        "العربية مُحَمَّد",
        "می\u200cخواهم بروم",
        "क्\u200dष और क्\u200cष",
        "ශ්\u200dරී ලංකා",
        "അവന്\u200d വന്നു",
        "র\u200d্যাব",
        "မြှို့",
        "ที่นี่",
        "שָׁלוֹם",
        "👨\u200d👩\u200d👧 and 👩🏽\u200d⚕\ufe0f and ❤\ufe0f",
        "🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 ©\ufe0e 🇩🇪",
        "Việt Nam",
        "x ≠ y, a ⩽ b, 𝔘nicode 𠮷野家",
    ],
)
def test_ordinary_text_stays(kept: str) -> None:
    kept = unicodedata.normalize("NFC", kept)
    assert title(kept) == kept
    assert text(kept) == kept


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        (f"{ESC}[31;5mred{ESC}[0m alert", "red alert"),
        (f"a{ESC}]52;c;aGVsbG8=\x07b", "ab"),
        (f"a{ESC}]8;;http://x.example{ESC}\\b{ESC}]8;;{ESC}\\", "ab"),
        ("a\x9d0;title\x9cb\x9b2Jc", "abc"),
        (f"a{ESC}P1;2|payload{ESC}\\b", "ab"),
        (f"a{ESC}_app{ESC}\\b{ESC}^pm{ESC}\\c{ESC}Xsos\x07d", "abcd"),
        (f"a{ESC}]no end", "ano end"),
        (f"a{ESC}]" + "x" * 5000 + "\x07b", "a" + "x" * 5000 + "b"),
        (f"a{ESC}[31", "a31"),
        (f"a{ESC}cb{ESC}", "ab"),
        (f"{ESC}{ESC}[31m[31mx", "[31mx"),
        ("  two\t\nwords\u2028here\u3000now\xa0", "two words here now"),
        ("a \u200b b", "a b"),
        ("pay\u202epal\u200b.com\ufeff", "paypal.com"),
        ("soft\xadware", "software"),
        ("a\u200db\u200cc", "abc"),
        ("word\ufe0f", "word"),
        ("tag\U000e0067\U000e007f", "tag"),
        ("private \ue000\U000f0001use", "private use"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357algo", "Z\u0353\u0354\u0355\u0356algo"),
        ("cafe\u0301", "café"),
        ("क\u200d\u200d\u200dष", "क\u200dष"),
    ],
)
def test_titles(dirty: str, expected: str) -> None:
    assert title(dirty) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("one\r\ntwo\rthree\n\n\n\nfour\tfive  six", "one\ntwo\nthree\n\nfour five  six"),
        ("\n\n a \n", "a"),
        ("a\x85b\u2029c\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("a\n\u200b\n\n b", "a\n\n b"),
        (f"x{ESC}]0;t\x07\ny", "x\ny"),
    ],
)
def test_texts(dirty: str, expected: str) -> None:
    assert text(dirty) == expected


@pytest.mark.parametrize(
    "piece", [f"{ESC}]", f"{ESC}[0", "\x9d", f"{ESC}]x{ESC}", "\u200d", "\u0301"]
)
def test_long_nasty_strings_end(piece: str) -> None:
    out = title(piece * 100_000)
    assert FORBIDDEN.search(out) is None


# --- display ---------------------------------------------------------------------------------


def test_common_signs_are_as_wide_as_the_tables_say() -> None:
    from wcwidth import wcswidth

    for code in range(0x20, 0x2100):
        told = f"a{chr(code)}b"
        if wcswidth(told) >= 0:
            assert width(told) == wcswidth(told), hex(code)


def test_width_counts_columns() -> None:
    assert [width(s) for s in ("", "abc", "日本", "e\u0301", "👨\u200d👩\u200d👧")] == [
        0,
        3,
        4,
        1,
        2,
    ]


@given(ANY, st.integers(-1, 30))
def test_shortened_fits_and_stays(s: str, columns: int) -> None:
    line = title(s)
    cut = shorten(line, columns)
    assert width(cut) <= max(0, columns)
    assert shorten(cut, columns) == cut
    assert cut == line or columns <= 0 or cut.endswith("…")


def test_clusters_stay_whole() -> None:
    assert shorten(title("日本語の話"), 6) == "日本…"
    assert shorten(title("a👨\u200d👩\u200d👧b"), 2) == "a…"
    assert shorten(title("some words here"), 6) == "some…"


# --- links -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("  HTTPS://news.example/a \n", "https://news.example/a"),
        ("https://news.example/a\n  b", "https://news.example/a%20%20b"),
        ('https://news.example/"x"<y>', "https://news.example/%22x%22%3Cy%3E"),
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("/story", ""),
        ("", ""),
        ("-https://x", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("vbscript:x", ""),
        ("ftp://x.example/", ""),
        ("https://", ""),
        ("https:///path", ""),
        ("https://x.example:99999/", ""),
        ("https://x.example:port/", ""),
        ("https://exa mple.com/", ""),
        ("https://good.example\\@evil.example/", ""),
        ("https://[::1", ""),
        ("https://x.example/\u202etxt", ""),
        (f"https://x.example/{ESC}[31m", ""),
        ("https://x.example/\u200b", ""),
        ("https://x.example/" + "a" * 4096, ""),
    ],
)
def test_links(raw: str, expected: str) -> None:
    assert link(raw) == expected


def test_relative_links_leave_credentials_behind() -> None:
    base = "https://me:secret@news.example/feeds/rss.xml"
    assert link("../a/b", base) == "https://news.example/a/b"
    assert link("?p=1", base) == "https://news.example/feeds/rss.xml?p=1"
    assert link("//other.example/x", base) == "https://other.example/x"
    assert link("mailto:a@b.example", base) == ""
    assert link("javascript:x", base) == ""


@given(ANY, st.sampled_from(["", "https://news.example/a/", "nonsense", "http://[x"]))
@settings(max_examples=300)
def test_links_are_safe_and_settled(s: str, base: str) -> None:
    for raw in (s, "https://" + s, "https://x.example/" + s):
        out = link(raw, base)
        if out:
            assert re.match("https?://[^/]", out)
            assert title(out) == out
            assert " " not in out
            assert len(out) <= clean.MAX_LINK
            assert link(out) == out
        host(raw)
        mask(raw)


def test_credentials_are_masked_everywhere_in_a_line() -> None:
    line = "cannot read https://me:pa@ss@a.example/x?y=@ nor http://b@c.example"
    assert mask(line) == "cannot read https://***@a.example/x?y=@ nor http://***@c.example"
    assert mask("https://a.example/@me") == "https://a.example/@me"


def test_host_is_plain_ascii() -> None:
    assert host("https://me:pw@News.Example:8080/x") == "news.example"
    assert host("https://аррlе.example/") == "xn--l-7sbq6ba.example"
    assert host("https://bücher.example") == "xn--bcher-kva.example"
    assert host("not a url") == ""
    assert host("https://" + "ü" * 80 + ".example").isascii()


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        ("Grüße".encode(), "", "Grüße"),
        ("Grüße".encode("latin-1"), "", "Grüße"),
        ("Grüße “quoted”".encode("cp1252"), "ISO-8859-1", "Grüße “quoted”"),
        ("Привет".encode("cp1251"), "windows-1251", "Привет"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        ("日本".encode(), "no-such-encoding", "日本"),
        (b"\\x1b[31m", "unicode_escape", "\\x1b[31m"),
        (b"+AGE-", "utf-7", "+AGE-"),
        (b"abc", "zlib", "abc"),
        (b"abc", "../../etc", "abc"),
        (b"abc", "a\x00b", "abc"),
        ("hello".encode("utf-16"), "utf-8", "hello"),
        (b"\xef\xbb\xbfhi", "latin-1", "hi"),
        ("Grüße und Küsse".encode()[:-5] + b"\xc3", "utf-8", "Grüße und K\ufffd"),
        (b"", "", ""),
    ],
)
def test_decoding(data: bytes, declared: str, expected: str) -> None:
    assert decode(data, declared) == expected


@given(st.binary(), st.one_of(st.text(max_size=12), st.sampled_from(["big5", "utf-16", "hz"])))
def test_decoding_never_raises(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared), str)
