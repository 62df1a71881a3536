"""Importing costs little: what is not used is not loaded, and nothing above the generated layer is."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import powertrack_api
from powertrack_api import models
from tests.every import every
from tests.generated.specification import BUNDLE, ROOT, child, objects

MODULES = [info.name for info in pkgutil.walk_packages(powertrack_api.__path__, "powertrack_api.")]
RESOURCES = [str(tag["name"]) for tag in objects(BUNDLE["tags"])]


def loaded_by(code: str) -> set[str]:
    """Modules that a fresh interpreter has loaded after running some code."""
    listing = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout))


def models_in(modules: set[str]) -> set[str]:
    return {module.removeprefix("powertrack_api.models.") for module in modules if "powertrack_api.models." in module}


def test_operations_load_no_model() -> None:
    loaded = loaded_by("".join(f"import powertrack_api.api.{resource}\n" for resource in RESOURCES))

    assert models_in(loaded) == set()
    assert not loaded & {"powertrack_api.inputs", "powertrack_api.documents", "powertrack_core.shapes"}
    assert not [module for module in loaded if module.partition(".")[0] in ("powertrack_sdk", "codegen", "httpx")]


@pytest.mark.parametrize(
    "code", ["import powertrack_sdk", "from powertrack_sdk import PowerTrackClient, AsyncPowerTrackClient"]
)
def test_the_sdk_loads_no_model_before_it_is_used(code: str) -> None:
    assert models_in(loaded_by(code)) == set()


def test_reading_a_list_loads_the_model_of_its_items_and_no_other() -> None:
    loaded = loaded_by(
        'from powertrack_api.api.account import get_time_zones\nget_time_zones().parse(b\'[{"name": "UTC"}]\')'
    )

    assert models_in(loaded) == {"named_value"}


def test_reading_an_answer_loads_its_model_and_no_other() -> None:
    loaded = loaded_by(
        "from powertrack_api.api.nodes import get_site_node\nget_site_node('S10001').parse(b'{\"key\": \"S10001\"}')"
    )

    assert models_in(loaded) == {"node"}


def test_a_model_is_imported_when_it_is_asked_for() -> None:
    assert models_in(loaded_by("import powertrack_api.models")) == set()
    assert models_in(loaded_by("from powertrack_api.models import Node")) == {"node"}


@every("module", [info.name for info in pkgutil.walk_packages(powertrack_api.__path__, "powertrack_api.")])
def test_each_module_can_be_imported_and_says_what_it_is(module: str) -> None:
    assert import_module(module).__doc__


def test_all_classes_can_be_had_from_one_place() -> None:
    modules = {info.name for info in pkgutil.iter_modules(models.__path__)}

    assert len(models.__all__) == len(modules)
    assert {getattr(models, name).__module__.rpartition(".")[2] for name in models.__all__} == modules
    assert dir(models) == sorted(models.__all__)
    assert all(getattr(models, name).__doc__ for name in models.__all__)


def test_a_class_that_is_not_there_is_named() -> None:
    with pytest.raises(AttributeError, match="NoSuchModel"):
        getattr(models, "NoSuchModel")  # noqa: B009  # mypy must not know


def test_the_package_has_the_version_of_the_specification() -> None:
    assert powertrack_api.__version__ == child(BUNDLE, "info")["version"]
