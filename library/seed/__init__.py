"""Loading of a library that is described in one file (docs/seed-format.md)."""

from library.errors import SeedError
from library.seed.adding import PARTS, add_parts
from library.seed.completing import complete_demo
from library.seed.document import Document
from library.seed.loading import (
    DEMO_FILE,
    SeedReport,
    ShownCard,
    cards_shown_at_start,
    document_of,
    has_library,
    has_patrons,
    load,
    read,
)

__all__ = [
    "DEMO_FILE",
    "PARTS",
    "Document",
    "SeedError",
    "SeedReport",
    "ShownCard",
    "add_parts",
    "cards_shown_at_start",
    "complete_demo",
    "document_of",
    "has_library",
    "has_patrons",
    "load",
    "read",
]
