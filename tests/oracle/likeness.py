"""How like two pictures of a slide are in structure: 1 is the same, 0 no better than an empty slide.

The measure is the structural similarity of Wang et al. (2004) on grey pictures 960 pixels wide, in windows of 7 × 7, after
both are averaged by 4 × 4: edges of letters, which two renderers never smooth alike, weigh less than where words and shapes stand.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Grey = Any
WINDOW, POOL, DEPTH = 7, 4, 255.0
EMPTY = 0.995  # a slide that is as like an empty one has nothing to compare


def likeness(shown: Grey, wanted: Grey) -> float | None:
    """Return (s - s_empty) / (1 - s_empty), s_empty being the likeness of a plain slide in the commonest grey; None for empty slides."""
    plain = np.full_like(wanted, np.median(wanted))
    empty = structure(plain, wanted)
    return None if empty > EMPTY else (structure(shown, wanted) - empty) / (1 - empty)


def structure(a: Grey, b: Grey) -> float:
    """Return the structural similarity of two grey pictures of one size."""
    a, b = _pooled(a), _pooled(b)
    ma, mb = _mean(a), _mean(b)
    n = WINDOW * WINDOW
    unbiased = n / (n - 1)
    va, vb = unbiased * (_mean(a * a) - ma * ma), unbiased * (_mean(b * b) - mb * mb)
    both = unbiased * (_mean(a * b) - ma * mb)
    c1, c2 = (0.01 * DEPTH) ** 2, (0.03 * DEPTH) ** 2
    made = ((2 * ma * mb + c1) * (2 * both + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2))
    return float(made.mean())


def difference(shown: Grey, wanted: Grey) -> float | None:
    """Return the same with 1 - the mean difference of greys, smoothed over 5 × 5 pixels, in place of structure."""
    plain = np.full_like(wanted, np.median(wanted))
    a, b, c = (_mean(np.pad(one, 2, mode="edge"), 5) for one in (shown, wanted, plain))
    empty = np.abs(c - b).mean()
    return None if empty < 0.5 else float(1 - np.abs(a - b).mean() / empty)


def _pooled(a: Grey) -> Grey:
    high, wide = a.shape[0] // POOL * POOL, a.shape[1] // POOL * POOL
    return a[:high, :wide].reshape(high // POOL, POOL, wide // POOL, POOL).mean((1, 3))


def _mean(a: Grey, n: int = WINDOW) -> Grey:
    """Return the mean of each n × n window."""
    sums = np.cumsum(np.cumsum(np.pad(a, ((1, 0), (1, 0))), 0), 1)
    return (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / (n * n)
