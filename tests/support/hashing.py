"""What hashing a secret costs: the real price, and the one that tests pay."""

from __future__ import annotations

from argon2 import PasswordHasher

from crm.sign_in import passwords

# As production has it: taken before a fixture puts the other in its place.
REAL = passwords._HASHER
HASTY = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PLACE = "crm.sign_in.passwords._HASHER"
