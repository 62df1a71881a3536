"""Sun and clouds over a site: enough astronomy and weather for realistic power curves."""

from __future__ import annotations

from datetime import date
from math import acos, cos, degrees, exp, hypot, pi, radians, sin

from attrs import define, frozen

from powertrack_sdk.simulator.world.clock import chance
from powertrack_sdk.simulator.world.plant import Site

_DAY = 86400.0
_J2000 = 946728000.0  # 2000-01-01T12:00:00Z in seconds since the epoch
_ALBEDO = 0.2


@frozen
class Sky:
    """The sky of one day.

    Attributes:
        haze: Share of the direct light that passes a cloudless sky.
        clouds: Middle and width, in minutes of the day, and depth of each cloud.
        snow: Share of the modules that snow covers.
        warmth: Difference from the average day of the season in degrees Celsius.
    """

    haze: float
    clouds: tuple[tuple[float, float, float], ...]
    snow: float
    warmth: float

    def clearness(self, minute: float) -> float:
        """Return the share of the direct light that passes at a minute of the day."""
        clear = self.haze
        for middle, width, depth in self.clouds:
            distance = (minute - middle) / width
            if -3 < distance < 3:
                clear *= 1 - depth * exp(-distance * distance)
        return clear


@define
class Weather:
    """The weather at a time.

    Attributes:
        irradiance: Plane-of-array irradiance in W/m2.
        clear: The same under a cloudless sky, in W/m2.
        ambient: Ambient temperature in degrees Celsius.
        module: Module temperature in degrees Celsius.
    """

    irradiance: float
    clear: float
    ambient: float
    module: float


class DayWeather:
    """The weather of one day at a site; the day begins at `midnight`, in seconds since the epoch."""

    def __init__(self, site: Site, day: date, midnight: float) -> None:
        latitude = site.latitude
        self.sky = _make_sky(day, site)
        self.noon = _solar_noon(site.longitude, midnight + _DAY / 2)
        self._midnight = midnight
        declination = _declination(self.noon)
        phi, slope, facing = radians(latitude), radians(site.tilt), radians(site.azimuth - 180)
        sin_d, cos_d = sin(declination), cos(declination)
        # Both cosines are c0 + c1 cos h + c2 sin h of the hour angle h; only h changes over a day.
        self._zenith = (sin_d * sin(phi), cos_d * cos(phi))
        self._incidence = (
            sin_d * (sin(phi) * cos(slope) - cos(phi) * sin(slope) * cos(facing)),
            cos_d * (cos(phi) * cos(slope) + sin(phi) * sin(slope) * cos(facing)),
            cos_d * sin(slope) * sin(facing),
        )
        self._seen_sky = (1 + cos(slope)) / 2
        self._seen_ground = _ALBEDO * (1 - cos(slope)) / 2
        season = sin(2 * pi * (day.timetuple().tm_yday - 110) / 365)
        self._mean = 12 + (9 + 0.15 * latitude) * season - 0.7 * (latitude - 38) + self.sky.warmth

    def at(self, moment: float) -> Weather:
        """Return the weather at a time of the day, given in seconds since the epoch."""
        hour_angle = (moment - self.noon) * 2 * pi / _DAY
        ambient = self._mean + 5.5 * cos(hour_angle - 0.7)
        cos_hour, sin_hour = cos(hour_angle), sin(hour_angle)
        cos_zenith = self._zenith[0] + self._zenith[1] * cos_hour
        if cos_zenith <= 0.01:
            return Weather(0.0, 0.0, ambient, ambient - 1.5)
        elevation = 90 - degrees(acos(min(1.0, cos_zenith)))
        air_mass = 1 / (cos_zenith + 0.15 * (elevation + 3.885) ** -1.253)
        direct = 1353 * 0.7 ** (air_mass**0.678)
        incidence = self._incidence[0] + self._incidence[1] * cos_hour + self._incidence[2] * sin_hour
        clearness = self.sky.clearness((moment - self._midnight) / 60)
        clear = self._on_plane(direct, incidence, cos_zenith, 1.0)
        irradiance = self._on_plane(direct, incidence, cos_zenith, clearness)
        return Weather(irradiance, clear, ambient, ambient + 0.028 * irradiance)

    def _on_plane(self, direct: float, incidence: float, cos_zenith: float, clearness: float) -> float:
        diffuse = 0.1 * direct * (1 + 1.4 * (1 - clearness))
        direct *= clearness
        return (
            direct * max(0.0, incidence)
            + diffuse * self._seen_sky
            + (direct * cos_zenith + diffuse) * self._seen_ground
        )


def _make_sky(day: date, site: Site) -> Sky:
    """Return the sky of a day: mostly sunny with clouds in the afternoon, sometimes clear, sometimes overcast."""
    rng = chance(f"{site.sky}/{day.isoformat()}")
    mood = rng.random()
    winter = day.month in (12, 1, 2)
    snow = rng.uniform(0.2, 0.9) if winter and site.latitude > 38 and rng.random() < 0.15 else 0.0
    warmth = rng.gauss(0, 2.5)
    if mood < (0.2 if winter else 0.1):
        clouds = [(rng.uniform(300, 1200), rng.uniform(30, 140), rng.uniform(-0.9, 0.6)) for _ in range(8)]
        return Sky(rng.uniform(0.08, 0.3), tuple(clouds), snow, warmth)
    small = [
        (rng.triangular(480, 1170, 900), rng.uniform(5, 22), rng.uniform(0.15, 0.7))
        for _ in range(rng.randint(0, 2) if mood > 0.7 else rng.randint(4, 11))
    ]
    large = [(rng.uniform(400, 1100), rng.uniform(40, 110), rng.uniform(0.05, 0.3)) for _ in range(rng.randint(0, 2))]
    return Sky(rng.uniform(0.93, 1.0), tuple(small + large), snow, warmth)


def _declination(moment: float) -> float:
    """Return the declination of the sun in radians."""
    ecliptic, _ = _ecliptic(moment)
    sin_d = sin(radians(23.439)) * sin(ecliptic)
    return pi / 2 - acos(sin_d)


def _solar_noon(longitude: float, near: float) -> float:
    """Return the solar noon nearest to a time, both in seconds since the epoch."""
    ecliptic, mean = _ecliptic(near)
    tilted = cos(radians(23.439)) * sin(ecliptic)
    ascension = acos(cos(ecliptic) / hypot(cos(ecliptic), tilted)) * (1 if tilted >= 0 else -1)
    ahead = (mean - ascension + pi) % (2 * pi) - pi  # equation of time, as an angle
    noon = near - near % _DAY + _DAY / 2 - (radians(longitude) + ahead) * _DAY / (2 * pi)
    return noon + round((near - noon) / _DAY) * _DAY


def _ecliptic(moment: float) -> tuple[float, float]:
    """Return true and mean longitude of the sun in radians, by the short formula of the Astronomical Almanac."""
    days = (moment - _J2000) / _DAY
    anomaly = radians(357.529 + 0.98560028 * days)
    mean = radians(280.459 + 0.98564736 * days)
    return mean + radians(1.915) * sin(anomaly) + radians(0.02) * sin(2 * anomaly), mean
