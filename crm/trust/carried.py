"""Declaration of what a copy of a patron's data carries: table by table, column by column.

A test walks the tables of the store: one that is named nowhere here fails it, and so does a column of a carried table
that is neither given, nor a link, nor left out for a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["AFTER_ERASURE", "CARRIED", "LEFT_OUT", "NAMES_STAFF", "NOT_PERSONAL", "READABLE", "Carried"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A table whose rows are a patron's by any of these columns, each a link to a row of theirs or their keyed hash.

    What a row with another patron's number in it says elsewhere does not make it theirs.
    """

    table: str
    by: tuple[str, ...]


# In the order in which they are told.
CARRIED = (
    Carried("patron", ("id",)),
    Carried("contact_point", ("patron_id",)),
    Carried("lifecycle_event", ("patron_id",)),
    Carried("consent_record", ("patron_id",)),
    Carried("data_request", ("patron_id", "subject_ref")),
    Carried("loan", ("patron_id",)),
    Carried("renewal_attempt", ("loan_id", "interaction_id")),
    Carried("hold", ("patron_id",)),
    Carried("hold_attempt", ("interaction_id",)),
    Carried("fine", ("patron_id",)),
    Carried("mirrored", ("patron_id",)),
    Carried("mirror_read", ("patron_id",)),
    Carried("guardianship", ("guardian_id", "child_id")),
    Carried("subscription", ("patron_id",)),
    Carried("interest", ("patron_id",)),
    Carried("interest_term", ("interest_id",)),
    Carried("title_match", ("patron_id",)),
    Carried("followed_event", ("patron_id",)),
    Carried("segment_member", ("patron_id",)),
    Carried("campaign_recipient", ("patron_id",)),
    Carried("notice", ("patron_id",)),
    Carried("service_case", ("patron_id", "interaction_id")),
    Carried("case_event", ("case_id",)),
    Carried("channel_identity", ("patron_id",)),
    # Not by its chat: at a browser that others use, too, it would be told to them.
    Carried("application", ("patron_id",)),
    Carried("sign_in_link", ("patron_id", "identity_id")),
    Carried("data_link", ("patron_id", "identity_id")),
    Carried("interaction", ("patron_id", "channel_identity_id")),
    Carried("message", ("interaction_id",)),
    Carried("interaction_event", ("interaction_id",)),
    Carried("interaction_label", ("interaction_id",)),
    Carried("alarm", ("interaction_id",)),
    Carried("seen_conversation", ("interaction_id",)),
    Carried("feedback", ("patron_id", "interaction_id", "message_id")),
    Carried("survey_invitation", ("patron_id", "interaction_id", "case_id")),
    Carried("survey_response", ("patron_id", "invitation_id")),
    Carried("survey_answer", ("response_id",)),
    Carried("question_sighting", ("interaction_id",)),
    Carried("review_item", ("message_id",)),
    Carried("review_verdict", ("item_id",)),
    Carried("example_proposal", ("review_item_id", "question_id")),
    Carried("saved_test", ("interaction_id",)),
    Carried("journal", ("interaction_id",)),
    Carried("held_contact", ("interaction_id",)),
    Carried("outbox", ("message_id",)),
    Carried("case_heard", ("case_id",)),
    Carried("imported_record", ("patron_id",)),
    Carried("import_change", ("patron_id",)),
    Carried("patron_merge", ("survivor_id", "merged_id")),
    Carried("patron_merge_row", ("merge_id",)),
    Carried("audit_event", ("subject_ref",)),
)

# What an erasure leaves of a table's rows: nothing, what is counted without the words, what it was without whose it
# was, or all of it, under a keyed hash.
_LEFT: Mapping[str, str] = {
    "deleted": (
        "application case_heard channel_identity contact_point data_link example_proposal followed_event "
        "guardianship held_contact hold_attempt "
        "import_change "
        "imported_record interest interest_term journal mirror_read mirrored outbox patron_merge "
        "patron_merge_row seen_conversation segment_member sign_in_link subscription title_match"
    ),
    "emptied": (
        "alarm case_event feedback interaction message patron question_sighting review_verdict "
        "saved_test service_case survey_answer"
    ),
    "unlinked": (
        "fine hold interaction_event interaction_label lifecycle_event loan notice renewal_attempt review_item "
        "survey_invitation survey_response campaign_recipient"
    ),
    "kept": ("audit_event consent_record data_request"),
}
AFTER_ERASURE: Mapping[str, str] = {table: left for left, tables in _LEFT.items() for table in tables.split()}

# What a link is shown as: the column of the row that it points at. `{language}` is fa or en.
READABLE: Mapping[str, str] = {
    "branch": "name_{language}",
    "interaction": "public_id",
    "service_case": "number",
    "title_record": "title",
    "channel_identity": "public_id",
    "purpose": "name_{language}",
    "instance": "the service’s own processes",
    "import_run": "source",
    "patron_merge": "state",
    "survey": "code",
    "survey_question": "prompt",
    "label": "name_{language}",
    "loan": "ils_loan_id",
    "hold": "ils_hold_id",
    "mirrored": "ref",
    "subscription": "kind",
    "guardianship": "made_at",
    "followed_event": "title_{language}",
    "library_event": "title_{language}",
    "interest": "words",
    "segment": "name",
    "campaign": "name",
    "item": "barcode",
    "message": "seq",
    "unanswered_question": "sample_redacted",
}

LEFT_OUT: Mapping[str, str] = {
    "*_hash": "a hash of the card, the PIN or a link: it tells nothing, and in the wrong hands it is a key",
    "*.id": "a number of the store’s own",
    "*.version": "how often a row was written",
    "patron.patron_id": "the patron",
    "contact_point.public_id": "the store’s own name of an address",
    "patron.name_norm": "the name once more, as it is searched",
    "patron_merge_row.row_id": "a number of the store’s own",
    "loan.synced_at": "when a copy of the library system’s row was made",
    "interaction.last_seq": "a counter of the store’s own",
    "interaction.engine_conversation": "the same conversation’s name in another process",
    "consent_record.subject_ref": "the patron, under a keyed hash",
    "data_request.subject_ref": "the patron, under a keyed hash",
    "imported_record.row_id": "a number of the store’s own",
    "imported_record.digest": "a checksum",
    "import_change.row_id": "a number of the store’s own",
    "audit_event.subject_ref": "the patron, under a keyed hash",
    "audit_event.actor_ref": "which member of staff it was is known to the library; the kind is told",
    "question_sighting.question_id": "what others have asked in like words",
    "data_request.outcome": "counts of rows by table, told in the receipt",
    "notice.thing": "the loan, hold or case that is told beside it, the patron under a keyed hash, or nothing any more",
    "application.contact_norm": "the same contact without its spaces and signs",
    "application.code_problem": "why a code was not sent, for staff",
    "case_heard.upto": "a counter of the store’s own",
    "seen_conversation.seq": "a counter of the store’s own",
    "followed_event.ref": "the store’s own name of what is followed",
    "followed_event.moves": "a counter of the store’s own",
    "mirrored.name": "the same loan or reservation under a keyed hash",
    "interest.key": "what it comes down to, told term by term",
}

# Columns that name staff in some rows, and in which kinds of these: which member of staff it was the library knows.
NAMES_STAFF: Mapping[str, tuple[str, ...]] = {
    "case_event.from_value": ("assign",),
    "case_event.to_value": ("assign",),
    "interaction_event.detail": ("handoff_accepted",),
}

NOT_PERSONAL: Mapping[str, str] = {
    "answer_version": "the library’s own answers",
    "branch": "what the library tells of itself",
    "branch_hours": "what the library tells of itself",
    "canned_answer": "the library’s own answers",
    "campaign": "what the library writes to many, and what came of it in numbers",
    "campaign_author": "who of the staff wrote it",
    "catalogue_state": "a counter",
    "closing": "what the library tells of itself",
    "content_change": "the training content: who of the staff changed what",
    "chat_look": "what the library tells of itself",
    "daily_run": "when the library’s own jobs were done",
    "document": "what the library tells of itself",
    "fact": "what the library tells of itself",
    "harvest": "the catalogue, as far as it is harvested",
    "harvested_record": "the catalogue",
    "guardian_rules": "the ages that the library has set",
    "inbox_mail": "an address of the library’s own",
    "item": "the catalogue",
    "instance": "the service’s own processes",
    "import_run": "what staff took over from another system, and when; no patron’s words",
    "import_upload": "what staff do with a file of another system; gone after a day",
    "kept_key": "the service’s own keys",
    "knowledge_state": "a counter",
    "label": "names of kinds of conversations",
    "lease": "the service’s own work",
    "library_event": "what the library tells of itself",
    "library_profile": "what the library tells of itself",
    "loan_rule": "the library’s rules",
    "setup_skip": "what the library leaves out of its set-up",
    "metric_daily": "figures without names",
    "model_publication": "which model was to answer, with the reason that staff gave",
    "shared_file": "archives of models and staff's content: what words they hold of a patron is told with these; "
    "files that staff uploaded for an import, gone after a day; reports and logs without names",
    "shared_file_part": "the same, in parts",
    "model_version": "models, and how they did in tests; the words of saved tests are told with these",
    "model_work": "how far the training of a model is",
    "passage": "what the library tells of itself",
    "privacy_mode": "the library’s own choice",
    "purpose": "what the library uses data for, the same for everybody",
    "push_call": "that something happened in the inbox; gone after a day",
    "push_subscription": "browsers of staff",
    "question_group": "questions of many, and what staff make of them",
    "rate_bucket": "how much of a limit is used up, under keyed hashes; gone minutes later",
    "report_mail": "addresses that staff chose for themselves",
    "retention_period": "the library’s own choices",
    "retention_run": "counts of what was erased when",
    "saved_view": "filters of lists that staff keep for themselves",
    "search_state": "a counter",
    "segment": "rules over patrons, and their names; who is in one is told",
    "sentence_vector": "vectors of what the library tells of itself",
    "sign_in_failures": "counts of all cards together",
    "sign_in_throttle": "counts of failed attempts under keyed hashes, gone a day later",
    "staff_recovery_code": "accounts of staff",
    "staff_session": "accounts of staff",
    "staff_sign_in_failure": "accounts of staff",
    "staff_user": "accounts of staff",
    "survey": "the library’s own surveys",
    "survey_question": "the library’s own surveys",
    "title_record": "the catalogue",
    "unanswered_question": "wordings of many, counted without names; one’s own are told with the times they were asked",
}
