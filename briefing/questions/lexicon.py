"""The word classes: a form is looked up once and gives its lemma, its tag and its classes as
bits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from briefing.questions.inflect import IRREGULAR, forms

NAME: Final = "NAME"
NUMBER: Final = "NUMBER"


@dataclass(frozen=True, slots=True)
class Word:
    """A form as the lexicon knows it."""

    lemma: str
    tag: str
    """"" base form, "s", "ed" (past), "en" (participle), "ing"."""
    bits: int


Token = tuple[str, str, str, int, bool, bool]
"""What a spelling is wherever it stands: lower case, lemma, tag, classes, whether its capital may
make it a name, whether it is a word or a number."""


class Lexicon:
    """Classes by name, forms by spelling. Built once from ``data/classes.toml``."""

    def __init__(self, classes: dict[str, str], surface: dict[str, str]) -> None:
        self.names: list[str] = [NAME, NUMBER]
        self.bit: dict[str, int] = {NAME: 1, NUMBER: 2}
        self._classes: dict[str, list[str]] = {}
        """lemma -> class names"""
        self._surface: dict[str, list[str]] = {}
        self._cache: dict[str, Word] = {}
        self.tokens: dict[str, Token] = {}
        """What ``tokens.units`` knows of a spelling; emptied when the classes change."""
        self._forms: dict[str, tuple[str, str]] = {}
        for name, text in classes.items():
            self._register(name)
            for lemma in text.split():
                self._classes.setdefault(lemma, []).append(name)
        for name, text in surface.items():
            self._register(name)
            for form in text.split():
                self._surface.setdefault(form, []).append(name)
        for lemma in [*IRREGULAR, *self._classes]:
            for form, tag in forms(lemma):
                known = self._forms.get(form)
                if known is None or (known[1] and not tag):
                    self._forms[form] = (lemma, tag)
        self._tagged: dict[str, list[tuple[str, int]]] = {}
        """class name -> (tag, bit) for classes that a family asks for in one form only"""

    def _register(self, name: str) -> None:
        if name not in self.bit:
            self.bit[name] = 1 << len(self.names)
            self.names.append(name)

    def mask(self, slot: str) -> int:
        """Bits of a slot such as ``DECIDE``, ``DECIDE:ing`` or a lemma in lower case (made a
        class of its own). Raises KeyError for an unknown class name."""
        base, _, tag = slot.partition(":")
        if base.islower() or not base.isalpha():
            if slot not in self.bit:
                self._register(slot)
                if tag:
                    self._tagged.setdefault(base, []).append((tag, self.bit[slot]))
                    self._classes.setdefault(base, [])
                    if base not in self._classes[base]:
                        self._register(base)
                        self._classes[base].append(base)
                else:
                    self._classes.setdefault(base, []).append(base)
                for form, form_tag in forms(base):
                    self._forms.setdefault(form, (base, form_tag))
                self._cache.clear()
                self.tokens.clear()
            return self.bit[slot]
        if base not in self.bit:
            raise KeyError(slot)
        if tag:
            if slot not in self.bit:
                self._register(slot)
                self._tagged.setdefault(base, []).append((tag, self.bit[slot]))
                self._cache.clear()
                self.tokens.clear()
            return self.bit[slot]
        return self.bit[base]

    def known(self, form: str) -> bool:
        """True when the lower-case form belongs to the lexicon (so a capital does not make a
        name)."""
        return form in self._forms or form in self._surface

    def word(self, form: str) -> Word:
        """Lemma, tag and classes of a lower-case form; unknown words get a rule-made lemma."""
        found = self._cache.get(form)
        if found is None:
            found = self._look(form)
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[form] = found
        return found

    def _look(self, form: str) -> Word:
        lemma, tag = self._forms.get(form, ("", ""))
        if not lemma:
            lemma, tag = _by_rule(form)
        bits = 0
        for name in self._classes.get(lemma, ()):
            bits |= self.bit[name]
            for wanted, bit in self._tagged.get(name, ()):
                # Regular past and participle are spelled alike: either asks for the other.
                if wanted == tag or {wanted, tag} == {"ed", "en"}:
                    bits |= bit
        for name in self._surface.get(form, ()):
            bits |= self.bit[name]
        if form[:1].isdigit() or form[:1] in "$£€":
            bits |= self.bit[NUMBER]
        return Word(lemma, tag, bits)


def _by_rule(form: str) -> tuple[str, str]:
    """Lemma and tag by suffix for words outside the lexicon."""
    if len(form) > 4:
        if form.endswith("ies"):
            return form[:-3] + "y", "s"
        if form.endswith("ing") and len(form) > 5:
            return form[:-3], "ing"
        if form.endswith("ed"):
            return form[:-2], "ed"
        if form.endswith(("sses", "shes", "ches", "xes")):
            return form[:-2], "s"
    if len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is", "'s")):
        return form[:-1], "s"
    return form, ""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged lexicon, read on first use."""
    text = (files("briefing.questions") / "data" / "classes.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Lexicon(data["classes"], data["forms"])
