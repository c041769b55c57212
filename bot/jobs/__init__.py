"""Jobs of the gateway: one small task each."""
