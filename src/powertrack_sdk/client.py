"""The blocking client."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Self, TypeVar

import httpx

from powertrack_api.decoding import JsonValue
from powertrack_api.operation import Operation
from powertrack_sdk import setup
from powertrack_sdk.alerts import flows as alerts
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.charts import flows as charts
from powertrack_sdk.hardware import flows as hardware
from powertrack_sdk.modeling import flows as modeling
from powertrack_sdk.portfolio import flows as portfolio
from powertrack_sdk.runner.blocking import BlockingRunner
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.runner.methods import BlockingMethod
from powertrack_sdk.runner.retry import RetryPolicy
from powertrack_sdk.site import flows as site
from powertrack_sdk.site import whole
from powertrack_sdk.writes import restore

T = TypeVar("T")


class PowerTrackClient:
    """A client of PowerTrack whose methods return when they are done.

    What it reads, it reads concurrently. Use it in a `with` statement, or close it.

    Args:
        auth_manager: Credentials; by default they are looked for in the environment and in files.
        transport: How requests travel; by default over the network, or to a simulator with `Simulator.transport()`.
        timeout: Longest wait for a connection, and for each piece of an answer (seconds).
        max_retries: Further attempts for a read that fails for a passing reason. Writes are never repeated.
        concurrency: Most requests at a time.
        backup_dir: Folder where documents are saved before they are changed.
        clock: Tells the time; for tests.

    Raises:
        AuthenticationError: There are no credentials.
        ConfigurationError: They cannot be read, or an argument cannot be used.
    """

    def __init__(
        self,
        auth_manager: AuthManager | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        timeout: float = setup.DEFAULT_TIMEOUT,
        max_retries: int = setup.DEFAULT_RETRIES,
        concurrency: int = setup.DEFAULT_CONCURRENCY,
        backup_dir: str | os.PathLike[str] = setup.DEFAULT_BACKUP_DIR,
        clock: Clock | None = None,
    ) -> None:
        self._runner = BlockingRunner(
            httpx.Client(transport=transport, timeout=timeout, limits=setup.limits(concurrency)),
            setup.authenticated(auth_manager),
            setup.environment(backup_dir, clock),
            RetryPolicy(max_retries=max_retries),
            concurrency,
        )

    get_portfolio_overview = BlockingMethod(portfolio.get_portfolio_overview)
    get_site_overview = BlockingMethod(portfolio.get_site_overview)
    get_site_detailed_info = BlockingMethod(site.get_site_detailed_info)
    get_site_config = BlockingMethod(site.get_site_config)
    get_site_data = BlockingMethod(whole.get_site_data)
    get_hardware_list = BlockingMethod(hardware.get_hardware_list)
    get_hardware_details = BlockingMethod(hardware.get_hardware_details)
    get_hardware_diagnostics = BlockingMethod(hardware.get_hardware_diagnostics)
    get_site_hardware_production = BlockingMethod(hardware.get_site_hardware_production)
    get_alert_triggers = BlockingMethod(alerts.get_alert_triggers)
    get_alert_summary = BlockingMethod(alerts.get_alert_summary)
    get_modeling_data = BlockingMethod(modeling.get_modeling_data)
    get_chart_data = BlockingMethod(charts.get_chart_data)

    update_site_config = BlockingMethod(site.update_site_config)
    update_hardware_config = BlockingMethod(hardware.update_hardware_config)
    update_modeling_data = BlockingMethod(modeling.update_modeling_data)
    restore_backup = BlockingMethod(restore.restore_backup)

    def send(self, operation: Operation[T]) -> T:
        """Send any documented operation.

        Args:
            operation: One that a function of `powertrack_api.api` describes.

        Returns:
            What the operation says that its answer is.

        Raises:
            AuthenticationError: The session is not accepted.
            APIError: The request failed.
        """
        return self.run(ask(operation))

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: JsonValue = None,
        referer: str | None = None,
    ) -> JsonValue:
        """Send a request to any path, with the same credentials and errors.

        Args:
            method: HTTP method. Only GET and HEAD are sent again after a passing failure.
            path: Path below the host, such as `/api/applinks`.
            query: Query parameters.
            body: JSON value to send.
            referer: Path of the page to name as sender.

        Returns:
            The parsed answer.

        Raises:
            ValidationError: The path leads to another host, or the body is no JSON; nothing was sent.
            AuthenticationError: The session is not accepted.
            APIError: The request failed.
        """
        return self.send(setup.undocumented(method, path, query, body, referer))

    def run(self, flow: Flow[T]) -> T:
        """Run a flow of one's own, written with the steps of `powertrack_sdk.runner.flow`."""
        return self._runner.run(flow)

    def close(self) -> None:
        """Close connections. The client cannot be used afterwards."""
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
