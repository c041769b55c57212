"""The steps that go into HOME/settings.env: address, library system, messengers, sites, e-mail."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from bot.channels.letters.checking import mail_problem
from bot.channels.telegram.messengers import messenger
from bot.cli.doctor import library, messengers
from bot.cli.doctor.finding import Finding, problem
from bot.cli.explaining import explained, unexpected
from bot.cli.init.findings import told_findings
from bot.cli.init.keeping import keep, refusal, tried, variable
from bot.cli.init.systems import ASKED, SYSTEMS
from bot.cli.init.talk import Interview
from bot.settings import Settings
from crm.records.values import MESSENGERS

__all__ = ["GivenSettings", "SettingSteps"]

HTTPS = "https://"
# In which order what a mail server needs is asked for; the password is not shown.
MAIL = ("smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_password", "smtp_from")


@dataclass(frozen=True, slots=True)
class GivenSettings:
    """What was given as options: named ones, and any setting by its name."""

    address: str | None = None
    proxies: str | None = None
    system: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)
    sites: Sequence[str] = ()
    any: Mapping[str, str] = field(default_factory=dict)


class SettingSteps:
    """Each step asks, checks what can be checked from here, and keeps what was confirmed."""

    def __init__(self, talk: Interview, home: Path, given: GivenSettings) -> None:
        self._talk = talk
        self._home = home
        self._given = given

    def store_given(self) -> dict[str, str]:
        """Give the address of the store, if it was given and can be used; nothing is asked."""
        given = {name: value for name, value in self._given.any.items() if name == "database_url"}
        wrong = refusal(self._home, given) if given else None
        if wrong is not None:
            raise click.UsageError(wrong)
        return given

    def store(self) -> None:
        """Keep the address of the store, if it was given: before anything is kept in another one."""
        keep(self._talk, self._home, self.store_given())

    def address(self) -> None:
        """Ask at which address patrons will reach this; with one, this is a real library (production)."""
        talk = self._talk
        talk.heading("init.address")
        in_production = os.environ.get("KETABYAR_ENVIRONMENT") == "production"

        def check(value: str) -> str | None:
            if not value:
                return talk.t("init.bad.address_needed") if in_production else None
            if not value.startswith(HTTPS):
                return talk.t("init.bad.https")
            return refusal(self._home, {"public_url": value})

        # In production somebody may have named it for the process already.
        address = talk.ask(
            "init.ask.address", self._given.address or os.environ.get("KETABYAR_PUBLIC_URL"), check=check
        )
        if not address:
            talk.say("init.no_address")
            return
        proxies = talk.ask(
            "init.ask.proxies",
            self._given.proxies,
            # One that is known already stays, unless another is given.
            default=",".join(tried(self._home, {}).trusted_proxies) or "127.0.0.1",
            check=lambda value: refusal(self._home, {"trusted_proxies": value}),
        )
        keep(
            talk,
            self._home,
            {"environment": "production", "public_url": address, "trusted_proxies": proxies},
        )

    def system(self) -> None:
        """Ask which library system keeps loans, with its settings; ask it what the doctor asks."""
        talk, given = self._talk, self._given
        talk.heading("init.system")
        name, named = given.system, dict(given.any)
        is_left = talk.is_silent and name is None
        known = tried(self._home, {})
        while True:
            name = talk.choose("init.ask.system", SYSTEMS, name, default=known.library_system)
            values = {"library_system": name, **{key: one for key, one in named.items() if key.startswith(f"{name}_")}}
            for asked in ASKED[name]:
                if asked.setting not in values:
                    default = "" if asked.is_secret else str(getattr(known, asked.setting))
                    value = talk.ask(f"init.ask.{asked.setting}", default=default, hide=asked.is_secret)
                    # What stays as it is by itself is not written down: it may be in the environment, or in a file.
                    values |= {asked.setting: value} if value != default else {}
            wrong = refusal(self._home, values)
            if wrong is not None:
                if talk.is_silent:
                    raise click.UsageError(wrong)
                click.echo(f"  {wrong}")
            elif name in ("embedded", "files") or self._is_kept(self._asked(library.check, tried(self._home, values))):
                # What was neither asked nor given stays where it is written, or nowhere.
                keep(
                    talk,
                    self._home,
                    {key: one for key, one in values.items() if not is_left or key != "library_system"},
                )
                return
            name, named = None, {}

    def messengers(self) -> None:
        """Ask for the bots' tokens, and each messenger who the bot is."""
        self._talk.heading("init.messengers")
        for channel in MESSENGERS:
            given = self._given.tokens.get(channel) or self._given.any.get(f"{channel}_token")
            more = {name: value for name, value in self._of(f"{channel}_").items() if not name.endswith("_token")}
            while True:
                token = self._talk.ask(f"init.ask.{channel}_token", given, hide=True)
                if not token:
                    break
                values = {f"{channel}_token": token, **more}
                wrong = refusal(self._home, values)
                if wrong is not None:
                    if self._talk.is_silent:
                        raise click.UsageError(wrong)
                    click.echo(f"  {wrong}")
                else:
                    bot = messenger(tried(self._home, values), channel)
                    checks = self._asked(lambda settings, bot=bot: messengers.check_one(bot, settings.public_url))  # type: ignore[misc]
                    if self._is_kept(checks):
                        keep(self._talk, self._home, values)
                        break
                given = None

    def sites(self) -> None:
        """Ask for the library's own sites that may show the chat."""
        self._talk.heading("init.sites")
        given = ",".join(self._given.sites) or self._given.any.get("sites")
        sites = self._talk.ask("init.ask.sites", given, check=lambda value: refusal(self._home, {"sites": value}))
        keep(self._talk, self._home, {"sites": sites} if sites else {})

    def mail(self) -> None:
        """Ask for the mail server, and try to sign in to it."""
        talk, given = self._talk, self._of("smtp_")
        talk.heading("init.mail")
        while True:
            host = talk.ask("init.ask.smtp_host", given.get("smtp_host"))
            if not host:
                return
            known = tried(self._home, {})
            values = {"smtp_host": host}
            for name in MAIL[1:]:
                default = str(getattr(known, name))
                value = talk.ask(f"init.ask.{name}", given.get(name), default=default, hide=name == "smtp_password")
                values |= {name: value} if value != default or name in given else {}
            wrong = refusal(self._home, values)
            if wrong is None:
                told = asyncio.run(mail_problem(tried(self._home, values)))
                if self._is_kept(
                    [problem("SMTP", told.line, kind=told.kind, where=told.where, said=told.said)] if told else []
                ):
                    keep(talk, self._home, values)
                    return
            elif talk.is_silent:
                raise click.UsageError(wrong)
            else:
                click.echo(f"  {wrong}")
            given = {}

    def others(self) -> None:
        """Keep what else was given by name, such as a limit; nothing is asked."""
        asked = ("smtp_", "sites", "library_system", *(f"{name}_" for name in (*SYSTEMS, *MESSENGERS)))
        rest = {name: value for name, value in self._given.any.items() if not name.startswith(asked)}
        wrong = refusal(self._home, rest) if rest else None
        if wrong is not None:
            raise click.UsageError(wrong)
        keep(self._talk, self._home, rest)

    def _of(self, start: str) -> dict[str, str]:
        return {name: value for name, value in self._given.any.items() if name.startswith(start)}

    def _asked(
        self, check: Callable[[Settings], AsyncIterator[Finding]], settings: Settings | None = None
    ) -> list[Finding]:
        """Make one of the doctor's checks; what breaks it is a finding like any other."""
        asks = settings or tried(self._home, {})

        async def collect() -> list[Finding]:
            found = []
            try:
                async for finding in check(asks):
                    found.append(finding)
            except Exception as error:
                first, *more = explained(error) or unexpected(error)
                found.append(problem(variable("library_system"), first, "; ".join(more)))
            return found

        self._talk.say("init.checking")
        return asyncio.run(collect())

    def _is_kept(self, findings: Sequence[Finding]) -> bool:
        """Say what a check found; tell whether the values are kept: asked where something is wrong."""
        wrong = [finding for finding in findings if finding.state == "problem"]
        for line in told_findings(findings, self._talk.language):
            click.echo(line)
        if not wrong:
            self._talk.say("init.check_well")
            return True
        self._talk.say("init.check_failed")
        if self._talk.confirm("init.keep_anyway", default=self._talk.is_silent):
            self._talk.say("init.kept_anyway")
            return True
        return False
