"""A process that has a search running, to be killed."""

import time

from dashboard.services.searches import SearchProcess
from tests.build import problem, street
from tests.services.fakes import FOREVER_S

if __name__ == "__main__":
    child = SearchProcess()
    child.ask(problem=problem(street(2)), search="tests.services.fakes:hang")
    print(child.process.pid, flush=True)
    time.sleep(FOREVER_S)
