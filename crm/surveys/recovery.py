"""Making good: after a low score a librarian's word is offered, and a yes is a case with an owner."""

from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from crm import records
from crm.cases.opening import CaseView, insert_case
from crm.cases.work import put_event
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.surveys.answering import invitation
from crm.surveys.definitions import running, version_of
from crm.surveys.wordings import CASE

__all__ = ["SUBJECT", "accept_follow_up", "decline_follow_up", "offer_follow_up"]

# What such a case is about; its words are the patron's own.
SUBJECT = "low_score"
# Who takes up what went wrong where no owner is named: first those who answer for the desk.
OWNERS = ("supervisor", "librarian")

_SURVEY = table_of(records.Survey)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_CASE = table_of(records.ServiceCase)
_STAFF = table_of(records.StaffUser)


async def offer_follow_up(store: Store, token: str, conversation: str) -> bool:
    """Keep that a librarian's word was offered to whoever gave a low score; tell whether they will be asked later.

    Raises NotFound.
    """

    def offer(connection: Connection) -> bool:
        _note(connection, store, token, conversation, "offered")
        return running(connection, CASE) is not None

    return await store.transact(offer)


async def decline_follow_up(store: Store, token: str, conversation: str) -> None:
    """Keep that nothing more is wanted; a case that was opened stays. Raises NotFound."""
    await store.transact(lambda connection: _note(connection, store, token, conversation, "declined"))


async def accept_follow_up(store: Store, token: str, conversation: str, language: str) -> CaseView:
    """Open the case of a low score, with an owner and what was said beside the score; once for each response.

    Whoever said yes also agreed to be asked later whether it helped. Raises NotFound, and Conflict where the score is
    none that a librarian's word was offered for.
    """

    def accept(connection: Connection) -> CaseView:
        row, who = invitation(connection, store, token, conversation)
        response = _response(connection, row)
        if response["follow_up"] is None:
            raise Conflict("follow_up", "not offered")
        survey = version_of(connection, row["survey_id"])
        answer = connection.execute(
            select(_ANSWER.c.score, _ANSWER.c.comment)
            .where(_ANSWER.c.response_id == response["id"])
            .order_by(_ANSWER.c.id)
            .limit(1)
        ).one()
        most = survey.questions[0].range[1]
        owner_id = _owner(connection, row["survey_id"])
        opened = insert_case(
            connection,
            store,
            "complaint",
            interaction_id=who.interaction_id,
            subject=SUBJECT,
            description="\n".join(filter(None, (f"{answer.score}/{most}", answer.comment))),
            language=language,
            branch_id=None,
            idempotency_key=f"follow-up:{response['id']}",
            assignee_id=owner_id,
        )
        if response["case_id"] is None:
            mine = update(_RESPONSE).where(_RESPONSE.c.id == response["id"])
            connection.execute(mine.values(follow_up="accepted", case_id=opened.id))
            if owner_id is not None:
                name = connection.scalar(select(_STAFF.c.username).where(_STAFF.c.id == owner_id))
                put_event(connection, opened.id, "assign", store.clock.now(), None, None, name)
        return opened

    return await store.transact(accept)


def _note(connection: Connection, store: Store, token: str, conversation: str, what: str) -> None:
    row, _ = invitation(connection, store, token, conversation)
    response = _response(connection, row)
    # What a yes has opened is not taken back by a second press.
    if response["follow_up"] != "accepted":
        connection.execute(update(_RESPONSE).where(_RESPONSE.c.id == response["id"]).values(follow_up=what))


def _response(connection: Connection, row: RowMapping) -> RowMapping:
    query = select(_RESPONSE).where(_RESPONSE.c.invitation_id == row["id"]).with_for_update()
    response = connection.execute(query).mappings().first()
    if response is None:
        raise NotFound("response", row["id"])
    return response


def _owner(connection: Connection, survey_id: int) -> int | None:
    """Give who takes it up: the survey's owner, or of those at work whoever has the fewest open cases."""
    named = (
        select(_STAFF.c.id)
        .join(_SURVEY, _SURVEY.c.owner_id == _STAFF.c.id)
        .where(_SURVEY.c.id == survey_id, _STAFF.c.is_active)
    )
    owner = connection.scalar(named)
    if owner is not None:
        return int(owner)
    load: Any = (
        select(func.count())
        .select_from(_CASE)
        .where(_CASE.c.assignee_id == _STAFF.c.id, _CASE.c.status != "closed")
        .scalar_subquery()
    )
    for role in OWNERS:
        free = select(_STAFF.c.id).where(_STAFF.c.role == role, _STAFF.c.is_active).order_by(load, _STAFF.c.id)
        found = connection.scalar(free.limit(1))
        if found is not None:
            return int(found)
    return None
