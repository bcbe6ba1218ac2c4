from tests.build import day_plan
from tests.pages.plan_pages import *
def test_x(store):
    keep_plan(store, day_plan(orders=20, drivers=14))
    at = open_page("map")
    sb=at.selectbox(key="map_driver"); print(sb.options, sb.value)
    sb.select_index(14).run(); print(at.selectbox(key="map_driver").value, at.session_state["map_driver"], len(at.dataframe[0].value))
    print({s["number"] for s in layer(at,"stops")["data"]})
    assert 0
