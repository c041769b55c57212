"""LiveSigns of the moment hold for seconds, are news once, and are nobody else's."""

from __future__ import annotations

from bot.conversation.signs import LOOKS_SECONDS, MOST, WRITES_SECONDS, LiveSigns


class Hand:
    """A clock in the test's hand, and how often somebody was told."""

    def __init__(self) -> None:
        self.now = 100.0
        self.told = 0
        self.signs = LiveSigns(lambda: self.now)
        self.signs.listeners.append(self.hear)

    def hear(self) -> None:
        self.told += 1


def test_who_writes_is_news_once_and_is_over_by_itself() -> None:
    hand = Hand()
    assert not hand.signs.is_writing(1)
    hand.signs.patron_writes(1)
    hand.now += 3
    hand.signs.patron_writes(1)
    assert hand.signs.is_writing(1) and not hand.signs.is_writing(2) and not hand.signs.is_writing(None)
    assert hand.told == 1
    hand.now += WRITES_SECONDS - 1
    assert hand.signs.is_writing(1), "said again it holds longer"
    hand.signs.patron_wrote(1)
    assert not hand.signs.is_writing(1)
    hand.signs.patron_writes(1)
    hand.now += WRITES_SECONDS + 1
    assert not hand.signs.is_writing(1)


def test_a_crowd_is_forgotten_when_it_is_over_and_not_before() -> None:
    hand = Hand()
    for number in range(MOST + 5):
        hand.signs.patron_writes(number)
    assert hand.signs.is_writing(0) and not hand.signs.is_writing(MOST + 1)
    hand.now += WRITES_SECONDS + 1
    hand.signs.patron_writes(MOST + 1)
    assert hand.signs.is_writing(MOST + 1)


def test_who_looks_is_shown_to_others_till_they_leave_or_are_silent() -> None:
    hand = Hand()
    hand.signs.looks("a", "sara", "Sara")
    hand.signs.looks("a", "omid", "Omid", writes=True)
    assert [(each.name, each.writes) for each in hand.signs.at("a", but="sara")] == [("Omid", True)]
    assert [each.name for each in hand.signs.at("a")] == ["Omid", "Sara"]
    assert hand.signs.at("b") == []
    assert hand.told == 2
    hand.signs.looks("a", "sara", "Sara")
    hand.signs.leaves("b", "sara")
    assert hand.told == 2, "nothing has changed"
    hand.now += WRITES_SECONDS + 1
    assert [each.writes for each in hand.signs.at("a", but="sara")] == [False]
    hand.signs.leaves("a", "omid")
    assert hand.signs.at("a", but="sara") == []
    assert hand.told == 3
    hand.now += LOOKS_SECONDS
    assert hand.signs.at("a") == []


def test_a_page_that_leaves_says_nothing_of_another_one() -> None:
    hand = Hand()
    hand.signs.looks("a", "sara", "Sara", page="one")
    hand.signs.looks("a", "sara", "Sara", page="two", writes=True)
    assert [(each.name, each.writes) for each in hand.signs.at("a")] == [("Sara", True)]
    told = hand.told
    # The first page says that nobody writes there: on the second somebody does.
    hand.signs.looks("a", "sara", "Sara", page="one")
    hand.signs.leaves("a", "sara", page="one")
    assert [(each.name, each.writes) for each in hand.signs.at("a")] == [("Sara", True)]
    assert hand.told == told, "nothing has changed"
    hand.signs.leaves("a", "sara", page="two")
    assert hand.signs.at("a") == []
    assert hand.told == told + 1
