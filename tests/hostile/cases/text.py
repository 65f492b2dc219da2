"""What strangers write into titles, names and texts to rule a terminal or to deceive an eye."""

from __future__ import annotations

from ..bodies import Item, Serve, answer, atom, items, jsonfeed, rss
from ..case import Asked, Case, Steps

ESC = "\x1b"

# What is written, and what may be left of it. Two words around each show that nothing else went.
TITLES: dict[str, tuple[str, str]] = {
    "sgr colour": (f"calm {ESC}[31;5mred{ESC}[0m sea", "calm red sea"),
    "cursor and erase": (f"calm {ESC}[2J{ESC}[1;1Hsea", "calm sea"),
    "private mode": (f"calm{ESC}[?1049h{ESC}[?1003h sea", "calm sea"),
    "csi with intermediates": (f'calm{ESC}[4;2"p{ESC}[ q sea', "calm sea"),
    "csi without an end": (f"calm sea{ESC}[31;", "calm sea31;"),
    "osc title": (f"calm{ESC}]0;owned\x07 sea", "calm sea"),
    "osc clipboard": (f"calm{ESC}]52;c;ZWNobyBoaQ==\x07 sea", "calm sea"),
    "osc link": (f"{ESC}]8;;http://x.example{ESC}\\calm{ESC}]8;;{ESC}\\ sea", "calm sea"),
    "osc ended by c1": (f"calm{ESC}]2;owned\x9c sea", "calm sea"),
    "osc without an end": (f"calm {ESC}]0;sea", "calm 0;sea"),
    "osc with a far end": (f"calm {ESC}]0;" + "sea " * 1200 + "\x07", "calm 0;"),
    "dcs": (f"calm{ESC}P1$qm{ESC}\\ sea", "calm sea"),
    "apc": (f"calm{ESC}_Gf=100;AAAA{ESC}\\ sea", "calm sea"),
    "pm and sos": (f"calm{ESC}^x{ESC}\\{ESC}Xy{ESC}\\ sea", "calm sea"),
    "reset": (f"calm{ESC}c sea", "calm sea"),
    "charset switch": (f"calm{ESC}(0 sea", "calm0 sea"),
    "lone escape at the end": (f"calm sea{ESC}", "calm sea"),
    "many escapes": (f"calm {ESC * 500}sea", "calm ea"),
    "nested escapes": (f"calm {ESC}{ESC}[31m[31msea", "calm [31msea"),
    "c1 csi": ("calm \x9b31msea", "calm sea"),
    "c1 osc": ("calm \x9d0;owned\x9csea", "calm sea"),
    "c1 dcs": ("calm \x90q\x9csea", "calm sea"),
    "c1 all": ("calm " + "".join(map(chr, range(0x80, 0x85))) + "sea", "calm sea"),
    "nul": ("ca\x00lm se\x00a", "calm sea"),
    "bell and backspace": ("calm\x07 se\x08a", "calm sea"),
    "shift out and in": ("calm\x0e se\x0fa", "calm sea"),
    "del": ("cal\x7fm sea", "calm sea"),
    "tab and line ends": ("calm\t\r\n  \x0b\x0csea", "calm sea"),
    "nel and separators": ("calm\x85\u2028\u2029sea", "calm sea"),
    "wide spaces": ("calm\xa0\u2003\u3000sea", "calm sea"),
    "bidi override": ("calm \u202esea\u202c", "calm sea"),
    "bidi isolates": ("calm \u2066\u2067\u2068sea\u2069", "calm sea"),
    "bidi marks": ("calm\u200e \u200f\u061csea", "calm sea"),
    "zero width": ("ca\u200blm\u2060 s\ufeffea", "calm sea"),
    "soft hyphen": ("ca\xadlm sea", "calm sea"),
    "tag characters": ("calm sea" + "".join(chr(0xE0000 + ord(c)) for c in "obey"), "calm sea"),
    "joiners where none belong": ("ca\u200dlm s\u200cea\ufe0f", "calm sea"),
    "mongolian separator": ("cal\u180em sea", "calm sea"),
    "annotation": ("calm \ufff9sea\ufffa\ufffb", "calm sea"),
    "noncharacters": ("calm \ufdd0\ufffe\U0001ffffsea", "calm sea"),
    "private use": ("calm \ue000\U000f0000sea", "calm sea"),
    "lone surrogate": ("calm \ud800sea", "calm sea"),
    "forty marks": ("calm x" + "\u0325" * 40, "calm x" + "\u0325" * 4),
    "marks that stack up": ("calm " + "a\u0335\u0346\u0347\u0348\u0349\u034a" * 3, None),
    "decomposed": ("calm se\u0301a", "calm s\xe9a"),
    "only invisible": ("\u200b\u2060\ufeff", "Words that stand behind"),
    "emoji family stays": ("calm 👩‍👩‍👧 sea", "calm 👩‍👩‍👧 sea"),
    "arabic stays": ("بحر هادئ اليوم", "بحر هادئ اليوم"),
    "indic joiner stays": ("क्‍ष शांत", "क्‍ष शांत"),
    "persian joiner stays": ("می‌روم", "می‌روم"),
    "cjk stays": ("静かな海", "静かな海"),
    "markup colour": ("[red]calm[/red] sea", "[red]calm[/red] sea"),
    "markup closing": ("[/] calm sea [/foo]", "[/] calm sea [/foo]"),
    "markup action": ("[@click=app.quit]calm[/] sea", "[@click=app.quit]calm[/] sea"),
    "markup link": ("[link=file:///etc/passwd]calm[/link]", "[link=file:///etc/passwd]calm[/link]"),
    "markup unfinished": ("calm [a=' sea", "calm [a=' sea"),
    "markup slash": ("calm [/ sea", "calm [/ sea"),
    "markup crossed": ("[b]calm[/i] sea", "[b]calm[/i] sea"),
    "markup escaped": ("\\[calm] \\\\[sea", "\\[calm] \\\\[sea"),
    "templates": ("{0} {x!r} %s %n $HOME ${sea} `calm`", "{0} {x!r} %s %n $HOME ${sea} `calm`"),
    "shell": ("$(touch {secret}.ran);`touch {secret}.ran`", None),
    "markdown link": ("calm](javascript:alert) [sea", "calm](javascript:alert) [sea"),
    "header injection": ("calm\r\nBcc: all@x.example\r\n\r\nsea", "calm Bcc: all@x.example sea"),
    "html tags": ("<b>calm</b> <i>sea</i>", "calm sea"),
    "html script": ("calm<script>alert('sea')</script>", "calm"),
    "html handler": ("calm <img src=x onerror=alert(1)>sea", "calm sea"),
    "html breaks out": ("\"'><svg onload=alert(1)>calm sea", None),
    "json breaks out": ('calm", "x": "sea', 'calm", "x": "sea'),
    "sql": ("calm'); drop table article; --sea", "calm'); drop table article; --sea"),
    "very long": ("calm sea " * 20_000, None),
    "one very long word": ("calm" * 30_000, None),
    "formula": ("=cmd|' /C calc'!A0 calm", "=cmd|' /C calc'!A0 calm"),
}  # fmt: skip


def _json(title: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        one = Item(
            asked.at(title),
            f"https://{asked.slug}.example/1",
            "1",
            "Words that stand behind",
        )
        return [answer(jsonfeed([one]), kind="application/feed+json")]

    return serve


def _everywhere(payload: str) -> Serve:
    """The payload in every field a JSON Feed has."""

    def serve(asked: Asked) -> Steps:
        link = f"https://{asked.slug}.example/"
        row = {
            "id": f"id {payload}",
            "url": link + "1",
            "title": f"Everywhere {payload} one",
            "summary": f"Summary {payload} of it",
            "content_text": f"First line {payload}.\n\nIt is not known why {payload} broke. " * 3,
            "date_published": f"2026-11-20T10:00:00Z{payload}",
            "authors": [{"name": f"A {payload} writer", "url": payload}],
            "tags": [payload],
            "language": payload,
            "image": payload,
        }
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"Outlet {payload} here",
            "home_page_url": payload,
            "language": payload,
            "items": [row],
        }
        import json

        return [answer(json.dumps(feed).encode(), kind=f"application/json; charset={'x' * 300}")]

    return serve


def _raw(title: bytes, declaration: bytes = b'<?xml version="1.0"?>') -> Serve:
    """Bytes that XML forbids, in an RSS document all the same."""

    def serve(asked: Asked) -> Steps:
        link = f"https://{asked.slug}.example/1".encode()
        return [
            answer(
                declaration
                + b'<rss version="2.0"><channel><title>Quay Post</title><item><title>'
                + title
                + b"</title><link>"
                + link
                + b"</link><description>A short account."
                b"</description></item></channel></rss>"
            )
        ]

    return serve


def _html_text(asked: Asked) -> Steps:
    one = items(asked, "A text of many tags")[0]
    text = (
        "<script>alert(1)</script><style>p{}</style><iframe src='http://{canary}/'></iframe>"
        "<p>First\x9b31m paragraph &#27;[31m of it.</p><p>Second &#8238;one.</p>"
        "<img src='http://{canary}/pixel.gif'><link rel=stylesheet href='http://{canary}/x.css'>"
    )
    extra = f"<enclosure url='{asked.at('http://{canary}/a.mp3')}' length='1' type='audio/mpeg'/>"
    one = Item(one.title, one.link, one.guid, asked.at(text))
    from ..bodies import rss_item

    return [answer(rss([rss_item(one, extra)]))]


def _atom_xhtml(asked: Asked) -> Steps:
    body = atom(items(asked, "Plain beside it")).decode()
    entry = (
        '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">calm <b>sea</b>'
        f"<script>alert(1)</script></div></title><id>x</id><link href='https://{asked.slug}.example/x'/>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p></div></content>"
        "</entry></feed>"
    )
    return [answer(body.replace("</feed>", entry).encode())]


def _category(asked: Asked) -> Steps:
    one = items(asked, "Names around it")[0]
    from ..bodies import rss_item

    more = (
        "<author>x@y.example (&lt;b&gt;\u202eA\u200bnn&lt;/b&gt;)</author>"
        "<category domain='x'>\u202ec\u200bd</category>"
        "<source url='javascript:1'>\u202esource</source>"
        "<comments>javascript:alert(1)</comments>"
    )
    return [answer(rss([rss_item(one, more)], "Post \u202e\u200b[/red]"))]


CASES = [
    *(
        Case(
            f"title {name}",
            _json(raw),
            titles=None if name == "osc with a far end" or wanted is None else (wanted,),
            count=1,
        )
        for name, (raw, wanted) in TITLES.items()
    ),
    *(
        Case(f"everywhere {name}", _everywhere(payload), count=1)
        for name, payload in {
            "escape": f"{ESC}[31m",
            "clipboard": f"{ESC}]52;c;aGk=\x07",
            "c1": "\x9b2J\x9d0;x\x9c",
            "bidi": "\u202e\u2066",
            "invisible": "\u200b\u2060\ufeff\U000e0041",
            "marks": "e" + "\u0301" * 40,
            "markup": "[/][@click=app.quit]",
            "lines": "\r\n\r\n",
            "surrogate": "\udc9b",
            "nul": "\x00",
        }.items()
    ),
    Case("raw escape in xml", _raw(b"calm \x1b[31msea"), titles=("calm sea",)),
    Case("raw c1 in xml", _raw("calm \x9b31msea".encode()), count=1),
    Case("raw cp1252 in xml", _raw(b"calm \x93sea\x94"), titles=("calm “sea”",)),
    Case("escaped escape in xml", _raw(b"calm &#27;[31msea"), count=1),
    Case("escaped c1 in xml", _raw(b"calm &#155;31msea"), count=1),
    Case("twice escaped c1 in xml", _raw(b"calm &amp;#155;31msea"), count=1),
    Case("twice escaped bidi in xml", _raw(b"calm &amp;#8238;sea"), titles=("calm sea",)),
    Case(
        "unicode_escape declared",
        _raw(rb"calm \x1b[31m\u202esea", b'<?xml version="1.0" encoding="unicode_escape"?>'),
        titles=(r"calm \x1b[31m\u202esea",),
    ),
    Case(
        "utf-7 declared",
        _raw(b"calm +ADw-script+AD4- sea", b'<?xml version="1.0" encoding="utf-7"?>'),
        titles=("calm +ADw-script+AD4- sea",),
    ),
    Case(
        "rot13 declared",
        _raw(b"calm sea", b'<?xml version="1.0" encoding="rot13"?>'),
        titles=("calm sea",),
    ),
    Case("markup in text fetches nothing", _html_text, titles=("A text of many tags",)),
    Case("xhtml title", _atom_xhtml, count=2),
    Case("names and categories", _category, titles=("Names around it",)),
]
