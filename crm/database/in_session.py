"""Work with ORM records inside the transaction of a connection."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

__all__ = ["in_session"]

T = TypeVar("T")


def in_session(work: Callable[[Session], T]) -> Callable[[Connection], T]:
    """Make work with records into what `Store.look`, `recall` and `transact` run; they end the transaction."""

    def run(connection: Connection) -> T:
        with Session(connection, expire_on_commit=False) as session:
            done = work(session)
            session.flush()
            return done

    return run
