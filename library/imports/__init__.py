"""Import of a library's catalogue and patrons from files of another system (docs/import.md)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from library.imports.loading import MOST_MISSING, ImportResult, import_catalogue
    from library.imports.mapping import Mapping, read_mapping
    from library.imports.outcome import FoundProblem, ImportOutcome
    from library.imports.record import ImportProblem
    from library.imports.runs import Run, age_of, ages_of, last_runs, run_of
    from library.imports.sources import FORMATS, Source, detected
    from library.imports.table_loading import import_table
    from library.imports.undoing import undo_last

__all__ = [
    "FORMATS",
    "MOST_MISSING",
    "FoundProblem",
    "Mapping",
    "ImportOutcome",
    "ImportProblem",
    "ImportResult",
    "Run",
    "Source",
    "age_of",
    "ages_of",
    "detected",
    "import_catalogue",
    "import_table",
    "last_runs",
    "read_mapping",
    "run_of",
    "undo_last",
]

# Where each name comes from: what reads files brings a dozen megabytes of libraries, which the action server, asking
# only how old the data is, and a gateway into which nothing is imported never need.
_HOMES = {
    "FORMATS": "sources",
    "FoundProblem": "outcome",
    "ImportOutcome": "outcome",
    "ImportProblem": "record",
    "ImportResult": "loading",
    "MOST_MISSING": "loading",
    "Mapping": "mapping",
    "Run": "runs",
    "Source": "sources",
    "age_of": "runs",
    "ages_of": "runs",
    "detected": "sources",
    "import_catalogue": "loading",
    "import_table": "table_loading",
    "last_runs": "runs",
    "read_mapping": "mapping",
    "run_of": "runs",
    "undo_last": "undoing",
}


def __getattr__(name: str) -> Any:
    """Give a name of the package, whose module is read when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
