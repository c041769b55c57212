"""What is kept of a secret."""

from __future__ import annotations

import pytest

from crm.sign_in.passwords import hash_secret, matches


@pytest.mark.usefixtures("real_hashes")
def test_a_secret_is_hashed_at_the_price_that_owasp_asks_for_a_shared_server() -> None:
    kept = hash_secret("a long password")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches(kept, "a long password")
    assert not matches(kept, "another password")
    assert not matches(None, "a long password")
