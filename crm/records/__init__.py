"""The tables of the store, one module a subject."""

from crm.records.audit import AuditEvent
from crm.records.base import Base, UtcDateTime
from crm.records.branches import Branch, BranchHours, Closing
from crm.records.cases import CaseEvent, ServiceCase
from crm.records.catalogue import Item, TitleRecord
from crm.records.circulation import Fine, Hold, Loan, LoanRule, RenewalAttempt
from crm.records.feedback import Feedback
from crm.records.identities import ChannelIdentity, SignInLink, SignInThrottle
from crm.records.interactions import Interaction, InteractionEvent, Message
from crm.records.journal import Journal, Outbox
from crm.records.patrons import ContactPoint, Patron
from crm.records.questions import UnansweredQuestion
from crm.records.services import LibraryEvent, LibraryProfile, ServiceNote
from crm.records.staff import StaffUser
from crm.records.surveys import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion, SurveyResponse

__all__ = [
    "AuditEvent",
    "Base",
    "Branch",
    "BranchHours",
    "CaseEvent",
    "ChannelIdentity",
    "Closing",
    "ContactPoint",
    "Feedback",
    "Fine",
    "Hold",
    "Interaction",
    "InteractionEvent",
    "Item",
    "Journal",
    "LibraryEvent",
    "LibraryProfile",
    "Loan",
    "LoanRule",
    "Message",
    "Outbox",
    "Patron",
    "RenewalAttempt",
    "ServiceCase",
    "ServiceNote",
    "SignInLink",
    "SignInThrottle",
    "StaffUser",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyQuestion",
    "SurveyResponse",
    "TitleRecord",
    "UnansweredQuestion",
    "UtcDateTime",
]
