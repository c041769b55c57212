"""Installation check: both environments with the packages of their lock files, and the page font."""

from __future__ import annotations

import asyncio
import importlib.metadata
from collections.abc import AsyncIterator
from pathlib import Path

from bot import interpreters
from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import ROOT, Settings

__all__ = ["check"]

ENGINE_SECONDS = 30.0
# Found without being imported: importing Rasa takes seconds.
ASK_ENGINE = (
    "import sys, importlib.util as u; "
    "print('%d.%d' % sys.version_info[:2], *(m for m in ('rasa', 'structlog', 'sanic') if u.find_spec(m) is None))"
)
ENGINE_PYTHON_VERSION = "3.10"


async def check(_settings: Settings) -> AsyncIterator[Finding]:
    """Look at the application, the engine's environment and the font."""
    yield ok("application", f"ketabyar {importlib.metadata.version('ketabyar')}")
    if interpreters.ENGINE_PYTHON.is_file():
        yield await _engine()
    else:
        yield problem("engine environment", "missing", "run `make setup`")
    for folder, locks in ((".venv", ("app", "dev")), (".venv-engine", ("engine", "engine-dev"))):
        if not any(_is_locked(ROOT / folder, name) for name in locks):
            yield problem(f"packages of {folder}", "not those of this version", "run `make setup`")
    font = ROOT / "bot" / "pages" / "static" / "vendor" / "Vazirmatn.woff2"
    if font.is_file():
        yield ok("page font", "Vazirmatn is there")
    else:
        yield note("page font", "missing: pages use the reader's own font", "run `make setup`")


async def _engine() -> Finding:
    shown = interpreters.ENGINE_PYTHON
    process = await asyncio.create_subprocess_exec(
        str(shown), "-c", ASK_ENGINE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, cwd=ROOT
    )
    try:
        async with asyncio.timeout(ENGINE_SECONDS):
            told, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return problem("engine environment", f"{shown} does not answer", "delete .venv-engine and run `make setup`")
    version, *missing = told.decode("utf-8", "replace").split() or [""]
    if process.returncode != 0 or version != ENGINE_PYTHON_VERSION:
        found = f"Python {version}" if version else "a Python that does not start"
        return problem(
            "engine environment",
            f"{found} where Python {ENGINE_PYTHON_VERSION} is needed",
            "delete .venv-engine and run `make setup`",
        )
    if missing:
        return problem("engine environment", f"without {', '.join(missing)}", "run `make setup`")
    return ok("engine environment", f"Python {version}, {shown.relative_to(ROOT)}")


def _is_locked(folder: Path, name: str) -> bool:
    """Tell whether an environment was made from a lock file as it is now."""
    stamp, lock = folder / f".locked-{name}", ROOT / "requirements" / f"{name}.txt"
    try:
        return stamp.read_bytes() == lock.read_bytes()
    except OSError:
        return False
