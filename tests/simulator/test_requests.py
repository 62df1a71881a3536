"""The log of what arrived, and requests that make no sense."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator import Request, Simulator

from .browser import ADDRESS, CUSTOMER, INVERTER, SITE, Browser, page_of

PATHS = [
    "/api/edit/site",
    "/api/edit/hardware",
    "/api/edit/sitehardware",
    "/api/edit/modeling",
    "/api/view/chart",
    "/api/node",
    f"/api/edit/site/{SITE}",
    f"/api/edit/modeling/{INVERTER}",
    f"/api/view/portfolio/{CUSTOMER}",
    f"/api/alerttrigger/{INVERTER}",
    f"/api/node/{SITE}",
]


def test_the_log_tells_what_arrived(browser: Browser) -> None:
    browser.get(f"view/site/{SITE}", lastChanged="1900-01-01T00:00:00.000Z")
    browser.ask("node", {"key": "nobody"})
    first, second = browser.simulator.requests
    assert (first.method, first.path, first.status) == ("GET", f"/api/view/site/{SITE}", 200)
    assert first.query == {"lastChanged": "1900-01-01T00:00:00.000Z"}
    assert first.body is None
    assert first.headers["ae_s"] == browser.headers["ae_s"]
    assert all(name == name.lower() for name in first.headers)
    assert (second.method, second.body, second.status) == ("POST", {"key": "nobody"}, 400)


@pytest.mark.parametrize("path", ["/api", "/api/nothing", "/api/edit/nothing/C1001", "/elsewhere", "/api/edit/site/"])
def test_an_unknown_path_answers_404_in_json(browser: Browser, path: str) -> None:
    response = browser.client.get(path)
    assert response.status_code == 404
    assert set(response.json()) == {"message"}


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", f"/api/edit/site/{SITE}", "GET"),
        ("DELETE", f"/api/view/portfolio/{CUSTOMER}", "GET"),
        ("GET", "/api/edit/site", "PUT"),
        ("POST", "/api/edit/hardware", "PUT"),
        ("GET", "/api/view/chart", "POST"),
        ("PUT", "/api/node", "POST"),
    ],
)
def test_another_method_answers_405(browser: Browser, method: str, path: str, allowed: str) -> None:
    response = browser.client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize(
    "path",
    [
        "edit/site/S99",
        "edit/site/S010001",
        f"edit/site/{INVERTER}",
        f"edit/hardware/{SITE}",
        "edit/modeling/H100001",
        "view/portfolio/C1",
        "view/hardwarestatus/H999999",
        "alerttrigger/AS1",
        "alerttrigger/x2dzz",
        "view/activealerts/activesummary/C2",
        "node/S99999",
    ],
)
def test_an_unknown_key_answers_404(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"S10001"',
        b"\xff",
        b'{"key": NaN}',
        b'{"key": 1e999}',
        b'{"key": "S10001", "key": "S10001"}',
        b'{"key": "S10001", "capacityAc": 0.1000000000000000055}',
        b"[" * 5000,
    ],
)
@pytest.mark.parametrize(("method", "path"), [("PUT", "/api/edit/site"), ("POST", "/api/view/chart")])
def test_a_body_that_cannot_be_read_exactly_as_an_object_answers_400(
    browser: Browser, method: str, path: str, body: bytes
) -> None:
    assert browser.client.request(method, path, content=body).status_code == 400


def test_last_changed_has_to_be_a_moment(browser: Browser) -> None:
    assert browser.get(f"view/site/{SITE}", lastChanged="yesterday").status_code == 400


@pytest.mark.parametrize("arguments", [{"sites": -1}, {"inverters": 0}, {"customer": "1001"}, {"customer": "C1001 "}])
def test_arguments_that_make_no_sense(arguments: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Simulator(**arguments)  # type: ignore[arg-type]


json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
patient = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(
    st.sampled_from(["GET", "PUT", "POST", "DELETE", "HEAD", "BREW"]),
    st.sampled_from(PATHS) | st.text(max_size=40).map(lambda text: "/api/" + text) | st.text(max_size=20),
    st.dictionaries(
        st.sampled_from(["lastChanged", "mergeHash"]) | st.text(max_size=5), st.text(max_size=25), max_size=2
    ),
    st.binary(max_size=60),
)
def test_no_request_breaks_it(method: str, path: str, query: dict[str, str], body: bytes) -> None:
    browser = Browser(Simulator())
    request = Request(method=method, path=path, query=query, headers=browser.headers, body=body)
    assert browser.simulator.handle(request).status < 500


@patient
@given(st.sampled_from(["site", "hardware", "sitehardware", "modeling"]), st.data())
def test_no_document_breaks_it(kind: str, data: st.DataObject) -> None:
    browser = Browser(Simulator())
    key = INVERTER if kind == "hardware" else SITE
    document = browser.read(f"edit/{kind}/{key}")
    fields = st.sampled_from(sorted(document))
    changes = data.draw(st.dictionaries(fields | st.text(max_size=5), json_values, max_size=4))
    lost = data.draw(st.sets(fields, max_size=4))
    sent = {name: value for name, value in (document | changes).items() if name not in lost} | {"key": key}
    assert browser.save(kind, sent, page_of(kind, key)).status_code in (200, 400)
    for path in (
        f"edit/{kind}/{key}",
        f"edit/sitehardware/{SITE}",
        f"view/site/{SITE}",
        f"view/portfolio/{CUSTOMER}",
        f"view/sitehardwareproduction/{SITE}",
        f"view/hardwarestatus/{INVERTER}",
        f"node/{INVERTER}",
    ):
        assert browser.get(path).status_code == 200
    assert browser.chart(chartType=2, binSize=1440).status_code == 200


@patient
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "start": st.text(max_size=12) | json_values,
            "end": json_values,
            "binSize": json_values,
            "chartType": st.integers(0, 300) | json_values,
            "source": st.lists(st.sampled_from([SITE, INVERTER]) | st.text(max_size=4), max_size=3) | json_values,
            "hardwareSet": json_values,
            "query": json_values,
        },
    )
)
def test_no_question_for_a_chart_breaks_it(changes: dict[str, JsonValue]) -> None:
    browser = Browser(Simulator())
    assert browser.chart(**changes).status_code in (200, 400, 404)


@patient
@given(
    st.dictionaries(
        st.sampled_from(["key", "context", "kinds", "subKinds", "filter", "filterBy", "nodes"]), json_values, max_size=7
    )
)
def test_no_question_for_nodes_breaks_it(changes: dict[str, JsonValue]) -> None:
    browser = Browser(Simulator())
    question: JsonObject = {"key": SITE, "context": "query", "kinds": ["hardware"], "filter": ""}
    assert browser.ask("node", question | changes).status_code in (200, 400, 404)


def test_the_server_of_a_customer_with_another_key() -> None:
    browser = Browser(Simulator(customer="C1234"))
    with browser.client:
        assert browser.read("view/portfolio/C1234")["key"] == "C1234"
        assert browser.read(f"edit/site/{SITE}")["parentKey"] == "C1234"


def test_any_address_does_in_process(browser: Browser) -> None:
    address = "https://apps.alsoenergy.com"
    assert address != ADDRESS
    transport = browser.simulator.transport()
    with httpx.Client(base_url=address, headers=browser.headers, transport=transport) as client:
        document = client.get(f"/api/edit/site/{SITE}").json()
        headers = {"referer": f"{address}{page_of('site', SITE)}"}
        assert client.put("/api/edit/site", json=document, headers=headers).status_code == 200
