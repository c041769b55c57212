"""The limit on open connections: raised as far as possible, with a warning before it is reached."""

from __future__ import annotations

import logging
import resource

import psutil

__all__ = ["few_left", "raise_limit"]

log = logging.getLogger(__name__)

# Each open chat holds one connection; a service manager's default of 1,024 is soon reached.
ENOUGH = 4096
FULL = 0.9


def raise_limit() -> int:
    """Raise this process's limit of open files to what it may have at most; give the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else hard
    if soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (ValueError, OSError):
            log.warning("the limit of open files stays at %d", soft)
    if soft < ENOUGH:
        log.warning(
            "at most %d files may be open: about as many chats at once; raise it (ulimit -n, LimitNOFILE)", soft
        )
    return soft


def few_left() -> int:
    """Warn when nearly as many files are open as may be, for then new visitors are hung up on; give 1 if so."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = psutil.Process().num_fds()
    if used < FULL * limit:
        return 0
    log.warning("%d of %d files are open: new visitors may be hung up on", used, limit)
    return 1
