"""What the engines of all machines say of a publication, put together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.models.publishing import NOT_TAKEN, _by_store
from bot.models.rollout import Rollout, wanted_of
from crm.content.publications import EngineStanding, Publication

ASKED = datetime(2026, 11, 24, 8, tzinfo=UTC)
NEWEST = Publication(7, 3, "new", "sha-new", "new.tar.gz", 1.0, "code", "repository", None, None, None, ASKED)


def engine(publication: int, phase: str = "steady", reason: str | None = None, address: str = "e") -> EngineStanding:
    model = "new" if publication == 7 and phase in ("steady", "draining") else "old"
    return EngineStanding(address, f"http://{address}", model, publication, phase, reason)


def phase(rollout: Rollout, later: float = 1.0) -> str | None:
    found = rollout.going_on(ASKED + timedelta(seconds=later))
    return None if found is None else found[1].phase


@pytest.mark.parametrize(
    ("engines", "published", "expected"),
    [
        ([engine(6), engine(6)], "sha-old", "starting"),
        ([engine(7), engine(6)], "sha-new", "starting"),
        ([engine(7), engine(7, "starting")], "sha-new", "starting"),
        ([engine(7), engine(7, "draining")], "sha-new", "draining"),
        ([engine(6, "draining"), engine(7)], "sha-new", "starting"),
        # Not over before the store says so too.
        ([engine(7), engine(7)], "sha-old", "draining"),
        ([engine(7), engine(7)], "sha-new", None),
        ([engine(7), engine(7, "failed", "no space")], "sha-new", None),
        ([engine(7, "failed", "no space")], "sha-old", None),
        ([], "sha-new", None),
        ([], "sha-old", "starting"),
    ],
)
def test_a_publication_goes_on_until_every_engine_has_it_or_says_why_not(
    engines: list[EngineStanding], published: str, expected: str | None
) -> None:
    assert phase(Rollout(NEWEST, engines, published)) == expected


def test_without_any_supervisor_it_waits() -> None:
    assert phase(Rollout(NEWEST, [], "sha-old"), 20) == "waiting"
    assert phase(Rollout(None, [engine(0)], None)) is None


def test_what_came_of_it_names_the_engines_that_refused() -> None:
    wanted = wanted_of(NEWEST)
    failing = engine(7, "failed", "no space", address="b")
    some = _by_store(Rollout(NEWEST, [engine(7), failing], "sha-new"), wanted)
    assert some is not None
    assert (some.state, some.reason) == ("published", "http://b: no space")
    none = _by_store(Rollout(NEWEST, [failing], "sha-old"), wanted)
    assert none is not None
    assert (none.state, none.reason) == ("failed", "no space")
    # Who put it in use is away for a moment, or it was given up just now.
    assert _by_store(Rollout(NEWEST, [failing], "sha-new"), wanted) is None
    assert _by_store(Rollout(NEWEST, [engine(6)], "sha-old"), wanted) is None
    assert _by_store(Rollout(NEWEST, [], "sha-old"), wanted) is None
    newer = Rollout(NEWEST, [engine(7)], "sha-new")
    earlier = wanted_of(Publication(6, *[getattr(NEWEST, name) for name in Publication.__slots__[1:]]))
    superseded = _by_store(newer, earlier)
    assert superseded is not None and superseded.state == "superseded"


def test_what_every_engine_was_started_without_is_not_published() -> None:
    # Each has taken it up, and chose another model at its next start.
    chose_another = [EngineStanding(name, None, "old", 7, "steady", None) for name in ("a", "b")]
    found = _by_store(Rollout(NEWEST, chose_another, "sha-old"), wanted_of(NEWEST))
    assert found is not None
    assert (found.state, found.reason) == ("failed", NOT_TAKEN)
    one_has_it = _by_store(Rollout(NEWEST, [*chose_another, engine(7)], "sha-new"), wanted_of(NEWEST))
    assert one_has_it is not None and one_has_it.state == "published"


def test_the_console_tells_what_was_refused_and_of_which_model() -> None:
    rollout = Rollout(NEWEST, [engine(7), engine(7, "returned", "it died", address="b")], "sha-new")
    told = rollout.progress()
    assert told is not None
    assert (told.phase, told.reason, told.sha256) == ("returned", "http://b: it died", "sha-new")
    assert Rollout(NEWEST, [engine(7)], "sha-new").progress() is None
