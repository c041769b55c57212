"""`ketabyar init`: a new library, asked for step by step or given as options; nothing that was confirmed is lost."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.doctor.finding import ok, problem
from bot.cli.init.findings import told_findings
from bot.cli.main import cli
from bot.settings import ROOT, Settings
from bot.texts import has_text, text
from crm.audit import trail
from crm.database.store import Store
from crm.library_info import directory
from crm.library_info.setting_up import progress
from crm.staff import members
from protocol.home import Home
from protocol.settings_file import put_settings, settings_in
from tests.bot.cli.test_doctor import said_by, server
from tests.support.databases import stores_begun_as_copies
from tests.support.system import free_ports
from tests.support.texts import phrase

PASSWORD = "باران بهاری ۱۲"
NOBODY = f"http://127.0.0.1:{free_ports(1)[0]}"
# What makes a finding that is not well.
DOCTORS = ("note", "problem")
# Everything that has no default, in the order in which it is asked.
LIBRARY = ["کتابخانهٔ نو", "New Library", "021-1", "", "fa", "Asia/Tehran"]
BRANCH = ["main", "شعبهٔ مرکزی", "Central Branch", "تهران، خیابان بهار", "Bahar St., Tehran"]
ACCOUNT = ["sara", "Sara", PASSWORD, PASSWORD]
# No address, our own library system, no messenger, no site, no e-mail.
NOTHING_ELSE = ["", "embedded", "", "", "", ""]
GIVEN = [
    "--name-fa", "کتابخانهٔ نو", "--name-en", "New Library", "--branch", "main=شعبهٔ مرکزی=Central Branch",
    "--admin", "sara", "--admin-password", PASSWORD, "--yes",
]  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty state folder, in an English terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KETABYAR_", "LC_", "LANG"))}
    folder = tmp_path / "home"
    monkeypatch.setattr(os, "environ", {**kept, "KETABYAR_HOME": str(folder), "LANG": "en_US.UTF-8"})
    with stores_begun_as_copies():
        yield folder


def run(*arguments: str, typed: list[str] | None = None) -> Result:
    """Run the command; what is typed ends as when the terminal is closed."""
    lines = "".join(f"{line}\n" for line in typed or [])
    return CliRunner().invoke(cli, ["init", *arguments], input=lines)


def in_store[T](work) -> T:  # type: ignore[no-untyped-def, type-var]
    """Look into the store that the command made."""
    settings = Settings(environment="demo").completed()

    async def look() -> T:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            assert (await trail.verify(store)).is_sound
            return await work(store)  # type: ignore[no-any-return]
        finally:
            await store.close()

    return asyncio.run(look())


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_is_not_given_stays_as_it_is(home: Path, language: str) -> None:
    put_settings(home, {"KETABYAR_TRUSTED_PROXIES": "10.0.0.5"})
    assert run(*GIVEN, "--language", language, "--address", "https://ask.library.example").exit_code == 0
    kept = settings_in(home)
    assert not {f"KETABYAR_{name}" for name in ("DEFAULT_LANGUAGE", "TIME_ZONE", "LIBRARY_SYSTEM")} & kept.keys()
    assert kept["KETABYAR_TRUSTED_PROXIES"] == "10.0.0.5"
    assert Settings().default_language == "fa"


def test_what_is_given_is_kept(home: Path) -> None:
    assert run(*GIVEN, "--default-language", "en", "--time-zone", "Europe/Berlin").exit_code == 0
    kept = settings_in(home)
    assert (kept["KETABYAR_DEFAULT_LANGUAGE"], kept["KETABYAR_TIME_ZONE"]) == ("en", "Europe/Berlin")


def test_from_nothing_to_a_library_by_questions(home: Path) -> None:
    second = ["park", "شعبهٔ پارک", "Park Branch", ""]
    done = run(typed=[*LIBRARY, *BRANCH, "y", *second, "n", *ACCOUNT, *NOTHING_ELSE])
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    assert "ketabyar up" in done.output and "http://127.0.0.1:8000/console" in done.output
    profile = in_store(directory.profile)
    assert (profile.name, profile.phone, profile.email) == (
        {"fa": "کتابخانهٔ نو", "en": "New Library"}, "021-1", None,
    )  # fmt: skip
    branches = in_store(directory.branches)
    assert [(one.code, one.is_main, one.address["en"]) for one in branches] == [
        ("main", True, "Bahar St., Tehran"), ("park", False, ""),
    ]  # fmt: skip
    member = in_store(lambda store: members.verify_staff(store, "sara", PASSWORD))
    assert (member.role, member.display_name) == ("admin", "Sara")
    assert in_store(progress).done >= {"library", "branches"}
    assert settings_in(home) == {
        "KETABYAR_DEFAULT_LANGUAGE": "fa", "KETABYAR_TIME_ZONE": "Asia/Tehran", "KETABYAR_LIBRARY_SYSTEM": "embedded",
    }  # fmt: skip
    assert stat.S_IMODE((home / "settings.env").stat().st_mode) == 0o600
    assert not Home(home).init.exists()


def test_a_library_that_is_there_is_refused_and_stays_as_it_is(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    again = run(*GIVEN)
    assert again.exit_code == 1
    assert "New Library" in str(again.exception)
    assert len(in_store(directory.branches)) == 1


@pytest.mark.parametrize("typed", [3, 6, 10, 11, 14, 17])
def test_what_was_confirmed_is_kept_wherever_it_is_left(home: Path, typed: int) -> None:
    every = [*LIBRARY, *BRANCH, "n", *ACCOUNT, *NOTHING_ELSE]
    left = run(typed=every[:typed])
    assert (left.exit_code == 1 and left.exception is None) or isinstance(left.exception, SystemExit)
    assert phrase("init.stopped", "en") in left.output
    done = json.loads(Home(home).init.read_text(encoding="utf-8"))["done"]
    # What is asked again is the step that was not through: its branch is kept already.
    begun = {"library": 0, "time_zone": 5, "branches": 6, "account": 12, "address": 16, "system": 17, "messengers": 18}
    step = next(name for name in begun if name not in done)
    rest = every[begun[step] :]
    if step == "branches" and len(in_store(directory.branches)):
        rest = every[11:]
    done_now = run(typed=rest)
    assert done_now.exit_code == 0, done_now.output
    assert len(in_store(directory.branches)) == 1
    assert in_store(lambda store: members.verify_staff(store, "sara", PASSWORD)) is not None
    assert not Home(home).init.exists()


def test_everything_is_given_and_nothing_is_asked(home: Path) -> None:
    more = [
        "--address", "https://ask.library.example", "--site", "https://www.library.example",
        "--branch", "park=پارک=Park", "--time-zone", "Asia/Kabul",
        "--set", "PORT=8123", "--set", "ketabyar_smtp_from=library@example.org",
    ]  # fmt: skip
    done = run(*GIVEN, *more)
    assert done.exit_code == 0, done.output
    settings = Settings().completed()
    assert (settings.environment, settings.public_url, settings.port) == (
        "production", "https://ask.library.example", 8123,
    )  # fmt: skip
    assert settings.sites == ("https://www.library.example",) and settings.trusted_proxies == ("127.0.0.1",)
    assert settings.time_zone == "Asia/Kabul"
    assert [one.time_zone for one in in_store(directory.branches)] == ["Asia/Kabul"] * 2


def test_the_library_goes_into_the_store_that_was_named(home: Path, tmp_path: Path) -> None:
    named = tmp_path / "named.sqlite3"
    done = run(*GIVEN, "--set", f"DATABASE_URL=sqlite:///{named}")
    assert done.exit_code == 0, done.output
    assert named.exists() and not Home(home).store.exists()
    assert len(in_store(directory.branches)) == 1
    # Another time it is refused, and the settings name the store that they named.
    put_settings(home, {"KETABYAR_DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}"})
    again = run(*GIVEN, "--set", f"DATABASE_URL=sqlite:///{named}")
    assert again.exit_code == 1, again.output
    assert settings_in(home)["KETABYAR_DATABASE_URL"].endswith("own.sqlite3")


def test_a_store_that_the_environment_names_is_the_one_that_is_looked_at(home: Path, tmp_path: Path) -> None:
    own = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    assert run(*GIVEN, "--set", f"DATABASE_URL={own}").exit_code == 0
    os.environ["KETABYAR_DATABASE_URL"] = own
    again = run(*GIVEN, "--set", f"DATABASE_URL=sqlite:///{tmp_path / 'other.sqlite3'}")
    assert again.exit_code == 1, again.output
    assert not (tmp_path / "other.sqlite3").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--name-fa", "نام", "--yes"],
        [*GIVEN, "--admin-password", "short"],
        [*GIVEN, "--address", "http://library.example"],
        [*GIVEN, "--site", "library.example"],
        [*GIVEN, "--time-zone", "Nowhere/Land"],
        [*GIVEN, "--branch", "Main Branch"],
        [*GIVEN, "--set", "NO_SUCH=1"],
        [*GIVEN, "--set", "PORT=many"],
        [*GIVEN, "--set", "DATABASE_URL=mysql://x/y"],
        [*GIVEN, "--library-system", "koha"],
    ],
)
def test_what_cannot_be_used_is_told_and_not_kept(home: Path, wrong: list[str]) -> None:
    refused = run(*wrong)
    assert refused.exit_code == 2, refused.output
    kept = settings_in(home)
    assert not {"KETABYAR_PUBLIC_URL", "KETABYAR_SITES", "KETABYAR_PORT"} & kept.keys()
    assert kept.get("KETABYAR_LIBRARY_SYSTEM", "embedded") == "embedded"
    assert kept.get("KETABYAR_TIME_ZONE", "Asia/Tehran") == "Asia/Tehran"


def test_what_is_typed_wrong_is_asked_again(home: Path) -> None:
    asked = [
        "", *LIBRARY[:3], "no-address", *LIBRARY[3:5], "Nowhere/Land", "Asia/Tehran", "Main!", *BRANCH, "perhaps", "n",
        "S", "sara", "Sara", "short", "short", PASSWORD, PASSWORD, "http://x.example", *NOTHING_ELSE,
    ]  # fmt: skip
    done = run(typed=asked)
    assert done.exit_code == 0, done.output
    for key in ("needed", "email", "code", "username", "https", "yes_or_no"):
        assert phrase(f"init.bad.{key}", "en") in done.output, key
    assert "at least 12 characters" in done.output and "time zone" in done.output


def test_a_library_system_that_does_not_answer_is_asked_again_or_kept(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    koha = [NOBODY, "id", "secret", "0"]
    again = run("--only", "system", typed=["koha", *koha, "n", "koha", *koha, "y"])
    assert again.exit_code == 0, again.output
    assert again.output.count(phrase("init.check_failed", "en")) == 2
    assert phrase("init.kept_anyway", "en") in again.output and phrase("init.restart", "en") in again.output
    assert "secret" not in again.output.replace("Its secret", "")
    settings = Settings()
    assert (settings.library_system, settings.koha_url, settings.koha_client_secret) == ("koha", NOBODY, "secret")
    # Half of it is no setting, and the next try begins anew.
    half = run("--only", "system", typed=["sip2", "", "6001", "", "", "", "", "utf-8", "true", "embedded"])
    assert "KETABYAR_SIP2_HOST" in half.output
    assert Settings().library_system == "embedded"


def test_what_a_check_found_is_told_in_the_language_of_the_session(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    koha = [NOBODY, "id", "secret", "0"]
    told = run("--only", "system", "--language", "fa", typed=["koha", *koha, "ب"])
    assert told.exit_code == 0, told.output
    about = {"system": "Koha", "setting": "KETABYAR_KOHA_URL", "page": "docs/koha.md"}
    assert text("fa", "init.found.unreachable", **about) in told.output
    assert text("fa", "init.mend.unreachable", **about) in told.output
    assert "cannot be reached" not in told.output, "no line of English beside names"
    assert phrase("init.found_more", "fa") in told.output


def _kinds_with_facts() -> Iterator[tuple[str, set[str]]]:
    """Give the kinds of all findings and of what a library system's check-up may fail with, and the facts of each."""
    raised = {
        kind
        for file in (ROOT / "library").rglob("*.py")
        for kind in re.findall(r'nothing_done=True,\s*kind="(\w+)"', file.read_text(encoding="utf-8"))
    }
    for kind in raised:
        yield kind, {"system", "page", "setting"}
    yield from ((kind, {"where", "said"}) for kind in ("mail", "mail_account", "mail_unreachable"))
    for file in (ROOT / "bot" / "cli" / "doctor").glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in DOCTORS):
                continue
            facts = {one.arg for one in call.keywords if one.arg} - {"kind"}
            if any(one.arg is None for one in call.keywords):
                facts |= {"system", "page", "setting"}
            for said in (one.value for one in call.keywords if one.arg == "kind"):
                for part in ast.walk(said):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value, facts


def test_every_kind_of_finding_has_its_words_and_all_that_stands_in_them() -> None:
    kinds = list(_kinds_with_facts())
    assert len(kinds) > 40 and "certificate" in dict(kinds) and "branches_there" in dict(kinds)
    for kind, facts in kinds:
        assert has_text(f"init.found.{kind}"), kind
        for key in (f"init.found.{kind}", f"init.mend.{kind}"):
            named = set(re.findall(r"{(\w+)}", phrase(key, "fa"))) if has_text(key) else set()
            assert named <= facts, (key, named - facts)


def test_what_is_well_is_counted_and_what_is_not_is_told_with_what_to_do() -> None:
    well = [
        ok("Koha: titles", "allowed"),
        ok("Koha: copies", "allowed"),
        problem("Koha: holds", "no", "give it", kind="permission", permission="place_holds"),
    ]
    lines = list(told_findings(well, "fa"))
    assert lines[0].endswith(text("fa", "init.found_well", 2, n="۲"))
    assert lines[1].endswith(text("fa", "init.found.permission", permission="place_holds"))
    assert lines[2].strip() == phrase("init.mend.permission", "fa") and len(lines) == 4
    # Numbers are the language's own, and what nobody foresaw is told as it is.
    (patrons, *_) = told_findings([problem("patrons", "no", kind="patrons", asked=20, known=3, page="docs")], "fa")
    assert "۲۰" in patrons and "۳" in patrons
    assert "disk is gone" in list(told_findings([problem("a thing", "the disk is gone")], "fa"))[1]
    assert list(told_findings(well, "en")) == [
        "  ✓ Koha: titles: allowed",
        "  ✓ Koha: copies: allowed",
        "  ✗ Koha: holds: no → give it",
    ]


def test_a_bot_is_asked_who_it_is(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    with server(said_by({"ok": True, "result": {"username": "mehr_bot", "url": ""}})) as port:
        at = {"KETABYAR_TELEGRAM_BASE_URL": f"http://127.0.0.1:{port}/bot", "KETABYAR_BALE_BASE_URL": f"{NOBODY}/bot"}
        put_settings(home, at)
        done = run("--only", "messengers", typed=["123:telegram", "456:bale", "n", ""])
    assert done.exit_code == 0, done.output
    assert "@mehr_bot" in done.output
    assert "123:telegram" not in done.output and "456:bale" not in done.output
    assert phrase("init.check_well", "en") in done.output and phrase("init.check_failed", "en") in done.output
    assert (Settings().telegram_token, Settings().bale_token) == ("123:telegram", "")


def test_a_mail_server_that_is_not_there_is_told(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    port = NOBODY.rpartition(":")[2]
    typed = ["127.0.0.1", port, "none", "", "", "library@example.org", "y"]
    done = run("--only", "mail", typed=typed)
    assert done.exit_code == 0, done.output
    assert phrase("init.check_failed", "en") in done.output
    assert (Settings().smtp_host, Settings().smtp_port, Settings().smtp_security) == ("127.0.0.1", int(port), "none")


def test_the_environment_that_says_otherwise_is_named(home: Path) -> None:
    assert run(*GIVEN).exit_code == 0
    os.environ["KETABYAR_SITES"] = "https://old.example"
    done = run("--only", "sites", "--site", "https://new.example")
    assert done.exit_code == 0 and "KETABYAR_SITES" in done.output
    assert Settings().sites == ("https://old.example",)


def test_the_questions_are_in_the_language_of_the_terminal(home: Path) -> None:
    os.environ["LANG"] = "fa_IR.UTF-8"
    assert phrase("init.ask.name_fa", "fa") in run(typed=[]).output
    assert phrase("init.ask.name_fa", "en") in run("--language", "en", typed=[]).output
