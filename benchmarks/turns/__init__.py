"""Speed of turns beside Rasa's starter bot: `make bench`."""
