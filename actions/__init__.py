"""The action server: one thin module a subject, between what patrons ask and what the library can do."""
