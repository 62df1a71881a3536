"""Bringing a document back to what it was: a write like any other."""

from __future__ import annotations

import os
from collections.abc import Callable

from powertrack_api.decoding import JsonObject
from powertrack_api.shapes import Document
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.hardware.flows import hardware_config_target
from powertrack_sdk.modeling.flows import modeling_target
from powertrack_sdk.runner.flow import Flow, locally
from powertrack_sdk.site.flows import site_config_target
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.update import rewrite

_TARGETS: dict[str, Callable[[str], Flow[Target]]] = {
    "HardwareConfig": hardware_config_target,
    "ModelingData": modeling_target,
    "SiteConfig": site_config_target,
}


def restore_backup(path: str | os.PathLike[str], dry_run: bool = False) -> Flow[UpdateResult]:
    """Bring a document back to what it was when a backup was taken. What it is now is backed up first.

    Args:
        path: The backup, such as `UpdateResult.backup_path`.
        dry_run: Only tell what would change.

    Raises:
        ConfigurationError: It cannot be read, or is no backup.
        ConflictError: Someone else changed the document meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as it was.
        APIError: A request failed.

    Operations: the GET and the PUT of the document
    """
    backup = yield from locally(lambda: load_backup(path))
    if backup.document not in _TARGETS:
        raise ConfigurationError(f"{path} is a backup of a {backup.document}, which cannot be restored")
    target = yield from _TARGETS[backup.document](backup.key)
    # A write goes to what its body names, so a backup that was tampered with could end up on another object.
    named = backup.content.get(target.document.identity)
    if named != backup.key:
        raise ConfigurationError(f"{path} is a backup of {backup.key}, but its content describes {named!r}")
    return (
        yield from rewrite(target, lambda current: _restored(current, backup.content, target.document), dry_run=dry_run)
    )


def _restored(current: JsonObject, former: JsonObject, document: Document) -> JsonObject:
    """The former document under the current version stamp; the current one where only the server's fields differ."""
    if not diff(former, current, document.shape, ignore_volatile=True):
        return current
    return {**former, document.stamp: current.get(document.stamp)}
