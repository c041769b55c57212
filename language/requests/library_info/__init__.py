"""Questions about branches, places inside them, and events."""
