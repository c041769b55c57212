"""Tables of files that all machines on one store have in common: models, staff's content, uploads, reports, logs."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, one_of
from crm.records.values import SHARED_FILES
from crm.records.words import wordless

__all__ = ["SharedFile", "SharedFilePart"]


class SharedFile(Base):
    """One file as every machine finds it: what it is, its digest, and our proof that we put it there."""

    __tablename__ = "shared_file"
    __table_args__ = (
        one_of("kind", SHARED_FILES),
        UniqueConstraint("kind", "name"),
        {"info": wordless("names that we give, and digests")},
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(128))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    seal: Mapped[str] = mapped_column(String(64))
    kept_at: Mapped[datetime]


class SharedFilePart(Base):
    """A part of a shared file: no process need have the whole of it in its memory."""

    __tablename__ = "shared_file_part"
    __table_args__ = (
        UniqueConstraint("file_id", "number"),
        {
            "info": wordless(
                "what HOME/models and HOME/content hold too, and as long; files of patrons that staff uploaded for an "
                "import, until that or for a day; reports and logs, which name nobody (docs/privacy.md)"
            )
        },
    )

    id: Mapped[Key]
    file_id: Mapped[int] = link("shared_file.id", "CASCADE")
    number: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
