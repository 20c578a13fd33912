"""Records on disk: one schema, one way to read and write it, on SQLite and PostgreSQL."""
