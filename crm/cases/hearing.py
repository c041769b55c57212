"""What chat partners have heard of cases, and what is new to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from crm import records
from crm.cases.own import OwnCase, asker_of, case_views, owned_by
from crm.database.store import Store
from crm.database.upsert import table_of, upsert

__all__ = ["CaseNews", "case_news", "heard"]

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_HEARD = table_of(records.CaseHeard)


@dataclass(frozen=True, slots=True)
class CaseNews:
    """What a chat partner has not heard yet: cases with new answers, and open ones told elsewhere."""

    answers: tuple[OwnCase, ...] = ()
    open: tuple[OwnCase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answers or self.open)


async def case_news(store: Store, conversation: str) -> CaseNews:
    """Give what is new to whoever talks in a conversation, and note that this chat has heard it now.

    It costs a look; written is only when there is something. Raises NotFound.
    """
    news = await store.glance(lambda connection: _news(connection, store, conversation))
    return news and await store.transact(lambda connection: _told(connection, store, conversation))


def heard(connection: Connection, case_id: int, identity_id: int, upto: int, now: datetime) -> None:
    """Note that a chat partner has heard of a case now, up to a step of its history."""
    row = {"case_id": case_id, "identity_id": identity_id, "upto": upto, "heard_at": now}
    upsert(connection, _HEARD, row, on=["case_id", "identity_id"], change={"upto": upto, "heard_at": now})


def _told(connection: Connection, store: Store, conversation: str) -> CaseNews:
    news = _news(connection, store, conversation)
    who = asker_of(connection, conversation, store.clock.now())
    if who.identity_id is not None:
        for each in (*news.answers, *news.open):
            heard(connection, each.id, who.identity_id, each.step, store.clock.now())
    return news


def _news(connection: Connection, store: Store, conversation: str) -> CaseNews:
    who = asker_of(connection, conversation, store.clock.now())
    if who.identity_id is None:
        return CaseNews()
    known = (
        select(_HEARD.c.upto)
        .where(_HEARD.c.case_id == _CASE.c.id, _HEARD.c.identity_id == who.identity_id)
        .scalar_subquery()
    )
    message = (
        select(_EVENT.c.id)
        .where(_EVENT.c.case_id == _CASE.c.id, _EVENT.c.kind == "message", _EVENT.c.id > func.coalesce(known, 0))
        .exists()
    )
    unheard_of = and_(known.is_(None), _CASE.c.status != "closed")
    rows = case_views(connection, and_(owned_by(who), _CASE.c.subject != "praise", or_(message, unheard_of)))
    mine = select(_HEARD.c.case_id, _HEARD.c.upto).where(
        _HEARD.c.identity_id == who.identity_id, _HEARD.c.case_id.in_([each.id for each in rows])
    )
    told = {row.case_id: row.upto for row in connection.execute(mine)} if rows else {}
    answers = tuple(each for each in rows if each.step > told.get(each.id, 0))
    return CaseNews(answers, tuple(each for each in rows if each not in answers and each.is_open))
