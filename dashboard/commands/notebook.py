"""`notebook`: the same planner, worked through in JupyterLab."""

import os
import subprocess
import sys

from dashboard.commands.environment import ROOT


def run(argv: list[str]) -> int:
    """Open JupyterLab on the notebooks, for this machine only; arguments are JupyterLab's own."""
    surroundings = dict(os.environ)
    # A notebook's working folder is its own; this is how it finds the package.
    paths = [str(ROOT), *filter(None, [surroundings.get("PYTHONPATH")])]
    surroundings["PYTHONPATH"] = os.pathsep.join(paths)
    opening = [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1"]
    opening.append(f"--ServerApp.root_dir={ROOT / 'notebooks'}")
    try:
        return subprocess.run([*opening, *argv], env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 130
