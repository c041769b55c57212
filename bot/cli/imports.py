"""`ketabyar import`: titles, patrons, loans, reservations and fines from the files of another system."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.opening import with_store
from bot.importing.reports import ReportFile
from bot.importing.telling import told_problem, told_refusal, told_result, told_run
from bot.settings import REPOSITORY, Settings
from bot.start_errors import StartError
from bot.texts import text
from crm.actor import Actor
from crm.database.store import Store
from library.errors import ImportRefused
from library.imports import (
    FORMATS,
    MOST_MISSING,
    FoundProblem,
    ImportOutcome,
    ImportProblem,
    ImportResult,
    Mapping,
    Source,
    import_catalogue,
    import_table,
    last_runs,
    read_mapping,
    undo_last,
)
from library.imports.tables import day_in
from library.setting_values import address_of
from protocol.home import Home

__all__ = ["import_group"]

BY = Actor("system", "command-line")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# So many problems are shown at the terminal; all are in the report.
SHOWN = 20
KINDS = ("catalogue", "patrons", "loans", "holds", "fines")
ENDINGS = (".mrc", ".marc", ".iso", ".xml", ".csv", ".txt", ".tsv")


@click.group("import")
def import_group() -> None:
    """Bring in titles, patrons, loans, reservations and fines from another system."""


def _options(command: click.Command) -> click.Command:
    for option in (
        click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the report."),
        click.option("--as-of", metavar="DAY", help="The day the data is of, if not the files' own."),
        click.option(
            "--most-missing",
            type=click.FloatRange(0, 100),
            default=MOST_MISSING * 100,
            show_default=True,
            metavar="PERCENT",
            help="With --full: if more than this is missing, nothing is removed.",
        ),
        click.option("--dry-run", is_flag=True, help="Compare and count; write nothing."),
        click.option("--full", is_flag=True, help="The files hold everything: remove what they lack."),
        click.option("--mapping", type=FILE, help="A YAML or JSON file about codes and columns (docs/import.md)."),
    ):
        command = option(command)
    return command


@import_group.command("catalogue")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--format", "form", type=click.Choice(FORMATS), help="The files' format, if not found by itself.")
@_options  # type: ignore[arg-type]
def catalogue_command(
    files: tuple[Path, ...],
    form: str | None,
    mapping: Path | None,
    full: bool,
    dry_run: bool,
    most_missing: float,
    as_of: str | None,
    report: Path | None,
) -> None:
    """Import titles and copies from MARC 21, UNIMARC, MARCXML, CSV or XML files."""
    reading, moment = _mapping(mapping), _moment(as_of)
    target = ReportFile(report or _report_path("catalogue"))

    async def work(_settings: object, store: object) -> ImportResult:
        return await import_catalogue(
            store,  # type: ignore[arg-type]
            [Source.of(file) for file in files],
            mapping=reading,
            form=form,  # type: ignore[arg-type]
            full=full,
            dry_run=dry_run,
            most_missing=most_missing / 100,
            as_of=moment,
            by=BY,
            report=target.write,
            progress=_progress,
        )

    _run("catalogue", work, target, dry_run)


def _table_command(kind: str, help_text: str) -> None:
    @import_group.command(kind, help=help_text)
    @click.argument("file", type=FILE)
    @_options  # type: ignore[arg-type]
    def command(
        file: Path,
        mapping: Path | None,
        full: bool,
        dry_run: bool,
        most_missing: float,
        as_of: str | None,
        report: Path | None,
    ) -> None:
        reading, moment = _mapping(mapping), _moment(as_of)
        target = ReportFile(report or _report_path(kind))

        async def work(_settings: object, store: object) -> ImportResult:
            return await import_table(
                store,  # type: ignore[arg-type]
                kind,  # type: ignore[arg-type]
                Source.of(file),
                mapping=reading,
                full=full,
                dry_run=dry_run,
                most_missing=most_missing / 100,
                as_of=moment,
                by=BY,
                report=target.write,
                progress=_progress,
            )

        _run(kind, work, target, dry_run)


_table_command("patrons", "Import patrons from a CSV or XML file; PINs are not among the data.")
_table_command("loans", "Import loans from a CSV or XML file; with --full those it lacks count as returned.")
_table_command("holds", "Import reservations from a CSV or XML file; with --full those it lacks are closed.")
_table_command("fines", "Import fines from a CSV or XML file; with --full those it lacks are closed.")


@import_group.command("folder")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--full", "full", multiple=True, type=click.Choice(KINDS), help="A kind whose files hold everything.")
@click.option("--dry-run", is_flag=True, help="Compare and count; write nothing.")
@click.pass_context
def folder_command(context: click.Context, folder: Path, full: tuple[str, ...], dry_run: bool) -> None:
    """Import catalogue*, patrons*, loans*, holds* and fines* of FOLDER, as KIND.yml or mapping.yml says."""
    found, failed = False, False
    for kind in KINDS:
        files = sorted(path for path in folder.glob(f"{kind}*") if path.suffix.casefold() in ENDINGS)
        if not files:
            continue
        found = True
        named = (folder / name for name in (f"{kind}.yml", f"{kind}.json", "mapping.yml", "mapping.json"))
        options: dict[str, object] = {
            "mapping": next((path for path in named if path.is_file()), None),
            "full": kind in full,
            "dry_run": dry_run,
            "most_missing": MOST_MISSING * 100,
            "as_of": None,
            "report": None,
        }
        # The last by name: files are named by their day.
        what = {"files": tuple(files), "form": None} if kind == "catalogue" else {"file": files[-1]}
        try:
            context.invoke(import_group.commands[kind], **what, **options)
        except (StartError, SystemExit) as error:
            # One kind that fails keeps back no other.
            failed = True
            if isinstance(error, StartError):
                click.echo(f"{kind}: {error}", err=True)
    if not found:
        raise StartError(f"{folder} holds no file of catalogue, patrons, loans, holds or fines")
    if failed:
        raise SystemExit(1)


@import_group.command("oai")
@click.option("--url", help="The address of the repository, if not that of KETABYAR_OAI_URL.")
@click.option("--prefix", help="The metadata prefix of its MARC records, if not that of KETABYAR_OAI_PREFIX.")
@click.option("--set", "set_spec", help="The set to harvest, if not that of KETABYAR_OAI_SET.")
@click.option("--since", metavar="DAY", help="Ask for what changed since a day, in place of since the last harvest.")
@click.option("--whole", is_flag=True, help="Ask for everything, and remove what the repository has no more.")
@click.option("--dry-run", is_flag=True, help="Compare and count; write nothing.")
@click.option("--mapping", type=FILE, help="A YAML or JSON file about codes, if not that of KETABYAR_OAI_MAPPING.")
@click.option(
    "--most-missing",
    type=click.FloatRange(0, 100),
    default=MOST_MISSING * 100,
    show_default=True,
    metavar="PERCENT",
    help="With --whole: if more than this is missing, nothing is removed.",
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the report.")
def oai_command(
    url: str | None,
    prefix: str | None,
    set_spec: str | None,
    since: str | None,
    whole: bool,
    dry_run: bool,
    mapping: Path | None,
    most_missing: float,
    report: Path | None,
) -> None:
    """Harvest titles and copies by OAI-PMH: what changed since the last harvest, or go on with one broken off."""
    from library.imports.oai.access import OaiAccess
    from library.imports.oai.harvesting import harvest

    try:
        if url:
            address_of(url, REPOSITORY, plain=True)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--url") from error
    moment = _moment(since, "--since", at_noon=False)
    if whole and moment is not None:
        raise click.UsageError("--whole asks for everything, --since for a part: give one of them")
    target = ReportFile(report or _report_path("catalogue-oai"))

    async def work(settings: Settings, store: Store) -> ImportResult:
        address = settings.oai_url if url is None else url
        if not address:
            raise StartError("no repository is named: set KETABYAR_OAI_URL, or give --url")
        access = OaiAccess(
            address,
            settings.oai_prefix if prefix is None else prefix,
            settings.oai_set if set_spec is None else set_spec,
        )
        return await harvest(
            store,
            access,
            mapping=read_mapping(mapping or settings.oai_mapping),
            whole=whole,
            since=moment,
            dry_run=dry_run,
            most_missing=most_missing / 100,
            by=BY,
            report=target.write,
            progress=_progress,
        )

    _run("catalogue", work, target, dry_run)


@import_group.command("undo")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
def undo_command(kind: str | None, yes: bool) -> None:
    """Take back the last import, or the last of a KIND."""
    try:
        runs = [run for run in with_store(lambda _s, store: last_runs(store)) if run.can_be_undone]
        run = next((run for run in runs if kind in (None, run.kind)), None)
        if run is not None and not yes:
            for line in told_run(run, "en"):
                click.echo(line)
            click.confirm("Take this import back?", abort=True)
        done = with_store(lambda _s, store: undo_last(store, kind=kind, by=BY))
    except ImportRefused as error:
        raise _refused(error) from error
    for language in ("en", "fa"):
        click.echo(told_run(done, language, key="imports.undone")[0])
    for file, number, code, values in done.problems:
        click.echo(f"  {told_problem(FoundProblem(file, number, ImportProblem(code, values)), 'en')}")


@import_group.command("runs")
def runs_command() -> None:
    """List the imports, the last first."""
    runs = with_store(lambda _s, store: last_runs(store, 20))
    for run in runs:
        for line in told_run(run, "en"):
            click.echo(line)
    if not runs:
        click.echo("no imports yet; `ketabyar import catalogue FILE` is one.")


def _run(kind: str, work: object, target: ReportFile, dry_run: bool) -> None:
    try:
        result: ImportResult = with_store(work)  # type: ignore[arg-type]
    except ImportRefused as error:
        raise _refused(error) from error
    finally:
        target.close()
        _clear()
    outcome = result.outcome
    for found in outcome.problems[:SHOWN]:
        click.echo(told_problem(found, "en"), err=True)
    if outcome.counts["problems"] > SHOWN:
        click.echo(f"… and {outcome.counts['problems'] - SHOWN} more", err=True)
    for language in ("en", "fa"):
        for line in told_result(kind, outcome, language, dry_run=dry_run, run_id=result.run_id):
            click.echo(line)
    if target.written:
        named = " / ".join(text(language, "imports.report") for language in ("en", "fa"))
        click.echo(f"{named}: {target.path}")
    if outcome.counts["withheld"]:
        raise SystemExit(1)


def _refused(error: ImportRefused) -> StartError:
    return StartError("\n".join(told_refusal(error, language) for language in ("en", "fa")))


def _mapping(path: Path | None) -> Mapping:
    try:
        return read_mapping(path)
    except ImportRefused as error:
        raise _refused(error) from error


def _moment(text: str | None, option: str = "--as-of", *, at_noon: bool = True) -> datetime | None:
    if text is None:
        return None
    try:
        day = day_in(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day; write 2026-12-01 or 1405-09-10", param_hint=option) from error
    return None if day is None else datetime(day.year, day.month, day.day, 12 if at_noon else 0, tzinfo=UTC)


def _report_path(kind: str) -> Path:
    return Home.of_environment().imports / f"{kind}-{datetime.now(UTC):%Y%m%d-%H%M%S}.csv"


def _progress(outcome: ImportOutcome) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r  {outcome.counts['read']} …", nl=False, err=True)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
