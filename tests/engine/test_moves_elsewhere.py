"""What is said after a thing and asks nothing of it: learnt from conversations and follow-ups as no move of its."""

from __future__ import annotations

import pytest

from engine.nlu.moves_model import left_kinds
from engine.nlu.thread import is_whole


def conversed(after: str, about: str, leans: bool) -> dict[str, object]:
    """Metadata of a labelled message, as Rasa keeps it."""
    return {"example": {"round": "2026-11-1", "after": after, "about": about, "leans": leans, "answers": ""}}


@pytest.mark.parametrize(
    ("metadata", "kinds"),
    [
        (conversed("search_book", "branch", False), ("title",)),
        (conversed("search_book", "branch", True), ("title",)),
        (conversed("search_book", "title", True), ()),
        (conversed("fines", "debt", True), ()),
        (conversed("fines", "loan", False), ("fee",)),
        (conversed("hours", "branch", True), ()),
        # "Can I reserve it?" and "can I take it home?" are asked of the title.
        (conversed("search_book", "hold", True), ()),
        (conversed("search_book", "fact", True), ()),
        (conversed("search_book", "fact", False), ("title",)),
        (conversed("hours", "none", False), ()),
        (conversed("wifi", "title", False), ()),
        (conversed("", "loan", False), ()),
    ],
)
def test_a_label_tells_what_a_message_leaves(metadata: dict[str, object], kinds: tuple[str, ...]) -> None:
    assert left_kinds("said", "hours", metadata) == kinds


def test_a_follow_up_leaves_what_its_own_intent_is_not_about() -> None:
    after = {"intent": {"after": ["search_book", "loans", "recommendation"]}}
    assert left_kinds("are you open on friday", "hours", after) == ("loan", "title")
    assert left_kinds("renew all my loans", "renew", after) == ("title",)
    assert left_kinds("renew it", "renew", after) == ()
    # What is about no kind of thing may be asked of any.
    assert left_kinds("how long may one keep things", "loan_policy", after) == ()


@pytest.mark.parametrize("text", ["i lost my card", "tell me a joke", "میشه با کتابدار حرف بزنم", "chi amanat daram"])
def test_a_text_without_a_leaning_word_is_whole(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize(
    "text", ["how long is it", "the second one please", "اون یکی رو میخوام", "and the card too", "lost my"]
)
def test_what_leans_or_is_short_is_not(text: str) -> None:
    assert not is_whole(text)
