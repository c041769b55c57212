"""Features: what is learnt from many texts is what one text reads as."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nlu.features import TextFeatures, vectorisers, words

_TEXTS = st.lists(st.text(alphabet="ab آب1!? ", max_size=20), min_size=1, max_size=8)


@settings(max_examples=150)
@given(_TEXTS)
def test_each_row_of_the_matrix_is_the_vector_of_its_text(texts: list[str]) -> None:
    features, matrix = TextFeatures.learn(texts)
    assert matrix.shape == (len(texts), features.width)
    for i, text in enumerate(texts):
        columns, values = features.vector(text)
        row = np.zeros(features.width, dtype=np.float32)
        row[columns] = values
        np.testing.assert_allclose(matrix[i].toarray()[0], row, rtol=1e-5)


@settings(max_examples=150)
@given(_TEXTS, st.text(alphabet="abc آبپ1!?_\u200c\t ", max_size=40))
def test_one_text_reads_as_scikit_learn_transforms_it(learnt: list[str], text: str) -> None:
    learnt = ["ab ab", "ab", *learnt]
    features, _ = TextFeatures.learn(learnt)
    transformed = []
    for vectoriser in vectorisers():
        vectoriser.fit([" ".join(words(each)) for each in learnt])
        transformed.append(vectoriser.transform([" ".join(words(text))]).toarray()[0])
    columns, values = features.vector(text)
    row = np.zeros(features.width, dtype=np.float32)
    row[columns] = values
    np.testing.assert_allclose(row, np.concatenate(transformed), rtol=1e-5)


def test_texts_without_a_word_have_no_columns() -> None:
    features, matrix = TextFeatures.learn(["", "…"])
    assert features.width == 0
    assert matrix.shape == (2, 0)


def test_a_vocabulary_does_not_depend_on_the_order_of_texts() -> None:
    texts = ["renew my books", "تمدید کتاب", "renew the book"]
    there, _ = TextFeatures.learn(texts)
    back, _ = TextFeatures.learn(texts[::-1])
    assert there.as_dict() == back.as_dict()
    np.testing.assert_array_equal(there.char_block.idf, back.char_block.idf)


def test_pieces_of_words_that_stand_in_one_text_alone_are_dropped_and_words_are_not() -> None:
    features, _ = TextFeatures.learn(["renew books", "renew"])
    assert "books" in features.word_block.vocabulary
    assert "boo" not in features.char_block.vocabulary
    assert "ren" in features.char_block.vocabulary


def test_what_was_learnt_and_read_again_reads_a_text_the_same() -> None:
    learnt, _ = TextFeatures.learn(["renew my books", "تمدید کتاب", "renew the book"])
    read = TextFeatures.from_dict(learnt.as_dict(), learnt.word_block.idf, learnt.char_block.idf)
    for text in ("renew the کتاب and a boat", "", "nothing"):
        for one, other in zip(learnt.vector(text), read.vector(text), strict=True):
            np.testing.assert_array_equal(one, other)
    with pytest.raises(ValueError, match="0 grams for"):
        read.as_dict()
    # Grams in the order in which they stand in the text, as they were counted before they were hashed.
    columns, _ = learnt.vector("the book renew")
    names = [*learnt.word_block.vocabulary, *learnt.char_block.vocabulary]
    assert [names[column] for column in columns[:4]] == ["the", "book", "renew", "the book"]


@pytest.mark.parametrize("lacking", ["words", "chars"])
def test_vocabularies_that_do_not_fit_their_weights_are_refused(lacking: str) -> None:
    learnt, _ = TextFeatures.learn(["renew my books", "renew the book"])
    names = learnt.as_dict()
    names[lacking] = names[lacking][:-1]
    with pytest.raises(ValueError, match="grams for"):
        TextFeatures.from_dict(names, learnt.word_block.idf, learnt.char_block.idf)
