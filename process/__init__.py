"""What every process needs: its log, private files, its keys, a quick start."""
