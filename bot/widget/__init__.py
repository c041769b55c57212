"""The chat on the library's website."""
