"""Events: which there are, for whom, reminders of them, and holding one's own."""
