"""What every process needs: its log, private files, a quick start, a deadline on text work."""
