"""One command that starts the three processes, watches them and stops them cleanly."""
