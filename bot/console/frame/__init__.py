"""The frame of the console: what every feature's pages are made with."""
