"""Programme: case studies as a board, champions as a ranked list, evidence as a table."""
