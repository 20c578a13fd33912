"""Measurements: each figure is a ratio against a floor of the same run, the best of several."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured ratio; `most` is the bound it must stay within (0: no bound), `least` the one it must reach."""

    name: str
    value: float
    floor: float
    unit: str = "s"
    most: float = 0.0
    least: float = 0.0

    @property
    def ratio(self) -> float:
        """Measured over floor."""
        return self.value / self.floor if self.floor else float("inf")

    @property
    def kept(self) -> bool:
        """Whether the bound holds."""
        return (not self.most or self.ratio <= self.most) and (not self.least or self.ratio >= self.least)


def best(work: Callable[[], float], times: int = 5) -> float:
    """Return the least of several measured values."""
    return min(work() for _ in range(times))


def say(figures: Sequence[Figure]) -> int:
    """Print the figures, as lines or with --json as one document; returns 1 when one misses its bound."""
    if "--json" in sys.argv:
        print(json.dumps([{**asdict(f), "ratio": f.ratio, "kept": f.kept} for f in figures], indent=2))
    else:
        for f in figures:
            bound = f"≤ {f.most:g}" if f.most else f"≥ {f.least:g}" if f.least else ""
            print(
                f"{'ok  ' if f.kept else 'MISS'} {f.name:<58} {f.value:10.3f} {f.unit}  floor {f.floor:10.3f}  ratio {f.ratio:6.2f} {bound}"
            )
    return 0 if all(f.kept for f in figures) else 1
