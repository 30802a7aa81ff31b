"""Connections are counted by whoever holds them, and not by how many addresses they have."""

import pytest

from api.addresses import Addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("fe80::1%eth0", "fe80::2"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_one_household_shares_one_count(one: str, other: str) -> None:
    addresses = Addresses(2)
    assert addresses.enter(one)
    assert addresses.enter(other)
    assert not addresses.enter(one)
    assert not addresses.enter(other)
    addresses.leave(other)
    assert addresses.enter(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.8"),
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
    ],
)
def test_neighbours_do_not_share(one: str, other: str) -> None:
    addresses = Addresses(1)
    assert addresses.enter(one)
    assert addresses.enter(other)


def test_a_trusted_proxy_holds_as_many_as_it_needs() -> None:
    addresses = Addresses(1, exempt="192.0.2.1")
    assert all(addresses.enter("192.0.2.1") for _ in range(100))
    assert addresses.enter("192.0.2.2")
    assert not addresses.enter("192.0.2.2")
