"""Vectors of the words of the news, out of a small encoder's word table: what
``bench/train_questions.py`` learns the leaning of words from.

    python bench/word_vectors.py --encoder DIR               write bench/word_vectors.npz

Needs numpy, tokenizers and safetensors (none of them is needed to run the program), ../shared/data,
and in DIR a small BERT-shaped encoder: tokenizer.json, model.safetensors (all-MiniLM-L6-v2,
Apache-2.0, was used). A word is the mean of its pieces, cut to its main directions and kept as
whole numbers of one byte; words that are rare in the news texts are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import train_questions as train
from news_texts import texts
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from briefing.questions.lexicon import lexicon
from briefing.questions.tokens import units

LEAST_SEEN = 2
DIRECTIONS = 128
PIECES = 8
"""Pieces of a word that count."""
TABLE = "embeddings.word_embeddings.weight"


def counted() -> tuple[Counter[str], int]:
    """In how many sentences each word stands, and how many sentences there are."""
    words = lexicon()
    found = [u for one in train.load() for u in one.read.units]
    found += [units(sentence, words) for text in texts() for sentence in text.sentences]
    seen: Counter[str] = Counter()
    for u in found:
        seen.update({low for low in u.low if low[0].isalpha()})
    return seen, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--encoder", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    seen, total = counted()
    names = sorted(word for word, count in seen.items() if count >= LEAST_SEEN)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    weights = load_file(str(options.encoder / "model.safetensors"))
    table = weights.get(TABLE, weights.get("bert." + TABLE)).astype(np.float32)
    pieces = tokenizer.encode_batch(names, add_special_tokens=False)
    vectors = np.stack([table[e.ids[:PIECES]].mean(0) for e in pieces])
    vectors -= vectors.mean(0)
    _, strength, directions = np.linalg.svd(vectors, full_matrices=False)
    # The strong directions tell mostly how common a word is: they are held down by half.
    spread = strength[:DIRECTIONS] / np.sqrt(len(names))
    vectors = vectors @ directions[:DIRECTIONS].T / np.sqrt(spread)
    rarity = np.log(total / (1.0 + np.array([seen[name] for name in names])))
    vectors *= rarity[:, None]
    scale = np.abs(vectors).max(0) / 127.0
    np.savez_compressed(
        train.VECTORS,
        words=np.array(names),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(f"{train.VECTORS.name}: {len(names)} words, {train.VECTORS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
