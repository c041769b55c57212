"""Keys of single purposes: all different, none tells the secret, and the store's never changes."""

from __future__ import annotations

from protocol.keys import Secrets, actions_secret, engine_secret, is_shown, store_key

SECRET = "a secret of the tests, long enough"


def test_the_stores_key_stays_what_it_was() -> None:
    assert store_key(SECRET).hex() == "247d6686fd0938c53d1937c9df3665dbe1ba9092c6e17d58b708518fae37f246"


def test_every_purpose_has_a_key_of_its_own() -> None:
    made = {engine_secret(SECRET), actions_secret(SECRET), store_key(SECRET).hex(), SECRET}
    assert len(made) == 4
    assert engine_secret(SECRET) != engine_secret(SECRET + "x")


def test_nothing_is_derived_from_nothing() -> None:
    assert engine_secret("") == actions_secret("") == ""


def test_while_the_secret_is_changed_either_opens_and_nothing_else() -> None:
    secrets = Secrets("new", previous="old")
    shown = [engine_secret(one) for one in secrets.accepted]
    assert secrets.accepted == ("new", "old")
    assert is_shown(engine_secret("new"), shown) and is_shown(engine_secret("old"), shown)
    assert not is_shown(engine_secret("another"), shown)
    assert not is_shown("", ("",)) and not is_shown("", ())
    assert Secrets("same", next="same", previous="same").accepted == ("same",)
    assert "old" not in repr(secrets)
