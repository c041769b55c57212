"""Permissions, and the roles that have them: no more than their work needs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["PERMISSIONS", "READING", "Permission"]


class Permission(StrEnum):
    """One thing that a member of staff may be allowed to do."""

    READ_CONVERSATIONS = "read_conversations"
    # Names, loans and contact data; without it everything is masked and no patron is shown.
    READ_PATRONS = "read_patrons"
    # Contacts written down, loans renewed and titles reserved for patrons, and wrong links undone.
    WORK_PATRONS = "work_patrons"
    # Two records made one, and taken apart again: it takes somebody who answers for it.
    MERGE_PATRONS = "merge_patrons"
    WORK_INBOX = "work_inbox"
    READ_CASES = "read_cases"
    WORK_CASES = "work_cases"
    # Everything that is kept about a patron who asks for it: more than anybody needs for their work.
    COPY_PATRONS = "copy_patrons"
    ERASE_PATRONS = "erase_patrons"
    REVIEW = "review"
    READ_QUESTIONS = "read_questions"
    WORK_QUESTIONS = "work_questions"
    READ_ANSWERS = "read_answers"
    EDIT_ANSWERS = "edit_answers"
    READ_PLACES = "read_places"
    EDIT_PLACES = "edit_places"
    READ_INTENTS = "read_intents"
    EDIT_INTENTS = "edit_intents"
    READ_MODELS = "read_models"
    TRAIN = "train"
    PUBLISH = "publish"
    READ_SURVEYS = "read_surveys"
    EDIT_SURVEYS = "edit_surveys"
    # What applicants told of themselves: the desk decides on it.
    READ_APPLICATIONS = "read_applications"
    WORK_APPLICATIONS = "work_applications"
    READ_FIGURES = "read_figures"
    READ_AUDIT = "read_audit"
    READ_STAFF = "read_staff"
    MANAGE_STAFF = "manage_staff"
    IMPORT = "import"
    # What runs here and how: of no use to who cannot mend it.
    WATCH_SYSTEM = "watch_system"
    # Rules over patrons, and who is in a segment.
    READ_SEGMENTS = "read_segments"
    EDIT_SEGMENTS = "edit_segments"
    READ_CAMPAIGNS = "read_campaigns"
    EDIT_CAMPAIGNS = "edit_campaigns"
    # Never what one wrote oneself.
    APPROVE_CAMPAIGNS = "approve_campaigns"


READING = frozenset(permission for permission in Permission if permission.value.startswith("read_"))

_LIBRARIAN = frozenset(
    {
        Permission.READ_CONVERSATIONS,
        Permission.READ_PATRONS,
        Permission.WORK_PATRONS,
        Permission.WORK_INBOX,
        Permission.READ_CASES,
        Permission.WORK_CASES,
        Permission.READ_SURVEYS,
        Permission.READ_APPLICATIONS,
        Permission.WORK_APPLICATIONS,
        Permission.REVIEW,
        Permission.READ_QUESTIONS,
        Permission.WORK_QUESTIONS,
        Permission.READ_ANSWERS,
        Permission.READ_PLACES,
    }
)
_EDITOR = frozenset(
    {
        Permission.READ_CONVERSATIONS,
        Permission.REVIEW,
        Permission.READ_QUESTIONS,
        Permission.WORK_QUESTIONS,
        Permission.READ_ANSWERS,
        Permission.EDIT_ANSWERS,
        Permission.READ_PLACES,
        Permission.EDIT_PLACES,
        Permission.READ_INTENTS,
        Permission.EDIT_INTENTS,
        Permission.READ_MODELS,
        Permission.TRAIN,
        Permission.PUBLISH,
    }
)
_OUTREACH = frozenset(
    {
        Permission.READ_SEGMENTS,
        Permission.EDIT_SEGMENTS,
        Permission.READ_CAMPAIGNS,
        Permission.EDIT_CAMPAIGNS,
    }
)
_MANAGER = frozenset(
    {
        Permission.READ_CONVERSATIONS,
        Permission.READ_PATRONS,
        Permission.READ_CASES,
        Permission.READ_QUESTIONS,
        Permission.READ_ANSWERS,
        Permission.READ_PLACES,
        Permission.READ_INTENTS,
        Permission.READ_MODELS,
        Permission.READ_SURVEYS,
        Permission.EDIT_SURVEYS,
        Permission.READ_FIGURES,
        Permission.READ_STAFF,
        # What a manager does: it takes somebody who answers for it.
        Permission.COPY_PATRONS,
        Permission.ERASE_PATRONS,
        Permission.MERGE_PATRONS,
    }
)

PERMISSIONS: Mapping[str, frozenset[Permission]] = {
    "librarian": _LIBRARIAN,
    "supervisor": _LIBRARIAN
    | _OUTREACH
    | {
        Permission.MERGE_PATRONS,
        Permission.READ_FIGURES,
        Permission.READ_STAFF,
        Permission.EDIT_PLACES,
        Permission.EDIT_SURVEYS,
    },
    "editor": _EDITOR,
    "manager": _MANAGER | _OUTREACH | {Permission.APPROVE_CAMPAIGNS},
    "admin": frozenset(Permission),
    "auditor": READING,
}
