"""Delimiters, quotation marks, line ends, blank lines and widths of text tables."""

from tests.intake.nasty.cases import Case, reads, refuses, with_note

ROW = ("1", "Street 1, Town", "by the door")


def _joined(delimiter: str, quote: str = '"') -> bytes:
    lines = (("id", "address", "notes"), ROW)
    return "".join(
        delimiter.join(f"{quote}{cell}{quote}" for cell in line) + "\n" for line in lines
    ).encode()


def _lines(end: str, last: str) -> bytes:
    return (end.join(("id,address", "1,x", "2,y")) + last).encode()


DELIMITED: tuple[Case, ...] = (
    reads("comma", _joined(","), ROW),
    reads("semicolon", _joined(";"), ROW),
    reads("tab", _joined("\t"), ROW),
    reads("bar", _joined("|"), ROW),
    reads("semicolon without quotes", _joined(";", ""), ROW),
    reads("tab without quotes", _joined("\t", ""), ROW),
    reads("one column", b"address\nStreet 1\n", ("Street 1",)),
    reads("decimal commas", b"id;lat;lon\n1;60,17;24,94\n", ("1", "60,17", "24,94")),
    reads("a line that names the separator", b"sep=;\r\nid;lat\r\n1;6\r\n", ("1", "6")),
    reads("a quoted line that names it", b'"sep=|"\nid|lat\n1|6\n', ("1", "6")),
    reads("a line that names a caret", b"sep=^\nid^lat\n1^6\n", ("1", "6")),
    reads("a line that names it after a mark", b"\xef\xbb\xbfsep=;\nid;lat\n1;6\n", ("1", "6")),
    refuses("nothing below the line that names it", b"sep=;\n", "empty"),
    refuses("nothing below the headings then", b"sep=;\nid;lat\n", "no rows"),
    reads("a doubled quote", with_note('"a ""b"" c"').encode(), ("1", "Street 1", 'a "b" c')),
    reads("an inch", with_note('5" pipe').encode(), ("1", "Street 1", '5" pipe')),
    reads("text after a quote", with_note('"a" b').encode(), ("1", "Street 1", "a b")),
    reads("nothing but quotes", with_note('""""').encode(), ("1", "Street 1", '"')),
    reads("a blank in quotes", with_note('" "').encode(), ("1", "Street 1")),
    reads("single quotes", with_note("'a'").encode(), ("1", "Street 1", "'a'")),
    reads("a delimiter in quotes", with_note('"a,b"').encode(), ("1", "Street 1", "a,b")),
    reads("a line break in quotes", with_note('"a\r\nb"').encode(), ("1", "Street 1", "a\r\nb")),
    reads("many line breaks", with_note('"a\n\n\n\nb"').encode(), ("1", "Street 1", "a\n\n\n\nb")),
    refuses("an open quote", with_note('"open').encode(), "quotation mark in row 2 "),
    refuses("an open quote, no line end", b'id,notes\n1,"', "quotation mark in row 2 "),
    refuses("an open quote in the headings", b'"id,notes\n1,x\n', "quotation mark in row 1 "),
    refuses("a long open quote", with_note('"' + "x\n" * 9000).encode(), "never closed"),
    reads(
        "words like ours at the end",
        b"id,notes\n1,at the end of the file",
        ("1", "at the end of the file"),
    ),
    *(
        reads(f"line ends {end!r}, at the end {last!r}", _lines(end, last), ("1", "x"), ("2", "y"))
        for end in ("\n", "\r\n", "\r")
        for last in ("", end, end * 3, "\x1a")
    ),
    reads(
        "three kinds of line end",
        b"id,address\r1,x\n2,y\r\n3,z",
        ("1", "x"),
        ("2", "y"),
        ("3", "z"),
    ),
    reads("doubled carriage returns", b"id,address\r\r\n1,x\r\r\n", (), ("1", "x")),
    reads(
        "line ends of other worlds",
        with_note("a\x0bb\x0cc\x85d\u2028e").encode(),
        ("1", "Street 1", "a\x0bb\x0cc\x85d\u2028e"),
    ),
    reads(
        "blank lines everywhere",
        b"\n\n,,\nid,address\n\n1,x\n,\n \n2,y\n\n",
        (),
        ("1", "x"),
        (),
        (),
        ("2", "y"),
    ),
    reads("a row cut short", b"id,address,notes\n1\n2,y\n", ("1",), ("2", "y")),
    reads("a row too long", b"id,address\n1,x,y,z\n", ("1", "x", "y", "z")),
    reads("blank cells too many", b"id,address\n1,x,,,,,\n", ("1", "x")),
    reads("blanks round cells", b"id , address\n 1 , x \n", (" 1 ", " x ")),
    refuses("nothing", b"", "empty"),
    refuses("a line end", b"\n", "empty"),
    refuses("blanks", b"  \t \r\n\r\n ", "empty"),
    refuses("delimiters", b",,,\n,,,\n", "empty"),
    refuses("headings", b"id,address\n", "no rows"),
    refuses("headings without a line end", b"id,address", "no rows"),
    refuses("headings and blank rows", b"id,address\n,\n\n", "no rows"),
    reads("a hundred columns", b"id," + b"," * 98 + b"z\n1,x\n", ("1", "x")),
    refuses(
        "a hundred and one", b"id," + b"," * 99 + b"z\n1,x\n", "Row 1 has more than 100 columns"
    ),
    refuses("a wide row", b"id,address\n1,x\n2" + b"," * 100 + b"z\n", "Row 3 has more than 100"),
    reads("a thousand blank columns", b"id,address" + b"," * 1000 + b"\n1,x\n", ("1", "x")),
    reads("a cell of 8 KB", with_note("x" * 8192).encode(), ("1", "Street 1", "x" * 8192)),
    refuses("a cell of one more", with_note("x" * 8193).encode(), "Row 2 has a cell"),
    refuses(
        "a cell beyond the library's limit", with_note("x" * 131_073).encode(), "Row 2 has a cell"
    ),
    refuses("a long heading", b"x" * 8193 + b"\n1\n", "Row 1 has a cell"),
    reads("fifty thousand rows", lambda: b"id\n" + b"1\n" * 50_000, *[("1",)] * 50_000),
    refuses("one row more", lambda: b"id\n" + b"1\n" * 50_001, "more than 50,000 rows"),
    refuses(
        "a row far below", lambda: b"id\n1\n" + b"\n" * 100_001 + b"2\n", "more than 50,000 rows"
    ),
    reads("blank rows to the end", lambda: b"id\n1\n" + b"\n" * 200_000, ("1",)),
)
