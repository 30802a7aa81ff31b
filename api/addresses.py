"""How many connections one address may hold open, so that nobody can take them all."""

from collections import Counter
from ipaddress import IPv6Address, ip_address


class Addresses:
    """Counts open connections per address; `exempt` (a reverse proxy) may hold any number."""

    def __init__(self, most: int, exempt: str | None = None) -> None:
        self._most = most
        self._exempt = exempt
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Whether one more is let in; if so, `leave` has to follow."""
        whose = _whose(address)
        if self._open[whose] >= self._most and address != self._exempt:
            return False
        self._open[whose] += 1
        return True

    def leave(self, address: str) -> None:
        whose = _whose(address)
        self._open[whose] -= 1
        if self._open[whose] <= 0:
            del self._open[whose]


def _whose(address: str) -> str:
    """Of IPv6 the first 64 bits: one household or machine owns all that follow."""
    if ":" not in address:
        return address
    ip = ip_address(address.partition("%")[0])
    if not isinstance(ip, IPv6Address):
        return address
    return str(ip.ipv4_mapped or ip.packed[:8].hex())
