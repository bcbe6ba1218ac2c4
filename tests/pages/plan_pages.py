"""A workspace with plans and jobs, and the pages opened on it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.domain import Plan, plan_to_document
from dashboard.services.plans import keep
from dashboard.store import Store, add_job, beat, claim_next
from tests.build import DATE, day_plan

ROOT = Path(__file__).resolve().parents[2]
STARTED = datetime(2026, 3, 10, 7, tzinfo=UTC)


def open_page(name: str, day: date = DATE, **address: str) -> AppTest:
    """A page as a browser sees it that comes with this address."""
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    for key, value in {"day": day.isoformat(), **address}.items():
        at.query_params[key] = value
    at.run()
    at.switch_page(f"../pages/{name}.py").run()
    assert not at.exception
    return at


def open_details(at: AppTest) -> AppTest:
    """Unfold the rare fields of every class, as a click on each would."""
    for number in range(6):
        at.session_state[f"more_{DATE}_{number}"] = True
    return at.run()


def keep_plan(store: Store, plan: Plan | None = None, **totals: Any) -> tuple[str, int]:
    """Store a plan of the tests' day, with some of its totals as given."""
    plan = plan or day_plan()
    return keep(store, replace(plan, totals=replace(plan.totals, **totals)), {"what": "test"})


def queue_job(store: Store, day: date = DATE) -> str:
    """A job that waits for its turn."""
    request = {"what": "plan", "budget_s": 20, "seed": 0}
    return add_job(store, day, request, datetime.now(UTC)).job_id


def run_job(store: Store, best: Plan | None = None) -> str:
    """A job that runs, with a best plan so far where one is given."""
    job_id = queue_job(store)
    now = datetime.now(UTC)
    claim_next(store, 1, now, 1)
    progress = {"elapsed_s": 5.0, "budget_s": 20.0, "verdict": "2 drivers: so far so good."}
    beat(store, job_id, now, progress, plan_to_document(best) if best else None)
    return job_id


def map_spec(at: AppTest, place: int = 0) -> dict[str, Any]:
    """What the map of the page is told to draw."""
    spec: dict[str, Any] = json.loads(at.get("deck_gl_json_chart")[place].proto.json)
    return spec


def layer(at: AppTest, layer_id: str) -> dict[str, Any]:
    """A layer of the page's map by its id, in whatever turn."""
    layers: list[dict[str, Any]] = map_spec(at)["layers"]
    return next(found for found in layers if found["id"].split("~")[0] == layer_id)


def words(at: AppTest) -> str:
    """All running text of the page, as it reads: without the signs that keep it from markup."""
    parts = (at.subheader, at.text, at.markdown, at.caption, at.warning, at.error, at.info)
    return "\n".join(element.value for kind in parts for element in kind).replace("\\", "")


def labels(at: AppTest) -> list[str]:
    """What stands on the page's buttons."""
    return [button.label for button in at.button]
