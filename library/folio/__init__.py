"""The adapter of the port for FOLIO's edge-patron."""
