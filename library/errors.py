"""Errors of a library system; a refusal is a value and never here.

LibraryError
├── IlsUnavailable      busy, timed out or gone: try later
├── IlsMisconfigured    our own account or settings are wrong: staff must act
├── IlsProtocolError    it answered something that cannot be understood
 ├── CardLocked          the card may not be tried any more
 ├── SeedError           a library file cannot be loaded
 └── ImportRefused       an import cannot begin, or cannot be undone
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "CardLocked",
    "IlsMisconfigured",
    "IlsProtocolError",
    "IlsUnavailable",
    "ImportRefused",
    "LibraryError",
    "SeedError",
]


class LibraryError(Exception):
    """A failure of a library system.

    `nothing_done` when it is known that the library system has changed nothing. `kind` is what went wrong in one word
    ("certificate", "api_key"), where whoever sets ketabyar up is told of it in their own language.
    """

    def __init__(self, *args: object, nothing_done: bool = False, kind: str = "") -> None:
        super().__init__(*args)
        self.nothing_done = nothing_done
        self.kind = kind


class IlsUnavailable(LibraryError):
    """The library system cannot be asked now."""


class IlsMisconfigured(LibraryError):
    """The library system refused us, not the patron."""


class IlsProtocolError(LibraryError):
    """The library system's answer makes no sense."""


class CardLocked(LibraryError):
    """The library system would lock the card, or has, after too many wrong PINs: it was not asked."""


class SeedError(LibraryError):
    """A library file is wrong; `problems` names every place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = f"\n  … and {len(self.problems) - 20} more" if len(self.problems) > 20 else ""
        super().__init__(f"the library file cannot be loaded:\n{shown}{more}")


class ImportRefused(LibraryError):
    """An import cannot be done; `code` names the sentence (`imports.refused.<code>`), `values` what stands in it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"import refused: {code} {self.values}")
