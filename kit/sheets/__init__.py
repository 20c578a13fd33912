"""Records become workbooks that need no cleaning."""
