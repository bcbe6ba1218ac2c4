"""Maps, drawings and charts from plain results; knows no page and no server."""
