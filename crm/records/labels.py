"""Tables of labels, canned answers and saved tests."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link
from crm.records.words import TALKS, erased, wordless

__all__ = ["CannedAnswer", "InteractionLabel", "Label", "SavedTest"]


class Label(Base):
    """One label that conversations can carry."""

    __tablename__ = "label"
    __table_args__ = ({"info": wordless("names that staff gave to kinds of conversations")},)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name_fa: Mapped[str]
    name_en: Mapped[str]
    color: Mapped[str] = mapped_column(String(16), default="grey", server_default="grey")


class InteractionLabel(Base):
    """One label on one conversation."""

    __tablename__ = "interaction_label"

    interaction_id: Mapped[int] = link("interaction.id", "CASCADE", primary_key=True)
    label_id: Mapped[int] = link("label.id", "CASCADE", primary_key=True, index=True)
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime]


class CannedAnswer(Base):
    """One text that librarians send again and again; `{patron}` and the like are variables."""

    __tablename__ = "canned_answer"
    __table_args__ = ({"info": wordless("the library's own answers, written by staff")},)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(64), unique=True)
    title_fa: Mapped[str]
    title_en: Mapped[str]
    text_fa: Mapped[str]
    text_en: Mapped[str]
    is_active: Mapped[bool] = flag(True)
    is_demo: Mapped[bool] = flag(False)
    created_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    updated_at: Mapped[datetime]


class SavedTest(Base):
    """One conversation saved as a model test, in Rasa's format of test stories."""

    __tablename__ = "saved_test"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120), unique=True, info=erased(TALKS, "saved_tests.erase_saved_tests"))
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    language: Mapped[str] = mapped_column(String(2))
    story: Mapped[str] = mapped_column(info=erased(TALKS, "saved_tests.erase_saved_tests"))
    is_active: Mapped[bool] = flag(True)
    created_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime]
