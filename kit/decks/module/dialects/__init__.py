"""Talks written for other slide tools, read as slide modules: Marp, Slidev, pandoc, Quarto and presenterm."""
