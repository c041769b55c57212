"""Emergencies and despair: whom to call, the alarm for staff, what is said while it is open."""
