"""Watching the gateway: how everything stands, as the metrics tell programs and the system page tells people."""
