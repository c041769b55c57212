"""What the constraints refuse, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError, StatementError

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records import Base
from tests.support.store_rows import patron_row

T = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
LATER = T + timedelta(hours=1)
DAY = date(2026, 11, 24)

# A guardian the other way round.
ANOTHER = {"guardian_id": 2, "child_id": 1, "renews": False}

# One allowed row of each table, in an order in which they can be written; those to come refer to id 1.
ALLOWED: list[tuple[type[Base], dict[str, Any]]] = [
    (records.Branch, {"code": "main", "name_fa": "مرکزی", "name_en": "Main", "is_main": True}),
    (records.BranchHours, {"branch_id": 1, "weekday": 0, "opens": time(8), "closes": time(20)}),
    (
        records.Closing,
        {"first_day": date(2026, 3, 21), "last_day": date(2026, 3, 24), "reason_fa": "ن", "reason_en": "N"},
    ),
    (records.LibraryProfile, {"id": 1, "name_fa": "کتابخانه", "name_en": "Library"}),
    (records.ChatLook, {"id": 1, "corner": "end"}),
    (
        records.Fact,
        {"topic": "wifi", "question_fa": "پ", "question_en": "Q", "text_fa": "م", "text_en": "t", "valid_from": DAY},
    ),
    (
        records.Document,
        {"name": "a.md", "title": "A", "language": "en", "kind": "markdown", "digest": "d", "size": 1, "added_at": T},
    ),
    (records.Passage, {"document_id": 1, "position": 0, "heading": "H", "text": "t"}),
    (records.SentenceVector, {"digest": "d", "vector": b"v"}),
    (records.KnowledgeState, {"id": 1, "version": 1}),
    (records.LibraryEvent, {"title_fa": "ق", "title_en": "S", "starts_at": T, "ends_at": LATER}),
    (records.StaffUser, {"username": "sara", "display_name": "Sara", "role": "librarian", "created_at": T}),
    (records.Patron, {"card_number_hash": "c0", "ils_patron_id": "p0"}),
    (records.Patron, {"card_number_hash": "c1", "ils_patron_id": "p1"}),
    (
        records.ContactPoint,
        {
            "public_id": "a1",
            "patron_id": 1,
            "kind": "email",
            "value": "a@b",
            "value_norm": "a@b",
            "is_primary": True,
            "verified_at": T,
        },
    ),
    (records.LifecycleEvent, {"patron_id": 1, "to_state": "new", "reason": "registered", "occurred_at": T}),
    (records.DailyRun, {"job": "stock", "day": DAY, "started_at": T}),
    (
        records.ChannelIdentity,
        {
            "public_id": "i1",
            "channel": "web_chat",
            "external_id": "v1",
            "token_hash": "t1",
            "created_at": T,
            "last_seen_at": T,
        },
    ),
    (records.SignInLink, {"token_hash": "l1", "identity_id": 1, "created_at": T, "expires_at": LATER}),
    (
        records.Purpose,
        {"code": "p", "lawful_basis": "consent", "name_fa": "ن", "name_en": "N", "text_fa": "م", "text_en": "t"},
    ),
    (
        records.ConsentRecord,
        {
            "patron_id": 1,
            "subject_ref": "r",
            "purpose_id": 1,
            "channel": "email",
            "action": "granted",
            "source": "chat",
            "text_version": 1,
            "occurred_at": T,
        },
    ),
    (
        records.DataRequest,
        {"subject_ref": "r", "kind": "access", "status": "received", "received_at": T, "due_at": LATER},
    ),
    (records.DataLink, {"token_hash": "d1", "identity_id": 1, "created_at": T, "expires_at": LATER}),
    (
        records.ImportRun,
        {
            "kind": "loans",
            "source": "loans.csv",
            "state": "running",
            "started_by": "sara",
            "started_at": T,
            "seen_at": T,
            "data_as_of": T,
            "counts": {},
            "problems": [],
        },
    ),
    (
        records.ImportUpload,
        {
            "token": "t1",
            "kind": "loans",
            "name": "loans.csv",
            "headings": [],
            "chosen": {},
            "state": "waiting",
            "counts": {},
            "problems": [],
            "seen_at": T,
        },
    ),
    (records.ImportChange, {"run_id": 1, "table_name": "loan", "row_id": 1, "what": "added", "patron_id": 1}),
    (records.ImportedRecord, {"kind": "loans", "key": "1", "row_id": 1, "digest": "d", "patron_id": 1}),
    (records.Harvest, {"url": "https://library.example/oai", "prefix": "marc21", "set_spec": ""}),
    (records.HarvestedRecord, {"harvest_id": 1, "identifier": "oai:x:1", "key": "1"}),
    (records.CatalogueState, {"id": 1, "version": 1}),
    (records.PrivacyMode, {"id": 1, "history": "none", "changed_at": T}),
    (records.RetentionPeriod, {"what": "talks", "days": 30, "changed_at": T}),
    (records.RetentionRun, {"ran_at": T, "periods": {"talks": 30}, "counts": {"talks": 1}}),
    (records.SignInThrottle, {"key": "k1", "first_at": T}),
    (records.Instance, {"name": "g1", "kind": "gateway", "started_at": T, "until": LATER}),
    (records.Lease, {"name": "jobs", "holder": "g1", "until": LATER}),
    (records.RateBucket, {"key": "k1", "full_at": T}),
    (records.KeptKey, {"mark": "m1", "sealed": "s", "kept_at": T}),
    (records.SignInFailures, {"kind": "patron", "slot_at": T}),
    (
        records.StaffSignInFailure,
        {"window_at": T, "action": "staff.sign_in_failed", "name": "sara", "address": "192.0.2.0/24", "first_at": T},
    ),
    (records.StaffRecoveryCode, {"staff_id": 1, "code_hash": "r1", "created_at": T}),
    (
        records.TitleRecord,
        {"ils_bib_id": "b1", "title": "بوف کور", "search_norm": "بوف کور", "search_squash": "بوفکور"},
    ),
    (records.Item, {"title_id": 1, "barcode": "x1"}),
    (
        records.LoanRule,
        {"patron_category": "student", "item_type": "book", "loan_days": 14, "max_loans": 5, "max_renewals": 2},
    ),
    (
        records.Loan,
        {"ils_loan_id": "n1", "patron_id": 1, "item_id": 1, "loaned_at": T, "due_at": LATER, "synced_at": T},
    ),
    (
        records.Interaction,
        {
            "public_id": "x1",
            "engine_conversation": "x1",
            "channel_identity_id": 1,
            "channel": "web_chat",
            "started_at": T,
        },
    ),
    (
        records.RenewalAttempt,
        {"loan_id": 1, "idempotency_key": "k1", "result": "succeeded", "requested_at": T, "new_due_at": LATER},
    ),
    (
        records.HoldAttempt,
        {"idempotency_key": "k1", "kind": "place", "result": "refused", "reason_code": "fines", "requested_at": T},
    ),
    (records.SetupSkip, {"step": "patrons", "skipped_by": "sara", "skipped_at": T}),
    (
        records.SavedView,
        {"staff_id": 1, "list_name": "cases", "name": "mine", "query": "assignee=me", "created_at": T},
    ),
    (records.Hold, {"ils_hold_id": "h1", "patron_id": 1, "title_id": 1, "placed_at": T}),
    (records.Fine, {"ils_fine_id": "f1", "kind": "overdue", "amount_minor": 100, "currency": "IRR", "assessed_at": T}),
    (records.Message, {"interaction_id": 1, "seq": 1, "sender": "patron", "client_message_id": "m1", "created_at": T}),
    (records.InteractionEvent, {"interaction_id": 1, "kind": "started", "occurred_at": T}),
    (records.HeldContact, {"interaction_id": 1, "contact": "sealed:x", "expires_at": LATER}),
    (records.SeenConversation, {"staff_id": 1, "interaction_id": 1, "seq": 1, "seen_at": T}),
    (
        records.UnansweredQuestion,
        {"cluster_key": "q1", "language": "fa", "sample_redacted": "؟", "first_seen_at": T, "last_seen_at": T},
    ),
    (
        records.ServiceCase,
        {"number": "K-000001", "idempotency_key": "k1", "kind": "complaint", "subject": "s", "opened_at": T},
    ),
    (records.CaseEvent, {"case_id": 1, "kind": "status", "occurred_at": T}),
    (records.CaseHeard, {"case_id": 1, "identity_id": 1, "upto": 1}),
    (records.Alarm, {"interaction_id": 1, "kind": "fire", "raised_at": T, "last_at": T, "last_message": "m1"}),
    (records.Subscription, {"patron_id": 1, "kind": "due_soon", "channel": "telegram", "asked_at": T}),
    (
        records.InboxMail,
        {"id": 1, "address": "desk@library.example", "language": "fa", "quiet_minutes": 60, "changed_at": T},
    ),
    (records.GuardianRules, {"id": 1, "until_age": 18, "say_age": 12, "changed_at": T}),
    (records.Guardianship, {"guardian_id": 1, "child_id": 2, "made_at": T}),
    (records.MirrorRead, {"patron_id": 1, "system": "koha", "next_at": T}),
    (
        records.Mirrored,
        {"patron_id": 1, "kind": "loan", "ref": "7", "name": "n", "due_at": T, "seen_at": T},
    ),
    (records.Interest, {"patron_id": 1, "words": "history", "key": "genre=history", "language": "en", "created_at": T}),
    (records.InterestTerm, {"interest_id": 1, "kind": "genre", "value": "history"}),
    (records.TitleMatch, {"patron_id": 1, "title_id": 1, "interest_id": 1, "matched_at": T}),
    (
        records.FollowedEvent,
        {"ref": "r", "patron_id": 1, "event_id": 1, "title_fa": "ق", "title_en": "t", "starts_at": T, "followed_at": T},
    ),
    (records.Segment, {"name": "students", "rule": {"join": "all", "groups": []}, "created_at": T, "changed_at": T}),
    (records.SegmentMember, {"segment_id": 1, "patron_id": 1, "status": "in", "since": T}),
    (records.StaffUser, {"username": "omid", "display_name": "Omid", "role": "manager", "created_at": T}),
    (
        records.Campaign,
        {
            "name": "come back",
            "purpose_id": 1,
            "segment_id": 1,
            "text_fa": "م",
            "text_en": "t",
            "channels": ["telegram"],
            "goal": "loan",
            "goal_days": 30,
            "starts_at": T,
            "ends_at": LATER,
            "created_by_id": 1,
            "created_at": T,
            "changed_at": T,
        },
    ),
    (records.CampaignAuthor, {"campaign_id": 1, "staff_id": 1}),
    (records.CampaignRecipient, {"campaign_id": 1, "patron_id": 1, "arm": "told"}),
    (
        records.Notice,
        {
            "patron_id": 1,
            "subscription_id": 1,
            "kind": "due_soon",
            "channel": "telegram",
            "thing": "loan:1",
            "due_at": LATER,
            "loan_id": 1,
            "planned_at": T,
            "send_after": T,
        },
    ),
    (records.Feedback, {"message_id": 1, "value": 1, "created_at": T}),
    (records.Survey, {"code": "csat", "version": 1, "kind": "csat", "trigger": "manual"}),
    (records.SurveyQuestion, {"survey_id": 1, "code": "q", "position": 1, "prompt": "?", "scale": "csat5"}),
    (records.SurveyInvitation, {"survey_id": 1, "interaction_id": 1, "token_hash": "s1", "sent_at": T}),
    (records.SurveyResponse, {"survey_id": 1, "invitation_id": 1, "submitted_at": T}),
    (records.SurveyAnswer, {"response_id": 1, "question_id": 1, "score": 5}),
    (records.PatronMerge, {"survivor_id": 1, "merged_id": 2, "state": "merged", "decided_at": T}),
    (records.PatronMergeRow, {"merge_id": 1, "table_name": "loan", "row_id": 1, "column_name": "patron_id"}),
    (
        records.Application,
        {"public_id": "a1", "identity_id": 1, "patron_id": 1, "channel": "web_chat", "language": "fa", "began_at": T},
    ),
    (
        records.Journal,
        {
            "channel": "web_chat",
            "channel_message_id": "m1",
            "identity_id": 1,
            "interaction_id": 1,
            "message_id": 1,
            "kind": "text",
            "received_at": T,
        },
    ),
    (records.Outbox, {"message_id": 1, "identity_id": 1, "channel": "web_chat", "next_attempt_at": T}),
    (
        records.AuditEvent,
        {
            "actor_kind": "system",
            "actor_ref": "x",
            "action": "a",
            "entity": "e",
            "occurred_at": T,
            "prev_hash": "0",
            "row_hash": "1",
        },
    ),
    (
        records.StaffSession,
        {"token_hash": "ss1", "staff_id": 1, "csrf": "c", "created_at": T, "last_seen_at": T, "expires_at": LATER},
    ),
    (
        records.PushSubscription,
        {"session_id": 1, "endpoint": "https://push.example/1", "p256dh": "p", "auth": "a", "created_at": T},
    ),
    (
        records.PushCall,
        {"subscription_id": 1, "name": "alarm:1", "kind": "alarm", "place": "/console/inbox", "created_at": T},
    ),
    (records.ReportMail, {"staff_id": 1, "address": "sara@library.example", "created_at": T, "since": DAY}),
    (records.Label, {"code": "urgent", "name_fa": "فوری", "name_en": "Urgent"}),
    (records.InteractionLabel, {"interaction_id": 1, "label_id": 1, "created_at": T}),
    (
        records.CannedAnswer,
        {"code": "hello", "title_fa": "س", "title_en": "H", "text_fa": "س", "text_en": "H", "updated_at": T},
    ),
    (records.SavedTest, {"name": "one", "language": "fa", "story": "stories: []", "created_at": T}),
    (records.ReviewItem, {"message_id": 1, "reason": "random", "weight": 0.5, "created_at": T}),
    (records.ReviewVerdict, {"item_id": 1, "staff_id": 1, "is_right": True, "intent": "greet", "created_at": T}),
    (
        records.ExampleProposal,
        {"language": "fa", "intent": "hours", "text": "بازین؟", "origin": "review", "created_at": T},
    ),
    (records.QuestionGroup, {"title": "?", "created_at": T, "updated_at": T}),
    (records.QuestionSighting, {"question_id": 1, "wording": "?", "seen_at": T}),
    (
        records.AnswerVersion,
        {"name": "utter_greet", "version": 1, "text_fa": "س", "text_en": "H", "state": "published", "created_at": T},
    ),
    (records.ContentChange, {"kind": "example_added", "language": "fa", "intent": "hours", "created_at": T}),
    (records.ModelVersion, {"inputs": "i1", "origin": "console", "state": "published", "created_at": T}),
    (records.ModelWork, {"model_id": 1, "kind": "testing", "step": "testing", "lines": []}),
    (records.ModelPublication, {"model_id": 1, "code": "c1", "repository": "r1", "asked_at": T}),
    (
        records.SharedFile,
        {"kind": "model", "name": "m1.tar.gz", "sha256": "d1", "size": 1, "seal": "s1", "kept_at": T},
    ),
    (records.SharedFilePart, {"file_id": 1, "number": 0, "data": b"p"}),
    (records.MetricDaily, {"day": date(2026, 11, 1), "metric": "engaged", "numerator": 1, "computed_at": T}),
    (records.SearchState, {"id": 1}),
]
BASE = dict(ALLOWED)

# What is refused: a table, and what is different from its allowed row.
FORBIDDEN: list[tuple[str, type[Base], dict[str, Any]]] = [
    ("second branch of one code", records.Branch, {"is_main": False}),
    ("second main branch", records.Branch, {"code": "two"}),
    ("latitude off the globe", records.Branch, {"code": "two", "is_main": False, "latitude": 91.0}),
    ("branch without a name", records.Branch, {"code": "two", "is_main": False, "name_fa": None}),
    ("ninth weekday", records.BranchHours, {"weekday": 8}),
    ("closing before opening", records.BranchHours, {"weekday": 1, "closes": time(7)}),
    ("same span twice", records.BranchHours, {}),
    ("hours of no branch", records.BranchHours, {"branch_id": 99}),
    ("more failures told than there were", records.StaffSignInFailure, {"name": "two", "failures": 1, "told": 2}),
    ("one recovery code of two", records.StaffRecoveryCode, {}),
    ("recovery code of nobody", records.StaffRecoveryCode, {"staff_id": 99, "code_hash": "r2"}),
    ("last day before the first", records.Closing, {"last_day": date(2026, 3, 1)}),
    ("half of special hours", records.Closing, {"opens": time(9)}),
    ("second library", records.LibraryProfile, {"id": 2}),
    ("no days to answer in", records.LibraryProfile, {"answer_days": 0}),
    ("second look of the chat", records.ChatLook, {"id": 2}),
    ("chat in the middle of a page", records.ChatLook, {"corner": "mid"}),
    ("fact that ends before it begins", records.Fact, {"valid_until": DAY - timedelta(days=1)}),
    ("fact of no branch", records.Fact, {"branch_id": 99}),
    ("second document of one name", records.Document, {}),
    ("document in a third language", records.Document, {"name": "b.md", "language": "de"}),
    ("second passage in one place", records.Passage, {}),
    ("passage of no document", records.Passage, {"document_id": 99}),
    ("second vector of one text", records.SentenceVector, {}),
    ("second count of changes", records.KnowledgeState, {"id": 2}),
    ("event that ends first", records.LibraryEvent, {"ends_at": T - timedelta(hours=1)}),
    ("second account of one name", records.StaffUser, {}),
    ("unknown role", records.StaffUser, {"username": "x", "role": "boss"}),
    ("second patron of one card", records.Patron, {"ils_patron_id": "p2"}),
    ("second patron of one library system id", records.Patron, {"card_number_hash": "c2"}),
    ("step into an unknown state", records.LifecycleEvent, {"to_state": "odd"}),
    ("step out of an unknown state", records.LifecycleEvent, {"from_state": "odd"}),
    ("step for an unknown reason", records.LifecycleEvent, {"reason": "odd"}),
    ("step that leads nowhere", records.LifecycleEvent, {"from_state": "new"}),
    ("second run of one day", records.DailyRun, {}),
    ("run of an unknown job", records.DailyRun, {"job": "odd"}),
    ("run that went back", records.DailyRun, {"job": "lifecycle", "reached": -1}),
    ("run that ended first", records.DailyRun, {"job": "lifecycle", "finished_at": T - timedelta(hours=1)}),
    ("unknown lifecycle", records.Patron, {"card_number_hash": None, "ils_patron_id": None, "lifecycle": "odd"}),
    (
        "erased patron with a name",
        records.Patron,
        {"card_number_hash": None, "ils_patron_id": None, "lifecycle": "erased", "erased_at": T},
    ),
    (
        "erased patron with a PIN",
        records.Patron,
        {
            "card_number_hash": None,
            "ils_patron_id": None,
            "lifecycle": "erased",
            "erased_at": T,
            "display_name": None,
            "pin_hash": "h",
        },
    ),
    (
        "erased patron who is active",
        records.Patron,
        {"card_number_hash": None, "ils_patron_id": None, "erased_at": T, "display_name": None},
    ),
    ("merge of one with itself", records.PatronMerge, {"merged_id": 1, "survivor_id": 1, "state": "kept_apart"}),
    ("merge in an unknown state", records.PatronMerge, {"state": "lost"}),
    ("merge taken back never", records.PatronMerge, {"state": "undone"}),
    ("second merge of one record", records.PatronMerge, {}),
    (
        "name of somebody erased, as it is searched",
        records.Patron,
        {
            "card_number_hash": None,
            "ils_patron_id": None,
            "display_name": None,
            "lifecycle": "erased",
            "erased_at": T,
            "name_norm": "x",
        },
    ),
    ("second primary address", records.ContactPoint, {"public_id": "a2", "value": "c@d", "value_norm": "c@d"}),
    ("verified address of two", records.ContactPoint, {"public_id": "a2", "is_primary": False}),
    ("same chat partner twice", records.ChannelIdentity, {"public_id": "i2", "token_hash": None}),
    ("same visitor's token twice", records.ChannelIdentity, {"public_id": "i2", "external_id": "v2"}),
    (
        "unknown channel",
        records.ChannelIdentity,
        {"public_id": "i2", "external_id": "v2", "token_hash": None, "channel": "pigeon"},
    ),
    (
        "assurance over two",
        records.ChannelIdentity,
        {"public_id": "i2", "external_id": "v2", "token_hash": None, "assurance": 3},
    ),
    (
        "verified, but nobody",
        records.ChannelIdentity,
        {"public_id": "i2", "external_id": "v2", "token_hash": None, "assurance": 2},
    ),
    ("same link twice", records.SignInLink, {}),
    ("link used by a patron, but not used", records.SignInLink, {"token_hash": "l2", "patron_id": 1}),
    ("link that ends before it starts", records.SignInLink, {"token_hash": "l2", "expires_at": T - timedelta(1)}),
    ("second purpose of one code", records.Purpose, {}),
    ("consent that is on by itself", records.Purpose, {"code": "x", "default_granted": True}),
    ("consent that cannot be taken back", records.Purpose, {"code": "x", "can_opt_out": False}),
    (
        "what can never be allowed",
        records.Purpose,
        {"code": "x", "lawful_basis": "contract", "can_opt_out": False, "default_granted": False},
    ),
    ("unknown ground", records.Purpose, {"code": "x", "lawful_basis": "habit"}),
    ("yes to every channel", records.ConsentRecord, {"channel": None}),
    ("no that ends", records.ConsentRecord, {"action": "withdrawn", "expires_at": LATER}),
    ("yes that is over at once", records.ConsentRecord, {"expires_at": T}),
    ("consent to no purpose", records.ConsentRecord, {"purpose_id": 99}),
    ("unknown act of consent", records.ConsentRecord, {"action": "nodded"}),
    ("unknown source of consent", records.ConsentRecord, {"source": "hearsay"}),
    ("unknown channel of consent", records.ConsentRecord, {"channel": "pigeon"}),
    ("request that is done at no time", records.DataRequest, {"status": "done"}),
    ("request that is open and over", records.DataRequest, {"completed_at": T}),
    ("request refused without a reason", records.DataRequest, {"status": "refused", "completed_at": T}),
    ("unknown request", records.DataRequest, {"kind": "sell"}),
    ("two open links to one chat's data", records.DataLink, {"token_hash": "d2"}),
    ("link to data that ends before it starts", records.DataLink, {"token_hash": "d2", "expires_at": T}),
    ("import that runs and is over", records.ImportRun, {"finished_at": LATER}),
    ("import that is over at no time", records.ImportRun, {"state": "done"}),
    ("import of dreams", records.ImportRun, {"kind": "dreams"}),
    ("one address of two uploads", records.ImportUpload, {}),
    ("upload of dreams", records.ImportUpload, {"token": "t2", "kind": "dreams"}),
    ("upload that is eaten", records.ImportUpload, {"token": "t2", "state": "eaten"}),
    ("change of no import", records.ImportChange, {"run_id": 99}),
    ("unknown change of an import", records.ImportChange, {"what": "eaten"}),
    ("one record elsewhere twice", records.ImportedRecord, {}),
    ("one repository twice", records.Harvest, {}),
    ("harvest that goes on from nowhere", records.Harvest, {"prefix": "x", "token": "t"}),
    ("harvest before the first", records.Harvest, {"prefix": "x", "round": -1}),
    ("record of no harvest", records.HarvestedRecord, {"harvest_id": 99}),
    ("one identifier of a repository twice", records.HarvestedRecord, {}),
    ("second count of changes to titles", records.CatalogueState, {"id": 2}),
    ("second import under way", records.ImportRun, {"kind": "holds"}),
    ("one name of two addresses", records.ContactPoint, {"kind": "phone", "public_id": "a1"}),
    ("second privacy mode", records.PrivacyMode, {"id": 2}),
    ("unknown privacy mode", records.PrivacyMode, {"history": "everything"}),
    ("second period of one kind", records.RetentionPeriod, {}),
    ("period of nothing", records.RetentionPeriod, {"what": "dreams"}),
    ("period of no day", records.RetentionPeriod, {"what": "cases", "days": 0}),
    ("second throttle of one card or name", records.SignInThrottle, {}),
    ("second process of one name", records.Instance, {}),
    ("process of an unknown kind", records.Instance, {"name": "x", "kind": "toaster"}),
    ("second lease of one name", records.Lease, {}),
    ("second bucket of one key", records.RateBucket, {}),
    ("second key of one mark", records.KeptKey, {}),
    ("second count of the same minutes", records.SignInFailures, {}),
    ("same title twice", records.TitleRecord, {}),
    ("same barcode twice", records.Item, {}),
    ("unknown status of a copy", records.Item, {"barcode": "x2", "status": "eaten"}),
    ("second rule for one pair", records.LoanRule, {}),
    ("step left out twice", records.SetupSkip, {}),
    ("two views of one name", records.SavedView, {}),
    ("view of a list that is none", records.SavedView, {"list_name": "patrons", "name": "n2"}),
    ("loans of no days", records.LoanRule, {"item_type": "dvd", "loan_days": 0}),
    ("one copy lent twice", records.Loan, {"ils_loan_id": "n2"}),
    ("returned before lent", records.Loan, {"ils_loan_id": "n2", "item_id": None, "returned_at": T - timedelta(1)}),
    ("anonymised, but somebody's", records.Loan, {"ils_loan_id": "n2", "item_id": None, "anonymised_at": T}),
    ("two running conversations", records.Interaction, {"public_id": "x2", "engine_conversation": "x2"}),
    (
        "closed without an outcome",
        records.Interaction,
        {"public_id": "x2", "engine_conversation": "x2", "status": "closed", "ended_at": LATER},
    ),
    (
        "ended before it started",
        records.Interaction,
        {
            "public_id": "x2",
            "engine_conversation": "x2",
            "status": "closed",
            "outcome": "abandoned",
            "ended_at": T - timedelta(1),
        },
    ),
    (
        "effort of seven",
        records.Interaction,
        {"public_id": "x2", "engine_conversation": "x2", "channel_identity_id": None, "read_effort": 7},
    ),
    ("renewed twice by one key", records.RenewalAttempt, {}),
    ("renewed without a date", records.RenewalAttempt, {"idempotency_key": "k2", "new_due_at": None}),
    (
        "refused without a reason",
        records.RenewalAttempt,
        {"idempotency_key": "k2", "result": "refused", "new_due_at": None},
    ),
    ("contact data held twice for one conversation", records.HeldContact, {}),
    ("seen twice by one librarian", records.SeenConversation, {}),
    ("seen before it began", records.SeenConversation, {"staff_id": 2, "seq": -1}),
    ("hold refused twice by one key", records.HoldAttempt, {}),
    ("hold refused without a reason", records.HoldAttempt, {"idempotency_key": "k2", "reason_code": None}),
    ("hold moved for a reason", records.HoldAttempt, {"idempotency_key": "k2", "kind": "move", "result": "succeeded"}),
    ("hold attempt of another kind", records.HoldAttempt, {"idempotency_key": "k2", "kind": "drop"}),
    ("hold attempt that failed", records.HoldAttempt, {"idempotency_key": "k2", "result": "failed"}),
    ("two holds of one title", records.Hold, {"ils_hold_id": "h2"}),
    ("place nought in the queue", records.Hold, {"ils_hold_id": "h2", "patron_id": None, "queue_position": 0}),
    ("paid more than owed", records.Fine, {"ils_fine_id": "f2", "paid_minor": 101}),
    ("negative fine", records.Fine, {"ils_fine_id": "f2", "amount_minor": -1}),
    ("same place in a conversation twice", records.Message, {"client_message_id": None}),
    ("same message of a client twice", records.Message, {"seq": 2}),
    ("answer status of a patron", records.Message, {"seq": 2, "client_message_id": None, "answer_status": "answered"}),
    ("confidence over one", records.Message, {"seq": 2, "client_message_id": None, "confidence": 1.1}),
    ("bot that is a librarian", records.Message, {"seq": 2, "client_message_id": None, "sender": "bot", "staff_id": 1}),
    ("unknown sender", records.Message, {"seq": 2, "client_message_id": None, "sender": "ghost"}),
    ("unknown event", records.InteractionEvent, {"kind": "dance"}),
    ("same question in two rows", records.UnansweredQuestion, {}),
    ("same case number twice", records.ServiceCase, {"idempotency_key": "k2"}),
    ("same case opened twice", records.ServiceCase, {"number": "K-000002"}),
    (
        "closed without a resolution",
        records.ServiceCase,
        {"number": "K-000002", "idempotency_key": "k2", "status": "closed", "closed_at": LATER},
    ),
    ("event of no case", records.CaseEvent, {"case_id": 99}),
    ("one case heard twice by one chat", records.CaseHeard, {}),
    ("no case heard", records.CaseHeard, {"case_id": 99}),
    ("heard by nobody", records.CaseHeard, {"identity_id": 99}),
    ("second alarm that rings in one conversation", records.Alarm, {}),
    ("unknown emergency", records.Alarm, {"acknowledged_at": T, "kind": "boredom"}),
    ("alarm that ends before it rings", records.Alarm, {"acknowledged_at": T, "last_at": T - timedelta(1)}),
    ("alarm in no conversation", records.Alarm, {"interaction_id": 99}),
    ("same kind asked for twice on one channel", records.Subscription, {}),
    ("subscription of nobody", records.Subscription, {"patron_id": 99, "kind": "overdue"}),
    ("subscription that ended for no reason", records.Subscription, {"kind": "overdue", "ended_at": T}),
    ("reminder a year before", records.Subscription, {"kind": "overdue", "days_before": 365}),
    ("subscription to an odd channel", records.Subscription, {"channel": "in_person"}),
    ("same patron read in two rows", records.MirrorRead, {}),
    ("reading that failed for no known reason", records.MirrorRead, {"patron_id": 2, "failure": "odd"}),
    ("same loan mirrored twice", records.Mirrored, {}),
    ("mirrored thing of no known kind", records.Mirrored, {"kind": "fine"}),
    ("mirrored loan of nobody", records.Mirrored, {"patron_id": 99}),
    ("same notice twice", records.Notice, {}),
    ("suppressed without a reason", records.Notice, {"thing": "loan:2", "status": "suppressed", "settled_at": T}),
    ("sent at no moment", records.Notice, {"thing": "loan:2", "status": "sent"}),
    ("queued with a reason", records.Notice, {"thing": "loan:2", "reason": "returned"}),
    ("unknown kind of notice", records.Notice, {"kind": "hello"}),
    ("second address of the inbox", records.InboxMail, {"id": 2}),
    ("address of the inbox in no language", records.InboxMail, {"language": "xx"}),
    ("mail of the inbox every minute", records.InboxMail, {"quiet_minutes": 1}),
    ("second row of ages", records.GuardianRules, {"id": 2}),
    ("same guardian of the same child twice", records.Guardianship, {}),
    ("guardian of oneself", records.Guardianship, {"guardian_id": 2}),
    ("guardian of nobody", records.Guardianship, {"child_id": 99}),
    ("guardian who sees nothing", records.Guardianship, {**ANOTHER, "sees_loans": False, "sees_holds": False}),
    ("renewing what is not seen", records.Guardianship, {**ANOTHER, "sees_loans": False, "renews": True}),
    ("reminded of what is not seen", records.Guardianship, {**ANOTHER, "sees_loans": False, "reminds": True}),
    ("child who allows at no moment", records.Guardianship, {**ANOTHER, "child_allows": "see"}),
    ("child who allows something odd", records.Guardianship, {**ANOTHER, "child_allows": "x", "child_said_at": T}),
    ("ended for no reason", records.Guardianship, {**ANOTHER, "ended_at": T}),
    ("reason of what goes on", records.Guardianship, {**ANOTHER, "end_reason": "staff"}),
    ("same interest twice", records.Interest, {}),
    ("interest of nobody", records.Interest, {"patron_id": 99, "key": "genre=art"}),
    ("unknown condition of an interest", records.InterestTerm, {"kind": "smell"}),
    ("one title found twice for one patron", records.TitleMatch, {}),
    ("one event followed twice by one patron", records.FollowedEvent, {"ref": "s"}),
    ("second thing followed of one name", records.FollowedEvent, {"event_id": None}),
    ("event called off that is in the calendar", records.FollowedEvent, {"ref": "s", "called_off_at": T}),
    ("second segment of one name", records.Segment, {}),
    ("one patron twice in a segment", records.SegmentMember, {"status": "opted_out"}),
    ("unknown membership", records.SegmentMember, {"segment_id": 99, "status": "perhaps"}),
    ("second campaign of one name", records.Campaign, {}),
    ("campaign that runs unapproved", records.Campaign, {"name": "two", "state": "running", "drawn_at": T}),
    (
        "campaign that its author approved",
        records.Campaign,
        {"name": "two", "state": "approved", "approved_by_id": 1, "approved_at": T},
    ),
    ("draft that was approved", records.Campaign, {"name": "two", "approved_by_id": 2, "approved_at": T}),
    (
        "campaign that runs and was never drawn",
        records.Campaign,
        {"name": "two", "state": "running", "approved_by_id": 2, "approved_at": T},
    ),
    ("campaign with an unknown trigger", records.Campaign, {"name": "two", "trigger": "whenever"}),
    ("campaign that ends first", records.Campaign, {"name": "two", "ends_at": T - timedelta(1)}),
    ("campaign that holds everybody out", records.Campaign, {"name": "two", "holdout_rate": 0.9}),
    ("half of sending hours", records.Campaign, {"name": "two", "hours_from": time(9)}),
    ("campaign to no segment", records.Campaign, {"name": "two", "segment_id": 99}),
    ("one patron drawn twice", records.CampaignRecipient, {"arm": "held_out"}),
    ("unknown arm", records.CampaignRecipient, {"patron_id": None, "arm": "leg"}),
    ("second thumb on one answer", records.Feedback, {}),
    ("thumb of nought", records.Feedback, {"message_id": None, "interaction_id": 1, "value": 0}),
    ("thumb on nothing", records.Feedback, {"message_id": None}),
    ("same version of a survey twice", records.Survey, {}),
    ("survey of nobody", records.Survey, {"version": 2, "sample_rate": 0.0}),
    ("same question of a survey twice", records.SurveyQuestion, {}),
    ("asked twice after one conversation", records.SurveyInvitation, {"token_hash": "s2"}),
    ("one invitation answered twice", records.SurveyResponse, {}),
    ("one question answered twice", records.SurveyAnswer, {}),
    ("half a gap", records.SurveyAnswer, {"response_id": 1, "question_id": 1, "minimum": 3}),
    ("low score followed up otherwise", records.SurveyResponse, {"invitation_id": None, "follow_up": "maybe"}),
    ("two drafts in one chat", records.Application, {"public_id": "a2"}),
    ("sent at no time", records.Application, {"public_id": "a2", "status": "sent"}),
    ("decided at no time", records.Application, {"public_id": "a2", "status": "refused", "sent_at": T}),
    ("decided and still a draft", records.Application, {"public_id": "a2", "identity_id": 1, "decided_at": T}),
    (
        "erased with a name",
        records.Application,
        {"public_id": "a2", "status": "withdrawn", "emptied_at": T, "name": "Sara Ahmadi"},
    ),
    (
        "asked for what is sent",
        records.Application,
        {"public_id": "a2", "status": "sent", "sent_at": T, "awaits": "name"},
    ),
    ("unknown state of an application", records.Application, {"public_id": "a2", "status": "eaten"}),
    ("application of no chat", records.Application, {"public_id": "a2", "identity_id": 99, "status": "withdrawn"}),
    (
        "reached by pigeon",
        records.Application,
        {"public_id": "a2", "status": "withdrawn", "contact_kind": "pigeon"},
    ),
    ("patron won nowhere", records.Patron, {"card_number_hash": "c9", "ils_patron_id": "p9", "acquired_via": None}),
    ("redelivered message", records.Journal, {"message_id": 1}),
    ("closed and not closed", records.Journal, {"channel_message_id": "m2", "state": "closed"}),
    ("one message sent by two rows", records.Outbox, {}),
    ("sent at no time", records.Outbox, {"message_id": 1, "state": "sent"}),
    ("forked audit chain", records.AuditEvent, {"row_hash": "2"}),
    ("same audit event twice", records.AuditEvent, {"prev_hash": "2"}),
    ("act of nobody", records.AuditEvent, {"prev_hash": "2", "row_hash": "2", "actor_kind": "ghost"}),
    ("one cookie for two sessions", records.StaffSession, {}),
    ("one browser twice", records.PushSubscription, {}),
    ("called twice for the same", records.PushCall, {}),
    ("called for nothing", records.PushCall, {"name": "n", "kind": "weather"}),
    ("called without being taken", records.PushCall, {"name": "n", "sent_at": T}),
    ("two reports for one", records.ReportMail, {}),
    ("sent without being taken", records.ReportMail, {"staff_id": 2, "sent_month": DAY}),
    ("member of staff who speaks nothing", records.StaffUser, {"username": "z", "language": "xx"}),
    ("same label twice", records.Label, {}),
    ("same label twice on a conversation", records.InteractionLabel, {}),
    ("same canned answer twice", records.CannedAnswer, {}),
    ("same test twice", records.SavedTest, {}),
    ("one turn to be reviewed twice", records.ReviewItem, {}),
    ("three reviewers", records.ReviewItem, {"message_id": 99, "needs": 3}),
    ("one reviewer twice", records.ReviewVerdict, {}),
    ("same proposal twice", records.ExampleProposal, {}),
    ("unknown state of a group", records.QuestionGroup, {"status": "eaten"}),
    ("sighting of no question", records.QuestionSighting, {"question_id": 99}),
    ("same version of an answer twice", records.AnswerVersion, {}),
    ("answer that ends before it starts", records.AnswerVersion, {"version": 2, "starts_at": LATER, "ends_at": T}),
    ("unknown change of the content", records.ContentChange, {"kind": "eaten"}),
    ("two published models", records.ModelVersion, {}),
    ("two at work on one model", records.ModelWork, {"kind": "training"}),
    ("work of no model", records.ModelWork, {"model_id": 99}),
    ("work of no known kind", records.ModelWork, {"model_id": 99, "kind": "resting"}),
    ("publication of no model", records.ModelPublication, {"model_id": 99}),
    ("same shared file twice", records.SharedFile, {}),
    ("shared file of no known kind", records.SharedFile, {"kind": "letter", "name": "m2.tar.gz"}),
    ("same part twice", records.SharedFilePart, {}),
    ("part of no file", records.SharedFilePart, {"file_id": 99}),
    ("same figure twice", records.MetricDaily, {}),
    ("two states of the search", records.SearchState, {"id": 2}),
]


def _row(store: Store, record: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    base = patron_row(store, **BASE[record]) if record is records.Patron else BASE[record]
    return {**base, **values}


async def test_every_table_takes_its_allowed_row_and_refuses_the_forbidden_ones(store: Store) -> None:
    assert {record.__tablename__ for record in BASE} == set(Base.metadata.tables)
    taken: list[str] = []

    def write(connection: Connection) -> None:
        for record, values in ALLOWED:
            connection.execute(insert(table_of(record)), _row(store, record, values))
        for name, record, values in FORBIDDEN:
            try:
                with connection.begin_nested():
                    connection.execute(insert(table_of(record)), _row(store, record, values))
            except IntegrityError:
                continue
            taken.append(name)

    await store.transact(write)
    assert taken == []


@pytest.mark.parametrize(
    ("name", "record", "change"),
    [
        (
            "raw contact data after the turn",
            records.Journal,
            {"state": "closed", "closed_at": LATER, "contact": "0912"},
        ),
        ("conversation closed without an outcome", records.Interaction, {"status": "closed", "ended_at": LATER}),
        ("patron merged into themselves", records.Patron, {"merged_into_id": 1}),
        ("fine waived beyond its amount", records.Fine, {"waived_minor": 500}),
        ("copy in an unknown state", records.Item, {"status": "eaten"}),
        ("signed in as nobody", records.ChannelIdentity, {"assurance": 2}),
    ],
)
async def test_changes_are_guarded_as_inserts_are(
    store: Store, name: str, record: type[Base], change: dict[str, Any]
) -> None:
    def write(connection: Connection) -> None:
        for each, values in ALLOWED:
            connection.execute(insert(table_of(each)), _row(store, each, values))
        connection.execute(update(table_of(record)).values(**change))

    with pytest.raises(IntegrityError):
        await store.transact(write)


async def test_a_naive_moment_is_refused_and_an_aware_one_comes_back_in_utc(store: Store) -> None:
    closing = table_of(records.LibraryEvent)
    tehran = datetime.fromisoformat("2026-11-24T10:00:00.123456+03:30")
    row = {"title_fa": "ق", "title_en": "S", "starts_at": tehran, "ends_at": tehran}
    naive = {**row, "ends_at": datetime(2026, 11, 24, 12)}
    with pytest.raises(StatementError, match="naive"):
        await store.transact(lambda connection: connection.execute(insert(closing), naive))
    await store.transact(lambda connection: connection.execute(insert(closing), row))
    kept = await store.look(lambda connection: connection.execute(closing.select()).one())
    assert kept.starts_at == tehran
    assert kept.starts_at.utcoffset() == timedelta(0)
