"""Word and character TF-IDF of folded text, fitted by plain counting and loaded without pickle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_WORD = re.compile(r"[^\W_]+|[?!؟]")


def words(text: str) -> list[str]:
    """The words of a folded text, question and exclamation marks included."""
    return _WORD.findall(text)


def word_grams(tokens: Sequence[str]) -> list[str]:
    """Single words and pairs of neighbouring words."""
    return [*tokens, *(f"{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False))]


def char_grams(tokens: Iterable[str], shortest: int = 2, longest: int = 4) -> list[str]:
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


class Block:
    """One vocabulary with its weights: a gram becomes a column, a text a unit vector."""

    def __init__(self, vocabulary: Mapping[str, int], idf: Floats) -> None:
        self.vocabulary = dict(vocabulary)
        self.idf = idf

    @classmethod
    def learn(cls, documents: Iterable[Sequence[str]], rarest: int) -> tuple[Block, Any]:
        """Learn the vocabulary of grams that stand in at least `rarest` documents, with the documents as a CSR matrix.

        Each row of the matrix is what `vector` makes of that document.
        """
        counts, names = _counted(documents)
        seen = np.bincount(counts.indices, minlength=len(names))
        # In the order of the grams, so that the order of the documents does not matter.
        kept = np.asarray(sorted(np.flatnonzero(seen >= rarest), key=names.__getitem__), dtype=np.int64)
        idf = (np.log((1 + counts.shape[0]) / (1 + seen[kept])) + 1).astype(np.float32)
        rows = counts[:, kept]
        rows.data = (1 + np.log(rows.data)) * idf[rows.indices]
        sizes = np.diff(rows.indptr)
        lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1.astype(np.float32)
        rows.data /= np.repeat(lengths, sizes)
        return cls({names[at]: i for i, at in enumerate(kept)}, idf), rows

    def vector(self, grams: Sequence[str]) -> tuple[Ints, Floats]:
        """Columns and their values of one text: (1 + log count) x idf, scaled to unit length."""
        lookup = self.vocabulary
        counts: dict[int, int] = {}
        for gram in grams:
            column = lookup.get(gram)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(values)) * self.idf[columns]
        length = float(np.sqrt(values @ values))
        return columns, (values / length if length else values).astype(np.float32)


class TextFeatures:
    """Words, word pairs and pieces of words of a folded text as one sparse vector."""

    def __init__(self, word_block: Block, char_block: Block) -> None:
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

        tokens = [words(text) for text in texts]
        # Few words make up most texts: the pieces of each are cut once.
        pieces = {token: char_grams([token]) for token in {token for each in tokens for token in each}}
        word_block, word_rows = Block.learn([word_grams(each) for each in tokens], rarest=1)
        char_block, char_rows = Block.learn(
            (list(chain.from_iterable(pieces[token] for token in each)) for each in tokens), rarest=2
        )
        matrix = hstack([word_rows, char_rows], format="csr")
        # Once, here: every solver would sort its own rows again.
        matrix.sort_indices()
        return cls(word_block, char_block), matrix

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Columns and values of one folded text."""
        tokens = words(text)
        word_columns, word_values = self.word_block.vector(word_grams(tokens))
        char_columns, char_values = self.char_block.vector(char_grams(tokens))
        offset = len(self.word_block.idf)
        return (
            np.concatenate([word_columns, char_columns + np.int32(offset)]),
            np.concatenate([word_values, char_values]),
        )

    def as_dict(self) -> dict[str, list[str]]:
        """The vocabularies in column order, for JSON."""
        return {
            "words": list(self.word_block.vocabulary),
            "chars": list(self.char_block.vocabulary),
        }

    @classmethod
    def from_dict(cls, vocabularies: Mapping[str, Sequence[str]], word_idf: Floats, char_idf: Floats) -> TextFeatures:
        """Rebuild from the vocabularies and the two arrays of weights."""
        return cls(
            Block({gram: i for i, gram in enumerate(vocabularies["words"])}, word_idf),
            Block({gram: i for i, gram in enumerate(vocabularies["chars"])}, char_idf),
        )


def _counted(documents: Iterable[Sequence[str]]) -> tuple[Any, list[str]]:
    """How often each gram stands in each document, as a CSR matrix, and the grams of its columns."""
    from scipy.sparse import csr_matrix

    index: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for grams in documents:
        columns += [index.setdefault(gram, len(index)) for gram in grams]
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    counts = csr_matrix((ones, np.asarray(columns, dtype=np.int32), ends), shape=(len(ends) - 1, len(index)))
    counts.sum_duplicates()
    return counts, list(index)
