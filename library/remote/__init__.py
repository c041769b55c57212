"""What the adapters of library systems elsewhere share: attempts under their keys, our catalogue, a breaker."""
