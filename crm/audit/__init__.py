"""The audit trail: chained events, their reading, and the guards against tampering."""
