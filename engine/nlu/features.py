"""Word and character TF-IDF of folded text, fitted by scikit-learn and loaded without pickle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

# Pieces of words: how many characters, at least and at most.
_PIECES = (2, 4)

_WORD = re.compile(r"[^\W_]+|[?!؟]")


def words(text: str) -> list[str]:
    """The words of a folded text, question and exclamation marks included."""
    return _WORD.findall(text)


def word_grams(tokens: Sequence[str]) -> list[str]:
    """Single words and pairs of neighbouring words."""
    return [*tokens, *(f"{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False))]


def char_grams(tokens: Iterable[str], shortest: int = _PIECES[0], longest: int = _PIECES[1]) -> list[str]:
    """Pieces of each word with its borders marked, from `shortest` to `longest` characters."""
    grams: list[str] = []
    for token in tokens:
        padded = f" {token} "
        size = len(padded)
        for length in range(shortest, longest + 1):
            if length >= size:
                grams.append(padded)
                break
            grams.extend([padded[i : i + length] for i in range(size - length + 1)])
    return grams


# The intents, the moves and the danger of a message are read by the same pieces of it.
@lru_cache(maxsize=16)
def grams_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words and pairs of words of a folded text, and the pieces of its words."""
    tokens = words(text)
    return tuple(word_grams(tokens)), tuple(char_grams(tokens))


def vectorisers() -> tuple[Any, Any]:
    """What scikit-learn is to count in folded words with spaces between them, and how; `Block` reads one text so."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = {"lowercase": False, "sublinear_tf": True}
    return (
        TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), **weights),
        TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECES, min_df=2, **weights),
    )


class FeatureBlock:
    """One vocabulary with its weights: a gram becomes a column, a text a unit vector.

    In a dictionary a quarter of a million grams would take 45 MB: they are known by their 64-bit hashes, in order.
    """

    def __init__(self, grams: Sequence[str], idf: Floats) -> None:
        _check(grams, idf)
        hashes = np.fromiter(map(hash, grams), dtype=np.int64, count=len(grams))
        self._columns = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._columns]
        self.idf = idf
        # Only of what was just learnt: it is to be saved.
        self.vocabulary: Sequence[str] = ()

    @classmethod
    def learn(cls, vectoriser: Any, documents: Sequence[str]) -> tuple[FeatureBlock, Any]:
        """Learn the vocabulary and its weights by a vectoriser of scikit-learn, with the documents as a CSR matrix."""
        try:
            rows = vectoriser.fit_transform(documents)
        except ValueError:
            # That is what it says when no gram stands in enough of the documents.
            return cls((), np.empty(0, dtype=np.float32)), _no_columns(len(documents))
        # Its columns are in the order of the grams, so that the order of the documents does not matter.
        vocabulary = vectoriser.get_feature_names_out().tolist()
        # Counted in doubles and rounded once.
        block = cls(vocabulary, vectoriser.idf_.astype(np.float32))
        block.vocabulary = vocabulary
        return block, rows.astype(np.float32)

    def named(self) -> list[str]:
        """The grams in column order; raises ValueError for a block that was read, which knows their hashes alone."""
        _check(self.vocabulary, self.idf)
        return list(self.vocabulary)

    def vector(self, grams: Sequence[str]) -> tuple[Ints, Floats]:
        """Columns and their values of one text: (1 + log count) x idf, scaled to unit length."""
        counts = Counter(self._known(grams))
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(values)) * self.idf[columns]
        length = float(np.sqrt(values @ values))
        return columns, (values / length if length else values).astype(np.float32)

    def _known(self, grams: Sequence[str]) -> list[int]:
        """The columns of the grams that have one."""
        if not len(self._hashes):
            return []
        hashes = np.fromiter(map(hash, grams), dtype=np.int64, count=len(grams))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        found: list[int] = self._columns[places[self._hashes[places] == hashes]].tolist()
        return found


class TextFeatures:
    """Words, word pairs and pieces of words of a folded text as one sparse vector."""

    def __init__(self, word_block: FeatureBlock, char_block: FeatureBlock) -> None:
        self.word_block = word_block
        self.char_block = char_block

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.word_block.idf) + len(self.char_block.idf)

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple[TextFeatures, Any]:
        """Learn both vocabularies from folded texts, with the texts as a scipy CSR matrix."""
        from scipy.sparse import hstack

        # What is no word is no part of a gram either.
        documents = [" ".join(words(text)) for text in texts]
        blocks, rows = zip(*(FeatureBlock.learn(each, documents) for each in vectorisers()), strict=True)
        matrix = hstack(rows, format="csr")
        # Once, here: every solver would sort its own rows again.
        matrix.sort_indices()
        return cls(*blocks), matrix

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Columns and values of one folded text."""
        of_words, of_characters = grams_of(text)
        word_columns, word_values = self.word_block.vector(of_words)
        char_columns, char_values = self.char_block.vector(of_characters)
        offset = len(self.word_block.idf)
        return (
            np.concatenate([word_columns, char_columns + np.int32(offset)]),
            np.concatenate([word_values, char_values]),
        )

    def of_words(self, columns: Ints, values: Floats) -> tuple[Ints, Floats]:
        """What of the columns and values of a text are words and word pairs, which come first."""
        count = np.count_nonzero(columns < len(self.word_block.idf))
        return columns[:count], values[:count]

    def as_dict(self) -> dict[str, list[str]]:
        """The vocabularies in column order, for JSON; raises ValueError for features that were read, and not learnt."""
        return {"words": self.word_block.named(), "chars": self.char_block.named()}

    @classmethod
    def from_dict(cls, vocabularies: Mapping[str, Sequence[str]], word_idf: Floats, char_idf: Floats) -> TextFeatures:
        """Rebuild from the vocabularies and the two arrays of weights; raises ValueError where they do not agree."""
        return cls(
            FeatureBlock(vocabularies["words"], word_idf),
            FeatureBlock(vocabularies["chars"], char_idf),
        )


def _check(grams: Sequence[str], idf: Floats) -> None:
    if len(grams) != len(idf):
        raise ValueError(f"{len(grams)} grams for {len(idf)} weights")


def _no_columns(rows: int) -> Any:
    from scipy.sparse import csr_matrix

    return csr_matrix((rows, 0), dtype=np.float32)
