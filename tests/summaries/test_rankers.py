"""The rankers by name, what they need and what they load."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.errors import UsageError
from briefing.summaries import classic
from briefing.summaries.size import METHODS, NEED_NUMPY, Sentences
from briefing.summaries.summarise import summarise
from briefing.text.sentences import sentences_of

from .sample import FULL, story, texts


@pytest.mark.parametrize("method", METHODS)
def test_every_ranker_keeps_budget_and_words(method: str) -> None:
    if method in NEED_NUMPY:
        pytest.importorskip("numpy")
    whole = {one.text for source in story() for one in sentences_of(source)}
    summary = summarise(story(), Sentences(2), method)
    assert len(summary) == 2
    assert set(texts(summary)) <= whole


@pytest.mark.parametrize("method", sorted(NEED_NUMPY))
def test_without_numpy_one_line_says_what_to_install(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classic, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="numpy") as caught:
        summarise(story(), Sentences(2), method)
    assert "briefing-reader[numpy]" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_an_unknown_ranker_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="bart") as caught:
        summarise(story(), Sentences(2), "bart")
    assert "coverage" in caught.value.line()


def run(code: str, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "HOME": "/nonexistent"},
    )
    return done.stdout


def test_sumy_is_not_imported_before_the_first_summary_and_the_hash_seed_is_idle() -> None:
    code = f"""
import sys
from briefing.models import Article, CleanText
from briefing.summaries.summarise import summarise
from briefing.summaries.size import Words
early = sorted({{"sumy", "nltk", "numpy", "requests"}} & set(sys.modules))
text = CleanText({FULL!r})
print(early, [s.sentence for s in summarise(
    [Article(str(n), CleanText("t"), text=text) for n in range(7)], Words(40))])
"""
    first, second = run(code, "1"), run(code, "2")
    assert first == second
    assert first.startswith("[] [")


def test_without_numpy_network_or_home_every_language_is_told() -> None:
    code = f"""
import socket, sys
def refuse(*given, **named): raise AssertionError("a socket")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.modules["numpy"] = None
from briefing.models import Article, CleanText
from briefing.summaries.summarise import summarise
from briefing.summaries.size import Sentences
text = CleanText({FULL!r})
for lang in "ar cs da de el en es fi fr he hi it ja ko nl pl pt ru sv th tr uk zh xx".split():
    for method in ("coverage", "luhn", "kl", "sumbasic"):
        story = [Article(str(n), CleanText("t"), text=text, lang=lang) for n in range(2)]
        print(lang, method, len(summarise(story, Sentences(2), method)))
"""
    counts = {line.rsplit(" ", 1)[1] for line in run(code, "0").splitlines()}
    assert counts == {"2"}
