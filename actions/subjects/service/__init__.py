"""A librarian in the chat, and what patrons think of the service: scores and surveys."""
