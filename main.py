"""Open the Lectern window; with arguments, be the `lectern` command."""

import sys

from kit.cli.main import entry

if __name__ == "__main__":
    sys.exit(entry())
