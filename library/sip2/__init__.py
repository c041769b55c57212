"""A library system that is reached through SIP2, the protocol of self-service machines."""
