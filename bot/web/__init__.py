"""The web channel: its HTTP API, its event stream, the sign-in page and the pages around them."""
