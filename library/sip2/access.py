"""How a SIP2 server is reached, and what it is to be told of ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Sip2Access", "place_of"]


@dataclass(frozen=True, slots=True)
class Sip2Access:
    """A terminal's account at a SIP2 server.

    `places` gives the server's name of a pick-up place for a branch of ours; where it names none, that is the branch's
    own code. `time_zone` is that of moments which come without one.
    """

    host: str
    port: int = 6001
    user: str = ""
    password: str = field(default="", repr=False)
    location: str = ""
    institution: str = ""
    terminal_password: str = field(default="", repr=False)
    charset: str = "utf-8"
    tls: bool = True
    ca_file: str = ""
    checksums: bool = True
    seconds: float = 3.0
    connections: int = 4
    renewals: bool = True
    places: Mapping[str, str] = field(default_factory=dict)


def place_of(access: Sip2Access, branch_code: str) -> str:
    """Give the server's name of a branch as a pick-up place."""
    return access.places.get(branch_code.casefold(), branch_code)
