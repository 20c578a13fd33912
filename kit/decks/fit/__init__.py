"""How much room text takes: advance widths from shipped tables and Chinese line breaking, the same on every machine."""
