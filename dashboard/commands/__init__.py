"""One file for each command of `python3 -m dashboard`."""
