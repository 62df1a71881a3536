"""The blocking client."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

import httpx

from powertrack_core.operation import Operation
from powertrack_sdk import setup, undocumented
from powertrack_sdk.account import flows as account
from powertrack_sdk.alerts import flows as alerts
from powertrack_sdk.alerts import writes as alert_writes
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.auth.renewal import OnSessionEnd
from powertrack_sdk.base_client import BaseClient
from powertrack_sdk.charts import flows as charts
from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.export import flows as export
from powertrack_sdk.hardware import drivers
from powertrack_sdk.hardware import flows as hardware
from powertrack_sdk.hardware import writes as hardware_writes
from powertrack_sdk.modeling import choices, pan_upload
from powertrack_sdk.modeling import flows as modeling
from powertrack_sdk.modeling import writes as modeling_writes
from powertrack_sdk.plans import applying, comparing, planning, restoring
from powertrack_sdk.portfolio import flows as portfolio
from powertrack_sdk.reports import creating
from powertrack_sdk.reports import flows as reports
from powertrack_sdk.runner.blocking import BlockingRunner, Connections
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.connecting import Connect, Proxy, Verify
from powertrack_sdk.runner.flow import DEFAULT_MAX_TARGETS, Flow, Progress, ask
from powertrack_sdk.runner.mapping import mapped
from powertrack_sdk.runner.methods import BlockingMethod
from powertrack_sdk.site import flows as site
from powertrack_sdk.site import sites, whole
from powertrack_sdk.tasks import flows as tasks

K = TypeVar("K")
T = TypeVar("T")


class PowerTrackClient(BaseClient[BlockingRunner]):
    """A client of PowerTrack whose methods return when they are done.

    What it reads, it reads concurrently. Use it in a `with` statement, or close it. With `POWERTRACK_LOG=debug` in the
    environment it writes a line for each request to stderr; `info` and `warning` are levels too.

    Args:
        auth_manager: Credentials; by default they are looked for in the environment, in files and in the stored session
            `default`.
        profile: Name of the stored session to use, instead of an `auth_manager`.
        on_session_end: Called without arguments, once, when the session has ended. It may return fresh credentials:
            `Credentials`, an `AuthManager` or the text of a copied request, all for the same host; None means that
            there are none. Reads that were refused are repeated; a refused write is looked up. It must not use this
            client.
        transport: How requests travel; by default over the network, or to a simulator with `Simulator.transport()`.
            One of httpx, such as `httpx.HTTPTransport(http2=True)`, takes more settings than are named here.
        proxy: Address of a proxy, such as `http://proxy.example.com:3128`; by default the one that the environment
            names, as in `HTTPS_PROXY`. What is sent to this machine over plain http goes there directly.
        verify: How servers prove who they are: by a certificate of one of the usual authorities, or of those in a CA
            file (PEM) or folder, or by an `ssl.SSLContext`. False checks nothing and is for this machine only.
        timeout: Longest wait for a connection, and for each piece of an answer (seconds); or an `httpx.Timeout`.
        max_retries: Further attempts for a read that fails for a passing reason. Writes are never repeated.
        concurrency: Most requests at a time.
        rate_limit: Requests per second that are sustained, after a burst of 60; 0 switches the limit off. By default
            10, and off for a simulator in this process or on this machine. When PowerTrack answers 429 or 503, all
            requests of the client slow down together.
        backup_dir: Folder where documents are saved before they are changed, and the journals of what was written.
        max_targets: To how many sites, devices or triggers one call may write; more take a plan.
        read_only: Whether to refuse, with a `ReadOnlyError`, whatever is not known to only read. Dry runs still work.
        settle: For how long (seconds) a write without an answer is looked for before its outcome counts as unknown, as
            it may arrive late. By default the environment variable POWERTRACK_SETTLE, or 60.
        observe: File that keeps the shapes of what is received, never its values, for `powertrack drift`. What the
            specification does not say is told in the log. Several clients and programs may share a file.
        clock: Tells the time; for tests.

    Raises:
        AuthenticationError: There are no credentials.
        ConfigurationError: They cannot be read, or an argument cannot be used.
    """

    def __init__(
        self,
        auth_manager: AuthManager | None = None,
        *,
        profile: str | None = None,
        on_session_end: OnSessionEnd | None = None,
        transport: httpx.BaseTransport | None = None,
        proxy: Proxy | None = None,
        verify: Verify = True,
        timeout: float | httpx.Timeout = setup.DEFAULT_TIMEOUT,
        max_retries: int = setup.DEFAULT_RETRIES,
        concurrency: int = setup.DEFAULT_CONCURRENCY,
        rate_limit: float | None = None,
        backup_dir: str | os.PathLike[str] = setup.DEFAULT_BACKUP_DIR,
        max_targets: int = DEFAULT_MAX_TARGETS,
        read_only: bool = False,
        settle: float | None = None,
        observe: str | os.PathLike[str] | None = None,
        clock: Clock | None = None,
    ) -> None:
        options = setup.options(
            auth_manager,
            profile=profile,
            on_session_end=on_session_end,
            timeout=timeout,
            max_retries=max_retries,
            concurrency=concurrency,
            backup_dir=backup_dir,
            max_targets=max_targets,
            read_only=read_only,
            settle=settle,
            observe=observe,
            clock=clock,
            verify=verify,
            rate_limit=rate_limit,
            transport=transport,
        )
        connect = Connect(
            lambda arguments: httpx.Client(transport=transport, **arguments),
            transport_given=transport is not None,
            proxy=proxy,
            verify=verify,
        )
        self._runner = BlockingRunner(Connections(connect, options.environment.host), options)

    get_portfolio_overview = BlockingMethod(portfolio.get_portfolio_overview)
    get_sites = BlockingMethod(sites.get_sites)
    get_site_overview = BlockingMethod(portfolio.get_site_overview)
    get_site_detailed_info = BlockingMethod(site.get_site_detailed_info)
    get_site_config = BlockingMethod(site.get_site_config)
    get_site_links = BlockingMethod(site.get_site_links)
    get_site_shares = BlockingMethod(site.get_site_shares)
    get_site_data = BlockingMethod(whole.get_site_data)
    get_hardware_list = BlockingMethod(hardware.get_hardware_list)
    get_hardware_details = BlockingMethod(hardware.get_hardware_details)
    get_hardware_diagnostics = BlockingMethod(hardware.get_hardware_diagnostics)
    get_site_hardware_production = BlockingMethod(hardware.get_site_hardware_production)
    get_driver_settings = BlockingMethod(drivers.get_driver_settings)
    get_driver_settings_list = BlockingMethod(drivers.get_driver_settings_list)
    get_driver_list = BlockingMethod(drivers.get_driver_list)
    get_register_offsets = BlockingMethod(drivers.get_register_offsets)
    get_alert_triggers = BlockingMethod(alerts.get_alert_triggers)
    get_alert_summary = BlockingMethod(alerts.get_alert_summary)
    get_active_alerts = BlockingMethod(alerts.get_active_alerts)
    get_modeling_data = BlockingMethod(modeling.get_modeling_data)
    get_pv_model_curves = BlockingMethod(choices.get_pv_model_curves)
    get_pvsyst_modules = BlockingMethod(choices.get_pvsyst_modules)
    get_chart_data = BlockingMethod(charts.get_chart_data)
    get_chart_definitions = BlockingMethod(charts.get_chart_definitions)
    get_reporting_capabilities = BlockingMethod(reports.get_reporting_capabilities)
    get_report_configs = BlockingMethod(reports.get_report_configs)
    get_user_preferences = BlockingMethod(account.get_user_preferences)
    get_audit_log = BlockingMethod(account.get_audit_log)
    session_alive = BlockingMethod(account.session_alive)
    export_portfolio = BlockingMethod(export.export_portfolio)

    update_site_config = BlockingMethod(site.update_site_config)
    update_hardware_config = BlockingMethod(hardware_writes.update_hardware_config)
    update_hardware_driver = BlockingMethod(hardware_writes.update_hardware_driver)
    bulk_update_hardware = BlockingMethod(hardware_writes.bulk_update_hardware)
    update_modeling_data = BlockingMethod(modeling_writes.update_modeling_data)
    update_inverter_model = BlockingMethod(modeling_writes.update_inverter_model)
    update_bifacial_settings = BlockingMethod(modeling_writes.update_bifacial_settings)
    update_alert_triggers = BlockingMethod(alert_writes.update_alert_triggers)
    add_alert_trigger = BlockingMethod(alert_writes.add_alert_trigger)
    delete_alert_trigger = BlockingMethod(alert_writes.delete_alert_trigger)
    copy_alert_triggers = BlockingMethod(alert_writes.copy_alert_triggers)
    create_report_config = BlockingMethod(creating.create_report_config)
    restore_backup = BlockingMethod(restoring.restore_backup)

    plan_updates = BlockingMethod(planning.plan_updates)
    plan_alert_additions = BlockingMethod(alert_writes.plan_alert_additions)
    plan_alert_deletions = BlockingMethod(alert_writes.plan_alert_deletions)
    plan_alert_copy = BlockingMethod(alert_writes.plan_alert_copy)
    plan_restore = BlockingMethod(restoring.plan_restore)
    plan_undo = BlockingMethod(restoring.plan_undo)
    apply_plan = BlockingMethod(applying.apply_plan)
    resume_run = BlockingMethod(applying.resume_run)
    history = BlockingMethod(restoring.history)
    compare = BlockingMethod(comparing.compare)
    compare_with_template = BlockingMethod(comparing.compare_with_template)
    upload_pan_data = BlockingMethod(pan_upload.upload_pan_data)

    start_report = BlockingMethod(tasks.start_report)
    wait_for_report = BlockingMethod(tasks.wait_for_report)
    run_report = BlockingMethod(tasks.run_report)

    request = BlockingMethod(undocumented.request)

    def send(self, operation: Operation[T]) -> T:
        """Send any documented operation.

        Args:
            operation: One that a function of `powertrack_api.api` describes.

        Returns:
            What the operation says that its answer is.

        Raises:
            ReadOnlyError: The client was made with `read_only=True`, and the operation may write; it was not sent.
            AuthenticationError: The session is not accepted.
            APIError: The request failed.
        """
        return self.run(ask(operation))

    def map(
        self, method: Callable[[K], T], keys: Iterable[K], progress: Progress | None = None
    ) -> list[T | PowerTrackError]:
        """Call a reading method for many keys, as many at a time as the client may send requests.

        Args:
            method: A method of this client whose name begins with `get_`, such as `client.get_hardware_diagnostics`; or
                a `functools.partial` of it, where it needs more than the key.
            keys: What it is called with, one by one.
            progress: Called after each key with the number of keys that are done, and of all.

        Returns:
            The results in the order of the keys. Where a read fails, its error stands in its place.

        Raises:
            ValidationError: It is no reading method of this client, or the keys are no list; nothing was sent.
            AuthenticationError: The session is not accepted; the reads that were left are not sent.
        """
        return self.run(mapped(self, method, keys, progress))

    def run(self, flow: Flow[T]) -> T:
        """Run a flow of one's own, written with the steps of `powertrack_sdk.runner.flow`.

        Args:
            flow: A generator that yields such steps and returns the result. It is run once.
        """
        return self._runner.run(flow)

    def close(self) -> None:
        """Close connections. The client cannot be used afterwards, nor can copies that `with_options` made of it."""
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
