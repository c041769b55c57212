"""The port's values and errors."""

from __future__ import annotations

import pytest

from library.errors import IlsUnavailable, LibraryError, SeedError
from library.values import BranchRef, CancelOutcome, CancelStatus, HoldOutcome, HoldStatus, RenewOutcome, RenewStatus


def test_outcomes_know_whether_they_went_well() -> None:
    assert RenewOutcome("1", RenewStatus.RENEWED).ok
    assert not RenewOutcome("1", RenewStatus.UNCONFIRMED).ok
    assert HoldOutcome(HoldStatus.PLACED, "t").ok
    assert not HoldOutcome(HoldStatus.REFUSED, "t").ok
    assert CancelOutcome("h", CancelStatus.REQUESTED).ok
    assert not CancelOutcome("h", CancelStatus.NOT_FOUND).ok


def test_a_branch_gives_its_names_as_a_fact() -> None:
    assert BranchRef("main", "مرکزی", "Central").name == {"fa": "مرکزی", "en": "Central"}


def test_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        BranchRef("main", "مرکزی", "Central").code = "other"  # type: ignore[misc]


def test_a_seed_error_lists_its_problems() -> None:
    error = SeedError([f"titles[{place}]: wrong" for place in range(25)])
    assert isinstance(error, LibraryError)
    assert len(error.problems) == 25
    assert "titles[0]: wrong" in str(error)
    assert "and 5 more" in str(error)
    assert not isinstance(error, IlsUnavailable)
