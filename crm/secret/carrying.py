"""What is made with the secret of before, carried over to the present one.

The keys of before are kept in the store, encrypted with the present one; so are the secrets of two-step sign-in. The
audit trail, the store and the files in it are sealed with it. What nobody can make anew is made anew when it is shown:
a card and its PIN at the next sign-in.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from crm.actor import Actor
from crm.audit import seal, trail
from crm.database import kept_keys, shared_files
from crm.database.store import Store
from crm.staff import second_step

__all__ = ["CarriedOver", "carry_over"]

BY = Actor("system", "secret.rotate")


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was carried over: whether a key had to be kept, secrets of two-step sign-in, seals of files, the trail.

    `trail` is None where the present key vouches for all of it already.
    """

    key: bool
    two_step: int
    files: int
    trail: trail.ChainReport | None


async def carry_over(store: Store) -> CarriedOver:
    """Carry over what hangs on an earlier secret, all or nothing; again, it does what came since.

    A chain that is broken is not vouched for; everything else is done all the same.
    """
    # All but the end of it, which is seen again below, without keeping anybody from writing.
    walk = await trail.walked(store)

    def work(connection: Connection) -> CarriedOver:
        # The rows of staff first and the chain after them, as a sign-in takes them: else each may wait for the other.
        two_step = second_step.seal_anew(connection, store)
        files = shared_files.seal_anew(connection, store)
        told = trail.vouch(connection, store, BY, walk)
        kept = kept_keys.keep(connection, store.keys, store.clock)
        seal.note(connection, store, anew=True)
        return CarriedOver(kept, two_step, files, told)

    return await store.transact(work)
