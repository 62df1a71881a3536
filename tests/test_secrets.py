"""No secret is in any message, log, repr or file name."""

from __future__ import annotations

import base64
import json
import logging
import os
import re
import subprocess
import sys
import traceback
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from powertrack_api.api import hardware, nodes
from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, AuthManager, PowerTrackError, VerificationError
from powertrack_sdk.auth import Credentials
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from tests.driver import Colour, Connect, Driver
from tests.transports import Answering, answers, watching
from tests.wire import held

MODEM = "H100002"
# By name only: a traceback shows the lines of this file.
PASSPHRASE, COMMUNITY, NEW_PASSPHRASE = "canary-passphrase", "canary-community", "canary-new-passphrase"
JWT, FRESH = "canary-jwt", "AESession=canary-fresh"
DEVICE_SECRETS = [PASSPHRASE, COMMUNITY, NEW_PASSPHRASE]
FAULTS: list[FaultKind] = [
    "rate-limit",
    "server-error",
    "unavailable",
    "reset-before",
    "reset-after",
    "timeout",
    "refused",
    "truncated",
    "login-page",
]


def session_secrets(credentials: Credentials) -> list[str]:
    """Everything in a session that must not be seen: the chunks of the cookie, the token in it, and `ae_s`."""
    chunks = re.findall(r"AESessionC\d+=([^;]+)", credentials.cookie)
    token = json.loads(base64.b64decode("".join(chunks)))["access_token"]
    secrets = [*chunks, *token.split(".")[1:], credentials.ae_s or ""]
    assert all(len(secret) > 8 for secret in secrets)
    return secrets


@pytest.fixture
def secrets(sim: Simulator) -> list[str]:
    """What must not be seen. The secrets of a device are planted in the simulator."""
    settings = objects(held(sim, f"/api/edit/hardware/{MODEM}")["settings"])
    assert {"dev:community", "dev:authentication"} <= {setting["name"] for setting in settings}
    plant = Driver("blocking", sim.auth_manager(), sim.transport())
    values = {"dev:community": COMMUNITY, "dev:authentication": PASSPHRASE}
    document = held(sim, f"/api/edit/hardware/{MODEM}")
    changed = [{**one, "value": values.get(str(one["name"]), one["value"])} for one in settings]
    page = f"/powertrack/{MODEM}/administration/config"
    plant.request("PUT", "/api/edit/hardware", body={**document, "settings": changed}, referer=page)
    plant.close()
    sim.requests.clear()
    return [*session_secrets(sim.auth_manager().credentials), *DEVICE_SECRETS]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All that anyone logs, down to the details."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


def everything_of(error: BaseException) -> Iterator[str]:
    """All that can be seen of an error and of those that it comes from."""
    yield "".join(traceback.format_exception(error))
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        left += [one.__cause__, one.__context__]
        yield from (str(one), repr(one), repr(one.args))
        request = getattr(one, "_request", None)
        response = getattr(one, "response", None)
        if isinstance(response, httpx.Response):
            yield from (repr(response), repr(response.headers), str(response.headers.raw), repr(response.extensions))
            request = response.request
        if isinstance(request, httpx.Request):
            yield from (repr(request), str(request.url), str(request.headers.raw), str(request.content))
        if isinstance(one, VerificationError):
            yield from (str(one.result), repr(one.result))
        yield from map(str, getattr(one, "problems", ()))


def variables_of(error: BaseException) -> Iterator[str]:
    """The variables of the product in the traceback of an error and of those that it comes from."""
    left: list[traceback.TracebackException | None] = [
        traceback.TracebackException.from_exception(error, capture_locals=True)
    ]
    while left:
        one = left.pop()
        if one is not None:
            left += [one.__cause__, one.__context__]
            product = (frame for frame in one.stack if "powertrack_sdk" in Path(frame.filename).parts)
            yield from (str(frame.locals) for frame in product)


def check(texts: Iterator[str] | list[str], secrets: list[str]) -> None:
    for text in texts:
        for secret in secrets:
            assert secret not in text


def update(client: Driver) -> Any:
    """A change of a device's secret."""
    return client.update_hardware_config(MODEM, {"settings": [{"name": "dev:authentication", "value": NEW_PASSPHRASE}]})


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_failures_tell_no_secret(
    client: Driver,
    sim: Simulator,
    secrets: list[str],
    logged: pytest.LogCaptureFixture,
    method: str,
    kind: FaultKind,
) -> None:
    sim.inject(Fault(kind, method=method, times=None))
    try:
        check([repr(update(client))], secrets)
    except PowerTrackError as error:
        check(everything_of(error), secrets)
        # Some tools show the variables of a traceback. A document is what a write works on, a session is not.
        check(variables_of(error), [secret for secret in secrets if secret not in DEVICE_SECRETS])
    assert logged.records
    check([logged.text, *(repr(record.__dict__) for record in logged.records)], secrets)


@pytest.mark.parametrize("kind", ["ignored", "altered", "stamp-moved"])
def test_what_a_write_finds_tells_no_secret(
    client: Driver, sim: Simulator, secrets: list[str], kind: FaultKind
) -> None:
    sim.inject(Fault(kind))
    try:
        result = update(client)
        check([str(result), repr(result)], secrets)
    except VerificationError as error:
        assert kind == "ignored"
        assert "(hidden)" in str(error)
        check(everything_of(error), secrets)


@pytest.mark.parametrize("answer", ["401", "redirect", "login-page"])
def test_an_expired_session_tells_no_secret(
    client: Driver, sim: Simulator, secrets: list[str], logged: pytest.LogCaptureFixture, answer: str
) -> None:
    sim.session_answer = answer  # type: ignore[assignment]  # one of the texts that it may be
    sim.expire_session()
    with pytest.raises(PowerTrackError) as caught:
        update(client)
    check([*everything_of(caught.value), logged.text], secrets)


def test_what_a_server_sends_of_a_session_is_not_kept(connect: Connect) -> None:
    headers = {"Set-Cookie": FRESH, "Content-Type": "application/json"}
    transport = answers(httpx.Response(500, headers=headers, content=b'{"message": "No."}'))
    with pytest.raises(APIError) as caught:
        connect(transport, max_retries=0).request("GET", "/api/x")
    check(everything_of(caught.value), [FRESH])
    assert caught.value.response is not None
    assert caught.value.response.headers["Content-Type"] == "application/json"
    assert not caught.value.response.cookies


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ReadError, httpx.WriteTimeout, httpx.RemoteProtocolError, httpx.DecodingError]
)
def test_errors_of_the_network_tell_no_secret(
    connect: Connect, sim: Simulator, secrets: list[str], error: type[httpx.RequestError]
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("broken", request=request)

    with pytest.raises(PowerTrackError) as caught:
        connect(Answering(answer)).request("PUT", "/api/x", body={"password": PASSPHRASE})
    check(everything_of(caught.value), secrets)


@pytest.mark.parametrize(
    "patch",
    [
        {"settings": [{"name": "dev:authentication", "value": [NEW_PASSPHRASE]}]},
        {"settings": [{"name": "dev:authentication", "value": None}]},
        {"settings": [{"name": "dev:authentication", "valeu": NEW_PASSPHRASE}]},
        {"settings": [{"name": "dev:authentication", "value": float("inf")}]},
        {"settings": [{"name": "dev:authentification", "value": NEW_PASSPHRASE}]},
        {"setings": [{"name": "dev:authentication", "value": NEW_PASSPHRASE}]},
        {"settings": NEW_PASSPHRASE},
    ],
)
def test_refused_patches_tell_no_secret(client: Driver, secrets: list[str], patch: JsonObject) -> None:
    with pytest.raises(PowerTrackError) as caught:
        client.update_hardware_config(MODEM, patch)
    check(everything_of(caught.value), secrets)


def test_writes_tell_no_secret(
    client: Driver, secrets: list[str], logged: pytest.LogCaptureFixture, backups: Path
) -> None:
    shown = client.update_hardware_config(MODEM, {"settings": [{"name": "dev:authentication", "value": "x"}]}, True)
    done = update(client)
    restored = client.restore_backup(done.backup_path)
    for result in (shown, done, restored):
        check([str(result), repr(result), repr(result.changes), *map(str, result.changes)], secrets)
        assert "settings[dev:authentication].value: (hidden) -> (hidden)" in str(result)
    check([path.name for path in backups.glob("*.json")], secrets)
    check([logged.text], secrets)


def test_models_tell_no_secret(client: Driver, sim: Simulator, secrets: list[str]) -> None:
    details = client.get_hardware_details(MODEM)
    assert details.setting("dev:authentication").value == PASSPHRASE
    check([repr(details), repr(details.settings), str(details.settings), f"{details.settings}"], secrets)
    check([repr(client.get_site_data("S10001")), repr(client.get_hardware_list("S10001"))], secrets)


def test_the_token_of_a_device_is_not_shown(connect: Connect) -> None:
    body: JsonObject = {"key": MODEM, "jwt": JWT, "registerSets": []}
    status = connect(answers(body)).get_hardware_diagnostics(MODEM)
    assert status.jwt == JWT
    check([repr(status), str(status)], [JWT])


def test_clients_and_operations_tell_no_secret(client: Driver, sim: Simulator, secrets: list[str]) -> None:
    document = held(sim, f"/api/edit/hardware/{MODEM}")
    operation = hardware.put_hardware_config(MODEM, document)
    check([repr(operation), str(operation), repr(operation.reading(bytes))], secrets)
    auth = sim.auth_manager()
    check([repr(auth), repr(auth.credentials), str(auth.credentials)], secrets)
    client.get_site_config("S10001")
    for one in (client.client, *vars(client.client).values(), *sim.requests):
        check([repr(one), str(one)], secrets)


def test_the_log_of_a_real_connection_tells_no_secret(
    sim: Simulator, colour: Colour, secrets: list[str], logged: pytest.LogCaptureFixture, backups: Path
) -> None:
    with sim.serve() as server:
        auth = sim.auth_manager(server.url)
        driver = Driver(colour, auth, None, timeout=0.5, max_retries=0, backup_dir=backups)
        update(driver)
        for kind in FAULTS:
            sim.clear_faults()
            sim.inject(Fault(kind))
            with pytest.raises(PowerTrackError) as caught:
                driver.send(nodes.get_site_node("S10001"))
            check(everything_of(caught.value), secrets)
        driver.close()
    assert any(record.name.startswith("httpcore") for record in logged.records)
    check([logged.text], secrets)


@pytest.mark.parametrize("value", [FRESH, FRESH.replace("=", "='"), FRESH.replace("=", "=\\")])
def test_the_log_of_a_real_connection_tells_no_fresh_cookie(
    colour: Colour, logged: pytest.LogCaptureFixture, value: str
) -> None:
    class Refreshing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name in ("Set-Cookie", "set-cookie"):
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the standard library
            pass

    with HTTPServer(("127.0.0.1", 0), Refreshing) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        driver = Driver(colour, AuthManager(cookie="a=1", base_url=f"http://127.0.0.1:{server.server_port}"), None)
        assert driver.request("GET", "/api/x") == {}
        driver.close()
        thread.join()
    assert "(b'Set-Cookie', (hidden))" in logged.text
    check([logged.text, *(repr(record.__dict__) for record in logged.records)], ["canary-fresh"])


# What libraries log that come with HTTP/2 and SOCKS proxies, in the form that they log it.
LOGGED_ELSEWHERE = [
    ("httpcore.http2", "receive_response_headers.complete return_value=(200, [(b'set-cookie', b'canary-fresh=1')])"),
    (
        "httpcore.http2",
        'receive_response_headers.complete return_value=(200, [(b"x", b"y"), (b\'cookie\', b"canary\'")])',
    ),
    ("httpcore.http2", "send_request_headers.started headers=[(b'ae_s', b'canary'), (b'cookie', b'canary-chunk')]"),
    (
        "httpcore.http11",
        "receive_response_headers.complete return_value=(b'HTTP/1.1', 200, [(b'Authorization', b'canary')])",
    ),
    ("httpcore.proxy", "send_request_headers.started headers=[(b'Proxy-Authorization', b'Basic canary')]"),
    ("httpcore.socks", "setup_socks5_connection.started host='x' port=443 auth=(b'canary-user', b'canary-pass')"),
    ("hpack.hpack", "Adding b'cookie'=b'canary' to the header table, sensitive:False, huffman:True"),
    ("hpack.hpack", "Encoded header block to b'canary'"),
    ("hpack.table", "Evicting b'cookie': b'canary' from the header table"),
    ("httpx", 'HTTP Request: GET https://simulator.invalid/api/x?token=canary&a=canary "HTTP/1.1 200 OK"'),
]


@pytest.mark.parametrize(("name", "message"), LOGGED_ELSEWHERE)
def test_the_logs_of_other_libraries_tell_no_secret(
    client: Driver, logged: pytest.LogCaptureFixture, name: str, message: str
) -> None:
    assert client.client, "from the first client on"
    logged.clear()
    log = logging.getLogger(name)
    log.debug(message)
    log.debug("%s", message)
    log.debug("%s: %s", "x", message)
    log.warning("something is wrong")
    check([logged.text, *(repr(record.__dict__) for record in logged.records)], ["canary"])
    assert "something is wrong" in logged.text
    assert name.startswith("hpack") or logged.text.count("(hidden)") >= 3


def test_the_log_shows_no_secret_where_it_is_asked_for(sim: Simulator, secrets: list[str]) -> None:
    """As a program with POWERTRACK_LOG=debug that has the HTTP libraries log everything too."""
    program = """
import logging, sys
from powertrack_sdk import AuthManager, PowerTrackClient
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
url, cookie, ae_s = sys.argv[1:]
with PowerTrackClient(AuthManager(cookie=cookie, ae_s=ae_s, base_url=url)) as client:
    client.get_hardware_details("H100002")
    client.request("GET", "/api/node/S10001?token=canary", query={"more": "canary"})
"""
    credentials = sim.auth_manager().credentials
    with sim.serve() as server:
        arguments = [server.url, credentials.cookie, credentials.ae_s or ""]
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "POWERTRACK_LOG": "debug"},
        )
    assert len(done.stderr.splitlines()) == 2
    assert "httpcore.http11" in done.stdout
    check([done.stdout, done.stderr], [*secrets, "canary", "Cookie", "ae_s"])


def test_credentials_go_to_no_other_host(connect: Connect, sim: Simulator) -> None:
    away = httpx.Response(302, headers={"Location": "https://elsewhere.invalid/login"})
    transport = Answering(lambda _: away)
    with pytest.raises(PowerTrackError):
        connect(transport).get_site_config("S10001")
    assert {request.url.host for request in transport.requests} == {"simulator.invalid"}


@pytest.mark.parametrize("cookie", ["AESession=canary\r\nX: y", "AESession=canary…", "canary\x00"])
def test_unusable_credentials_tell_no_secret(cookie: str) -> None:
    with pytest.raises(PowerTrackError) as caught:
        AuthManager(cookie=cookie)
    check(everything_of(caught.value), ["canary"])


def test_watching_a_write_shows_its_secret_on_the_wire(connect: Connect, sim: Simulator, secrets: list[str]) -> None:
    """What the tests above look for is there to be found."""
    transport = watching(sim)
    update(connect(transport))
    [put] = [request for request in transport.requests if request.method == "PUT"]
    cookie = put.headers["Cookie"]
    text = cookie + put.headers["ae_s"] + put.content.decode()
    assert NEW_PASSPHRASE in text
    assert COMMUNITY in text
    chunks = [secret for secret in secrets if secret in cookie]
    assert len(chunks) == cookie.count("AESessionC")
