"""The library's documents: files read into headed passages, each short enough to be quoted whole."""

from library.documents.cutting import CutPassage
from library.documents.refused import DocumentRefused
from library.documents.safely import LARGEST, read_safely
from library.documents.source import KINDS, ReadDocument

__all__ = ["KINDS", "LARGEST", "DocumentRefused", "CutPassage", "ReadDocument", "read_safely"]
