"""The action server: one module per subject, between patrons' requests and the library system."""
