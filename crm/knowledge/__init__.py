"""What the library tells: facts, its documents in passages, and one search over both."""
