"""The steps that go into the store: the library, its branches, the first account."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bot.cli.init.keeping import keep, refusal, tried
from bot.cli.init.talk import Interview
from bot.cli.opening import opened
from crm.actor import Actor
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue
from crm.library_info import directory
from crm.library_info.branches import CODE, LONGEST_NAME, BranchValues, add_branch
from crm.library_info.profile import ProfileValues, put_profile
from crm.staff import members
from crm.staff.password_rules import SHORTEST_PASSWORD, check_password
from protocol.values import LANGUAGES

__all__ = ["BRANCH", "Given", "StoreSteps", "branch_given"]

BY = Actor("system", "init")
ANSWER_DAYS = 3
BRANCH = "CODE=نام=NAME"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given as options for the store; None where it is to be asked."""

    name_fa: str | None = None
    name_en: str | None = None
    phone: str | None = None
    email: str | None = None
    default_language: str | None = None
    time_zone: str | None = None
    branches: Sequence[tuple[str, str, str]] = ()
    admin: str | None = None
    admin_name: str | None = None
    admin_password: str | None = None


def branch_given(written: str) -> tuple[str, str, str]:
    """Read a branch of an option, CODE=NAME_FA=NAME_EN; raises click.BadParameter."""
    parts = [part.strip() for part in written.split("=")]
    if len(parts) != 3 or not all(parts) or CODE.fullmatch(parts[0]) is None:
        raise click.BadParameter(f"{written!r}: a branch is written CODE=NAME_FA=NAME_EN, such as main=مرکزی=Central")
    return parts[0], parts[1], parts[2]


class StoreSteps:
    """Each step asks, and keeps in the store what was confirmed."""

    def __init__(self, talk: Interview, home: Path, given: Given) -> None:
        self._talk = talk
        self._home = home
        self._given = given

    def library(self) -> None:
        """Ask for the library's names, how it is reached, and its language; keep them."""
        talk, given = self._talk, self._given
        talk.heading("init.library")
        names = {
            field: talk.ask(f"init.ask.{field}", getattr(given, field), check=self._needed)
            for field in ("name_fa", "name_en")
        }
        phone = talk.ask("init.ask.phone", given.phone, check=self._short)
        email = talk.ask("init.ask.email", given.email, check=self._address)
        # Where nothing is asked, the language of the terminal says nothing of the patrons’.
        is_left = talk.is_silent and given.default_language is None
        asked = ("init.ask.default_language", LANGUAGES, given.default_language)
        language = None if is_left else talk.choose(*asked, default=talk.language)
        values = ProfileValues(**names, phone=phone or None, email=email or None, website=None, answer_days=ANSWER_DAYS)
        self._in_store(lambda store: put_profile(store, values, by=BY))
        keep(talk, self._home, {"default_language": language} if language else {})

    def time_zone(self) -> None:
        """Ask for the library's time zone."""
        talk = self._talk
        if talk.is_silent and self._given.time_zone is None:
            return
        zone = talk.ask(
            "init.ask.time_zone",
            self._given.time_zone,
            default=tried(self._home, {}).time_zone,
            check=lambda value: refusal(self._home, {"time_zone": value}),
        )
        keep(talk, self._home, {"time_zone": zone})

    def branches(self) -> None:
        """Ask for one branch after the other; each is kept before the next is asked for."""
        talk = self._talk
        talk.heading("init.branches")
        there = {branch.code for branch in self._in_store(directory.branches)}
        if there:
            talk.say("init.branches_there", codes=", ".join(sorted(there)))
        for code, name_fa, name_en in self._given.branches:
            if code not in there:
                self._branch(code, name_fa, name_en, None, None)
                there.add(code)
        if self._given.branches:
            return
        while not there or talk.confirm("init.another_branch"):

            def check(code: str, taken: frozenset[str] = frozenset(there)) -> str | None:
                if CODE.fullmatch(code) is None:
                    return talk.t("init.bad.code")
                return talk.t("init.bad.taken") if code in taken else None

            code = talk.ask("init.ask.branch_code", default="" if there else "main", check=check)
            name_fa = talk.ask("init.ask.branch_fa", check=self._needed)
            name_en = talk.ask("init.ask.branch_en", check=self._needed)
            address_fa = talk.ask("init.ask.address_fa") or None
            address_en = (talk.ask("init.ask.address_en") or None) if address_fa else None
            self._branch(code, name_fa, name_en, address_fa, address_en)
            there.add(code)

    def _branch(self, code: str, name_fa: str, name_en: str, address_fa: str | None, address_en: str | None) -> None:
        values = BranchValues(
            name_fa=name_fa, name_en=name_en, address_fa=address_fa, address_en=address_en,
            time_zone=tried(self._home, {}).time_zone,
        )  # fmt: skip
        try:
            self._in_store(lambda store: add_branch(store, code, values, by=BY))
        except InvalidValue as error:
            raise click.UsageError(f"{code}: {error.field}: {error.reason}") from error
        self._talk.say("init.branch_added", code=code)

    def account(self) -> None:
        """Ask for the first account of the console, which may make all others."""
        talk, given = self._talk, self._given
        talk.heading("init.account")
        if self._in_store(members.has_staff):
            talk.say("init.account_there")
            return

        def username_fits(value: str) -> str | None:
            return None if members.USERNAME.fullmatch(value) else talk.t("init.bad.username")

        username = talk.ask(
            "init.ask.admin", given.admin, default="" if talk.is_silent else "admin", check=username_fits
        )
        name = talk.ask("init.ask.admin_name", given.admin_name, default=username, check=self._needed)

        def password_fits(value: str) -> str | None:
            try:
                check_password(value, username, name)
            except InvalidValue as error:
                return talk.t("init.bad.password", least=SHORTEST_PASSWORD, reason=error.reason)
            return None

        password = talk.ask("init.ask.password", given.admin_password, check=password_fits, hide=True, again=True)
        try:
            self._in_store(
                lambda store: members.add_staff(store, username, name, "admin", password, by=BY, language=talk.language)
            )
        except (InvalidValue, Conflict) as error:
            raise click.UsageError(str(error)) from error
        talk.say("init.account_added", username=username)

    def _in_store[T](self, work: Callable[[Store], Awaitable[T]]) -> T:
        async def run() -> T:
            async with opened(tried(self._home, {})) as store:
                return await work(store)

        return asyncio.run(run())

    def _needed(self, value: str) -> str | None:
        if not value:
            return self._talk.t("init.bad.needed")
        return self._talk.t("init.bad.long", most=LONGEST_NAME) if len(value) > LONGEST_NAME else None

    def _short(self, value: str) -> str | None:
        return self._talk.t("init.bad.long", most=LONGEST_NAME) if len(value) > LONGEST_NAME else None

    def _address(self, value: str) -> str | None:
        return self._short(value) or (self._talk.t("init.bad.email") if value and "@" not in value else None)
