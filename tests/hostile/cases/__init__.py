"""All hostile cases, by family."""

from __future__ import annotations

from dataclasses import replace

from . import (
    addresses,
    good,
    http,
    identity,
    known,
    links,
    politeness,
    protocol,
    redirects,
    shapes,
    text,
    xml,
)

FAMILIES = {
    "text": text.CASES,
    "links": links.CASES,
    "http": http.CASES,
    "protocol": protocol.CASES,
    "redirects": redirects.CASES,
    "xml": xml.CASES,
    "shapes": shapes.CASES,
    "identity": identity.CASES,
    "known": known.CASES,
    "politeness": politeness.CASES,
    "addresses": addresses.CASES,
    "good": good.CASES,
}
CASES = tuple(replace(case, family=family) for family, cases in FAMILIES.items() for case in cases)
