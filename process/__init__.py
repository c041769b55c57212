"""What every process of ours does with itself: its log, the privacy of its files, the keys that it is given."""
