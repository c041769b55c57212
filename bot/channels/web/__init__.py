"""The web channel: its HTTP API, its event stream and its visitors."""
