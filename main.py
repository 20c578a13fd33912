"""Open the Lectern window; with arguments, be the `lectern` command."""

import sys

from kit.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
