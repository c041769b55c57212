"""The frame of the console: the shared parts of every feature's pages."""
