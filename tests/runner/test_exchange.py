"""What goes over the wire with every request, and what an answer means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from powertrack_api.api import site
from powertrack_core.decoding import JsonValue
from powertrack_sdk import APIError, AuthenticationError, AuthManager, EmptyResponseError, NetworkError, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import START, FakeClock
from tests.driver import Connect, Driver
from tests.transports import Answering, answers
from tests.wire import ALL, Sent, wire


def test_the_headers_of_a_read(client: Driver, sim: Simulator) -> None:
    client.get_site_config("S10001")
    [request] = sim.requests
    assert request.headers == {
        "host": "simulator.invalid",
        "accept": "application/json, text/plain, */*",
        "accept-encoding": "gzip, deflate, br, zstd",
        "referer": "https://simulator.invalid/powertrack",
        **{name.lower(): value for name, value in sim.auth_manager().credentials.headers().items()},
    }


def test_the_credentials_of_a_request(connect: Connect) -> None:
    transport = answers({})
    auth = AuthManager(cookie="a=1; b=ü", ae_s="s-1", ae_v="123", base_url="https://example.invalid:8443")
    connect(transport, auth=auth).request("GET", "/api/x")
    [request] = transport.requests
    assert request.url == "https://example.invalid:8443/api/x"
    raw = {name.lower(): value for name, value in request.headers.raw}
    assert raw[b"cookie"] == "a=1; b=ü".encode("latin-1")
    assert raw[b"ae_s"] == b"s-1"
    assert raw[b"ae_v"] == b"123"
    assert raw[b"user-agent"].startswith(b"powertrack-sdk/")
    assert raw[b"referer"] == b"https://example.invalid:8443/powertrack"


def test_no_ae_s_is_sent_where_there_is_none(connect: Connect) -> None:
    transport = answers({})
    connect(transport, auth=AuthManager(cookie="a=1", ae_s="", base_url="https://example.invalid")).request(
        "GET", "/api/x"
    )
    assert "ae_s" not in transport.requests[0].headers


def test_cookies_that_the_server_sets_are_sent_back(connect: Connect) -> None:
    transport = answers(httpx.Response(200, headers={"Set-Cookie": "AESession=other"}, content=b"{}"), {})
    client = connect(transport, auth=AuthManager(cookie="AESession=mine", base_url="https://example.invalid"))
    client.request("GET", "/api/x")
    client.request("GET", "/api/x")
    assert [request.headers["Cookie"] for request in transport.requests] == ["AESession=mine", "AESession=other"]


def test_a_session_that_was_refreshed_is_used_from_then_on(connect: Connect, nowhere: Path, sim: Simulator) -> None:
    auth = sim.auth_manager()
    client = connect(auth=auth)
    client.request("GET", "/api/node/S10001")
    sim.renew_session()
    with pytest.raises(AuthenticationError):
        client.request("GET", "/api/node/S10001")
    fresh = sim.auth_manager().credentials
    headers = {"cookie": fresh.cookie, "ae_s": fresh.ae_s}
    copied = nowhere / "fetch.js"
    copied.write_text(f"fetch({json.dumps(fresh.base_url + '/api/x')}, {json.dumps({'headers': headers})});")
    auth.refresh_from_fetch(copied)
    assert client.request("GET", "/api/node/S10001")


def test_an_undocumented_request(client: Driver, sim: Simulator) -> None:
    body: JsonValue = {"key": "S10001", "context": "query", "kinds": ["site"], "subKinds": [], "nodes": []}
    client.request("post", "/api/node", query={"lastChanged": "1900-01-01"}, body=body, referer="/powertrack/S10001")
    assert wire(sim) == [Sent("POST", "/api/node", {"lastChanged": "1900-01-01"}, "/powertrack/S10001", body)]
    assert sim.requests[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize("body", [{}, [], False, 0, "", "ü", {"a": [1, 1.0, None, "NaN"], "ü": 2**63 - 1}])
def test_bodies_are_sent_as_they_are(connect: Connect, body: JsonValue) -> None:
    transport = answers({})
    connect(transport).request("POST", "/api/x", body=body)
    assert json.dumps(json.loads(transport.requests[0].content)) == json.dumps(body)


def test_no_body_is_sent_where_there_is_none(connect: Connect) -> None:
    transport = answers({})
    connect(transport).request("POST", "/api/x")
    assert transport.requests[0].content == b""
    assert "content-type" not in transport.requests[0].headers


def test_a_query_in_the_path_is_kept(client: Driver, sim: Simulator) -> None:
    client.request("GET", "/api/node/S10001?lastChanged=1900-01-01")
    client.request("GET", "/api/node/S10001?lastChanged=1900-01-01", query={"a": "b c&d"})
    assert sim.requests[0].query == {"lastChanged": "1900-01-01"}
    assert sim.requests[1].query == {"lastChanged": "1900-01-01", "a": "b c&d"}


@pytest.mark.parametrize(
    ("path", "options"),
    [
        pytest.param("https://example.invalid/api/x", {}, id="another host"),
        pytest.param("//example.invalid/api/x", {}, id="another host without a scheme"),
        pytest.param("@example.invalid/api/x", {}, id="another host after a user"),
        pytest.param(".example.invalid/api/x", {}, id="a longer host"),
        pytest.param(":444/api/x", {}, id="another port"),
        pytest.param("api/x", {}, id="no slash"),
        pytest.param("", {}, id="nothing"),
        pytest.param("/api/x y", {}, id="a blank"),
        pytest.param("/api/x\r\nCookie: y", {}, id="a line break"),
        pytest.param("/api/x#y", {}, id="a fragment"),
        pytest.param("/api/ü", {}, id="no ASCII"),
        pytest.param("/api/x", {"referer": "https://example.invalid/powertrack"}, id="a page elsewhere"),
        pytest.param("/api/x", {"referer": "//example.invalid"}, id="a page elsewhere without a scheme"),
        pytest.param("/api/x", {"referer": "/powertrack\r\nX: y"}, id="a line break in the page"),
        pytest.param("/api/x", {"referer": "/ü→"}, id="a page that is no ASCII"),
        pytest.param("/api/x", {"body": float("nan")}, id="a number that JSON does not have"),
        pytest.param("/api/x", {"body": {"a": {1, 2}}}, id="a body that is no JSON"),
    ],
)
def test_what_is_no_request_below_the_host_is_refused(
    client: Driver, sim: Simulator, path: str, options: Mapping[str, object]
) -> None:
    with pytest.raises(ValidationError):
        client.request("POST", path, **options)
    assert sim.requests == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "get"])
def test_which_requests_only_read(connect: Connect, method: str) -> None:
    transport = answers(httpx.Response(503), {})
    connect(transport).request(method, "/api/x")
    assert len(transport.requests) == 2


@pytest.mark.parametrize("answer", ["401", "500", "redirect", "login-page"])
def test_an_expired_session_is_one_clear_error(client: Driver, sim: Simulator, answer: str) -> None:
    sim.session_answer = answer  # type: ignore[assignment]  # one of the texts that it may be
    sim.expire_session()
    with pytest.raises(AuthenticationError) as caught:
        client.get_site_config("S10001")
    told = str(caught.value)
    assert told.startswith("GET /api/edit/site/S10001: ")
    assert "another request was refused too. The session has most likely ended." in told
    assert "Its token from arguments is due at 2026-06-24 17:20 UTC." in told
    assert told.endswith("Sign in with the browser again and copy a fresh request.")
    again = [] if answer == "401" else ["/api/edit/site/S10001"]
    assert [request.path for request in sim.requests] == ["/api/edit/site/S10001", *again, "/api/applinks"]
    assert not isinstance(caught.value, APIError)


def test_a_token_that_is_past_was_due(connect: Connect, sim: Simulator) -> None:
    sim.expire_session()
    client = connect(clock=FakeClock(START + timedelta(minutes=21)))
    with pytest.raises(AuthenticationError, match=r"Its token from arguments was due at 2026-06-24 17:20 UTC\."):
        client.get_site_config("S10001")


@pytest.mark.parametrize("answer", ["400", "403", "419", "440"])
def test_a_refusal_of_a_token_that_was_due_is_confirmed_at_once(
    client: Driver, sim: Simulator, clock: FakeClock, answer: str
) -> None:
    sim.session_answer = answer  # type: ignore[assignment]  # one of the texts that it may be
    sim.expire_session()
    clock.advance(3600)
    with pytest.raises(AuthenticationError, match="The session has most likely ended"):
        client.get_site_config("S10001")
    assert [request.path for request in sim.requests] == ["/api/edit/site/S10001", "/api/applinks"]


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(
            httpx.Response(200, headers={"Content-Type": "TEXT/HTML"}, content=b"<title>Sign in</title>"), id="by title"
        ),
        pytest.param(httpx.Response(200, content=b" \n<!DOCTYPE html><input type='password'>"), id="by its field"),
        pytest.param(httpx.Response(307, headers={"Location": "https://x.auth0.com/login"}), id="hosted"),
        pytest.param(httpx.Response(302, headers={"Location": "/login?returnUrl=%2F"}), id="on the host"),
        pytest.param(httpx.Response(401, headers={"Content-Type": "application/json"}, content=b"{}"), id="as JSON"),
    ],
)
def test_a_login_is_known_by_its_answer(connect: Connect, response: httpx.Response) -> None:
    transport = answers(response)
    with pytest.raises(AuthenticationError):
        connect(transport).get_site_config("S10001")
    hosts = {request.url.host for request in transport.requests}
    assert hosts == {"simulator.invalid"}, "credentials go to no other page"


def test_a_page_with_an_error_status_is_no_login(connect: Connect) -> None:
    response = httpx.Response(404, headers={"Content-Type": "text/html"}, content=b"<html>not here</html>")
    with pytest.raises(APIError) as caught:
        connect(answers(response)).request("GET", "/api/x")
    assert caught.value.status_code == 404


def test_an_error_of_the_server_names_everything(client: Driver) -> None:
    with pytest.raises(APIError) as caught:
        client.get_site_config("S99999")
    error = caught.value
    assert error.status_code == 404
    assert error.operation == "getSiteConfig"
    assert str(error) == (
        "GET /api/edit/site/S99999: PowerTrack answered 404 (there is no such object, or it is not visible to the user;"
        " There is nothing with this key.)"
    )
    assert error.response is not None
    assert error.response.json() == {"message": "There is nothing with this key."}
    assert error.response.request.url.path == "/api/edit/site/S99999"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"Message": "No."}', "answered 410 (No.)"),
        (b'{"Message": "An error has occurred.", "ExceptionMessage": "No row."}', "(An error has occurred.: No row.)"),
        (b'{"title": "Bad", "detail": "Too long", "traceId": "00-a1"}', "answered 410 (Bad: Too long; trace id 00-a1)"),
        (b'{"title": "Invalid", "errors": {"name": ["Required."]}}', "answered 410 (Invalid: Required.)"),
        (b'{"error": {"message": "No."}}', "answered 410 (No.)"),
        (b'"No."', "answered 410 (No.)"),
        (b"No such thing\r\nat all", "answered 410 (No such thing at all)"),
        (b'{"message": "\\u001b[31mred\\u202e"}', r"answered 410 (\x1b[31mred\u202e)"),
        (b'{"message": "token eyJhbGciOiJub25lIn0.e30.x ends"}', "(token (hidden) ends)"),
        (b"<html><title>Gone &amp; away</title>", "answered 410 (Gone & away)"),
        (b'{"message": {"text": "No."}}', "answered 410 (No.)"),
        (b'{"odata.error": {"message": {"value": "No."}}}', "answered 410 (No.)"),
        (b'{"responseStatus": {"message": "No."}}', "answered 410 (No.)"),
        (b'{"detail": [{"loc": ["name"], "msg": "No."}]}', "answered 410 (No.)"),
        (b'{"Messages": ["One.", "Two."]}', "answered 410 (One.: Two.)"),
        (b'{"Message": "Invalid.", "ModelState": {"a.b": ["No."]}}', "answered 410 (Invalid.: No.)"),
        (b'{"Error": "No.", "RequestId": "r-1"}', "answered 410 (No.; trace id r-1)"),
        (b'{"errorCode": "E1", "userMessage": "No."}', "answered 410 (No.)"),
        (b"<Error><Code>1</Code><Message>No &amp; no.</Message></Error>", "answered 410 (No & no.)"),
        (b"Cookie: AESession=abc was refused", "answered 410 (Cookie: (hidden) was refused)"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "answered 410"),
        (b'{"message": 7}', "answered 410"),
        (b'["message"]', "answered 410 (message)"),
        (b"[" * 100_000, "answered 410"),
        (b'{"message": "' + b"x" * 500 + b'"}', f"answered 410 ({'x' * 200})"),
        (b"\xff\xfe", "answered 410"),
        (b"", "answered 410"),
    ],
)
def test_the_reason_is_told_where_there_is_one(connect: Connect, content: bytes, told: str) -> None:
    with pytest.raises(APIError) as caught:
        connect(answers(httpx.Response(410, content=content))).request("GET", "/api/x")
    assert str(caught.value).endswith(told)


@pytest.mark.parametrize(
    "header",
    ["X-Request-Id", "x-ms-request-id", "x-trace-id", "X-Amzn-Trace-Id", "ActivityId", "traceparent", "CF-RAY"],
)
def test_the_trace_id_of_a_header_is_shown(connect: Connect, header: str) -> None:
    with pytest.raises(APIError, match=r"answered 410 \(No\.; trace id id-1\)$"):
        connect(answers(httpx.Response(410, headers={header: "id-1"}, content=b"No."))).request("GET", "/api/x")


def test_an_empty_answer_has_an_error_of_its_own(connect: Connect) -> None:
    with pytest.raises(EmptyResponseError) as caught:
        connect(answers(b" \n")).send(site.get_site("S10001"))
    assert caught.value.status_code == 200
    assert caught.value.operation == "getSite"
    assert str(caught.value) == "GET /api/view/site/S10001: the answer is empty"


def test_an_answer_without_identity_cannot_be_read(connect: Connect) -> None:
    with pytest.raises(APIError, match="an object came without its key") as caught:
        connect(answers({"name": "x"})).get_site_config("S10001")
    assert caught.value.status_code == 200
    assert caught.value.response is not None


@pytest.mark.parametrize(
    ("error", "was_sent"),
    [
        (httpx.ConnectError, False),
        (httpx.ConnectTimeout, False),
        (httpx.PoolTimeout, False),
        (httpx.ProxyError, False),
        (httpx.ReadError, True),
        (httpx.ReadTimeout, True),
        (httpx.WriteError, True),
        (httpx.WriteTimeout, True),
        (httpx.RemoteProtocolError, True),
    ],
)
def test_whether_a_request_may_have_left(connect: Connect, error: type[httpx.TransportError], was_sent: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("no", request=request)

    with pytest.raises(NetworkError) as caught:
        connect(Answering(answer)).request("PUT", "/api/x", body={})
    assert caught.value.sent is was_sent
    assert caught.value.status_code is None
    assert caught.value.response is None
    assert caught.value.operation == "PUT /api/x"
    assert ("may or may not have been acted on" in str(caught.value)) is was_sent


def test_a_read_without_an_answer_tells_to_try_again(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("timeout"))
    with pytest.raises(NetworkError, match=r"no answer in time .*check the network and try again"):
        connect(max_retries=0).get_site_config("S10001")


def test_a_query_value_is_sent_as_it_is(client: Driver, sim: Simulator) -> None:
    client.send(site.get_site("S10001", last_changed="2020-01-01T00:00:00+01:00"))
    assert sim.requests[0].query == {**ALL, "lastChanged": "2020-01-01T00:00:00+01:00"}


def test_a_fake_clock_is_all_that_a_client_asks_for_the_time(client: Driver, clock: FakeClock) -> None:
    clock.advance(3600)
    assert client.get_site_data("S10001").fetched_at == clock.now()
