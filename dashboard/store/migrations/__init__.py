"""How the tables came to be, one step a file; a step that was ever released is never changed."""

REVISIONS: tuple[str, ...] = ("0001", "0002")
"""Every step there is, oldest first."""

APPLICATION_ID = 0x526F756E
"""Spells "Roun" in a SQLite file's header, which tells it from any other program's."""
