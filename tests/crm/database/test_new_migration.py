"""What `make migration` begins has what the records have more, and leaves the search's tables alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from crm.database import migrate
from crm.database.new_migration import begin
from crm.records import Base


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations, to be written into."""
    return Path(shutil.copytree(migrate.FOLDER, tmp_path / "migrations"))


def test_a_new_table_is_all_that_is_made(folder: Path) -> None:
    table = sa.Table("door_notice", Base.metadata, sa.Column("id", sa.BigInteger, primary_key=True))
    try:
        file = begin("Notices at the door", folder)
    finally:
        Base.metadata.remove(table)
    assert file.name == f"{int(migrate.head()) + 1:04}_notices_at_the_door.py"
    text = file.read_text(encoding="utf-8")
    assert f"down_revision = '{migrate.head()}'" in text
    assert re.findall(r"op\.(?!f\()\w+\('?(\w*)", text) == ["door_notice", "door_notice"]
    assert "op.create_table('door_notice'" in text
    assert "op.drop_table('door_notice')" in text


def test_a_name_without_letters_begins_none(folder: Path) -> None:
    before = sorted(folder.rglob("*.py"))
    with pytest.raises(ValueError, match="Latin letters"):
        begin("یادداشت", folder)
    assert sorted(folder.rglob("*.py")) == before
