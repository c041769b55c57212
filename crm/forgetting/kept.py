"""Retention rules of every text column of the store: the period of patrons' words, or why there are none.

A test walks the tables: a text column that is named in neither list fails it, unless it holds a keyed hash (`…_hash`)
or one of a closed list of values. docs/privacy.md tells the same to people.
"""

from dataclasses import dataclass

__all__ = ["ERASED", "WORDLESS", "Erased", "Wordless"]

TALKS = "KETABYAR_RETENTION_DAYS"
CASES = "KETABYAR_CASE_RETENTION_DAYS"
LOANS = "KETABYAR_LOAN_HISTORY_DAYS"
PATRON = "until the patron is erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """Columns of a table that hold patrons' words or names, their period, and the function that erases them."""

    table: str
    columns: tuple[str, ...]
    period: str
    by: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """Columns of a table that hold no patron's words or names; `*` stands for all columns."""

    table: str
    columns: tuple[str, ...]
    because: str


ERASED = (
    Erased(
        "message",
        ("body", "payload", "buttons", "custom", "analysis", "client_message_id"),
        TALKS,
        "conversations.erase_talks",
    ),
    Erased("message_search", ("words",), TALKS, "conversations.erase_talks"),
    Erased("interaction", ("subject",), TALKS, "conversations.erase_talks"),
    Erased("journal", ("channel_message_id", "contact"), TALKS, "conversations.erase_talks"),
    Erased("alarm", ("last_message",), TALKS, "conversations.erase_talks"),
    Erased("outbox", ("error",), TALKS, "conversations.erase_talks"),
    Erased("renewal_attempt", ("idempotency_key",), TALKS, "conversations.erase_talks"),
    Erased("hold", ("idempotency_key",), TALKS, "conversations.erase_talks"),
    Erased("review_verdict", ("entities", "note"), TALKS, "conversations.erase_talks"),
    Erased("saved_test", ("name", "story"), TALKS, "saved_tests.erase_saved_tests"),
    Erased("model_version", ("report",), TALKS, "saved_tests.erase_saved_tests"),
    Erased(
        "unanswered_question",
        ("cluster_key", "sample_redacted", "answer_ref", "vector"),
        TALKS,
        "learning.erase_questions",
    ),
    Erased("question_sighting", ("wording",), TALKS, "learning.erase_questions"),
    Erased("question_group", ("title", "note", "replay"), TALKS, "learning.erase_questions"),
    Erased("example_proposal", ("text", "reason"), TALKS, "learning.erase_proposals"),
    Erased("content_change", ("text", "detail"), TALKS, "learning.erase_content_history"),
    Erased("feedback", ("reason", "comment"), TALKS, "learning.erase_comments"),
    Erased("survey_answer", ("comment",), TALKS, "learning.erase_comments"),
    # At once when it is decided, and a day later when it was never sent.
    Erased(
        "application",
        ("name", "contact", "contact_norm", "address"),
        TALKS,
        "applications.forget_applications",
    ),
    Erased("service_case", ("subject", "description", "contact", "idempotency_key"), CASES, "cases.erase_old_cases"),
    Erased("case_event", ("note",), CASES, "cases.erase_old_cases"),
    Erased("channel_identity", ("external_id", "display_name"), TALKS, "visitors.forget_visitors"),
    Erased("import_change", ("before", "after"), PATRON, "patrons.erase_patron"),
    Erased("patron_merge", ("reason",), PATRON, "patrons.erase_patron"),
    Erased("patron_merge_row", ("before", "after"), PATRON, "patrons.erase_patron"),
    Erased("contact_point", ("value", "value_norm"), PATRON, "patrons.erase_patron"),
    Erased(
        "patron",
        ("ils_patron_id", "card_last4", "display_name", "name_norm", "restriction_reason_fa", "restriction_reason_en"),
        PATRON,
        "patrons.erase_patron",
    ),
    Erased("interest", ("words", "key"), PATRON, "patrons.erase_patron"),
    Erased("interest_term", ("value",), PATRON, "patrons.erase_patron"),
    # A month at most, so that an import can be taken back (stale.forget_stale).
)

WORDLESS = (
    Wordless("audit_event", ("*",), "actions, ids and names of fields; the reason is what a member of staff gave"),
    Wordless("branch", ("*",), "what the library tells of itself"),
    Wordless("branch_hours", ("*",), "what the library tells of itself"),
    Wordless("closing", ("*",), "what the library tells of itself"),
    Wordless("library_profile", ("*",), "what the library tells of itself"),
    Wordless("library_event", ("*",), "what the library tells of itself"),
    Wordless("fact", ("*",), "what the library tells of itself"),
    Wordless("document", ("*",), "what the library tells of itself"),
    Wordless("passage", ("*",), "what the library tells of itself"),
    Wordless("sentence_vector", ("*",), "vectors of what the library tells of itself"),
    Wordless("answer_version", ("*",), "the library's own answers, written by staff"),
    Wordless("canned_answer", ("*",), "the library's own answers, written by staff"),
    Wordless("label", ("*",), "names that staff gave to kinds of conversations"),
    Wordless("segment", ("*",), "names and rules that staff gave to groups of patrons"),
    Wordless("campaign", ("*",), "what staff write to many"),
    Wordless("survey", ("code", "name_fa", "name_en"), "the library's own surveys"),
    Wordless("survey_question", ("*",), "the library's own surveys"),
    Wordless("staff_user", ("*",), "accounts of staff"),
    Wordless("staff_session", ("csrf",), "a random token"),
    Wordless("sign_in_throttle", ("key",), "a keyed hash"),
    Wordless("sign_in_failures", ("kind",), "a wrong PIN or a locked card"),
    Wordless("staff_sign_in_failure", ("*",), "an account's name or a keyed hash, and a network; kept for 30 days"),
    Wordless("title_record", ("*",), "the catalogue"),
    Wordless("item", ("*",), "the catalogue"),
    Wordless("import_change", ("table_name",), "the name of a table"),
    Wordless("patron_merge_row", ("table_name", "column_name"), "the names of a table and a column"),
    Wordless("loan_rule", ("*",), "the library's rules"),
    Wordless("setup_skip", ("*",), "what the library leaves out of its set-up, and which of its staff said so"),
    Wordless("loan", ("ils_loan_id", "patron_category"), "a number of the library system, and a category"),
    Wordless("hold", ("ils_hold_id",), "a number of the library system"),
    Wordless("fine", ("ils_fine_id", "currency"), "a number of the library system, and a currency"),
    Wordless("renewal_attempt", ("reason_code", "refusal", "charged"), "a code, a date, numbers and sums"),
    Wordless("hold_attempt", ("idempotency_key", "reason_code", "refusal"), "a hash, a code, numbers and sums; a week"),
    Wordless("metric_daily", ("metric", "dims_key"), "names of figures"),
    Wordless("patron", ("public_id", "category"), "a random id, and a category"),
    Wordless("channel_identity", ("public_id",), "a random id"),
    Wordless("interaction", ("public_id", "engine_conversation", "primary_intent"), "random ids, and an intent"),
    Wordless("interaction_event", ("detail",), "a case's number or an account's name"),
    Wordless("message", ("intent", "answer_name", "engine_version"), "names out of the model"),
    Wordless("question_group", ("intent", "answer_name"), "names out of the model"),
    Wordless("example_proposal", ("intent",), "the name of an intent"),
    Wordless("content_change", ("intent",), "the name of an intent"),
    Wordless("review_verdict", ("intent",), "the name of an intent"),
    Wordless(
        "model_version",
        ("inputs", "sha256", "file", "log", "note", "override_reason"),
        "hashes, the output of training, and what staff gave as a reason",
    ),
    Wordless("import_run", ("*",), "names of files, an account, counts, and which lines were wrong"),
    Wordless("imported_record", ("kind", "key", "digest"), "a kind, a number or a keyed hash of a card, a checksum"),
    Wordless("retention_run", ("*",), "numbers of days and counts, by period"),
    Wordless("contact_point", ("public_id",), "a random id"),
    Wordless("purpose", ("*",), "what the library tells of itself"),
    Wordless("consent_record", ("subject_ref",), "a keyed hash"),
    Wordless("data_request", ("subject_ref", "refusal_reason", "outcome"), "a keyed hash, a code, and counts by table"),
    Wordless("service_case", ("number", "category"), "a number, and a category"),
    Wordless("case_event", ("from_value", "to_value"), "states, channels and account names"),
    Wordless("application", ("public_id", "code_problem"), "a random id, and why a code was not sent"),
    Wordless("notice", ("thing",), "a kind and a number, or a keyed hash; what was said is a message"),
    Wordless("lifecycle_event", ("*",), "states and why they came about"),
    Wordless("daily_run", ("*",), "what the library's own jobs have done"),
    Wordless("survey_response", ("patron_category",), "a category"),
)
