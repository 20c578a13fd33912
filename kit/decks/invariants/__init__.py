"""The rules a sound deck keeps, and the facts of parts they are checked on."""
