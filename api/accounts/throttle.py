"""Slows down guessing, without letting a stranger lock anybody out.

Three counters stand behind every try at recognising somebody, in PostgreSQL, under keys that are HMACs:

- the place (this e-mail from this address): five tries, then a pause that doubles from a second to
  15 minutes, until an hour passes without a try;
- the e-mail from anywhere: 50 tries an hour;
- the address, whoever is tried from it: 100 tries an hour.

A place where the person has signed up or in within 90 days is known: only its own counter counts there. So a
stranger who uses up an e-mail's or an address's tries does not keep the owner out where the owner usually is,
and devices that are signed in notice nothing. A try that succeeds gives its counts back; one that is refused
here is not counted, so a pause ends by itself. Unknown e-mails are counted like known ones.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from asyncpg import Connection

from api.server_key import ServerKey

FREE_TRIES = 5
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 15 * 60.0
PLACE_FORGOTTEN = timedelta(hours=1)
EMAIL_TRIES_AN_HOUR = 50
ADDRESS_TRIES_AN_HOUR = 100


@dataclass(frozen=True)
class Counters:
    """The keys of the three counters of one try."""

    place: bytes
    email: bytes
    address: bytes


def counters(key: ServerKey, email: str, address: str) -> Counters:
    """`email` normalised; `address` as the connection has it. IPv6 counts by /64: one household."""
    network = _network(address)
    return Counters(
        key.blind("place", f"{network}\0{email}"), key.blind("email", email), key.blind("address", network)
    )


async def note_try(connection: Connection, of: Counters) -> bool:
    """Counts one try; False, and nothing is counted, when it has to wait. The caller's transaction commits
    before the password is looked at, so that tries in flight count."""
    keys = [of.place, of.email, of.address]
    rows = {row["key"]: row for row in await connection.fetch("SELECT * FROM attempts($1)", keys)}
    place, email, address = (rows[key] for key in keys)
    tries = tries_here(place["tries"], place["seconds_since"])
    from_anywhere = tries_left_over(email["tries"], email["seconds_since"], EMAIL_TRIES_AN_HOUR)
    from_address = tries_left_over(address["tries"], address["seconds_since"], ADDRESS_TRIES_AN_HOUR)
    if place["seconds_since"] < pause(tries):
        return False
    if not place["known"] and (
        from_anywhere + 1 > EMAIL_TRIES_AN_HOUR or from_address + 1 > ADDRESS_TRIES_AN_HOUR
    ):
        return False
    counts = [tries + 1.0, from_anywhere + 1, from_address + 1]
    await connection.execute("SELECT note_attempts($1, $2)", keys, counts)
    return True


async def forget_try(connection: Connection, of: Counters) -> None:
    """The try has succeeded. Comes last in its transaction: counters are locked after everything else."""
    await connection.execute("SELECT forget_attempts($1, $2)", of.place, [of.email, of.address])


async def know_place(connection: Connection, of: Counters) -> None:
    """Somebody has signed up here, without trying anything. Locks as `forget_try` does."""
    await connection.execute("SELECT attempts($1)", [of.place])
    await connection.execute("SELECT forget_attempts($1, $2)", of.place, [])


def tries_here(tries: float, seconds_since: float) -> float:
    return 0.0 if seconds_since >= PLACE_FORGOTTEN.total_seconds() else tries


def pause(tries: float) -> float:
    """How many seconds have to pass since the last try, after so many at this place."""
    if tries < FREE_TRIES:
        return 0.0
    doublings = int(min(tries, 100)) - FREE_TRIES
    return min(FIRST_PAUSE_SECONDS * (1 << doublings), LONGEST_PAUSE_SECONDS)


def tries_left_over(tries: float, seconds_since: float, per_hour: int) -> float:
    """What is left of a count that runs dry at `per_hour`: a full one is empty after an hour."""
    return max(0.0, tries - max(0.0, seconds_since) * per_hour / 3600)


def _network(address: str) -> str:
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped) if ip.ipv4_mapped else f"{ip.exploded[:19]}::/64"
    return str(ip)
