"""What may be opened and what may not: the links of entries."""

from __future__ import annotations

from ..bodies import Item, Serve, answer, atom, jsonfeed, rss
from ..case import Asked, Case, Steps

BASE = "https://{slug}.example"

# The link as it stands in the feed, and as it may be kept ("" for not at all).
LINKS: dict[str, tuple[str, str]] = {
    "javascript": ("javascript:alert(1)", ""),
    "javascript in capitals": (" JaVaScRiPt:alert(1)", ""),
    "javascript with a break": ("java\nscript:alert(1)", ""),
    "javascript with a host": ("javascript://x.example/%0aalert(1)", ""),
    "vbscript": ("vbscript:msgbox(1)", ""),
    "data": ("data:text/html,<script>alert(1)</script>", ""),
    "file": ("file:///etc/passwd", ""),
    "ftp": ("ftp://x.example/a", ""),
    "mailto": ("mailto:a@x.example", ""),
    "option": ("--upload-file=/etc/passwd", None),
    "blob and view-source": ("view-source:http://x.example/", ""),
    "ssh": ("ssh://-oProxyCommand=calc/x", ""),
    "no host": ("http:///a", ""),
    "space host": ("http://x example/a", ""),
    "bad port": ("http://x.example:99999/a", ""),
    "bad bracket": ("http://[::1/a", ""),
    "escape in it": ("http://x.example/\x1b[31m", ""),
    "bidi in it": ("http://x.example/\u202egnp.exe", ""),
    "zero width in host": ("http://x\u200b.example/a", ""),
    "nul in it": ("http://x.example/\x00a", ""),
    "five thousand characters": ("http://x.example/" + "a" * 5000, ""),
    "four thousand characters": (f"{BASE}/" + "a" * 4000, f"{BASE}/" + "a" * 4000),
    "spaces": (f"{BASE}/a b", f"{BASE}/a%20b"),
    "quotes and brackets": (f'{BASE}/a"b<c>', f"{BASE}/a%22b%3Cc%3E"),
    "other letters": (f"{BASE}/стаття", f"{BASE}/стаття"),
    "shell": (f"{BASE}/;touch${{IFS}}{{secret}}.ran", None),
    "plain": (f"{BASE}/good", f"{BASE}/good"),
}  # fmt: skip


def _linked(link: str) -> Serve:
    def serve(asked: Asked) -> Steps:
        link_here = asked.at(link).replace("{slug}", asked.slug)
        one = Item("An entry with a link", link_here, "id-1")
        return [answer(jsonfeed([one]), kind="application/feed+json")]

    return serve


def _relative(asked: Asked) -> Steps:
    return [answer(atom([Item("An entry with a link", "../news/1", "id-1")]))]


def _xml_base(asked: Asked) -> Steps:
    body = atom([Item("An entry with a link", "news/1", "id-1")])
    return [answer(body.replace(b"<feed ", b'<feed xml:base="javascript:alert(1)//" '))]


def _guid_link(asked: Asked) -> Steps:
    return [answer(rss([Item("An entry with a link", "", "javascript:alert(1)")]))]


def _private_link(asked: Asked) -> Steps:
    return [answer(rss([Item("An entry with a link", asked.at("http://{canary}/page"), "id-1")]))]


def _teasers(asked: Asked) -> Steps:
    if asked.path == "/robots.txt":
        return [answer(b"User-agent: *\nAllow: /\n", kind="text/plain")]
    if asked.path.startswith("/page"):
        return [answer(b"", 302, Location=asked.at("http://{canary}/page"))]
    links = [
        *("http://{canary}/page-0", "http://{decimal_canary}/page", "http://{mapped_canary}/page"),
        *("http://{six_canary}/page", "http://{named_canary}/page", "http://{own_canary}/page"),
        *("http://{zero_canary}/page", "http://{short_canary}/page", "http://{host}/page-1"),
    ]
    return [answer(rss([Item(f"Teaser {n}", asked.at(link)) for n, link in enumerate(links)]))]


def _credentials(asked: Asked) -> Steps:
    link = "http://reader:swordfish@credentials.example/a"
    return [answer(rss([Item("An entry with a link", link, "id-1")]))]


def _mixed(asked: Asked) -> Steps:
    return [answer(rss([Item("An entry with a link", "https://аpple-mixed.example/a", "id-1")]))]


ONE = ("An entry with a link",)
CASES = [
    *(
        Case(
            f"link {name}",
            _linked(raw),
            titles=ONE,
            urls=None
            if wanted is None
            else (wanted.replace("{slug}", f"link {name}".replace(" ", "-")),),
        )
        for name, (raw, wanted) in LINKS.items()
    ),
    Case("link relative", _relative, titles=ONE, urls=("http://{host}/news/1",)),
    Case("link with a wrong base", _xml_base, titles=ONE),
    Case("link in a guid", _guid_link, titles=ONE, urls=("",)),
    Case("link into private space", _private_link, titles=ONE),
    Case("link with credentials", _credentials, titles=ONE),
    Case("link of mixed scripts", _mixed, titles=ONE),
    Case("full text in private space", _teasers, count=9, full_text=True),
]
