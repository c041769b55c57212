"""What is surely asked of the thing that was spoken of, whatever intent the message was read as."""

from __future__ import annotations

from tests.support.talk import Begin

TWO, WAITING = "20000004", "20000002"
LEANS = {"leans": {"true": 0.9}}


async def test_what_leans_on_a_title_is_asked_of_it_though_it_was_read_as_a_search(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Animal Farm?", title="Animal Farm")
    said = await talk.says(
        "search_book", "and is it in right now, which place", moves={"title.available": 0.9},
        move_kinds={"title": 0.95}, sides=LEANS,
    )  # fmt: skip
    assert "Animal Farm" in said.text and said.names != ["utter_search_what"]


async def test_another_title_that_is_named_is_looked_for(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Animal Farm?", title="Animal Farm")
    said = await talk.says(
        "search_book", "what about The Great Gatsby?", title="The Great Gatsby", moves={"title.available": 0.95},
        move_kinds={"title": 0.97}, sides=LEANS,
    )  # fmt: skip
    assert "Great Gatsby" in said.text and "Animal Farm" not in said.text


async def test_few_words_are_asked_of_the_thing_spoken_of_last(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "when is The Great Gatsby due?", title="The Great Gatsby")
    said = await talk.says(
        "hours", "how often still", sure=0.4, moves={"loan.left": 0.21, "title.days": 0.06},
        move_kinds={"none": 0.5, "loan": 0.22, "title": 0.14}, sides=LEANS,
    )  # fmt: skip
    assert "Great Gatsby" in said.text and "renew" in said.text


async def test_a_question_that_was_hardly_read_as_an_order_orders_nothing(begin: Begin) -> None:
    talk = await begin("en", card=WAITING)
    await talk.says("hold_status", "where am I in the queue?", moves={"hold.place": 0.9})
    said = await talk.says(
        "cancel_hold", "he can drop off my other books too?", sure=0.56,
        moves={"loan.by_other": 0.42, "hold.cancel": 0.16}, move_kinds={"loan": 0.6, "hold": 0.3},
    )  # fmt: skip
    assert not any("cancel" in name for name in said.names)


async def test_a_plain_order_is_obeyed(begin: Begin) -> None:
    talk = await begin("en", card=WAITING)
    await talk.says("hold_status", "where am I in the queue?", moves={"hold.place": 0.9})
    said = await talk.says(
        "cancel_hold", "cancel it", sure=0.6, moves={"hold.cancel": 0.7}, move_kinds={"hold": 0.9}, sides=LEANS
    )
    assert any("cancel" in name for name in said.names)
