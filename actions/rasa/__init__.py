"""The meeting of handlers and Rasa: the actions Rasa calls, and which handler serves which intent."""
