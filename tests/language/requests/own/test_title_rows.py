"""Titles of one's own where they are marked, or stand in a row; and the same words where they are none."""

from __future__ import annotations

import pytest

from language.requests.own.own_names import find_own
from language.requests.speech.request import read_request

TITLES = ["صد سال تنهایی", "کوری", "بیگانه", "The Great Gatsby", "The Kite Runner", "هامون", "بامداد خمار"]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("salam mikhastam ketabe koori ro tamdid konam", {1}),
        ("koori ro tamdid kon", {1}),
        ("koori ta key vaght daram?", {1}),
        ("ketabe hamoon ro tamdid kon", {5}),
        ("koori ro too metro gom kardam", {1}),
        ("koori o sad sale tanhaei ro baram tamdid kon", {0, 1}),
        ("صد سال تنهایی و bigane رو تمدید کن", {0, 2}),
        ("when are the kite runer and gatsby due", {3, 4}),
        ("Bamdad-e Khomar and صد سال تنهایی on the bus", {0, 6}),
    ],
)
def test_marked_titles_and_those_in_a_row_are_found(words: str, places: set[int]) -> None:
    assert set(find_own(words, TITLES)) == places


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("magar koori? hame ro tamdid kon", set()),
        ("salam ye kari ro baram anjam bedid, ketabamo tamdid konid", set()),
        ("hamoon ro tamdid kon", set()),
        ("koori ro khoondam", set()),
        ("renew the kite runner, great service", {4}),
        ("renew the Kite Runner and Gatsby is late already", {4}),
    ],
)
def test_everyday_words_and_other_clauses_are_none(words: str, places: set[int]) -> None:
    assert set(find_own(words, TITLES)) == places


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("I want renew the Clean Code please, I not finished.", ()),
        ("renew things fall apart pls, not read yet", ()),
        ("renew everything, not Clean Code", ("clean", "code", ",")),
        ("are, jang o solh na chon tamumesh kardam", ("jang", "o", "solh", ",")),
    ],
)
def test_what_is_not_finished_is_left_out_of_nothing(words: str, left_out: tuple[str, ...]) -> None:
    assert read_request(words, "renew").left_out == left_out


MIXED = ["Ulysses", "سفر", "مادر", "کلیدر", "طاعون", "شب", "Dracula", "Tomorrow, and Tomorrow, and Tomorrow"]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Renew Ulysses please, I suffer from a cold", {0}),
        ("Please renew Ulysses, I was on safari", {0}),
        ("Please renew Ulysses, the weather is getting colder", {0}),
        ("Please renew Ulysses, colder now", {0}),
        ("Renew Ulysses, I have Safari on my phone", {0}),
        ("Ulysses ro tamdid kon, madaram hanooz nakhoondesh", {0}),
        ("Ulysses ro tamdid kon, safar boodam", {0}),
        ("Ulysses ro bad az safar tamdid kon", {0}),
        ("Ulysses ro vase madaram tamdid kon", {0}),
        ("Ulysses o madaram safar bood, tamdid kon", {0}),
        ("طاعون رو هم شب تمدید کن", {4}),
        ("طاعون رو تا شب تمدید کن", {4}),
        ("شب رو بیدار بودم، طاعون رو تمدید کن", {4}),
        ("Please renew Dracula and tomorrow please remind me", {6}),
        ("Renew Dracula, and tomorrow till noon I'm away", {6}),
        ("Ulysses o safar ro tamdid kon", {0, 1}),
        ("Ulysses va madar ro baram tamdid kon", {0, 2}),
        ("طاعون و شب رو تمدید کن", {4, 5}),
    ],
)
def test_words_that_sound_like_a_title_are_none_beside_one(words: str, places: set[int]) -> None:
    assert set(find_own(words, MIXED)) == places
