"""Errors that keep ketabyar from starting, each with one clear line for the person at the terminal."""

from __future__ import annotations

__all__ = ["StartError"]


class StartError(Exception):
    """A reason why ketabyar cannot start, in one line, with what to do about it."""
