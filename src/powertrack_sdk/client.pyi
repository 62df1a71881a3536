"""The blocking client. Generated from its flows; do not edit."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Self, TypeVar

import httpx

from powertrack_api.inputs import (
    AlertTriggerPatch,
    AuditQueryInput,
    HardwareConfigPatch,
    ModelingDataPatch,
    PvInverterPatch,
    PvSystModuleInput,
    ReportConfigPatch,
    SiteConfigPatch,
)
from powertrack_api.models.alert import Alert
from powertrack_api.models.audit_entry import AuditEntry
from powertrack_api.models.driver_setting import DriverSetting
from powertrack_api.models.named_value import NamedValue
from powertrack_api.models.register_offset import RegisterOffset
from powertrack_api.models.site_link import SiteLink
from powertrack_api.models.site_overview import SiteOverview
from powertrack_api.models.site_share import SiteShare
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.operation import Operation
from powertrack_sdk.account.models import UserPreferences
from powertrack_sdk.alerts.models import AlertSummaryResponse, AlertTriggers
from powertrack_sdk.alerts.writes import TriggerData
from powertrack_sdk.auth.renewal import OnSessionEnd
from powertrack_sdk.base_client import BaseClient
from powertrack_sdk.charts.models import ChartData, PredefinedChart
from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.export.parts import Format, What
from powertrack_sdk.export.result import ExportResult
from powertrack_sdk.hardware.models import HardwareDetails, HardwareDiagnostics, HardwareList
from powertrack_sdk.modeling.flows import CurveModels
from powertrack_sdk.modeling.models import ModelingData
from powertrack_sdk.outcomes import Change, UpdateResult
from powertrack_sdk.plans.applying import OnConflict, OnError
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.result import ApplyResult
from powertrack_sdk.plans.rows import RowLike
from powertrack_sdk.portfolio.models import PortfolioMetrics
from powertrack_sdk.reports.models import ReportingCapabilities
from powertrack_sdk.runner.blocking import BlockingRunner
from powertrack_sdk.runner.connecting import Proxy, Verify
from powertrack_sdk.runner.flow import Flow, Progress
from powertrack_sdk.runner.options import Options
from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo
from powertrack_sdk.site.site_data import SiteData
from powertrack_sdk.site.site_list import SiteList
from powertrack_sdk.tables.rows import Rows
from powertrack_sdk.tasks.models import ReportResult, Task
from powertrack_sdk.writes.journal import RunRecord

K = TypeVar("K")
T = TypeVar("T")

class PowerTrackClient(BaseClient[BlockingRunner, httpx.BaseTransport, OnSessionEnd]):
    """A client of PowerTrack whose methods return their results. Use it in a `with` statement, or close it.

    Reads that do not depend on each other are sent concurrently. Set the environment variable `POWERTRACK_LOG` to
    `debug`, `info` or `warning` to log requests to stderr.
    """

    def _make_runner(
        self, options: Options, transport: httpx.BaseTransport | None, proxy: Proxy | None, verify: Verify
    ) -> BlockingRunner: ...
    def map(
        self, method: Callable[[K], T], keys: Iterable[K], progress: Progress | None = None
    ) -> list[T | PowerTrackError]:
        """Call a reading method for many keys, concurrently up to the limit of the client.

        Args:
            method: A method of this client whose name begins with `get_`, such as `client.get_hardware_diagnostics`; or
                a `functools.partial` of it, if it needs more than the key.
            keys: First argument of each call.
            progress: Called after each key with the number of finished keys and of all.

        Returns:
            The results in the order of the keys; for a read that failed, its error.

        Raises:
            ValidationError: `method` is not a reading method of this client, or `keys` is not a list; nothing was sent.
            AuthenticationError: The session is not accepted; the remaining reads are not sent."""
        ...

    def run(self, flow: Flow[T]) -> T:
        """Run a flow of your own, written with the steps of `powertrack_sdk.runner.flow`.

        Args:
            flow: A generator that yields steps and returns the result. It is run once."""
        ...

    def close(self) -> None:
        """Close the connections. Neither the client nor copies made by `with_options` can be used afterwards."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def get_portfolio_overview(self, customer_id: str | int) -> PortfolioMetrics:
        """Read the table of a customer's sites with their latest figures.

        Args:
            customer_id: Key of the customer, such as `C1001`.

        Returns:
            The sites, with power in kW, energy in kWh and ratios in %, and totals over them.

        Raises:
            ValidationError: The key is not a customer's.
            APIError: The request failed.

        Operation: GET /api/view/portfolio/{customerKey}"""
        ...

    def get_sites(
        self, site_list_file: str | os.PathLike[str] | None = None, customer_id: str | int | None = None
    ) -> SiteList:
        """List the sites in a file, or in the tree of a customer.

        Without arguments they come from the file `portfolio/SiteList.json` in the working folder if it exists, or else from
        the tree of the topmost customer that the session's user may see.

        Args:
            site_list_file: A JSON file that `SiteList.from_json_file` can read.
            customer_id: Key of the customer, such as `C1001`, whose tree to read.

        Returns:
            The sites in the order of the file or of the tree. The tree includes the sites of customers below the customer,
            and hidden ones (`is_hidden`); within a customer, sites are ordered by `sort`, then by name.

        Raises:
            ValidationError: Both arguments are given, the key is not a customer's, or no customer can be found.
            ConfigurationError: The file cannot be read, or is not a list of sites.
            APIError: A request failed.

        Operation: POST /api/node; GET /api/node/favorites to find the customer"""
        ...

    def get_site_overview(self, site_id: str | int) -> SiteOverview:
        """Read the latest figures of a site: its row of the portfolio table.

        Args:
            site_id: Key of the site, such as `S10001`.

        Raises:
            ValidationError: The key is not a site's.
            APIError: A request failed, or the portfolio of the site's customer lacks the site.

        Operations: GET /api/view/site/{siteKey}, then GET /api/view/portfolio/{customerKey}"""
        ...

    def get_site_detailed_info(self, site_id: str | int) -> SiteDetailedInfo:
        """Read the master data of a site: address, contracts, capacities.

        Args:
            site_id: Key of the site, such as `S10001`.

        Raises:
            ValidationError: The key is not a site's.
            APIError: The request failed.

        Operation: GET /api/view/site/{siteKey}"""
        ...

    def get_site_config(self, site_id: str | int) -> SiteConfig:
        """Read the configuration of a site.

        Args:
            site_id: Key of the site, such as `S10001`.

        Raises:
            ValidationError: The key is not a site's.
            APIError: The request failed.

        Operation: GET /api/edit/site/{siteKey}"""
        ...

    def get_site_links(self, site_id: str | int) -> list[SiteLink]:
        """List the links on the page of a site.

        Args:
            site_id: Key of the site, such as `S10001`.

        Returns:
            The links: `key` is an absolute address, or for a dashboard the key of its file.

        Raises:
            ValidationError: The key is not a site's.
            APIError: The request failed.

        Operation: GET /api/view/sitelinks/{siteKey}"""
        ...

    def get_site_shares(self, site_id: str | int) -> list[SiteShare]:
        """List the customers that a site is shared with, and their rights.

        Args:
            site_id: Key of the site, such as `S10001`.

        Raises:
            ValidationError: The key is not a site's.
            APIError: The request failed.

        Operation: GET /api/view/siteshares/{siteKey}"""
        ...

    def get_site_data(
        self,
        site_id: str | int,
        include_hardware: bool = True,
        include_alerts: bool = True,
        include_modeling: bool = True,
        progress: Progress | None = None,
    ) -> SiteData:
        """Read all data of a site concurrently. Parts that cannot be read are listed in `failures`.

        Args:
            site_id: Key of the site, such as `S10001`.
            include_hardware: Whether to read its devices.
            include_alerts: Whether to read counts of active alerts and, with the devices, their alert triggers.
            include_modeling: Whether to read its photovoltaic model.
            progress: Called with the number of finished parts and of the parts known so far.

        Raises:
            ValidationError: The key is not a site's.
            AuthenticationError: The session is not accepted.
            APIError: Nothing of the site can be read, for example because it does not exist.

        Operations: GET /api/view/site, /api/edit/site, /api/view/sitehardwareproduction,
        /api/view/activealerts/activesummary, /api/edit/modeling, and /api/alerttrigger for each device"""
        ...

    def get_hardware_list(self, site_id: str | int) -> HardwareList:
        """List the devices of a site.

        Args:
            site_id: Key of the site, such as `S10001`.

        Returns:
            The devices in the order of the site's page. If the site has no table of readings, they come from the tree and
            have only a key, a name and a function code.

        Raises:
            ValidationError: The key is not a site's.
            APIError: A request failed.

        Operations: GET /api/view/sitehardwareproduction/{siteKey}; POST /api/node if that is empty"""
        ...

    def get_hardware_details(self, hardware_key: str | int) -> HardwareDetails:
        """Read the configuration of a device: type, connection, settings and registers.

        Args:
            hardware_key: Key of the device, such as `H100001`.

        Raises:
            ValidationError: The key is not a device's.
            APIError: The request failed.

        Operation: GET /api/edit/hardware/{hardwareKey}"""
        ...

    def get_hardware_diagnostics(self, hardware_id: str | int) -> HardwareDiagnostics:
        """Read the registers and the communication status of a device.

        Args:
            hardware_id: Key of the device, such as `H100001`.

        Raises:
            ValidationError: The key is not a device's.
            APIError: The request failed.

        Operation: GET /api/view/hardwarestatus/{hardwareKey}"""
        ...

    def get_site_hardware_production(self, site_id: str | int) -> HardwareList:
        """Read the devices of a site with their latest readings.

        Args:
            site_id: Key of the site, such as `S10001`.

        Raises:
            ValidationError: The key is not a site's.
            APIError: The request failed.

        Operation: GET /api/view/sitehardwareproduction/{siteKey}"""
        ...

    def get_driver_settings(self, hardware_id: str | int) -> list[DriverSetting]:
        """Read the driver settings of a device.

        Args:
            hardware_id: Key of the device, such as `H100001`.

        Returns:
            The settings. All values are text; `get_hardware_details` has them with their own types.

        Raises:
            ValidationError: The key is not a device's; nothing was sent.
            APIError: The request failed.

        Operation: GET /api/view/driversettings/{hardwareKey}"""
        ...

    def get_driver_settings_list(self, list_id: int | str) -> list[DriverSetting]:
        """Read the settings of a driver.

        Args:
            list_id: Number of the list, probably `driver_id` of `get_hardware_details`.

        Returns:
            The settings with their defaults, as text.

        Raises:
            ValidationError: The argument is not a number; nothing was sent.
            APIError: The request failed.

        Operation: GET /api/view/driversettings/list/{id}"""
        ...

    def get_driver_list(self, code: int | str = 2) -> list[NamedValue]:
        """List the drivers for devices of one function.

        No complete answer was captured; the field names come from other users of the API.

        Args:
            code: Function code of the devices, such as 2 for production meters.

        Returns:
            Each driver with its name and, as `value`, its number.

        Raises:
            ValidationError: The argument is not a number; nothing was sent.
            APIError: The request failed.

        Operation: GET /api/lookuplist/drivers/{functionCode}"""
        ...

    def get_register_offsets(self, hardware_id: str | int) -> list[RegisterOffset]:
        """Read the offsets that are added to the register readings of a device.

        Args:
            hardware_id: Key of the device, such as `H100001`.

        Returns:
            The offsets, each in the unit of its register.

        Raises:
            ValidationError: The key is not a device's; nothing was sent.
            APIError: The request failed.

        Operation: GET /api/view/registeroffsets/{hardwareKey}"""
        ...

    def get_alert_triggers(self, hardware_key: str | int, last_changed: datetime | str | None = None) -> AlertTriggers:
        """Read the alert triggers of a device or a site.

        Args:
            hardware_key: Key of the device, such as `H100001`, or of a site.
            last_changed: Return the triggers only if they changed after this moment; otherwise the result is falsy.

        Raises:
            ValidationError: The key is not a device's or a site's, or `last_changed` has no time zone.
            APIError: The request failed.

        Operation: GET /api/alerttrigger/{hardwareKey}"""
        ...

    def get_alert_summary(
        self, customer_id: str | int | None = None, site_id: str | int | None = None
    ) -> AlertSummaryResponse:
        """Count the active alerts of a customer or a site.

        Args:
            customer_id: Key of the customer, such as `C1001`.
            site_id: Key of the site, such as `S10001`; give exactly one of the two.

        Raises:
            ValidationError: Neither or both are given, or the key is invalid.
            APIError: The request failed.

        Operation: GET /api/view/activealerts/activesummary/{key}"""
        ...

    def get_active_alerts(self, key: str) -> Rows[Alert]:
        """List the active alerts of a customer, a site or a device.

        Args:
            key: Key of the customer, site or device, with its letter, such as `C1001`.

        Raises:
            ValidationError: The key is invalid.
            APIError: The request failed.

        Operation: GET /api/view/activealerts/{key}"""
        ...

    def get_modeling_data(self, site_id: str | int) -> ModelingData:
        """Read the photovoltaic model of a site, or of one inverter.

        Args:
            site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.

        Raises:
            ValidationError: The key is not a site's or a device's.
            APIError: The request failed.

        Operation: GET /api/edit/modeling/{key}"""
        ...

    def get_pv_model_curves(self, model_type: CurveModels = "efficiencycurvemodels") -> list[NamedValue]:
        """List the curves that a photovoltaic model can refer to.

        Args:
            model_type: Which curves: `efficiencycurvemodels` for the efficiency of inverters, `incidenceanglemodels` for
                the incidence angle of modules.

        Returns:
            Each curve with its name and, as `value`, the number that a model takes; 0 stands for none. Names may repeat.

        Raises:
            ValidationError: `model_type` is unknown; nothing was sent.
            APIError: The request failed.

        Operations: GET /api/view/pvcurvemodels/efficiencycurvemodels, GET /api/view/pvcurvemodels/incidenceanglemodels"""
        ...

    def get_pvsyst_modules(
        self, hardware_id: str | int | None = None, site_id: str | int | None = None
    ) -> list[NamedValue]:
        """List the PVsyst modules that the photovoltaic model of an inverter or a site can refer to.

        Args:
            hardware_id: Key of the inverter, such as `H100001`.
            site_id: Key of the site, such as `S10001`; give exactly one of the two.

        Returns:
            Each module with its manufacturer and model as `name` and, as `value`, the number that a model takes; 0 stands
            for a custom configuration. Names may repeat.

        Raises:
            ValidationError: Neither or both are given, or the key is invalid; nothing was sent.
            APIError: The request failed.

        Operation: GET /api/view/pvsystmodules/{key}"""
        ...

    def get_chart_data(
        self,
        chart_type: int,
        site_id: str | int,
        start_date: date | str | None = None,
        end_date: date | str | None = None,
        bin_size: int | None = None,
    ) -> ChartData:
        """Read the time series of a predefined chart of a site.

        Args:
            chart_type: Number of the chart, such as 15 for the production meter or 21 for irradiance.
                `get_chart_definitions` lists the numbers of a site.
            site_id: Key of the site, such as `S10001`.
            start_date: First day, in the zone of the site: a date or ISO 8601 text. By default the day before `end_date`.
            end_date: Last day, in the zone of the site. By default today at the site.
            bin_size: Bin size (minutes); by default the server's choice, which is `bin_size` of the result.

        Returns:
            The series as pairs of milliseconds since 1970 in UTC and a value, in the unit of each series.

        Raises:
            ValidationError: An argument is wrong, or the site has no chart of this number.
            APIError: The request failed, the answer reports an error, or its bins have another size than `bin_size`.

        Operations: POST /api/view/chart; without `end_date` again if the date at the site differs from that in UTC; POST
        /api/view/chart/builtin before it if the number is not a common one"""
        ...

    def get_chart_definitions(self, site_id: str | int | None = None) -> list[PredefinedChart]:
        """List the charts that the platform predefines for a site.

        Args:
            site_id: Key of the site, such as `S10001`, whose devices decide which charts there are. By default the first
                site among the favorites of the session's user, or else among the notices.

        Returns:
            The charts in the order of the menu, with their sections. A chart of several sections occurs once for each.
            `get_chart_data` takes their `chart_type`.

        Raises:
            ValidationError: The key is not a site's, or none is given and the session has no site.
            APIError: A request failed.

        Operations: POST /api/view/chart/builtin; without a site, GET /api/node/favorites and GET /api/notifications/session"""
        ...

    def get_reporting_capabilities(self) -> ReportingCapabilities:
        """Read the reporting rights of the session's user.

        Raises:
            APIError: The request failed.

        Operation: GET /api/reporting"""
        ...

    def get_report_configs(self, customer_id: str | int | None = None, filter: str = "") -> list[JsonObject]:
        """List the reports of a customer.

        The answer may come in parts, and how the web application asks for the next one is not known. So each further
        request asks for what changed after the last change in the previous part. If a part brings nothing new although it
        announces more, the list ends there and a warning is logged.

        Args:
            customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.
            filter: Text to filter by; empty for all reports.

        Returns:
            The reports as raw JSON, because none was captured; each key occurs once.

        Raises:
            ValidationError: The key is not a customer's, or none is given and the session's customer is not known.
            APIError: A request failed.

        Operations: POST /api/view/reportconfigs; without a customer also GET /api/node/favorites,
            GET /api/notifications/session and POST /api/node"""
        ...

    def get_user_preferences(self) -> UserPreferences:
        """Read the preferences of the session's user, such as the columns of tables.

        Returns:
            The preferences, as `value`. Their names are those of the web application, and vary with use.

        Raises:
            APIError: The request failed.

        Operation: GET /api/userpreferences"""
        ...

    def get_audit_log(self, filters: AuditQueryInput | None = None) -> list[AuditEntry]:
        """Read who changed what, and when.

        Args:
            filters: `ancestorKey`, the key of an object, by default the topmost customer; and `isRecursive`, whether to
                include the objects below it, by default only if no key is given.

        Raises:
            ValidationError: A filter is unknown or invalid, or the session's customer is not known.
            APIError: A request failed.

        Operations: POST /api/auditlog; without a key also GET /api/node/favorites, GET /api/notifications/session and
            POST /api/node"""
        ...

    def session_alive(self) -> bool:
        """Check with one small request whether PowerTrack accepts the session. The expiry in the token does not say that.

        Returns:
            True if it is accepted, False if it has ended.

        Raises:
            NetworkError: There was no answer.
            APIError: The request failed for another reason.

        Operation: GET /api/applinks"""
        ...

    def export_portfolio(
        self,
        customer_id: str | int,
        out: str | os.PathLike[str],
        what: Iterable[What] = ...,
        start_date: date | str | None = None,
        end_date: date | str | None = None,
        format: Format = "parquet",
        chart_type: int = 15,
        bin_size: int = 15,
        sites: Iterable[str | int] | None = None,
        progress: Progress | None = None,
        reread_days: int = ...,
    ) -> ExportResult:
        """Export a portfolio to a folder of files that other programs read as tables.

        Each data set is a folder with one file, a part, for each site, and of charts for each month of each site:
        `charts/site=S10001/month=2025-06/part.parquet`. A part is written as soon as it is read, so memory use does not
        grow with the portfolio. `manifest.json` describes the folder.

        The same call brings the folder up to date. `sites`, `hardware` and `alerts` are snapshots and read in every run,
        except that a run that ended early is resumed within a day. A month of charts is kept once `reread_days` have passed
        since its end; it is read again if more of its days are asked for. Files that do not match their checksum are read
        again. `summary` and `notes` of the result say what was kept and how old it is.

        Args:
            customer_id: Key of the customer, such as `C1001`.
            out: Output folder; created if missing.
            what: Data sets: any of `sites` (the portfolio table), `hardware` (devices, and their readings as
                `hardware_registers`), `alerts` (active ones) and `charts`.
            start_date: First day of charts, in the zone of each site. By default as in the folder; in a new one, the first
                of the month of `end_date`.
            end_date: Last day of charts. By default today at each site.
            format: `parquet`, `csv` or `jsonl`. Parquet needs the extra `arrow`.
            chart_type: Number of the chart, such as 15 for the production meter or 21 for irradiance.
            bin_size: Bin size of charts (minutes).
            sites: Keys of sites of the customer; by default all in its portfolio.
            progress: Called with the number of finished parts and of all.
            reread_days: Days after the end of a month during which it is read again, because loggers may send late.

        Returns:
            The parts that were written, skipped, and failed; falsy if any failed.

        Raises:
            ValidationError: An argument is wrong; no part was written.
            ConfigurationError: The folder holds another export, is in use or cannot be written, or the format needs an
                extra that is not installed.
            AuthenticationError: The session is not accepted. Written parts stay.
            APIError: The portfolio cannot be read.

        Operations: GET /api/view/portfolio/{customerKey}; for each site GET /api/view/sitehardwareproduction/{siteKey}, GET
        /api/view/activealerts/{siteKey}, and POST /api/view/chart for each month; POST /api/view/chart/builtin before if
        `chart_type` is not a common number"""
        ...

    def update_site_config(
        self, site_id: str | int, config_data: SiteConfigPatch, dry_run: bool = False
    ) -> UpdateResult:
        """Change the configuration of a site, and nothing else of it.

        Args:
            site_id: Key of the site, such as `S10001`.
            config_data: What to change, by the names of the API or by friendly names such as `acCapacityKw`.
            dry_run: Only show what would change.

        Raises:
            ValidationError: The change is wrong; nothing was sent.
            ConflictError: The site was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the site is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/site/{siteKey}, PUT /api/edit/site"""
        ...

    def update_hardware_config(
        self, hardware_id: str | int, config_data: HardwareConfigPatch, dry_run: bool = False
    ) -> UpdateResult:
        """Change the configuration of a device, and nothing else of it.

        Args:
            hardware_id: Key of the device, such as `H100001`.
            config_data: What to change, by the names of the API or by friendly names such as `name`. Items of lists are
                named by what identifies them: `{"settings": [{"name": "dev:UnitID", "value": 4}]}`.
            dry_run: Only show what would change.

        Raises:
            ValidationError: The change is wrong; nothing was sent.
            ConflictError: The device was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the device is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware"""
        ...

    def update_hardware_driver(
        self, hardware_id: str | int, driver_data: HardwareConfigPatch, dry_run: bool = False
    ) -> UpdateResult:
        """Change how a device is read: its driver, its settings, its register offsets.

        Args:
            hardware_id: Key of the device, such as `H100001`.
            driver_data: `driverId`; `settings`, by name as in `{"dev:UnitID": 4}` or as a list of items with `name` and
                `value`; `registerOffsets`, a list of items with `registerAddress`.
            dry_run: Only show what would change.

        Raises:
            ValidationError: The change is wrong, or is not one of the driver; nothing was sent.
            ConflictError: The device was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the device is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware"""
        ...

    def bulk_update_hardware(
        self, site_id: str | int, hardware_data: Iterable[Mapping[str, object]], dry_run: bool = False
    ) -> UpdateResult:
        """Change several devices of a site. Fields in the table of the site's devices are written there, in one request.

        Args:
            site_id: Key of the site, such as `S10001`.
            hardware_data: A dict for each device, which it names by `hid` (a number), `hardwareKey` or `key`; the rest is
                what to change, as for `update_hardware_config`.
            dry_run: Only show what would change.

        Returns:
            One result for all; its `parts` has those of the single writes.

        Raises:
            ValidationError: A row is wrong, a device does not belong to the site, or they are more than a call without a
                plan may write to; nothing was sent. `plan_updates` makes a plan.
            ConflictError: A device was changed meanwhile.
            VerificationError: Afterwards a device is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/sitehardware/{siteKey}, PUT /api/edit/sitehardware; if the table does not hold it all,
        GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware"""
        ...

    def update_modeling_data(
        self, site_id: str | int, modeling_data: ModelingDataPatch, dry_run: bool = False
    ) -> UpdateResult:
        """Change the photovoltaic model of a site or an inverter, and nothing else of it.

        Args:
            site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.
            modeling_data: What to change. `pvConfig.inverters` has no identities, so it is replaced as a whole.
            dry_run: Only show what would change.

        Raises:
            ValidationError: The change is wrong; nothing was sent.
            ConflictError: The model was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the model is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/modeling/{key}, PUT /api/edit/modeling; for an inverter also GET /api/node/{hardwareKey}"""
        ...

    def update_inverter_model(
        self, hardware_id: str | int, model_data: PvInverterPatch, dry_run: bool = False, entry: int | None = None
    ) -> UpdateResult:
        """Change what the photovoltaic model of an inverter says of it and its modules, and nothing else.

        Args:
            hardware_id: Key of the inverter, such as `H100005`.
            model_data: What to change: fields of an entry of `pvConfig.inverters`, such as `inverterKw` or `tilt`, or
                friendly names such as `powerRating` (W); fields of the model itself, such as `dcRating`, too.
            dry_run: Only show what would change.
            entry: Place of the entry in `pvConfig.inverters`, from 0. Needed if there are several.

        Raises:
            ValidationError: The change is wrong, or it is not clear which entry is meant; nothing was sent.
            ConflictError: The model was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the model is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/modeling/{hardwareKey}, PUT /api/edit/modeling, GET /api/node/{hardwareKey}"""
        ...

    def update_bifacial_settings(
        self,
        hardware_id: str | int,
        bifacial_data: Mapping[str, object],
        dry_run: bool = False,
        entry: int | None = None,
    ) -> UpdateResult:
        """Change the bifacial settings in the photovoltaic model of an inverter.

        The only known setting is `bifacialRatio`, which is 0 for monofacial modules.

        Args:
            hardware_id: Key of the inverter, such as `H100005`.
            bifacial_data: `bifacialRatio`, or its other name `bifacialityFactor`, from 0 to 1; `enabled` as False sets it
                to 0, as True it asks for a ratio beside it.
            dry_run: Only show what would change.
            entry: Place of the entry in `pvConfig.inverters`, from 0. Needed if there are several.

        Raises:
            ValidationError: The change is wrong, or it is not clear which entry is meant; nothing was sent.
            ConflictError: The model was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the model is not as asked for.
            APIError: A request failed.

        Operations: GET /api/edit/modeling/{hardwareKey}, PUT /api/edit/modeling, GET /api/node/{hardwareKey}"""
        ...

    def update_alert_triggers(
        self, hardware_key: str | int, trigger_data: TriggerData, dry_run: bool = False
    ) -> UpdateResult:
        """Change alert triggers of a device or a site, and nothing else of them.

        Args:
            hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
            trigger_data: The triggers to change: a list, or a dict with such a list as its `triggers`. Each is named by its
                `key`, its `id`, or a `name` that no other trigger there has; the rest is what to change.
            dry_run: Only show what would change.

        Raises:
            ValidationError: A trigger is not there or not unique, or the change is wrong; nothing was sent.
            ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
            VerificationError: Afterwards a trigger is not as asked for.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/{hardwareKey}; for each trigger GET /api/alerttrigger/{alertKey} and
        PUT /api/alerttrigger"""
        ...

    def add_alert_trigger(
        self, hardware_key: str | int, trigger_data: AlertTriggerPatch, dry_run: bool = False
    ) -> UpdateResult:
        """Set an alert trigger on a device or a site. Fields left out are as in the server's template for the alert type.

        Args:
            hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
            trigger_data: What is to differ from the template. `alertTypeKey` names the alert type, such as `AI250`; if it
                is left out, the alert type is the one with the trigger's `name`. Sites have other alert types than devices.
            dry_run: Only show what would be created.

        Returns:
            The result; its `created` has the key of the new trigger.

        Raises:
            ValidationError: There is no such alert type, or something else is wrong; nothing was sent.
            VerificationError: Afterwards the trigger is not there as asked for.
            APIError: A request failed.

        Operations: GET /api/lookuplist/alertTypes/{hardwareKey}, GET /api/alerttrigger/new/{hardwareKey}/{alertTypeKey},
        POST /api/alerttrigger, and GET /api/alerttrigger/{hardwareKey} before and after"""
        ...

    def delete_alert_trigger(
        self, hardware_key: str | int, alert_key: str | None = None, dry_run: bool = False
    ) -> UpdateResult:
        """Delete an alert trigger of a device or a site, or all of them. Each is backed up first.

        Args:
            hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
            alert_key: Key of the trigger; None for every trigger that is set there.
            dry_run: Only show what would be deleted.

        Raises:
            ValidationError: There is no such trigger on the device or site; nothing was sent.
            ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
            VerificationError: Afterwards a trigger is still there.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/{key}, DELETE /api/alerttrigger/{hardwareKey}/{alertKey}"""
        ...

    def copy_alert_triggers(
        self, source: str | int, targets: Iterable[str | int], dry_run: bool = False
    ) -> UpdateResult:
        """Set the alert triggers of one device on other devices, or those of one site on other sites.

        Triggers that the targets have besides stay. From a site to a device, or the reverse, triggers are copied only if
        the target offers all their alert types.

        Args:
            source: Key of the device or site that has the triggers; a number alone is a device.
            targets: Keys of the devices or sites that are to have them too.
            dry_run: Only show what would change.

        Raises:
            ValidationError: A key is wrong, a target does not offer an alert type, or there are more targets than a call
                without a plan may write to; nothing was sent. `plan_alert_copy` makes a plan.
            ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
            VerificationError: Afterwards a trigger is not as asked for.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/{hardwareKey}; POST /api/alerttrigger or /api/alerttriggers for what is new,
        PUT /api/alerttrigger for what differs; between devices and sites also GET /api/lookuplist/alertTypes/{key}"""
        ...

    def create_report_config(
        self, report_config: ReportConfigPatch, dry_run: bool = False, customer_id: str | int | None = None
    ) -> UpdateResult:
        """Create a report. Fields left out are as in the server's template.

        The new report is recognised by its name in the list of reports.

        Args:
            report_config: What is to differ from the template, with a `name` at least; by the names of the API or by
                friendly names such as `sites`, a list of keys, which replaces that of the template. `parentKey` is the
                folder that it goes into.
            dry_run: Only show what would be created.
            customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.

        Returns:
            The result; its `created` has the key of the new report.

        Raises:
            ValidationError: A field is wrong or missing; nothing was sent.
            VerificationError: Afterwards the list has no such report.
            APIError: A request failed.

        Operations: GET /api/reportconfig/new/{customerKey}/{type}/undefined, POST /api/reportconfig, and POST
        /api/view/reportconfigs before and after"""
        ...

    def restore_backup(self, path: str | os.PathLike[str], dry_run: bool = False) -> UpdateResult:
        """Restore a document to what it was when a backup was taken. The document as it is now is backed up first.

        Args:
            path: The backup, such as `UpdateResult.backup_path`.
            dry_run: Only show what would change.

        Raises:
            ConfigurationError: It cannot be read, or is no backup.
            ValidationError: It is of more alert triggers than a call without a plan may write to; nothing was sent.
            ConflictError: The document was changed meanwhile; nothing was sent.
            VerificationError: Afterwards the document is not as it was.
            APIError: A request failed.

        Operations: the GET and the PUT of the document; for alert triggers POST and DELETE as well"""
        ...

    def plan_updates(
        self,
        changes: Iterable[RowLike] | str | os.PathLike[str],
        progress: Progress | None = None,
        encoding: str | None = None,
    ) -> Plan:
        """Plan many changes; write nothing.

        Rows of one target are joined. Changes of several devices of a site that fit into the table of its devices, such as
        names, become one write of that table.

        Args:
            changes: Rows, each a dict such as `{"key": "S10001", "name": "North field"}` or a pair of a key and a patch; or
                the path of a CSV or JSON file with such rows. Names are those of fields, paths such as
                `settings[dev:UnitID].value`, or friendly names.
            progress: Called with the targets that were read, and of how many.
            encoding: Encoding of the CSV file, such as `cp1250`. By default UTF-8, UTF-16, or a code page of Windows if the
                file reads the same in those of Latin letters.

        Returns:
            The plan, with a write for each document that would change. Its `warnings` name guesses and repairs in
            cells.

        Raises:
            ValidationError: Something is wrong with rows or with what they ask for. All faults are reported at once, each
                with its row.
            ConfigurationError: The file cannot be read.
            AuthenticationError: The session is not accepted.
            APIError: A target cannot be read.

        Operations: the GET of each document, such as GET /api/edit/site/{siteKey}; POST /api/node/batch for devices"""
        ...

    def plan_alert_additions(
        self, hardware_keys: Iterable[str | int], trigger_data: AlertTriggerPatch, progress: Progress | None = None
    ) -> Plan:
        """Plan to set an alert trigger on many devices or sites; write nothing.

        Args:
            hardware_keys: Keys of the devices or sites; a number alone is a device.
            trigger_data: The trigger, as for `add_alert_trigger`.
            progress: Called with the writes that were planned, and of how many.

        Raises:
            ValidationError: A key is wrong, or there is no such alert type on a device or site.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/new/{hardwareKey}/{alertTypeKey} for each device or site"""
        ...

    def plan_alert_deletions(self, hardware_keys: Iterable[str | int], progress: Progress | None = None) -> Plan:
        """Plan to delete every alert trigger of many devices or sites; write nothing.

        Args:
            hardware_keys: Keys of the devices or sites; a number alone is a device.
            progress: Called with the writes that were planned, and of how many.

        Raises:
            ValidationError: A key is wrong.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/{hardwareKey} for each device or site"""
        ...

    def plan_alert_copy(
        self, source: str | int, targets: Iterable[str | int], progress: Progress | None = None
    ) -> Plan:
        """Plan to set the alert triggers of one device or site on others; write nothing.

        Triggers are the same if alert type and name are. What is not there is created; what differs is changed.

        Args:
            source: Key of the device or site that has the triggers; a number alone is a device.
            targets: Keys of the devices or sites that are to have them too.
            progress: Called with the writes that were planned, and of how many.

        Raises:
            ValidationError: A key is wrong, a target does not offer an alert type, or a trigger of a target has a field
                that cannot take the value of the source.
            APIError: A request failed.

        Operations: GET /api/alerttrigger/{hardwareKey} for each device or site"""
        ...

    def plan_restore(self, paths: Iterable[str | os.PathLike[str]], progress: Progress | None = None) -> Plan:
        """Plan to restore documents to what they were when backups were taken; write nothing.

        Args:
            paths: The backups. Of several of one document, the earliest counts.
            progress: Called with the documents that were read, and of how many.

        Raises:
            ConfigurationError: One cannot be read, or is no backup.
            ValidationError: They are of the table of a site and of a device in it.
            APIError: A document cannot be read.

        Operations: the GET of each document, such as GET /api/edit/site/{siteKey}"""
        ...

    def plan_undo(self, run: str | os.PathLike[str], progress: Progress | None = None) -> Plan:
        """Plan to undo a run; write nothing.

        What was changed is restored from its backup, what was created is deleted, what was deleted is created again; an
        alert trigger that is created again gets another key.

        Args:
            run: Name of the run, or the path of its journal.
            progress: Called with the documents that were read, and of how many.

        Raises:
            ConfigurationError: There is no such run, a backup of it is missing, or it created what cannot be deleted from
                here or cannot be recognised, as after a kill; `resume_run` finds out.
            APIError: A document cannot be read.

        Operations: the GET of each document, such as GET /api/edit/site/{siteKey}"""
        ...

    def apply_plan(
        self,
        plan: Plan,
        limit: int | None = None,
        on_error: OnError = "stop",
        on_conflict: OnConflict = "skip",
        progress: Progress | None = None,
    ) -> ApplyResult:
        """Apply a plan. Several writes run at a time, but never two to one document.

        Before each write the document is locked, read again and compared with what it was when it was planned; then it is
        backed up, the intent is written to the journal, the document is sent and read back, and the outcome is written to
        the journal. A copy of the plan is kept beside the journal, so that the run can be resumed.

        Args:
            plan: The plan.
            limit: Number of writes to do at most; resuming the run does the others.
            on_error: `stop` starts no further write after one that failed; `continue` does the others. Writes that are
                under way are always finished.
            on_conflict: What to do with a document that was changed since it was planned: `skip` reports the conflict,
                `replan` merges the patch into the document as it is now.
            progress: Called with the writes that are done, and of how many.

        Returns:
            The outcome of each entry; false if not all is as planned.

        Raises:
            ValidationError: An argument is wrong, or the plan has two entries for one document; nothing was sent.
            ConfigurationError: The journal cannot be written; nothing was sent.
            AuthenticationError: The session is not accepted.

        Operations: for each document its GET, its PUT, POST or DELETE, and its GET again, such as PUT /api/edit/site"""
        ...

    def resume_run(
        self,
        run: str | os.PathLike[str],
        limit: int | None = None,
        on_error: OnError = "stop",
        on_conflict: OnConflict = "skip",
        progress: Progress | None = None,
    ) -> ApplyResult:
        """Resume a plan whose application ended early: stopped, limited, killed or cut off.

        Writes that the journal shows as done are not sent again. If it shows only an intent, the document is read: if it is
        as planned, it was written; if it is as it was before, it is written now; otherwise it is a conflict. If a later
        write from this folder replaced the document, the journal of that write shows the outcome.

        Args:
            run: Name of the run, or the path of its journal.
            limit: Number of further writes to do at most.
            on_error: `stop` starts no further write after one that failed; `continue` does the others.
            on_conflict: What to do with a document that was changed since it was planned: `skip` reports the conflict,
                `replan` merges the patch into the document as it is now.
            progress: Called with the writes that are done, and of how many.

        Raises:
            ConfigurationError: There is no such run, or it applied no plan.
            ValidationError: An argument is wrong.
            AuthenticationError: The session is not accepted.

        Operations: as for `apply_plan`, such as PUT /api/edit/site"""
        ...

    def history(self) -> list[RunRecord]:
        """List the runs in the folder of backups, the latest first.

        Raises:
            ConfigurationError: A journal cannot be read.

        Operations: none, as in no request to /api/"""
        ...

    def compare(self, first: str, second: str) -> tuple[Change, ...]:
        """Compare the configurations of two sites, devices or alert triggers.

        What a patch could not change is left out, such as keys and version stamps.

        Args:
            first: Key of the one, such as `S10001`.
            second: Key of the other, of the same kind.

        Returns:
            The differences: `before` is of the first, `after` of the second.

        Raises:
            ValidationError: The keys are not of one kind.
            APIError: A request failed.

        Operations: the GET of both, such as GET /api/edit/site/{siteKey}"""
        ...

    def compare_with_template(
        self, key: str, template: Mapping[str, object] | str | os.PathLike[str]
    ) -> tuple[Change, ...]:
        """Compare a site, device or alert trigger with a template.

        Args:
            key: Its key, such as `S10001`.
            template: The wanted fields, written as for an update; or the path of a JSON file.

        Returns:
            The differences: `before` is what is there, `after` what the template says.

        Raises:
            ValidationError: The template names unknown fields.
            ConfigurationError: The file cannot be read.
            APIError: The request failed.

        Operation: GET of the document, such as GET /api/edit/site/{siteKey}"""
        ...

    def upload_pan_data(
        self, pan_data: PvSystModuleInput | str | os.PathLike[str], dry_run: bool = False
    ) -> UpdateResult:
        """Add a module to the list of PVsyst modules, from which photovoltaic models choose.

        The request is not repeated. Its answer is empty, so the list of modules is read before and after it: the module is
        verified when the list has one more of its name. Such a list can be read for a site only; it is that of a site which
        the session's user knows.

        Args:
            pan_data: The module by the names of the API, all of them, or the path of a PAN file. A PAN file gives
                `cellType` for monocrystalline silicon only; for others change what `read_pan_file` returns.
            dry_run: Only show what would be sent.

        Returns:
            What was sent, as changes to an empty module, and in `created` its number in the list, which `pvSystModuleId`
            takes. It is false if there is no site whose list could be read.

        Raises:
            ConfigurationError: The file cannot be read.
            ValidationError: Something is wrong with the module; nothing was sent.
            VerificationError: Afterwards the list does not have the module.
            UnknownOutcomeError: There was no answer, and the list does not have the module or cannot be read.
            APIError: A request failed. If it was the POST, the module was not added.

        Operations: POST /api/edit/pvsystmodule; to verify it GET /api/view/pvsystmodules/{siteKey}, for a site of
            GET /api/node/favorites or GET /api/notifications/session"""
        ...

    def start_report(self, report_id: str | int, parameters: ReportConfigPatch | None = None) -> Task:
        """Start a report. `wait_for_report` waits for its result.

        Without parameters the report runs as it is saved. With parameters its saved configuration is sent with these merged
        in, and stays unchanged on the server; that PowerTrack accepts this is likely, but was not seen. The request is not
        repeated: without an answer, the report may run or not.

        Args:
            report_id: Key of the report, such as `F3001`.
            parameters: Fields of the configuration to change for this run, such as `range`.

        Returns:
            The task that runs the report.

        Raises:
            ValidationError: The key is not a report's, or the parameters are wrong; nothing was started.
            APIError: A request failed.

        Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start"""
        ...

    def wait_for_report(
        self,
        task: Task | str | int,
        timeout: float = 600.0,
        poll: float = 2.0,
        progress: Callable[[Task], None] | None = None,
    ) -> ReportResult:
        """Wait for a report that was started, and fetch its result.

        `Task.is_done` and `Task.has_failed` describe when a task has ended.

        Args:
            task: The task that runs the report, or its key.
            timeout: Longest time to wait (seconds).
            poll: First pause between two polls (seconds); later ones are longer, up to 30 seconds.
            progress: Called with the task after each poll.

        Raises:
            ValidationError: An argument is wrong; nothing was sent.
            ReportTimeoutError: The report is not done in time. It keeps running; wait again with the key of the task.
            APIError: The task or a request failed.

        Operations: GET /api/task/{taskKey}, GET /api/task/results/{taskKey}"""
        ...

    def run_report(
        self,
        report_id: str | int,
        parameters: ReportConfigPatch | None = None,
        timeout: float = 600.0,
        poll: float = 2.0,
        progress: Callable[[Task], None] | None = None,
    ) -> ReportResult:
        """Run a report and wait for its result: `start_report`, then `wait_for_report`.

        Args:
            report_id: Key of the report, such as `F3001`.
            parameters: Fields of the configuration to change for this run, such as `range`.
            timeout: Longest time to wait (seconds).
            poll: First pause between two polls (seconds); later ones are longer, up to 30 seconds.
            progress: Called with the task after each poll.

        Raises:
            ValidationError: An argument is wrong; nothing was started.
            ReportTimeoutError: The report is not done in time. It keeps running; wait again with the key of the task.
            APIError: The task or a request failed.

        Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start, GET /api/task/{taskKey},
            GET /api/task/results/{taskKey}"""
        ...

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: JsonValue = None,
        referer: str | None = None,
    ) -> JsonValue:
        """Send a request to any path of the host, with the session and errors of all other methods.

        Args:
            method: HTTP method. Only GET and HEAD are retried, and allowed for a read-only client.
            path: Path below the host, such as `/api/applinks`.
            query: Query parameters.
            body: JSON value to send.
            referer: Path of the page for the Referer header.

        Returns:
            The parsed answer; None if it has no body.

        Raises:
            ValidationError: The path leads to another host, or the body is not JSON; nothing was sent.
            ReadOnlyError: The client was made with `read_only=True`; nothing was sent.
            AuthenticationError: The session is not accepted.
            APIError: The request failed."""
        ...

    def send(self, operation: Operation[T]) -> T:
        """Send any documented operation.

        Args:
            operation: Return value of a function of `powertrack_api.api`.

        Returns:
            The parsed answer, of the type that the operation declares.

        Raises:
            ReadOnlyError: The client was made with `read_only=True` and the operation may write; nothing was sent.
            AuthenticationError: The session is not accepted.
            APIError: The request failed."""
        ...
