"""Where a lock, a backup or the journal cannot be written, nothing is sent, and the error says what to do."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from attrs import define

from powertrack_sdk import ConfigurationError, Plan, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import watching
from tests.wire import held, puts

DEVICES = ["H100005", "H100006", "H100007"]


@pytest.fixture
def plan(sim: Simulator) -> Plan:
    """A plan for three devices."""
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.plan_updates([(key, {"capacityKw": 250.5}) for key in DEVICES])


Write = Callable[[Driver, Plan], object]

WRITES: dict[str, Write] = {
    "an update": lambda client, _: client.update_hardware_config(DEVICES[0], {"capacityKw": 250.5}),
    "a plan": lambda client, plan: client.apply_plan(plan),
    "an alert trigger": lambda client, _: client.add_alert_trigger(DEVICES[0], {"name": "High Temperature"}),
    "deletions": lambda client, _: client.delete_alert_trigger(DEVICES[0]),
}
WITH_EACH_WRITE = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)


def nothing_was_sent(sim: Simulator) -> bool:
    """Whether all that arrived only reads."""
    reads = {"GET": "", "POST": "/api/node/batch"}
    return all(request.path.startswith(reads.get(request.method, "none")) for request in sim.requests)


def a_file(folder: Path) -> Path:
    """A file where a folder ought to be."""
    folder.write_text("not a folder")
    return folder


def below_a_file(folder: Path) -> Path:
    """A folder that cannot be made."""
    return a_file(folder) / "below"


@WITH_EACH_WRITE
@pytest.mark.parametrize("place", [a_file, below_a_file])
def test_a_folder_of_backups_that_cannot_be_written(
    connect: Connect, sim: Simulator, plan: Plan, tmp_path: Path, place: Callable[[Path], Path], write: Write
) -> None:
    folder = place(tmp_path / "taken")
    with pytest.raises(ConfigurationError) as caught:
        write(connect(backup_dir=folder), plan)
    assert f"cannot be written to {folder}" in str(caught.value)
    assert "Choose another folder with backup_dir" in str(caught.value)
    assert nothing_was_sent(sim)


@WITH_EACH_WRITE
def test_a_folder_of_journals_that_cannot_be_written(
    connect: Connect, sim: Simulator, plan: Plan, backups: Path, write: Write
) -> None:
    backups.mkdir()
    a_file(backups / "runs")
    with pytest.raises(ConfigurationError) as caught:
        write(connect(), plan)
    assert f"cannot be written to {backups / 'runs'}" in str(caught.value)
    assert "Choose another folder with backup_dir" in str(caught.value)
    assert nothing_was_sent(sim)


@WITH_EACH_WRITE
@pytest.mark.parametrize("place", [a_file, below_a_file])
def test_a_folder_of_locks_that_cannot_be_written(
    connect: Connect,
    sim: Simulator,
    plan: Plan,
    tmp_path: Path,
    place: Callable[[Path], Path],
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = place(tmp_path / "taken")
    monkeypatch.setenv("POWERTRACK_LOCK_DIR", str(folder))
    with pytest.raises(ConfigurationError) as caught:
        write(connect(), plan)
    assert f"no lock can be made in {folder}" in str(caught.value)
    assert "nothing was sent. Name another folder in POWERTRACK_LOCK_DIR" in str(caught.value)
    assert nothing_was_sent(sim)


@define
class Disk:
    """A disk that can be full: then nothing that is written lasts."""

    full: bool = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of the test; it has room until the test fills it."""
    found, fsync = Disk(), os.fsync

    def fsync_if_there_is_room(descriptor: int) -> None:
        if found.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync_if_there_is_room)
    return found


@WITH_EACH_WRITE
def test_a_full_disk(connect: Connect, sim: Simulator, plan: Plan, backups: Path, disk: Disk, write: Write) -> None:
    disk.full = True
    with pytest.raises(ConfigurationError, match="No space left on device"):
        write(connect(), plan)
    assert nothing_was_sent(sim)
    assert not list(backups.rglob("*.json")), "half a file is none"


def test_a_disk_that_is_full_after_the_backup(
    connect: Connect, sim: Simulator, backups: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal is the next to be written: its folder is."""
    mkdir = Path.mkdir

    def fill_with_the_journal(self: Path, *arguments: object, **options: object) -> None:
        disk.full = self.name == "runs"
        mkdir(self, *arguments, **options)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(Path, "mkdir", fill_with_the_journal)
    with pytest.raises(ConfigurationError, match=r"H100005 was not sent: the journal cannot be .*No space left"):
        connect().update_hardware_config(DEVICES[0], {"capacityKw": 250.5})
    assert len(list(backups.glob("*.json"))) == 1
    assert nothing_was_sent(sim)


def test_a_disk_that_fills_in_the_middle_of_a_plan(connect: Connect, sim: Simulator, plan: Plan, disk: Disk) -> None:
    """The second document is sent; what came of it cannot be journaled any more, and the third one is not begun."""

    def fill(request: httpx.Request) -> None:
        disk.full = disk.full or (request.method == "PUT" and b'"H100006"' in request.content)

    with pytest.raises(ConfigurationError) as caught:
        connect(watching(sim, fill), concurrency=1).apply_plan(plan)
    assert str(caught.value).startswith("HardwareConfig H100006 was sent (outcome: written), but the journal cannot be")
    assert [body["key"] for body in puts(sim)] == DEVICES[:2]

    disk.full = False
    client = connect(concurrency=1)
    [run] = client.history()
    assert run.id in "".join(caught.value.__notes__)
    assert not run.finished
    done = client.resume_run(run.id)
    assert [one.outcome for one in done.entries] == ["written"] * 3
    assert [body["key"] for body in puts(sim)] == DEVICES, "none is sent twice"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few kilobytes."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    try:
        command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_really_full(connect: Connect, sim: Simulator, plan: Plan, tiny_disk: Path) -> None:
    before = [held(sim, f"/api/edit/hardware/{key}") for key in DEVICES]
    (tiny_disk / "ballast").write_bytes(b"x" * 12 * 1024)
    for write in WRITES.values():
        with pytest.raises(ConfigurationError, match="No space left on device"):
            write(connect(backup_dir=tiny_disk / "backups"), plan)
    assert nothing_was_sent(sim)
    assert [held(sim, f"/api/edit/hardware/{key}") for key in DEVICES] == before
