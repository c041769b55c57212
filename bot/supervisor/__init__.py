"""The supervisor: starts the three processes, watches them and stops them cleanly."""
