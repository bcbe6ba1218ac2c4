"""A shop's export as large as may come: many columns, most of them blank."""

import csv
import io
import random

ROWS, COLUMNS = 50_000, 79


def wide() -> bytes:
    """Orders of one to three lines; only the first line says who and where."""
    chance = random.Random(1)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([f"Heading {column}" for column in range(COLUMNS)])
    for number in range(ROWS):
        cells = [""] * COLUMNS
        cells[0] = f"#{1000 + number}"
        cells[16:19] = ["1", f"Tulips, red and yellow {'x' * chance.randrange(160)}", "24.90"]
        cells[20:24] = [f"SKU-{number % 300}", "", "true", "pending"]
        if number % 3 != 2:
            cells[1:5] = [f"c{number}@example.com", "paid", "2026-05-14 10:11:12", "unfulfilled"]
            cells[24:27] = [f"Customer {number}", f"Long Street {number % 999}", ""]
            cells[34:37] = [f"Customer {number}", f"Long Street {number % 999}", ""]
            cells[39:44] = ["Helsinki", f"'00{number % 1000:03}", "", "FI", f"+35840{number:07}"]
            cells[44] = f"Please ring the bell {'y' * chance.randrange(200)}"
            cells[54], cells[77] = str(number * 7919), f"r{number}.1"
        writer.writerow(cells)
    return text.getvalue().encode()
