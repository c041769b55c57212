"""Environments of the processes: what each needs, and no secret that it does not need.

The gateway is given everything. The engine, which runs code that nobody maintains any more, holds two keys of single
purposes; the action server holds the store's address and key, and the account at another library system. Neither learns
the secret that all are derived from, nor the token of a channel.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.cache_folder import cache_base
from bot.settings import Settings
from process.logs import LOG_FILE
from protocol.keys import actions_secret, engine_secret
from protocol.settings_file import SettingsFileRefused

__all__ = ["of_actions", "of_engine", "of_gateway", "of_training"]

# What any program may need to know of the machine: where programs and libraries are, language, time, temporary files.
GENERAL = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_.*|TZ|TZDIR|TMPDIR|TEMP|TMP|XDG_.*|PYTHON.*|LD_.*|DYLD_.*"
    r"|FAKETIME.*|MALLOC_.*|OMP_.*|OPENBLAS_.*|MKL_.*|TF_.*|CUDA_.*|SSL_CERT_.*|COVERAGE_.*"
)
# Settings that are secrets, or may hold one.
SECRET = re.compile(
    r"KETABYAR_(TELEGRAM_.*|BALE_.*|SMTP_.*|SMS_.*|.*(SECRET|TOKEN|KEY|PASSWORD|PASS|DSN).*|.*DATABASE_URL.*|REDIS_URL.*|TRACKER_URL.*)"
)
LIBRARY_SECRETS = (
    "KETABYAR_KOHA_CLIENT_SECRET", "KETABYAR_KOHA_CLIENT_SECRET_FILE",
    "KETABYAR_KOHA_PASSWORD", "KETABYAR_KOHA_PASSWORD_FILE",
    "KETABYAR_FOLIO_API_KEY", "KETABYAR_FOLIO_API_KEY_FILE",
    "KETABYAR_SIP2_PASSWORD", "KETABYAR_SIP2_PASSWORD_FILE",
    "KETABYAR_SIP2_TERMINAL_PASSWORD", "KETABYAR_SIP2_TERMINAL_PASSWORD_FILE",
)  # fmt: skip
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def of_gateway(settings: Settings, log: Path) -> dict[str, str]:
    """Everything, for the gateway keeps the secret and all channels."""
    return {
        **os.environ,
        **settings.child_environment(),
        "KETABYAR_SECRET": settings.secret,
        "KETABYAR_SECRET_NEXT": settings.secret_next,
        "KETABYAR_SECRET_PREVIOUS": settings.secret_previous,
        "KETABYAR_DATABASE_URL": settings.database_url,
        LOG_FILE: str(log),
    }


def of_actions(settings: Settings, log: Path) -> dict[str, str]:
    """The store with its keys, and what the engine must show."""
    keys = settings.store_keys
    return {
        **_general(),
        **_plain_settings(),
        **settings.child_environment(),
        "KETABYAR_DATABASE_URL": settings.database_url,
        "KETABYAR_STORE_KEY": keys["server_key"].hex(),
        "KETABYAR_STORE_KEY_NEXT": keys["next_key"].hex(),
        "KETABYAR_STORE_KEY_PREVIOUS": keys["previous_key"].hex(),
        "KETABYAR_ACTIONS_SECRET": actions_secret(settings.secret),
        "KETABYAR_ACTIONS_SECRETS_TOO": ",".join(map(actions_secret, settings.secrets.accepted[1:])),
        # The account at another library system, which actions ask.
        **_kept(*LIBRARY_SECRETS),
        LOG_FILE: str(log),
    }


def of_engine(settings: Settings, port: int, log: Path) -> dict[str, str]:
    """What the gateway must show, what to show to the action server, and the engine's own working memory."""
    return {
        **_general(),
        **_plain_settings(),
        **settings.child_environment(),
        **_at_home(settings.home),
        **QUIET,
        **_tracker(),
        "KETABYAR_ENGINE_PORT": str(port),
        "KETABYAR_ENGINE_SECRET": engine_secret(settings.secret),
        "KETABYAR_ENGINE_SECRETS_TOO": ",".join(map(engine_secret, settings.secrets.accepted[1:])),
        "KETABYAR_ACTIONS_SECRET": actions_secret(settings.secret),
        LOG_FILE: str(log),
    }


def of_training(work: Path) -> dict[str, str]:
    """No secret at all, for trainings, tests and evaluations; what libraries keep for themselves goes into `work`."""
    # Rasa would keep its cache in the folder that it is started in.
    rasa = {"RASA_CACHE_DIRECTORY": str(work / "rasa-cache")}
    return {**_general(), **_plain_settings(), **_at_home(work), **QUIET, **rasa}


def _general() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if GENERAL.fullmatch(name)}


def _plain_settings() -> dict[str, str]:
    named = {name: value for name, value in os.environ.items() if name.startswith("KETABYAR_")}
    # A process that another of ours starts does not write into its log.
    return {name: value for name, value in named.items() if not SECRET.fullmatch(name) and name != LOG_FILE}


def _kept(*names: str) -> Mapping[str, str]:
    return {name: os.environ[name] for name in names if name in os.environ}


def _tracker() -> Mapping[str, str]:
    """Where the engine keeps its working memory, as the variable says or its file, which the engine does not read."""
    path = os.environ.get("KETABYAR_TRACKER_URL_FILE")
    if not path or "KETABYAR_TRACKER_URL" in os.environ:
        return _kept("KETABYAR_TRACKER_URL")
    try:
        return {"KETABYAR_TRACKER_URL": Path(path).expanduser().read_text(encoding="utf-8").strip()}
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        raise SettingsFileRefused(f"KETABYAR_TRACKER_URL_FILE: {path} cannot be read: {error}") from None


def _at_home(home: Path) -> dict[str, str]:
    # Rasa, Keras and matplotlib write below ~; the user's own may be absent or not be written to.
    return {"HOME": str(home), "XDG_CACHE_HOME": str(cache_base()), "XDG_CONFIG_HOME": str(home / ".config")}
