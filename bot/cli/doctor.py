"""`ketabyar doctor`: every setting, process, port, model, database and channel checked, with what to do."""

from __future__ import annotations

import asyncio
import importlib.metadata
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import httpx

from bot.models.notes import EngineNotes
from bot.settings import ROOT, Settings
from bot.supervisor import checks, models
from crm import migrate
from crm.errors import StoreError
from crm.store import Store
from library import seed

__all__ = ["Finding", "doctor"]

MARKS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "problem": ("✗", "red")}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do when it is not well."""

    subject: str
    state: str  # ok, note or problem
    detail: str
    advice: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a finding.")
def doctor(as_json: bool) -> None:
    """Check everything and say what to do about what is wrong."""
    settings = Settings.load()
    findings = asyncio.run(_collect(settings))
    for finding in findings:
        if as_json:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        mark, colour = MARKS[finding.state]
        click.echo(f"{click.style(mark, fg=colour)} {finding.subject}: {finding.detail}")
        if finding.advice:
            click.echo(f"    → {finding.advice}")
    if any(finding.state == "problem" for finding in findings):
        raise click.exceptions.Exit(1)


async def _collect(settings: Settings) -> list[Finding]:
    findings = [*_settings(settings), *_environments(), *_disk(settings), *_model(settings)]
    findings += [finding async for finding in _store(settings)]
    findings += [finding async for finding in _processes(settings)]
    findings += [finding async for finding in _telegram(settings)]
    return findings


def _settings(settings: Settings) -> Iterator[Finding]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        hidden = name in {"secret", "telegram_token", "telegram_webhook_secret"} and value
        shown = "(set)" if hidden else _without_password(str(value)) if value not in ("", ()) else "(not set)"
        yield Finding(f"KETABYAR_{name.upper()}", "ok", f"{shown} – {field.description}")
    if settings.environment == "demo":
        yield Finding(
            "environment", "note", "demo: a fictional library", "set KETABYAR_ENVIRONMENT=production for real patrons"
        )
    kept = settings.home / "secret"
    if kept.is_file() and kept.stat().st_mode & 0o077:
        yield Finding("secret", "problem", f"{kept} can be read by others", f"chmod 600 {kept}")


def _without_password(text: str) -> str:
    if "://" not in text or "@" not in text:
        return text
    scheme, rest = text.split("://", 1)
    return f"{scheme}://…@{rest.rsplit('@', 1)[1]}"


def _environments() -> Iterator[Finding]:
    version = importlib.metadata.version("ketabyar")
    yield Finding("application", "ok", f"ketabyar {version}")
    if checks.ENGINE_PYTHON.is_file():
        yield Finding("engine environment", "ok", str(checks.ENGINE_PYTHON.relative_to(ROOT)))
    else:
        yield Finding("engine environment", "problem", "missing", "run `make setup`")
    font = ROOT / "bot" / "web" / "static" / "vendor" / "Vazirmatn.woff2"
    if font.is_file():
        yield Finding("page font", "ok", "Vazirmatn is there")
    else:
        yield Finding("page font", "note", "missing: pages use the reader's own font", "run `make setup`")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(place).free // 2**20
    good = free >= settings.min_free_mb
    yield Finding(
        "disk", "ok" if good else "problem", f"{free} MB free for {settings.home}", "" if good else "free some space"
    )


def _model(settings: Settings) -> Iterator[Finding]:
    inputs = models.inputs_hash()
    model = models.recorded(models.cache_folder(), inputs)
    if model is None:
        yield Finding("model", "problem", f"none is trained for the present inputs ({inputs})", "run `make train`")
        return
    yield Finding(
        "model", "ok", f"{inputs}, trained in {model.seconds:.0f} s, SHA-256 {model.sha256[:12]}… as recorded"
    )
    current = EngineNotes(settings.home).current()
    if current is not None:
        yield from _model_in_use(settings.home / "models" / current.file, current.origin)


def _model_in_use(path: Path, origin: str) -> Iterator[Finding]:
    note = path.with_name(path.name + ".sha256")
    recorded = note.read_text(encoding="ascii").strip() if note.is_file() else ""
    if path.is_file() and recorded == models.file_sha256(path):
        source = "published in the console" if origin == "console" else "of the repository's files"
        yield Finding("model in use", "ok", f"{path.name}, {source}")
    else:
        yield Finding("model in use", "problem", f"{path.name} is not the recorded file", "delete it and run `make up`")


async def _store(settings: Settings) -> AsyncIterator[Finding]:
    where = _without_password(settings.database_url)
    try:
        have, head = await asyncio.to_thread(migrate.current, settings.database_url), migrate.head()
    except (StoreError, OSError) as error:
        yield Finding(
            "store", "problem", f"{where} cannot be opened: {error}", "is the database running, the URL right?"
        )
        return
    if have != head:
        yield Finding(
            "store", "problem", f"{where} is at migration {have or 'none'}, not {head}", "run `ketabyar migrate`"
        )
        return
    yield Finding("store", "ok", f"{where} at migration {head}")
    store = await Store.open(settings.database_url, clock=settings.clock(), server_key=settings.server_key)
    try:
        if await seed.has_library(store):
            yield Finding("library", "ok", "branches and titles are loaded")
        else:
            yield Finding("library", "problem", "the store holds no library", "run `ketabyar seed FILE.yml`")
    finally:
        await store.close()


async def _processes(settings: Settings) -> AsyncIterator[Finding]:
    current = EngineNotes(settings.home).current()
    engine_url = (current.url if current is not None else None) or settings.engine_url
    engine_port = int(engine_url.rpartition(":")[2])
    places = (
        ("engine", engine_port, f"{engine_url}/webhooks/ketabyar/ready", settings.engine_secret),
        ("action server", settings.actions_port, f"{settings.actions_url}/health", settings.actions_secret),
        ("gateway", settings.port, f"http://{settings.host}:{settings.port}/health/ready", ""),
    )
    async with httpx.AsyncClient(timeout=3.0, trust_env=False) as client:
        for name, port, url, secret in places:
            try:
                answer = await client.get(url, headers={"X-Ketabyar-Secret": secret})
            except httpx.HTTPError:
                holder = checks.holder_of(port)
                if holder:
                    yield Finding(name, "problem", f"port {port} is held by {holder}, which does not answer", "stop it")
                else:
                    yield Finding(name, "note", f"not running (port {port} is free)", "run `make up`")
                continue
            if answer.status_code == 200:
                yield Finding(name, "ok", f"ready on port {port}")
            elif answer.status_code == 401:
                yield Finding(
                    name, "problem", f"port {port} answers to another secret", "is it another instance? move the ports"
                )
            else:
                yield Finding(
                    name, "problem", f"port {port} answers {answer.status_code}", f"see {settings.home / 'logs'}"
                )


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    if not settings.telegram_token:
        yield Finding("Telegram", "note", "off", "set KETABYAR_TELEGRAM_TOKEN to switch it on")
        return
    async with httpx.AsyncClient(timeout=5.0) as client:
        try:
            answer = await client.get(f"{settings.telegram_base_url}{settings.telegram_token}/getMe")
            known = answer.json()
        except (httpx.HTTPError, ValueError):
            yield Finding(
                "Telegram", "problem", "the Bot API cannot be reached", "is the network open, the base URL right?"
            )
            return
    if known.get("ok"):
        yield Finding("Telegram", "ok", f"@{known['result'].get('username', '?')} ({settings.telegram_mode})")
    else:
        yield Finding("Telegram", "problem", str(known.get("description", "refused")), "check KETABYAR_TELEGRAM_TOKEN")
