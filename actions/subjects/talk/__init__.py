"""Small talk, control of the conversation, and what is nothing for a library."""
