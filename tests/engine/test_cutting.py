"""Where messages of several requests are cut: as readers would, at the words' own places, and one request never."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.cutting.cutter import FILE, Cut, Cutter, open_cutter
from engine.cutting.signs import clause_around, said_words, signs_before
from engine.nlu.hashed import COLUMNS, column_of
from engine.nlu.vectors import PackagedVectors

LIKELY = 0.37


@pytest.fixture(scope="module")
def packaged() -> tuple[Cutter, PackagedVectors]:
    cutter = open_cutter()
    assert cutter is not None
    return cutter, PackagedVectors()


@pytest.mark.parametrize(
    "parts",
    [
        ("Where do I pay what I owe, ", "and can my brother collect the book I reserved?"),
        ("please renew the one that is due first ", "and tell me how late you are open on sunday"),
        ("Is there a room for four people? ", "And how much does a colour page cost?"),
        ("i lost my card on the bus what do i do ", "and do you have the little prince in english"),
        ("When is the story hour, ", "and may a four-year-old come?"),
        ("مهلت کتاب‌هام کی تموم میشه؟ ", "ضمناً فردا تا ساعت چند بازید؟"),
        ("برای عضویت چه مدارکی لازم است ", "و هزینهٔ آن چقدر است؟"),
        ("اون اولی رو برام رزرو کن ", "و بگو جریمه‌م چقدر شده"),
        ("mohlate ketabam kei tamoom mishe ", "va jarimash chande?"),
    ],
)
def test_two_requests_are_cut_between_them(packaged: tuple[Cutter, PackagedVectors], parts: tuple[str, str]) -> None:
    cutter, states = packaged
    assert [cut.start for cut in cutter.cuts("".join(parts), states, LIKELY)] == [len(parts[0])]


@pytest.mark.parametrize(
    "text",
    [
        "Are you open on Friday and until when?",
        "do you have The Old Man and the Sea in the Saadi branch",
        "I need something funny for a girl of eight, not too long and not sad please",
        "My mother is ill and I cannot leave her alone, so could you renew my books for me?",
        "yes please, the second one, if it is still there when I come",
        "کتاب جنایت و مکافات رو تو شعبهٔ سعدی دارین یا نه",
        "سلام من هفتهٔ پیش کتابم رو پس دادم ولی هنوز تو حسابم نشون میده",
        "یه رمان کوتاه و خنده‌دار می‌خوام که غمگین هم نباشه",
        "salam ketabe boofe koor ro darin ya na",
        "renew",
    ],
)
def test_one_request_is_not_cut(packaged: tuple[Cutter, PackagedVectors], text: str) -> None:
    cutter, states = packaged
    assert cutter.cuts(text, states, LIKELY) == []


def test_words_know_their_places_marks_and_lines() -> None:
    words = said_words("Hello, is it  «open»?\nAnd when")
    assert [(word.text, word.start, word.end) for word in words][3:] == [
        ("«open»?", 14, 21),
        ("And", 22, 25),
        ("when", 26, 30),
    ]
    assert [word.mark for word in words] == [",", "", "", "?", "", ""]
    assert [word.folded for word in words] == ["hello", "is", "it", "open", "and", "when"]
    assert [word.opens_line for word in words] == [False, False, False, False, True, False]
    assert clause_around(words, 4) == (1, 6)
    assert {"m=?/", "l1=open", "r0=and", "L:it", "R:when", "LL:hello"} <= set(signs_before(words, 4))


@pytest.mark.parametrize("least", [-20.0, -2.2, 0.0])
@pytest.mark.parametrize(
    "text",
    [
        "Thank you. Is there a room for four people?\nAnd how much does a colour page cost, more than a black one?",
        "سلام، اون اولی رو برام رزرو کن و بگو جریمه‌م چقدر شده؟ ضمناً فردا تا ساعت چند بازید",
        "i lost my card on the bus what do i do and do you have the the little prince in english",
    ],
)
def test_the_words_weigh_what_all_their_signs_do(
    packaged: tuple[Cutter, PackagedVectors], text: str, least: float
) -> None:
    cutter, words = packaged[0], said_words(text)
    with np.load(FILE, allow_pickle=False) as kept:
        weights = dict(zip(kept["columns"].tolist(), kept["signs"].astype(np.float32).tolist(), strict=True))
        bias = float(kept["scalars"][0])
    whole = {
        at: bias + sum(weights.get(column_of(sign), 0.0) for sign in signs_before(words, at))
        for at in range(1, len(words))
    }
    assert cutter.by_words(words, least) == pytest.approx({at: each for at, each in whole.items() if each >= least})


class _Flat:
    """States in which every word is alike."""

    def states(self, words: list[str]) -> tuple[np.ndarray, np.ndarray]:
        return np.ones((len(words), 2), np.float32), np.ones((len(words), 2), np.float32)


def test_what_is_written_is_read_again_and_says_how_likely(tmp_path: Path) -> None:
    signs = np.zeros(COLUMNS, np.float32)
    seen = np.full(12, 0.5, np.float32)
    cutter = Cutter(signs, 0.0, seen, 1.0, -6.0)
    cutter.write(tmp_path / "cuts.npz")
    text = "one two three four five six seven"
    for each in (cutter, Cutter.read(tmp_path / "cuts.npz")):
        cuts = each.cuts(text, _Flat(), 0.4)
        assert cuts == [Cut(text.index(word), 0.5) for word in text.split()[1:]]
        assert each.cuts(text, _Flat(), 0.6) == []
    assert cutter.cuts("one two three", _Flat(), 0.4) == []


def test_no_file_cuts_nothing(tmp_path: Path) -> None:
    assert open_cutter(tmp_path / "none.npz") is None
