"""Closed lists of values that text columns may hold."""

from protocol.turns import ANSWER_STATUSES as ANSWER_STATUSES
from protocol.values import LANGUAGES as LANGUAGES

# Those that speak the Bot API, each with chats of its own; and all on which people chat.
MESSENGERS = ("telegram", "bale")
CHATS = ("web_chat", *MESSENGERS)
CHANNELS = ("web_chat", "email", "sms", "phone", "in_person", *MESSENGERS, "whatsapp", "form", "api")
ACQUIRED_VIA = (*CHANNELS, "ils_import")

STAFF_ROLES = ("librarian", "editor", "supervisor", "manager", "admin", "auditor")
LIFECYCLES = ("prospect", "new", "active", "lapsing", "lapsed", "closed", "erased")
# How sure the library is whose a chat is: nobody has said; a record says so, as it does of an address; proved with
# card and PIN. Of an account nothing is told below the highest.
ANONYMOUS, CLAIMED, VERIFIED = ASSURANCES = (0, 1, 2)
# Why a state began: by time alone, having used the library when new or not, by use, by staff or another system.
LIFECYCLE_REASONS = (
    "first_seen",
    "registered",
    "settled",
    "unused",
    "time",
    "engaged",
    "closed",
    "reopened",
    "rule",
    "erased",
)
DAILY_JOBS = ("lifecycle", "stock")
CONTACT_KINDS = ("email", "phone", "telegram", "whatsapp", "postal")

ITEM_STATUSES = ("available", "on_loan", "on_hold_shelf", "in_transit", "lost", "withdrawn")
RENEWAL_RESULTS = ("succeeded", "refused", "failed")
HOLD_REQUESTS = ("place", "move")
HOLD_RESULTS = ("succeeded", "refused")
HOLD_STATUSES = ("requested", "in_transit", "ready", "filled", "cancelled", "expired")
FINE_KINDS = ("overdue", "lost", "damaged", "fee")

DIRECTIONS = ("inbound", "outbound", "internal")
HANDLERS = ("bot", "staff", "both", "system")
INTERACTION_KINDS = ("conversation", "call", "visit", "email", "note", "notice", "instruction")
INTERACTION_STATUSES = ("open", "waiting_staff", "with_staff", "closed")
OUTCOMES = ("bot_resolved", "staff_resolved", "case_opened", "abandoned", "no_answer", "out_of_scope")
SENDERS = ("patron", "bot", "staff", "system")
INTERACTION_EVENTS = (
    "started",
    "handoff_requested",
    "handoff_accepted",
    "handoff_declined",
    "handoff_expired",
    "returned_to_bot",
    "first_staff_reply",
    "resolved_by_bot",
    "resolved_by_staff",
    "abandoned",
    "reopened",
    "case_opened",
)
QUESTION_STATUSES = ("new", "triaged", "answered", "out_of_scope")

# What language.emergencies can find.
ALARM_KINDS = ("despair", "medical", "fire", "gas", "violence", "harassment", "lost_child", "theft", "danger")

CASE_KINDS = ("question", "complaint", "suggestion", "purchase_request", "data_request", "account_problem")
CASE_STATUSES = ("new", "acknowledged", "investigating", "waiting_patron", "answered", "appealed", "closed")
CASE_PRIORITIES = ("low", "normal", "high", "urgent")
CASE_RESOLUTIONS = ("fixed", "explained", "compensated", "declined", "duplicate", "withdrawn")
CASE_EVENTS = ("status", "assign", "note", "message", "sla_breach", "reopen")

SURVEY_KINDS = ("csat", "nps", "ces", "gap")
SURVEY_TRIGGERS = ("conversation_closed", "case_closed", "periodic", "manual")
SURVEY_SCALES = ("csat5", "nps11", "ces7", "gap9", "text")
FOLLOW_UPS = ("offered", "accepted", "declined")

# A draft is being filled in, a sent one waits for the desk; `known`: who asked has a card already.
APPLICATION_STATES = ("draft", "sent", "accepted", "refused", "known", "withdrawn")
# What is asked for next in the chat.
APPLICATION_STEPS = ("name", "birth_year", "contact", "code", "address", "review")
APPLICATION_CONTACTS = ("email", "phone")

ACTOR_KINDS = ("patron", "staff", "bot", "system")

LAWFUL_BASES = ("consent", "contract", "public_task", "legitimate_interest", "legal_obligation")
CONSENT_ACTIONS = ("granted", "refused", "withdrawn", "expired")
# Where an act of consent was made: in a chat, on the patron's own page, by staff, on paper, with records taken over.
CONSENT_SOURCES = ("chat", "page", "console", "paper", "import")
DATA_REQUESTS = ("access", "export", "rectify", "erase", "restrict")
DATA_REQUEST_STATES = ("received", "verified", "done", "refused")

JOURNAL_KINDS = ("text", "payload", "system")
JOURNAL_STATES = ("received", "closed", "failed")
# What may be begun in a turn, by where its patron can look for it.
JOURNAL_DEEDS = ("loans", "holds", "case", "other")
INSTANCE_KINDS = ("gateway", "engine")
# An archive of a model, what a model was made from, staff's copy of the content; a file that was uploaded for an
# import, the report of an import, the log of a training.
SHARED_FILES = ("model", "made_from", "content", "upload", "report", "log")
OUTBOX_STATES = ("pending", "sending", "sent", "failed", "dropped")

REVIEW_REASONS = ("declined", "unsure", "contradicted", "badly_rated", "random", "confident")
PROPOSAL_ORIGINS = ("review", "question", "staff")
PROPOSAL_STATES = ("proposed", "accepted", "rejected")
ANSWER_STATES = ("draft", "published", "withdrawn")
CONTENT_CHANGES = (
    "example_added",
    "example_removed",
    "example_moved",
    "intent_added",
    "intent_renamed",
    "imported",
    "exported",
)
MODEL_ORIGINS = ("console", "files")
MODEL_WORK = ("training", "testing")
MODEL_STATES = ("training", "failed", "trained", "tested", "published", "retired")
STAFF_CALENDARS = ("jalali", "gregorian")

IMPORT_KINDS = ("catalogue", "patrons", "loans", "holds", "fines")
IMPORT_STATES = ("running", "done", "failed", "undone")
UPLOAD_STATES = ("waiting", "running", "done", "refused", "broken_off")
IMPORT_CHANGES = ("added", "changed", "deleted")
# What the library writes first about, and on which channels.
NOTICE_KINDS = (
    "due_soon",
    "overdue",
    "hold_ready",
    "card_expiring",
    "case_answered",
    "new_title",
    "campaign",
    "welcome",
    "event",
)
NOTICE_CHANNELS = (*MESSENGERS, "web_chat", "email", "sms")
# Where a notice may come instead: an address that the library has, and no chat that has to be opened.
FALLBACKS = ("email", "sms")
# What the mirror of a library system elsewhere has, and why a patron could not be read there: the system did not
# answer, does not allow it to our account, cannot be understood, or has no such patron.
MIRRORED_KINDS = ("loan", "hold")
MIRROR_FAILURES = ("unavailable", "misconfigured", "malformed", "unknown")
NOTICE_STATUSES = ("queued", "sent", "suppressed", "cancelled")
# Why a notice was not sent: kept from the patron (suppressed), or true no more (cancelled).
NOTICE_REASONS = (
    "no_consent",
    "unsubscribed",
    "signed_out",
    "blocked",
    "no_address",
    "channel_off",
    "returned",
    "renewed",
    "closed",
    "read",
    "too_late",
    "stopped",
    "taken_out",
    "state_changed",
)
SUBSCRIPTION_ENDS = ("asked", "erased", "replaced", "done")

# How much of what the desk has set a child of an age lets a guardian do: all of it, only look, or nothing.
CHILD_ALLOWS = ("all", "see", "nothing")
GUARDIANSHIP_ENDS = ("staff", "age", "last_day")

# What the library keeps of loans that were returned: nothing of whose they were, or only with the patron's yes.
HISTORY_MODES = ("none", "opt_in")
# What has a period of its own.
RETENTIONS = ("talks", "cases", "loans", "visitors", "imports", "consents", "requests")
# Two records of one person: made one, taken apart again, or said to be of two people.
MERGE_STATES = ("merged", "undone", "kept_apart")
# What a title has to be for an interest: each is a condition, and "a|b" in a value means either.
INTEREST_TERMS = (
    "genre",
    "form",
    "kind",
    "audience",
    "age",
    "language",
    "origin",
    "author",
    "series",
    "topic",
    "without",
)
SEGMENT_MEMBERSHIPS = ("in", "opted_out")
CAMPAIGN_STATES = ("draft", "approved", "running", "stopped", "done")
CAMPAIGN_GOALS = ("loan", "hold", "engaged")
CAMPAIGN_ARMS = ("told", "held_out")
# To whom it goes: to all of its segment at once, or to each of them who comes into a state of the life cycle.
CAMPAIGN_TRIGGERS = ("once", "lapsing", "lapsed", "new")
# Lists of which staff keep views of their own.
VIEWED_LISTS = ("conversations", "cases")
# What members of staff are called for by Web Push.
PUSH_KINDS = ("waiting", "given", "answered", "alarm")
