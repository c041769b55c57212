"""Names of audit actions that several packages use."""

__all__ = ["FAILURES", "LOCKED", "SECOND_STEP_FAILED", "SIGN_IN_FAILED"]

SIGN_IN_FAILED = "staff.sign_in_failed"
SECOND_STEP_FAILED = "staff.second_step_failed"
LOCKED = "staff.locked"
FAILURES = (SIGN_IN_FAILED, SECOND_STEP_FAILED)
