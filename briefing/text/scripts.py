"""Scripts that write no spaces between words, as parts of a character class: ``[...]``."""

from __future__ import annotations

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u103f\u104c-\u108f\u109a-\u109f"  # Burmese and its sisters, but for figures and stops
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer, but for figures and stops
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Japanese, Chinese
)
"""Letters and marks; words of these scripts are told apart by a dictionary only."""

STOPS = "。！？｡।॥។៕။"
"""Signs that end a sentence with or without a space behind them: of these scripts and of Hindi
and its sisters."""
