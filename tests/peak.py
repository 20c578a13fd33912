"""How much memory this process has taken at most."""

from __future__ import annotations

import sys
from pathlib import Path


def peak() -> int:
    """Return the peak of this process's memory in bytes.

    On Linux `ru_maxrss` would count the parent's as well when it was larger at the moment the process was started; /proc does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
