"""What is asked of a thing: which kind is asked about, by what came before, and what of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.nlu.context import Before
from engine.nlu.model_files import ModelFileError
from engine.nlu.moves_model import ARRAYS, NAMES, NONE, MovesModel, SaidMove
from engine.nlu.thread import is_whole, moves_too

AFTER = {
    "loan": Before("loans", None, ("utter_loans",)),
    "title": Before("search_book", None, ("utter_search_one",)),
    "hold": Before("hold_status", None, ("utter_hold_status",)),
}
WRITTEN = [
    (move, text)
    for move, texts in {
        "loan.due": ("until when", "when is it due", "till which day may I keep it"),
        "loan.where": ("where do I return it", "which branch takes it back", "where to bring it"),
        "title.where": ("where is it", "which shelf", "on which floor does it stand"),
        "title.author": ("who wrote it", "the author", "by whom is it"),
        "hold.cancel": ("cancel it", "I no longer want it", "drop that one"),
        "hold.place": ("which place am I", "how many are before me", "my number in the queue"),
    }.items()
    for text in texts
]
REAL = [
    *((move, text, AFTER[move.partition(".")[0]]) for move, text in WRITTEN),
    *((NONE, text, before) for text in ("thanks a lot", "ok bye", "tell me a joke") for before in AFTER.values()),
]


@pytest.fixture(scope="module")
def model() -> MovesModel:
    said = [SaidMove(text, move, AFTER[move.partition(".")[0]]) for move, text in WRITTEN]
    said += [SaidMove(text, move, before, is_real=True) for move, text, before in REAL for _ in range(4)]
    fitted = MovesModel.fit(said, None)
    assert fitted is not None
    return fitted


@pytest.mark.parametrize(
    ("text", "kind", "move"),
    [
        ("where", "title", "title.where"),
        ("where", "loan", "loan.where"),
        ("until when then", "loan", "loan.due"),
        ("cancel", "hold", "hold.cancel"),
    ],
)
def test_what_came_before_tells_which_thing_is_asked_about(model: MovesModel, text: str, kind: str, move: str) -> None:
    moves, kinds = model.read(text, AFTER[kind], None)
    assert max(moves, key=lambda name: moves[name]) == move
    assert max(kinds, key=lambda name: kinds[name]) == kind


def test_small_talk_asks_about_nothing(model: MovesModel) -> None:
    _, kinds = model.read("thanks", AFTER["loan"], None)
    assert kinds[NONE] > 0.5


def test_shares_of_moves_are_within_those_of_their_kinds(model: MovesModel) -> None:
    moves, kinds = model.read("who wrote it", AFTER["title"], None)
    for name, share in moves.items():
        assert share <= kinds[name.partition(".")[0]] + 0.001
    assert sum(kinds.values()) <= 1.01


def test_a_saved_model_reads_alike(model: MovesModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    kept = MovesModel.load(tmp_path)
    assert kept is not None
    for text, kind in (("which shelf", "title"), ("drop it please", "hold")):
        (moves, kinds), (again, too) = model.read(text, AFTER[kind], None), kept.read(text, AFTER[kind], None)
        assert again == pytest.approx(moves, abs=0.01)
        assert too == pytest.approx(kinds, abs=0.01)


def test_a_changed_model_is_refused(model: MovesModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    (tmp_path / ARRAYS).write_bytes((tmp_path / ARRAYS).read_bytes() + b" ")
    with pytest.raises(ModelFileError, match="not the one"):
        MovesModel.load(tmp_path)
    (tmp_path / NAMES).unlink()
    assert MovesModel.load(tmp_path) is None


def test_nothing_is_learnt_of_one_kind_alone() -> None:
    assert MovesModel.fit([SaidMove("until when", "loan.due", AFTER["loan"])], None) is None


def test_an_example_may_make_two_moves() -> None:
    assert moves_too({"moves_too": "loan.due loan.where"}) == ("loan.due", "loan.where")
    assert moves_too({"move": "loan.due"}) == ()
    assert moves_too(None) == ()


@pytest.mark.parametrize("text", ["i lost my card", "tell me a joke", "میشه با کتابدار حرف بزنم", "chi amanat daram"])
def test_a_text_without_a_leaning_word_is_whole(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize(
    "text", ["how long is it", "the second one please", "اون یکی رو میخوام", "and the card too", "lost my"]
)
def test_what_leans_or_is_short_is_not(text: str) -> None:
    assert not is_whole(text)
