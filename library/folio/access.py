"""How FOLIO's edge-patron is reached, and what our store is to know of the library behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["FolioAccess"]


@dataclass(frozen=True, slots=True)
class FolioAccess:
    """An API key at an edge-patron.

    `service_points` gives FOLIO's UUID of the service point for a branch of ours, `cancellation_reason` that of the
    reason with which a patron's own cancellations are noted there (empty: staff are asked to cancel).
    `external_id` says where FOLIO's externalSystemId of a patron comes from: the card’s number, or a file of patrons.
    """

    url: str
    api_key: str = field(default="", repr=False)
    seconds: float = 4.0
    connections: int = 6
    renewals: bool = True
    service_points: Mapping[str, str] = field(default_factory=dict)
    cancellation_reason: str = ""
    external_id: Literal["card", "file"] = "file"
    ca_file: str = ""

    def branch_of(self, service_point: str) -> str | None:
        """Give the code of the branch, in small letters, that a service point is; None where none is."""
        wanted = service_point.casefold()
        return next((code for code, point in self.service_points.items() if point.casefold() == wanted), None)
