"""The checkout on the machine: this tree as a release, and the next one, with another number and one more migration."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from scripts.administrator.page import ROOT

__all__ = ["NEXT", "THIS", "checkout"]

THIS = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]  # type: ignore[index]
NEXT = f"{THIS.split('.')[0]}.{int(THIS.split('.')[1]) + 1}.0"
VERSIONS = "crm/database/migrations/versions"

MIGRATION = '''"""A remark that nobody reads, as a next release might bring it."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    op.add_column("title_record", sa.Column("remark_of_tomorrow", sa.String(8), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("title_record", "remark_of_tomorrow")
'''


def checkout(folder: Path, *, another_model: bool) -> None:
    """Make a repository there with two tags, from the files that are here, committed or not.

    another_model: whether the next release has a word in its training data that this one has not, and must train.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _git(folder, "init", "--quiet")
    _tagged(folder, THIS)
    _rewritten(folder / "pyproject.toml", f'version = "{THIS}"', f'version = "{NEXT}"')
    before = sorted(path.name.partition("_")[0] for path in (folder / VERSIONS).glob("[0-9]*_*.py"))[-1]
    revision = f"{int(before) + 1:04}"
    written = MIGRATION.format(revision=revision, before=before)
    (folder / VERSIONS / f"{revision}_tomorrow.py").write_text(written, encoding="utf-8")
    if another_model:
        data = folder / "data/nlu/en/place.yml"
        _rewritten(data, "    - ", "    - when do you open the doors of tomorrow\n    - ")
    _tagged(folder, NEXT)


def _rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{path} has no {old!r}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _tagged(folder: Path, version: str) -> None:
    _git(folder, "add", "--all")
    _git(
        folder,
        "-c",
        "user.name=ketabyar",
        "-c",
        "user.email=nobody@library.example",
        "commit",
        "--quiet",
        "-m",
        version,
    )
    _git(folder, "tag", f"v{version}")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "init.defaultBranch=main", *words], cwd=folder, check=True)
