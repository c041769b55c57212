"""What is harvested: the address of a repository, the format of its records, and a set where only one is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["OaiAccess"]


@dataclass(frozen=True, slots=True)
class OaiAccess:
    """A repository; `seconds` is how long one answer is waited for."""

    url: str
    prefix: str = "marc21"
    set_spec: str = ""
    seconds: float = 60.0

    @property
    def name(self) -> str:
        """The repository as it is told of: without what may stand in an address for a password."""
        parts = urlsplit(self.url)
        return f"{parts.hostname or ''}{parts.path}" + (f" ({self.set_spec})" if self.set_spec else "")
