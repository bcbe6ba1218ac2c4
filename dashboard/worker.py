"""The process of the supervisor, outside the web process: it outlives the server."""

import sys
from pathlib import Path

from dashboard.services.supervisor import main

if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
