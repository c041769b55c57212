"""The refusal of a file, with its reason."""

from __future__ import annotations

__all__ = ["DocumentRefused"]


class DocumentRefused(Exception):
    """A file that is not taken; `reason` is kind, broken, empty, locked, big, long or slow."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the document is refused: {reason}")
        self.reason = reason
