from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.text.clean import text, title
from briefing.text.html import MAX_TEXT, entities, line, looks_like_html, to_text

PIECES = (
    *("<p>", "</p>", "<", ">", "<!--", "-->", "<script>", "</script>", "<svg>", "</svg>", "'", '"'),
    *("<a href='", '<a href="x>y">', "&amp;", "&#27;", "&#x9b;", "<![CDATA[", "]]>", "<pre>"),
    *("words", "é", "<?", "<!x", "</", "<br/>", "=", "<title>", "\x1b[31m", "\u202e", "&#0;"),
    *("\n", " ", "<q>"),
)
BITS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain words", "plain words"),
        ("<p>One\n  line.</p><p>Two</p>", "One line.\nTwo"),
        ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
        ("<h1>T</h1>text<ul><li>x<li>y</ul>", "T\ntext\nx\ny"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</table>", "1 2\n3"),
        ("in<b>side</b> <i>words</i>", "inside words"),
        ("a &amp; b &lt;c&gt; &eacute; &#8217; &#x27; &nope; &nbsp;d", "a & b <c> é ’ ' &nope; d"),
        ("1 < 2 <3 a<b", "1 < 2 <3 a"),
        ("<script>if (a < b) '</p>'</script>kept<style>p{}</style>", "kept"),
        ("<SCRIPT>x</Script >kept<iframe><p>no</p></iframe>", "kept"),
        ("<head><title>no</title></head>yes<object>no<object>no</object>no</object>", "yes"),
        ("<svg><text>no</text></svg>yes<template>no</template><video>no</video>", "yes"),
        ("<object>never closed, kept", "never closed, kept"),
        ("a<svg/>b", "ab"),
        ("<!-- no <p> -->yes<!-->too<!--->", "yestoo"),
        ("yes<!-- never closed <p>no", "yes"),
        ("<!DOCTYPE html><?php no ?>yes<![CDATA[ <and> this]]>", "yes <and> this"),
        ("<a title=\"a > b\" href='x>y'>link</a>", "link"),
        ("<p title=don't>it's</p> <img alt='x'>fine", "it's\nfine"),
        ("cut off <a href='htt", "cut off"),
        ("<pre>a\n  b\nc</pre>d\ne", "a\nb\nc\nd e"),
        ("<q>said</q>", "“said”"),
        ("a\u00a0\u00a0b<p> \u200b </p>c", "a b\nc"),
        ("&#27;[31mred&#x1b;]0;t&#7; &#155;x \x1b[1mbold", "[31mred]0;t ›x bold"),
        ("&#" + "9" * 9000 + ";", "&#" + "9" * 9000 + ";"),
    ],
)
def test_words_are_kept_and_markup_is_not(html: str, expected: str) -> None:
    assert to_text(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 100_000,
        "<div>" * 100_000,
        "<!--" * 100_000,
        "<" * 500_000,
        "</" * 100_000,
        "<a href='" * 100_000,
        '<a ">"' * 100_000,
        "<a ='>'\"" * 100_000,
        "<svg>" * 100_000 + "</svg>",
        "<script>" * 100_000,
        "<title>" * 100_000,
        "<![CDATA[" * 100_000,
        "<?" * 100_000,
        "&" * 500_000,
        "&#" * 100_000,
        "<a " + "b=c " * 100_000,
        "<pre>\n" * 100_000,
        "word " * 400_000,
        "日本" * 400_000,
        "\x1b]" * 100_000,
    ],
)
def test_hostile_markup_ends(html: str) -> None:
    out = to_text(html)
    assert len(out.encode()) <= MAX_TEXT
    looks_like_html(html)
    line(html)


@given(BITS)
@example("<a '<b>")
def test_what_comes_out_is_clean(html: str) -> None:
    assert text(to_text(html)) == to_text(html)
    assert title(line(html)) == line(html)
    assert "\n\n" not in to_text(html)


@given(st.text())
def test_text_without_markup_keeps_its_words(s: str) -> None:
    s = s.replace("<", "").replace("&", "")
    assert to_text(s).split() == text(s.replace("\n", " ")).replace("\xa0", " ").split() or any(
        c in s for c in "\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\x1b\u200b"
    )


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("<p>x", True),
        ("a <b>b</b>", True),
        ("<!doctype html>", True),
        ("x<br/>", True),
        ("<blink>x</blink>", True),
        ("<!-- c -->", True),
        ("plain", False),
        ("5 < 6 > 4", False),
        ("List<String> x", False),
        ("AT&amp;T", False),
        ("<someone@mail.example>", False),
    ],
)
def test_looks_like_html(s: str, expected: bool) -> None:
    assert looks_like_html(s) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("<b>Bold</b> move<br>now", "Bold move now"),
        ("a <T> in C++", "a <T> in C++"),
        ("Use <div>", "Use <div>"),
        ("<hr/>", ""),
        ("<script>alert(1)</script>", ""),
        ("<blink>Old</blink> web", "Old web"),
        ("History of the <blink> tag", "History of the <blink> tag"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("a</b> b", "a b"),
        ("[link=file:///x]y[/link]", "[link=file:///x]y[/link]"),
        ("<a href='x'>Linked</a>", "Linked"),
    ],
)
def test_lines(raw: str, expected: str) -> None:
    assert line(raw) == expected


def test_entities_of_any_length() -> None:
    assert entities("&#x41;&#65;&amp;&#" + "1" * 5000) == "AA&&#" + "1" * 5000
