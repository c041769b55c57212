"""What the gateway does without being asked: one small task a job."""
