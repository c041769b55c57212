"""The schema of a library file; docs/seed-format.md explains it to people."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from library.seed.parts import Part
from library.seed.people import Patron, Staff
from library.seed.places import Branch, Canned, Closing, Event, Fact, LoanRule, Profile
from library.seed.titles import Title

__all__ = ["Document"]


class Document(Part):
    """A whole library."""

    library: Profile
    # Made up: its people are marked, and no production takes them.
    fictional: bool = False
    branches: Annotated[list[Branch], Field(min_length=1)]
    closings: list[Closing] = []
    loan_rules: list[LoanRule] = []
    facts: list[Fact] = []
    events: list[Event] = []
    titles: list[Title] = []
    patrons: list[Patron] = []
    staff: list[Staff] = []
    canned: list[Canned] = []
