"""A deadline on text work in processor time: a pattern, or other reading, that does not end is interrupted.

Patterns check for signals while they match, so that a timer's signal ends even one that would run for hours. The timer
counts the processor's time, not the clock's: a busy machine, a slow disk or a halted process ends no reading.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from types import FrameType
from typing import Any, Generic, TypeVar

__all__ = ["READING_SECONDS", "Paced", "TooLong", "undisturbed", "within"]

#: What reading one message may take. A long one takes some hundredths of a second; what takes a hundred times as long
#: was made to, and meanwhile every other patron waits.
READING_SECONDS = 1.5

# A strike that lands where an exception is swallowed (in a destructor) is repeated so often.
_AGAIN_SECONDS = 0.1

T = TypeVar("T")


class TooLong(Exception):
    """Work was stopped because it took longer than it may."""


class _Strike(BaseException):
    """The exception that the timer raises in the middle of the work; no `except Exception` there catches it."""


class _Watch:
    """The one timer of the process, and whether it has struck."""

    armed = False
    struck = False
    # Whether what runs now is not to be broken off in its middle: the strike is repeated.
    held = False
    # Whether the timer's signal comes to us: to ask for its handler takes longer than all the rest of arming it.
    is_ours = False


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do work of this thread for at most so many seconds of the processor's time; raises TooLong.

    Only the main thread can be stopped; elsewhere, and inside of work that is bounded already, the work is just done.
    """
    return _bounded(seconds, work)[0]


def undisturbed(work: Callable[[], T]) -> T:
    """Do work that no strike breaks off in its middle; one that is due falls within a tenth of a second after it."""
    if not _Watch.armed or _Watch.held or not _can_strike():
        return work()
    _Watch.held = True
    try:
        return work()
    finally:
        _Watch.held = False


def _bounded(seconds: float, work: Callable[[], T]) -> tuple[T, float]:
    """Do the work, and tell how many seconds were left; none when it went on in spite of a strike."""
    if _Watch.armed or not _can_strike():
        return work(), seconds
    _arm(seconds)
    left = seconds
    try:
        try:
            result = work()
        finally:
            left = _disarm()
    except BaseException as error:
        # Again, for the strike may have hit the line above.
        _disarm()
        if isinstance(error, _Strike) or (_Watch.struck and isinstance(error, Exception)):
            raise TooLong from None
        raise
    return result, 0.0 if _Watch.struck else min(seconds, left)


class Paced(Generic[T]):
    """A coroutine whose own work, without what it waits for, takes at most so many seconds, else TooLong is raised.

    Each stretch between two waits is bounded, so that a strike never meets the work of another task.
    """

    def __init__(self, seconds: float, work: Coroutine[Any, Any, T]) -> None:
        self._seconds = self._left = seconds
        self._work = work

    def __await__(self) -> Generator[Any, Any, T]:
        """Run the coroutine to its end."""
        advance: Callable[[], Any] = partial(self._work.send, None)
        while True:
            try:
                waited_for, left = _bounded(self._left, advance)
            except StopIteration as done:
                value: T = done.value
                return value
            # After a strike it waits once more only to clean up, for which it has its time anew.
            self._left = left or self._seconds
            try:
                given = yield waited_for
            except BaseException as error:
                advance = partial(self._work.throw, error)
            else:
                advance = partial(self._work.send, given)


def _can_strike() -> bool:
    return threading.get_ident() == threading.main_thread().ident and hasattr(signal, "setitimer")


def _arm(seconds: float) -> None:
    if not _Watch.is_ours:
        signal.signal(signal.SIGVTALRM, _strike)
        _Watch.is_ours = True
    _Watch.armed, _Watch.struck = True, False
    # Nought would mean never.
    signal.setitimer(signal.ITIMER_VIRTUAL, max(seconds, 0.001), _AGAIN_SECONDS)


def _disarm() -> float:
    """Stop the timer; gives what was left of it."""
    _Watch.armed = False
    return signal.setitimer(signal.ITIMER_VIRTUAL, 0)[0]


def _strike(_number: int, _frame: FrameType | None) -> None:
    # A signal on its way while the timer was stopped finds nothing to end.
    if _Watch.armed and not _Watch.held:
        _Watch.struck = True
        raise _Strike
