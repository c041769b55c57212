"""The tables of the store, one module per subject."""

from crm.records.alarms import Alarm
from crm.records.audit import AuditEvent
from crm.records.base import Base, UtcDateTime
from crm.records.branches import Branch, BranchHours, Closing
from crm.records.cases import CaseEvent, CaseHeard, ServiceCase
from crm.records.catalogue import Item, TitleRecord
from crm.records.chat_look import ChatLook
from crm.records.circulation import Fine, Hold, HoldAttempt, Loan, LoanRule, RenewalAttempt
from crm.records.content import (
    AnswerVersion,
    ContentChange,
    MetricDaily,
    ModelPublication,
    ModelVersion,
    ModelWork,
    SearchState,
)
from crm.records.feedback import Feedback
from crm.records.guardians import GuardianRules, Guardianship
from crm.records.held_contact import HeldContact
from crm.records.identities import ChannelIdentity, SignInLink
from crm.records.imports import (
    CatalogueState,
    Harvest,
    HarvestedRecord,
    ImportChange,
    ImportedRecord,
    ImportRun,
    ImportUpload,
)
from crm.records.inbox import InboxMail
from crm.records.instances import Instance, Lease, RateBucket
from crm.records.interactions import Interaction, InteractionEvent, Message, SeenConversation
from crm.records.interests import Interest, InterestTerm, TitleMatch
from crm.records.joining import Application
from crm.records.journal import Journal, Outbox
from crm.records.keys import KeptKey
from crm.records.knowledge import Document, Fact, KnowledgeState, Passage, SentenceVector
from crm.records.labels import CannedAnswer, InteractionLabel, Label, SavedTest
from crm.records.lifecycle import DailyRun, LifecycleEvent
from crm.records.merges import PatronMerge, PatronMergeRow
from crm.records.mirror import Mirrored, MirrorRead
from crm.records.notices import FollowedEvent, Notice, Subscription
from crm.records.outreach import Campaign, CampaignAuthor, CampaignRecipient, Segment, SegmentMember
from crm.records.patrons import ContactPoint, Patron
from crm.records.privacy import PrivacyMode, RetentionPeriod, RetentionRun
from crm.records.push import PushCall, PushSubscription
from crm.records.questions import QuestionGroup, QuestionSighting, UnansweredQuestion
from crm.records.report_mail import ReportMail
from crm.records.reviews import ExampleProposal, ReviewItem, ReviewVerdict
from crm.records.search import make_search
from crm.records.services import LibraryEvent, LibraryProfile
from crm.records.sessions import StaffRecoveryCode, StaffSession, StaffSignInFailure
from crm.records.setup import SetupSkip
from crm.records.shared_files import SharedFile, SharedFilePart
from crm.records.staff import StaffUser
from crm.records.surveys import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion, SurveyResponse
from crm.records.throttle import SignInFailures, SignInThrottle
from crm.records.trust import ConsentRecord, DataLink, DataRequest, Purpose
from crm.records.views import SavedView

__all__ = [
    "Alarm",
    "AnswerVersion",
    "Application",
    "AuditEvent",
    "Base",
    "Branch",
    "BranchHours",
    "Campaign",
    "CampaignAuthor",
    "CampaignRecipient",
    "CannedAnswer",
    "CaseEvent",
    "CaseHeard",
    "CatalogueState",
    "ChannelIdentity",
    "ChatLook",
    "Closing",
    "ConsentRecord",
    "ContactPoint",
    "ContentChange",
    "DailyRun",
    "DataLink",
    "DataRequest",
    "Document",
    "ExampleProposal",
    "Fact",
    "Feedback",
    "Fine",
    "FollowedEvent",
    "GuardianRules",
    "Guardianship",
    "Harvest",
    "HarvestedRecord",
    "HeldContact",
    "Hold",
    "HoldAttempt",
    "ImportChange",
    "ImportRun",
    "ImportUpload",
    "ImportedRecord",
    "InboxMail",
    "Instance",
    "Interaction",
    "InteractionEvent",
    "InteractionLabel",
    "Interest",
    "InterestTerm",
    "Item",
    "Journal",
    "KeptKey",
    "KnowledgeState",
    "Label",
    "Lease",
    "LibraryEvent",
    "LibraryProfile",
    "LifecycleEvent",
    "Loan",
    "LoanRule",
    "Message",
    "MirrorRead",
    "Mirrored",
    "MetricDaily",
    "ModelPublication",
    "ModelVersion",
    "ModelWork",
    "Notice",
    "Outbox",
    "Passage",
    "Patron",
    "PatronMerge",
    "PatronMergeRow",
    "PrivacyMode",
    "Purpose",
    "PushCall",
    "PushSubscription",
    "QuestionGroup",
    "QuestionSighting",
    "RateBucket",
    "RenewalAttempt",
    "ReportMail",
    "RetentionPeriod",
    "RetentionRun",
    "ReviewItem",
    "ReviewVerdict",
    "SavedTest",
    "SavedView",
    "SearchState",
    "SeenConversation",
    "Segment",
    "SegmentMember",
    "SentenceVector",
    "ServiceCase",
    "SetupSkip",
    "SharedFile",
    "SharedFilePart",
    "SignInFailures",
    "SignInLink",
    "SignInThrottle",
    "StaffRecoveryCode",
    "StaffSession",
    "StaffSignInFailure",
    "StaffUser",
    "Subscription",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyQuestion",
    "SurveyResponse",
    "TitleMatch",
    "TitleRecord",
    "UnansweredQuestion",
    "UtcDateTime",
    "make_search",
]
