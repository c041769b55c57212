"""Import of a library's catalogue and patrons from files of another system (docs/import.md)."""

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
