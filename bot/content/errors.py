"""Errors of an edit of the content."""

__all__ = ["ContentError", "ContentMissing", "ContentRefused"]


class ContentError(Exception):
    """A refusal; `.code` names the reason, `.facts` what it is about."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}" if facts else code)
        self.code = code
        self.facts = facts


class ContentRefused(ContentError):
    """The files would not be sound, or the text is not fit for an example."""


class ContentMissing(ContentError):
    """The intent, the language or the example is not there (any more)."""
