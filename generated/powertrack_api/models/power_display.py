"""A page that shows the production of a site, made for a screen in a lobby or for the public."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.environmental_comparisons import EnvironmentalComparisons
from powertrack_api.models.image import Image
from powertrack_api.models.power_display_url import PowerDisplayUrl
from powertrack_core.decoding import JsonObject, JsonValue, as_is, each_in, flag, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PowerDisplay(Model):
    """A page that shows the production of a site, made for a screen in a lobby or for the public."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "title",
            "titleIsSiteName",
            "isPublic",
            "url",
            "customUrls",
            "displayInSiteOverview",
            "chart",
            "overviewChart",
            "environmentalComparisons",
            "nonStandardEnvironmentalComparisons",
            "mainLogo",
            "ts",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "url",
        }
    )

    key: str | None = None
    """Key of the display."""
    name: str | None = None
    """Name of the display."""
    title: str | None = None
    """Heading of the page; empty where the name of the site stands in its place."""
    title_is_site_name: bool | None = None
    """Whether the name of the site is the heading."""
    is_public: bool | None = None
    """Whether the page opens without a login."""
    url: str | None = None
    """Address of the page. It carries a token that opens it without a login."""
    custom_urls: list[PowerDisplayUrl] = Factory(list)
    """Short addresses of the page."""
    display_in_site_overview: bool | None = None
    """Whether the overview of the site shows the display."""
    chart: str | None = None
    """Number of the chart that the page shows, as text, such as `15`."""
    overview_chart: str | None = None
    """Number of the chart that its overview shows, as text, such as `15`."""
    environmental_comparisons: EnvironmentalComparisons | None = None
    """Which comparisons of the saved emissions the page shows."""
    non_standard_environmental_comparisons: dict[str, JsonValue] = Factory(dict)
    """Further comparisons that the page shows, by name; only the empty object was seen."""
    main_logo: Image | None = None
    """Logo on the page."""
    ts: JsonValue = None
    """Version stamp of the display; only null was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            title=text(get("title")),
            title_is_site_name=flag(get("titleIsSiteName")),
            is_public=flag(get("isPublic")),
            url=text(get("url")),
            custom_urls=PowerDisplayUrl.many(get("customUrls")),
            display_in_site_overview=flag(get("displayInSiteOverview")),
            chart=text(get("chart")),
            overview_chart=text(get("overviewChart")),
            environmental_comparisons=EnvironmentalComparisons.maybe(get("environmentalComparisons")),
            non_standard_environmental_comparisons=each_in(get("nonStandardEnvironmentalComparisons"), as_is),
            main_logo=Image.maybe(get("mainLogo")),
            ts=get("ts"),
            raw=data,
        )
