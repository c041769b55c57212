"""`python -m engine.serve --model FILE --port N`: the engine, on loopback if nothing is said, with a verified model."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from process.logs import FORMAT, begin_logging
from process.privacy import keep_private
from process.start import one_thread, started


def main(arguments: list[str] | None = None) -> int:
    """Start the engine; returns when it was stopped, with 2 when it may not start, 3 when its model is refused."""
    parser = argparse.ArgumentParser(prog="python -m engine.serve", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="the model file")
    parser.add_argument("--sha256", help="the SHA-256 that it must have; else FILE.sha256 beside it must say it")
    parser.add_argument("--port", type=int, default=int(os.environ.get("KETABYAR_ENGINE_PORT") or 5005))
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on, for gateways of other machines")
    options = parser.parse_args(arguments)
    keep_private()
    begin_logging()
    quiet()

    from engine.files import MODEL_REFUSED, ModelRefused, verify
    from engine.settings import EngineSettings, SettingsError

    try:
        settings = EngineSettings.load()
        settings.need_secret()
        verify(options.model, options.sha256)
    except SettingsError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 2
    except ModelRefused as error:
        print(f"engine: {error}", file=sys.stderr)
        return MODEL_REFUSED

    from engine.lazy import postpone

    postpone()
    from engine.server import application, open_agent

    app = application(open_agent(options.model, settings), settings)
    started()
    app.run(host=options.host, port=options.port, workers=1, access_log=False, debug=False, motd=False)
    return 0


def quiet() -> None:
    """One thread for numeric libraries, no chatter of theirs, and plain log lines."""
    one_thread()
    for name in ("TF_INTRA_OP_PARALLELISM_THREADS", "TF_INTER_OP_PARALLELISM_THREADS"):
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.basicConfig(level=logging.INFO, format=FORMAT)
    import structlog

    # Rasa's structured messages (texts and slots of patrons among them) are printed unless filtered here.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for noisy in ("rasa", "sanic", "matplotlib", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
