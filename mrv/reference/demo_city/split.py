"""Exact, repeatable division of a quantity: largest remainder over whole steps, weights from a hash.

No random generator: the same names give the same parts on every machine and Python version.
"""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256


def draw(*names: object, below: int) -> int:
    """A repeatable whole number in ``0 .. below - 1`` for a name."""
    digest = sha256("/".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:8]) % below


def divide(quantity: Decimal, weights: Sequence[int], step: Decimal) -> list[Decimal]:
    """Parts proportional to the weights, each a multiple of ``step``, adding up to ``quantity`` exactly."""
    total = sum(weights)
    steps = int(quantity / step)
    if step * steps != quantity or total <= 0:
        raise ValueError(f"{quantity} is not a whole number of steps of {step}, or the weights are empty.")
    shares = [steps * weight // total for weight in weights]
    remainders = [steps * weight % total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in largest[: steps - sum(shares)]:
        shares[index] += 1
    return [share * step for share in shares]


def zipf(rank: int) -> int:
    """Weight of the facility of a rank, flattened so that the smallest still reports something."""
    return 1_000_000 // (rank + 1)
