"""The page Decks: list, editor with outline and library drawer, joining, building."""
