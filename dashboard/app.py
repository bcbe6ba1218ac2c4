"""The Streamlit script: it finds the project, and hands over to the frame around the pages."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from dashboard.ui.frame import run  # noqa: E402

run()
