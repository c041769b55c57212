"""Conversations: the chat partner, the journal, a turn's close, the list and the transcript."""
