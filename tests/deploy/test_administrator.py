"""The administrator's page: its blocks are all run, in order, and alike in both languages; nginx takes our example."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.settings import ROOT
from scripts.administrator.looks import LOOKS, Seen
from scripts.administrator.machine import Failed, Machine
from scripts.administrator.page import PAGE, PERSIAN_PAGE, Block, blocks
from scripts.administrator.releases import NEXT, THIS
from tests.support.certificates import certificate

RUN = [block for block in blocks() if block.is_run]


def test_every_block_is_run_and_looked_at_but_those_that_say_why_not() -> None:
    assert [block.name for block in RUN] == list(LOOKS)
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    left_out = [block for block in blocks() if not block.is_run]
    assert [block.name for block in left_out] == ["certbot"]
    for block in left_out:
        # The reason stands in the paragraph before it.
        assert re.search(r"\*Not run by the script: [^*]+\*$", lines[block.line - 3]), block.name


def test_what_is_to_be_done_comes_in_its_order() -> None:
    names = [block.name for block in RUN]
    for earlier, later in [
        ("packages", "release"), ("units", "database"), ("tables", "start"), ("certificate", "nginx"),
        ("nginx", "chat"),
        ("backup", "restore"), ("restored", "untried"), ("next", "ready"), ("ready", "switch"), ("switch", "rollback"),
    ]:  # fmt: skip
        assert names.index(earlier) < names.index(later)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.name)
def test_a_block_can_be_read_by_bash_and_calls_what_exists(block: Block) -> None:
    done = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in re.findall(r"^(?:\w+=\S+ )*ketabyar ([a-z]+)", block.text, re.MULTILINE):
        assert command in COMMANDS
    # What it takes from the release is there.
    for path in re.findall(r"/opt/ketabyar/current/(deploy/[\w./-]*\w)", block.text):
        assert (ROOT / path).exists(), path


def test_a_run_that_goes_on_with_a_machine_knows_what_the_earlier_one_saw(tmp_path: Path) -> None:
    seen = Seen.of(Machine(tmp_path))
    assert seen == Seen(seen.machine)
    seen.password, seen.counts, seen.revision = "of sara", "3, 2, 4", "0049"
    seen.keep()
    assert (tmp_path / "seen.json").stat().st_mode & 0o077 == 0, "others can read the password"
    assert Seen.of(seen.machine) == seen


def test_an_answer_is_found_where_it_stands(tmp_path: Path) -> None:
    seen = Seen(Machine(tmp_path))
    talk = "patron: Where is the Park Branch?\nbot: At the Park.\npatron: and the other?\nbot: In town.\n"
    told = LOOKS["restored"](seen, '{"ready":true}' + talk)
    assert told == " | ".join(talk.splitlines())
    for lost in ("{}", '{"ready":true}' + talk.partition("patron: and")[0]):
        with pytest.raises(Failed):
            LOOKS["restored"](seen, lost)


def test_the_page_names_this_release_and_the_next() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"\b\d+\.\d+\.0\b(?!\.)", text)) == {THIS, NEXT}


def test_the_persian_page_has_the_same_blocks() -> None:
    assert [(one.name, one.flags, one.text) for one in blocks(PERSIAN_PAGE)] == [
        (one.name, one.flags, one.text) for one in blocks()
    ]


@pytest.mark.parametrize(
    "text",
    ["    make up\n", "```\nmake up\n```\n", "```sh\nmake up\n```\n", "```sh up quickly\nmake up\n```\n", "```sh up\n"],
)
def test_a_block_that_nobody_would_run_is_refused(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"A page.\n\n{text}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md, line 3"):
        blocks(page)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="there is no nginx here")
def test_nginx_takes_our_example(tmp_path: Path) -> None:
    signed = certificate(tmp_path)
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    live = "/etc/letsencrypt/live/library.example"
    text = text.replace(f"{live}/fullchain.pem", str(signed.path)).replace(f"{live}/privkey.pem", str(signed.key))
    # `nginx -t` opens what it is to listen on.
    text = re.sub(r"listen (\[::\]:)?(80|443)", r"listen 127.0.0.1:1\2", re.sub(r".*listen \[::\].*\n", "", text))
    text = text.replace("127.0.0.1:180", "unix:" + str(tmp_path / "80")).replace(
        "127.0.0.1:1443", "unix:" + str(tmp_path / "443")
    )
    whole = f"pid {tmp_path}/pid; error_log stderr warn; events {{}} http {{ access_log off; {text} }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if "[warn]" in line]
    # Debian 12's nginx does not know the way of writing that Debian 13's would like better.
    assert [line for line in told if "http2" not in line and "user" not in line] == []
