"""What can keep ketabyar from starting, each with one clear line for the person at the terminal."""

from __future__ import annotations

__all__ = ["StartError"]


class StartError(Exception):
    """Tell in one line why ketabyar cannot start and what to do about it."""
