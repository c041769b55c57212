"""The arithmetic of `make bench`: which conversations, when messages come, and what is made of what was measured."""

from __future__ import annotations

import asyncio
import statistics

import pytest

from benchmarks.spoken import Conversation, chosen, spoken, written_files
from benchmarks.talk.rows import repository_files
from benchmarks.turns.__main__ import MESSAGES
from benchmarks.turns.figures import Rounds, capacity, table
from benchmarks.turns.load import Measured, arrivals, dealt, one_by_one, talk, talk_at


def _talks(*lengths: int) -> list[Conversation]:
    return [
        Conversation("en", [f"{number}.{place}" for place in range(length)]) for number, length in enumerate(lengths)
    ]


async def _hears(_text: str) -> int:
    return 1


def test_the_choice_is_the_same_for_a_seed_and_of_many_messages() -> None:
    everything = spoken([*repository_files(), *written_files()])
    taken = chosen(everything, MESSAGES[0], 1)
    texts = [text for one in taken for text in one.messages]
    assert taken == chosen(everything, MESSAGES[0], 1)
    assert taken != chosen(everything, MESSAGES[0], 2)
    assert len(set(texts)) > 300
    assert {one.language for one in taken} == {"fa", "en"}
    assert 0.3 < sum(one.card is not None for one in taken) / len(taken) < 0.7


def test_a_choice_ends_with_the_conversation_that_fills_it() -> None:
    assert sum(len(one.messages) for one in chosen(_talks(4, 4, 4, 4), 9, 1)) == 12
    with pytest.raises(ValueError, match="only 16"):
        chosen(_talks(4, 4, 4, 4), 17, 1)


def test_patrons_are_dealt_whole_conversations_and_about_as_many_messages_each() -> None:
    hands = dealt([(_hears, one.messages) for one in _talks(5, 1, 2, 3, 3, 4)], 3)
    assert [sum(len(messages) for _, messages in hand) for hand in hands] == [6, 6, 6]
    assert sorted(messages[0] for hand in hands for _, messages in hand) == ["0.0", "1.0", "2.0", "3.0", "4.0", "5.0"]


def test_messages_come_at_the_rate_and_at_the_same_moments_for_a_seed() -> None:
    moments = arrivals(20.0, 4000, 3)
    gaps = [after - before for before, after in zip([0.0, *moments], moments, strict=False)]
    assert moments == arrivals(20.0, 4000, 3)
    assert min(gaps) >= 0
    assert statistics.mean(gaps) == pytest.approx(1 / 20, rel=0.05)
    # As often as not by chance: the gaps of a Poisson process spread as much as they last.
    assert statistics.stdev(gaps) == pytest.approx(1 / 20, rel=0.1)


def test_conversations_take_turns_and_keep_their_order() -> None:
    talks = [(_hears, one.messages) for one in _talks(2, 1, 2)]
    assert one_by_one(talks, 2) == [(0, "0.0"), (1, "1.0"), (0, "0.1"), (2, "2.0"), (2, "2.1")]


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        # Whoever can go on does so before time does.
        for _ in range(10):
            await asyncio.sleep(0)
        self.at += seconds


async def test_a_latency_counts_from_when_a_message_came_and_not_from_when_it_could_be_said() -> None:
    clock, spent = Clock(), iter(({"engine": 1.0}, {"engine": 1.5}))
    first, said = asyncio.Event(), []

    async def say(text: str) -> int:
        said.append(text)
        if text == "0.0":
            await first.wait()
        else:
            first.set()
        return text != "1.0"

    talks = [(say, one.messages) for one in _talks(2, 1)]
    measured = await talk_at(
        2.0, talks, side_by_side=2, seed=1, spent=lambda: next(spent), now=clock.now, sleep=clock.sleep
    )
    moments = arrivals(2.0, 3, 1)
    assert said == ["0.0", "1.0", "0.1"]
    assert measured.latencies == pytest.approx([0.0, (moments[1] - moments[0]) * 1000, 0.0])
    assert measured.unanswered == 1
    assert measured.seconds == pytest.approx(moments[-1])
    assert measured.spent == {"engine": 0.5}


async def test_all_patrons_talk_and_what_it_took_is_counted_by_process() -> None:
    told = iter(({"gateway": 1.0, "engine": 2.0}, {"gateway": 1.2, "engine": 2.4}))
    measured = await talk(dealt([(_hears, one.messages) for one in _talks(2, 2)], 2), lambda: next(told))
    assert len(measured.latencies) == 4
    assert measured.unanswered == 0
    assert measured.processor_ms("gateway") == pytest.approx(50)
    assert measured.processor_ms() == pytest.approx(150)


def test_percentiles_and_rates() -> None:
    measured = Measured([float(each) for each in range(101)], 10.0)
    assert [measured.percentile(hundredth) for hundredth in (50, 95, 99)] == [50.0, 95.0, 99.0]
    assert measured.per_second == pytest.approx(10.1)
    assert capacity([measured, Measured([1.0] * 50, 2.0)]) == 25.0


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    ours, other = Rounds("ours", 5.0, 900.0), Rounds("other", 20.0, 1000.0)
    for rows, rates in ((ours, (40, 10, 60)), (other, (20, 20, 20))):
        for each in rates:
            for measured in rows.crowds.values():
                measured.append(Measured([float(each)] * each, 1.0, 1, {"engine": 1.0}))
        rows.shares = {}
    lines = list(table([ours, other]))
    assert lines[0] == "| median of the rounds | ours | other | ratio |"
    assert "| messages a second, one patron | 40.0 | 20.0 | 2.00 |" in lines
    assert "| p99, 50 patrons, ms | 40.0 | 20.0 | 2.00 |" in lines
    assert "| from start to ready, s | 5.0 | 20.0 | 0.25 |" in lines
    assert "| not answered, of all messages | 0.03 | 0.05 | 0.55 |" in lines


def test_a_part_that_the_other_does_not_have_is_left_empty() -> None:
    ours, other = Rounds("ours", 5.0), Rounds("other", 20.0)
    for rows, spent in ((ours, {"gateway": 1.0, "engine": 2.0}), (other, {"engine": 4.0})):
        for measured in rows.crowds.values():
            measured.append(Measured([10.0] * 100, 1.0, 0, spent))
        rows.shares = {}
    assert "|   gateway, one patron, ms | 10.0 |  |  |" in list(table([ours, other]))
