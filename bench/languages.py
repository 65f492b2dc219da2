"""How often the language of a text is told rightly, beside the small libraries that are there.

    .venv/bin/python bench/languages.py

Ours is a profile of function words and scripts (``briefing.text.language``). py3langid and
langdetect are measured too where they are installed; neither is needed. Texts are those of
``../shared/data/summaries``, which are not part of this repository: titles, the first
sentences of articles, and whole articles.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefing.models import Article, CleanText
from briefing.text.language import detect
from briefing.text.sentences import sentences_of

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "summaries"
FILES = ("single_writers.jsonl", "multi_multinews.jsonl", "multi_wikinews.jsonl")
KINDS = ("title", "sentence", "article")

Detector = Callable[[str], str]


def detectors() -> dict[str, Detector]:
    """Ours, and the libraries that are installed."""
    found: dict[str, Detector] = {"ours": detect}
    try:
        langid = importlib.import_module("py3langid")
        found["py3langid"] = lambda text: str(langid.classify(text)[0])
    except ImportError:
        pass
    try:
        library = importlib.import_module("langdetect")
    except ImportError:
        return found
    library.DetectorFactory.seed = 0

    def langdetect(text: str) -> str:
        try:
            return str(library.detect(text))[:2]
        except library.LangDetectException:
            return ""

    found["langdetect"] = langdetect
    return found


def texts() -> dict[tuple[str, str], list[str]]:
    """(kind, language) -> texts."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in FILES:
        for line in (DATA / name).read_text(encoding="utf-8").split("\n"):
            row = json.loads(line or "null")
            for doc in row["docs"] if row else ():
                one = Article("", CleanText(doc.get("title") or ""), text=CleanText(doc["text"]))
                first = [s.text for s in sentences_of(one) if not s.is_title][:1]
                for kind, text in zip(KINDS, (one.title, "".join(first), one.body), strict=True):
                    if text:
                        found.setdefault((kind, row["lang"]), []).append(text)
    return found


def main() -> int:
    if not DATA.is_dir():
        print(f"bench/languages: the data are not there: {DATA}", file=sys.stderr)
        return 1
    known = texts()
    print("percent right / unsure / wrong, ms a text")
    print(f"{'':10}{'':4}{'texts':>6}", *(f"{name:>30}" for name in detectors()))
    for (kind, lang), some in sorted(
        known.items(), key=lambda item: (KINDS.index(item[0][0]), item)
    ):
        cells = []
        for told in detectors().values():
            told(some[0])  # profiles are read at the first call
            began = time.process_time()
            answers = [told(text) for text in some]
            took = (time.process_time() - began) / len(some) * 1e3
            right, unsure = answers.count(lang), answers.count("")
            shares = [100 * n / len(some) for n in (right, unsure, len(some) - right - unsure)]
            cells.append(" / ".join(f"{share:5.1f}" for share in shares) + f" {took:7.2f}")
        print(f"{kind:10}{lang:4}{len(some):6}", *(f"{cell:>30}" for cell in cells), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
