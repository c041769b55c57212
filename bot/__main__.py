"""Entry point of the gateway: `python -m bot`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Iterator

import uvicorn
from pydantic import ValidationError

from bot.app import Running, running_gateway
from bot.conversation.wording import WordingError
from bot.settings import Settings
from bot.texts import CatalogueDamaged
from bot.web.connections import Connection
from bot.web.open_files import raise_limit
from crm.database.instances import VERSION
from crm.errors import StoreError
from crm.library_info.in_service import InService
from crm.sign_in.demonstration import DemonstrationLeft
from process.logs import begin_logging
from process.privacy import keep_private
from process.start import started
from process.tracing import begin_tracing
from protocol.secrets_folder import name_secrets
from protocol.settings_file import SettingsFileRefused
from protocol.shared_secret import SecretRefused

GRACE_SECONDS = 4
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn would raise them again before the turns have ended."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing."""
        yield


def server_of(running: Running) -> Server:
    """Make the server of a running gateway."""
    settings = running.gateway.settings
    config = uvicorn.Config(
        running.asgi,
        host=settings.host,
        port=settings.port,
        http=Connection,
        ws="none",
        lifespan="off",
        # Without a trusted web server in front, nobody's word on who they are is taken.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # Its lines would hold the tokens of sign-in links; ours (bot.web.shell) do not.
    logging.getLogger("uvicorn.access").disabled = True
    return Server(config)


async def serve(settings: Settings) -> None:
    """Serve until asked to stop; then end streams, let turns finish and close the store."""
    async with running_gateway(settings) as running, _traced(settings):
        server = server_of(running)

        def stop() -> None:
            server.should_exit = True
            running.hang_up()

        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            loop.add_signal_handler(name, stop)
        started()
        await server.serve()


@contextlib.asynccontextmanager
async def _traced(settings: Settings) -> AsyncIterator[None]:
    end = begin_tracing("gateway", VERSION, settings.traces_url)
    try:
        yield
    finally:
        # It may wait for a collector that does not answer.
        await asyncio.to_thread(end)


def main() -> int:
    """Read the settings and run; a wrong setting or a store out of reach is one clear line."""
    keep_private()
    begin_logging()
    try:
        name_secrets()
        settings = Settings.load()
    except ValidationError as error:
        problems = "; ".join(str(problem["msg"]) for problem in error.errors(include_input=False))
        sys.stderr.write(f"ketabyar: the settings are not right: {problems}\n")
        return 2
    except (SecretRefused, SettingsFileRefused) as error:
        sys.stderr.write(f"ketabyar: {error}\n")
        return 2
    raise_limit()
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(serve(settings))
    except InService as error:
        sys.stderr.write(f"ketabyar: {error}\n")
        return 2
    except DemonstrationLeft as error:
        sys.stderr.write(f"ketabyar: {error}\n")
        return 1
    except StoreError as error:
        sys.stderr.write(f"ketabyar: the store cannot be opened: {error}\n")
        return 1
    except CatalogueDamaged as error:
        sys.stderr.write(f"ketabyar: the texts cannot be used: {error}\n")
        return 1
    except WordingError as error:
        sys.stderr.write(f"ketabyar: the answers cannot be used: {error}\n")
        return 1
    except SystemExit as error:
        # uvicorn says so, in one line, when the port is taken.
        return error.code if isinstance(error.code, int) else 1
    return 0


def _loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.Loop


if __name__ == "__main__":
    sys.exit(main())
