"""Random kills and pauses of every process under simulated patrons, then an audit of the store."""
