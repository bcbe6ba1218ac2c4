"""How much a file may hold, and how the reading process says no; standard library only."""

MEGABYTE = 2**20
MAX_FILE_BYTES = 50 * MEGABYTE
MAX_WORKBOOK_BYTES = 20 * MEGABYTE
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 8 * 1024
MAX_TEXT_CHARACTERS = 50 * MEGABYTE
"""All cells together: a workbook may refer to one long text from every cell."""


class RefusedError(Exception):
    """A file that is not read: what is wrong with it, and the remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy


class CellTooLongError(RefusedError):
    """One cell holds more than any order needs; mostly a quotation mark left open."""

    def __init__(self, row: int) -> None:
        super().__init__(
            f"Row {row} has a cell of more than {MAX_CELL_CHARACTERS:,} characters.",
            "Shorten it, or look for a quotation mark that is never closed.",
        )
