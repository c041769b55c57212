"""What the store holds of the newest chat and of the patron who is signed in there, by a name for each look."""

from __future__ import annotations

from tests.support.system import System, rows

_CHAT = "(SELECT max(id) FROM channel_identity)"
_PATRON = f"(SELECT patron_id FROM channel_identity WHERE id = {_CHAT})"
_TALKS = f"(SELECT id FROM interaction WHERE channel_identity_id = {_CHAT})"
_ANSWERS = (
    "survey_answer a JOIN survey_response r ON r.id = a.response_id JOIN survey_invitation i ON i.id = r.invitation_id"
    f" WHERE i.identity_id = {_CHAT} OR i.interaction_id IN {_TALKS} ORDER BY a.id"
)

LOOKS = {
    "notices": "SELECT kind || ' ' || channel || coalesce(' ' || days_before, '') AS line FROM subscription"
    f" WHERE patron_id = {_PATRON} AND ended_at IS NULL ORDER BY kind",
    "consents": "SELECT p.code || ' ' || c.action AS line FROM consent_record c JOIN purpose p ON p.id = c.purpose_id"
    f" WHERE c.patron_id = {_PATRON} ORDER BY c.id",
    "interests": f"SELECT key AS line FROM interest WHERE patron_id = {_PATRON} ORDER BY id",
    "cases": f"SELECT kind || ' ' || subject || ' ' || status AS line FROM service_case"
    f" WHERE interaction_id IN {_TALKS} ORDER BY id",
    "scores": f"SELECT a.score AS line FROM {_ANSWERS}",
    "gaps": f"SELECT a.minimum || ' ' || a.desired || ' ' || a.score AS line FROM {_ANSWERS}",
    "applications": "SELECT status || ' ' || name || ' ' || birth_year AS line FROM application"
    f" WHERE identity_id = {_CHAT} ORDER BY id",
    "prospects": "SELECT p.lifecycle AS line FROM application a JOIN patron p ON p.id = a.patron_id"
    f" WHERE a.identity_id = {_CHAT}",
}


def kept(system: System, name: str) -> list[object]:
    """Look, and give a line for each row."""
    return [row["line"] for row in rows(system.store_path, LOOKS[name])]
