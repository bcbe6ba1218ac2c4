"""Files that people have, read into orders, driver classes and row problems."""
