"""How far `ketabyar init` has come: the steps that are done, kept until it is through."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from bot.start_errors import StartError
from protocol.home import Home

__all__ = ["Note"]


class Note:
    """The steps that are done, in HOME/init.json; it is there from the first confirmed step to the end."""

    def __init__(self, home: Path) -> None:
        self._path = Home(home).init
        self.done: tuple[str, ...] = ()
        self.is_begun = False
        try:
            self.done = tuple(str(step) for step in json.loads(self._path.read_text(encoding="utf-8"))["done"])
            self.is_begun = True
        except FileNotFoundError:
            pass
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise StartError(
                f"{self._path} cannot be read; delete it, and go on with `ketabyar init --only`"
            ) from error

    def begin(self) -> None:
        """Note that this library is being set up here; what is in the store from now on is of this set-up."""
        self._keep()

    def add(self, step: str) -> None:
        """Note that a step is done."""
        self.done = (*self.done, step)
        self._keep()

    def end(self) -> None:
        """Forget it all: everything is done."""
        self._path.unlink(missing_ok=True)

    def _keep(self) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix="init-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"done": self.done}, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(self._path)
        self.is_begun = True
