"""The command: runs all checks, whatever one of them meets, and shows problems first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

import click
from pydantic import ValidationError

from bot.cli.doctor import installation, library, messengers, model, processes, public, push, state, store, variables
from bot.cli.doctor.finding import ORDER, Check, Finding, ok, problem
from bot.cli.explaining import explained, refused_settings, unexpected
from bot.settings import Settings
from protocol.secrets_folder import name_secrets
from protocol.settings_file import told_only
from protocol.shared_secret import SecretRefused

__all__ = ["doctor", "findings_of"]

MARKS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "problem": ("✗", "red")}
CHECKS: tuple[tuple[str, Check], ...] = (
    ("settings", variables.check),
    ("installation", installation.check),
    ("state folder", state.check),
    ("model", model.check),
    ("store", store.check),
    ("library system", library.check),
    ("processes", processes.check),
    ("public address", public.check),
    ("messengers", messengers.check),
    ("web push", push.check),
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per finding.")
@click.option("--all", "show_all", is_flag=True, help="Show the settings that stand at their defaults, too.")
def doctor(as_json: bool, show_all: bool) -> None:
    """Check everything, and say how to fix what is wrong."""
    with told_only() as told:
        name_secrets()
        findings = asyncio.run(_collect(told))
    left_out = [] if as_json or show_all else [one for one in findings if one.is_usual]
    problems = sum(finding.state == "problem" for finding in findings)
    if not as_json:
        things = {0: "All is well.", 1: "One thing must be fixed:"}
        click.secho(things.get(problems, f"{problems} things must be fixed:"), bold=True)
    for finding in findings:
        if finding not in left_out:
            _show(finding, as_json)
    if left_out:
        counted = f"{len(left_out)} that stand at their defaults are left out here"
        _show(Finding("settings", "ok", counted, "`ketabyar doctor --all` shows them"), as_json=False)
    if problems:
        raise click.exceptions.Exit(1)


def _show(finding: Finding, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(finding), ensure_ascii=False))
        return
    mark, colour = MARKS[finding.state]
    click.echo(f"{click.style(mark, fg=colour)} {finding.subject}: {finding.detail}")
    if finding.advice:
        click.echo(f"    → {finding.advice}")


async def _collect(told: list[str]) -> list[Finding]:
    settings, findings = _settings()
    # What these lines would have said stands at its default for the other checks.
    refused = [problem("settings", why, "mend it; nothing starts until then") for why in told]
    findings = [*refused, *(one for one in findings if not refused or one.state != "ok")]
    for subject, check in CHECKS:
        findings += await findings_of(subject, check, settings)
    return sorted(findings, key=lambda finding: ORDER.index(finding.state))


async def findings_of(subject: str, check: Check, settings: Settings) -> list[Finding]:
    """Make one check; what breaks it is a finding like any other."""
    found: AsyncIterator[Finding] = check(settings)
    findings = []
    try:
        async for finding in found:
            findings.append(finding)
    except Exception as error:
        first, *more = explained(error) or unexpected(error)
        findings.append(problem(subject, first, "; ".join(more)))
    return findings


def _settings() -> tuple[Settings, list[Finding]]:
    """Read the settings; those that are refused are problems, and stand at their defaults for the other checks."""
    findings: list[Finding] = []
    instead: dict[str, object] = {}
    while True:
        try:
            settings = Settings(**instead)  # type: ignore[arg-type]
            break
        except ValidationError as error:
            before = dict(instead)
            for line, told in zip(refused_settings(error), error.errors(), strict=True):
                name = str(told["loc"][0]) if told["loc"] else ""
                subject, _, why = line.partition(": ")
                findings.append(problem(subject, why, "fix the variable; nothing starts until then"))
                if name:
                    instead[name] = Settings.model_fields[name].default
                else:
                    # What only production refuses: everything else is looked at as in a demonstration.
                    instead |= {
                        "environment": "demo",
                        "telegram_mode": "polling",
                        "bale_mode": "polling",
                        "library_system": "embedded",
                    }
            if instead == before:
                instead |= {"port": 8000, "engine_port": 5005, "actions_port": 5055}
    try:
        settings = settings.completed(make=False)
    except SecretRefused as error:
        findings.append(problem("secret", str(error)))
        settings = settings.completed(secret="")
    if not findings:
        findings.append(ok("settings", "every value is valid"))
    return settings, findings
