"""All hostile cases, by family."""

from __future__ import annotations

from dataclasses import replace

from . import addresses, good, http, identity, links, politeness, redirects, text, xml

FAMILIES = {
    "text": text.CASES,
    "links": links.CASES,
    "http": http.CASES,
    "redirects": redirects.CASES,
    "xml": xml.CASES,
    "identity": identity.CASES,
    "politeness": politeness.CASES,
    "addresses": addresses.CASES,
    "good": good.CASES,
}
CASES = tuple(replace(case, family=family) for family, cases in FAMILIES.items() for case in cases)
