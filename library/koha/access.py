"""How Koha is reached, and the rules of its OPAC that its REST interface does not apply."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["KohaAccess", "api_address"]

API = "/api/v1"


def api_address(url: str) -> str:
    """Give the address of the REST interface, of which the staff interface's own address is enough."""
    bare = url.rstrip("/")
    return bare if bare.endswith(API) else f"{bare}{API}"


@dataclass(frozen=True, slots=True)
class KohaAccess:
    """A service account at a Koha, by OAuth2 (`client_id`) or by Basic authentication (`user`).

    `renewals` is OpacRenewalAllowed, `login_attempts` is FailedLoginAttempts (0: cards are never locked), `ca_file` the
    certificate of the authority that signed Koha's, where it is none of the usual ones.
    """

    url: str
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 3.0
    connections: int = 6
    renewals: bool = True
    login_attempts: int = 0
    ca_file: str = ""
