"""Is this an age recipient? Bech32 (BIP 173) with the prefix `age` over the 32 bytes of an X25519 key."""

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
LENGTH = 62
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
# "age" as BIP 173 expands a prefix: the high bits of each letter, a zero, the low bits.
PREFIX = (3, 3, 3, 0, 1, 7, 5)


def is_recipient(text: str) -> bool:
    """True for the one spelling of a recipient that age writes: lower case, its checksum right."""
    if len(text) != LENGTH or not text.startswith("age1"):
        return False
    values = [ALPHABET.find(letter) for letter in text[4:]]
    if -1 in values:
        return False
    # 32 bytes fill 51 symbols and one bit; the four bits that are left over are zero.
    return values[-7] & 0xF == 0 and _checksum((*PREFIX, *values)) == 1


def _checksum(values: tuple[int, ...]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check
