"""What was found in a message of several requests: its clauses, and those that are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.part_readings import Reading, may_stand

# Reads a text after a topic.
Reader = Callable[[str, str | None], Reading]


@dataclass(frozen=True)
class Clause:
    """A part of a message: its words, where they begin in the message, and how they were read."""

    text: str
    start: int
    # Empty where it is read when the part before it has been answered.
    reading: Reading
    # It was not read surely: what does not answer it is taken back, and it is named.
    tried: bool = False
    # It is one of several that are counted off: named where it is not answered, whatever it says.
    counted: bool = False
    # It was cut as readers would (engine/cutting), and is read and answered like a message.
    is_apart: bool = False


@dataclass(frozen=True)
class Requests:
    """The requests of a message in their order, and the words of those that cannot be answered."""

    answered: tuple[Clause, ...]
    left: tuple[str, ...] = ()


@dataclass
class Found:
    """What was found so far in a message, from its beginning."""

    text: str
    read: Reader
    topic: str | None
    answered: list[Clause] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    # How a sentence was read that tells a grievance.
    grievance: Reading | None = None
    # Something is told in it that must not be cut.
    is_told: bool = False
    # A part that is not answered may belong to another one, rather than ask for something by itself.
    is_unclear: bool = False
    # What stood before a turn to something else was only told.
    turned: bool = False
    # Something waits for an answer of the patron's.
    waiting: bool = False
    # Where a part begins that says nothing by itself, and goes with the next one.
    open_from: int | None = None

    def may_take(self, reading: Reading) -> bool:
        """Tell whether what is read so may be answered beside what was found."""
        return may_stand(reading, [clause.reading for clause in self.answered])
