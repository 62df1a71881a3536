"""Stored sessions: in a keyring in pieces, else in a file for the user alone."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st

from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
from powertrack_sdk.errors import AuthenticationError, ConfigurationError

CREDENTIALS = Credentials(
    cookie="AESession=" + "canary" * 900,
    ae_s="canary-ae-s",
    ae_v="086665",
    base_url="https://apps.alsoenergy.com",
    user_agent="Mozilla/5.0",
)


class LockedError(Exception):
    """What a keyring raises that nobody opened."""


@define
class FakeKeyring:
    """A keyring that takes as much an entry as that of Windows does, and can be told to fail.

    Attributes:
        entries: What is in it, by service and name.
        fails_after: How many more calls it answers; None for all.
        at_end: Called then.
    """

    entries: dict[tuple[str, str], str] = field(factory=dict)
    fails_after: int | None = None
    at_end: Callable[[], None] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self._count()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._count()
        assert len(password.encode("utf-16-le")) <= 2560
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._count()
        del self.entries[service, username]

    def _count(self) -> None:
        if self.fails_after is not None:
            if self.fails_after == 0:
                self.at_end()
                raise LockedError("canary")
            self.fails_after -= 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture(autouse=True)
def _no_keyring_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTRACK_KEYRING", "off")


def everything(folder: Path) -> str:
    """All that is in the files of a folder."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())


def same(one: Credentials, other: Credentials) -> bool:
    """Whether two are the same but for where they come from."""
    return evolve(one, source="") == evolve(other, source="")


def test_a_session_is_kept_in_the_keyring_and_nowhere_else(folder: Path) -> None:
    keyring = FakeKeyring()
    assert Store(folder, keyring).save("north", CREDENTIALS) == "keyring"
    assert len(keyring.entries) > 5
    assert "canary" not in everything(folder)
    found = Store(folder, keyring).load("north")
    assert same(found, CREDENTIALS)
    assert found.source == "stored session north (keyring)"
    assert Store(folder, keyring).profiles() == {"north": "keyring"}


def test_a_session_that_is_forgotten_leaves_nothing(folder: Path) -> None:
    keyring = FakeKeyring()
    store = Store(folder, keyring)
    store.save("north", CREDENTIALS)
    store.save("south", CREDENTIALS)
    assert store.forget("north")
    assert {name.partition("/")[0] for _, name in keyring.entries} == {"south"}
    assert store.forget("south")
    assert keyring.entries == {}
    assert json.loads(everything(folder)) == {}
    assert not store.forget("south")


def test_a_shorter_session_leaves_no_piece_of_the_longer_one_before(folder: Path) -> None:
    keyring = FakeKeyring()
    store = Store(folder, keyring)
    store.save("north", CREDENTIALS)
    store.save("north", evolve(CREDENTIALS, cookie="AESession=short"))
    assert "canarycanary" not in "".join(keyring.entries.values())
    assert store.load("north").cookie == "AESession=short"


@pytest.mark.parametrize("answered", range(7))
def test_a_keyring_that_fails_leaves_the_session_to_a_file(folder: Path, answered: int) -> None:
    keyring = FakeKeyring(fails_after=answered)
    assert Store(folder, keyring).save("north", CREDENTIALS) == "file"
    keyring.fails_after = None
    store = Store(folder, keyring)
    assert same(store.load("north"), CREDENTIALS)
    assert store.forget("north")
    assert keyring.entries == {}
    assert "canary" not in everything(folder)


def test_a_keyring_that_fails_once_is_left_without_pieces(folder: Path) -> None:
    @define
    class TooSmall(FakeKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            if username == "north/3":
                raise LockedError("too large")
            super().set_password(service, username, password)

    keyring = TooSmall()
    assert Store(folder, keyring).save("north", CREDENTIALS) == "file"
    assert keyring.entries == {}


def test_a_keyring_that_does_not_answer_any_more_is_told(folder: Path) -> None:
    keyring = FakeKeyring()
    Store(folder, keyring).save("north", CREDENTIALS)
    for store in (Store(folder, FakeKeyring(fails_after=0)), Store(folder)):
        with pytest.raises(ConfigurationError, match="'north' is in the keyring of the system, which does not answer"):
            store.load("north")
        with pytest.raises(ConfigurationError, match="does not answer"):
            store.forget("north")
    assert Store(folder, keyring).profiles() == {"north": "keyring"}


def test_signing_in_again_needs_no_keyring_that_answers(folder: Path) -> None:
    keyring = FakeKeyring()
    Store(folder, keyring).save("north", CREDENTIALS)
    assert Store(folder).save("north", CREDENTIALS) == "file"
    assert same(Store(folder).load("north"), CREDENTIALS)
    assert Store(folder, keyring).forget("north")
    assert keyring.entries == {}


def test_a_session_that_is_gone_from_the_keyring_is_told(folder: Path) -> None:
    keyring = FakeKeyring()
    Store(folder, keyring).save("north", CREDENTIALS)
    del keyring.entries["powertrack-sdk", "north/2"]
    with pytest.raises(AuthenticationError, match="gone from the keyring"):
        Store(folder, keyring).load("north")
    assert Store(folder, keyring).forget("north")
    assert keyring.entries == {}


@pytest.mark.skipif(os.name == "nt", reason="takes the modes of POSIX")
def test_without_a_keyring_it_is_a_file_for_the_user_alone(folder: Path) -> None:
    assert Store(folder).save("north", CREDENTIALS) == "file"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert Store(folder).load("north").source == "stored session north (file)"
    (folder / "sessions" / "north.json").unlink()
    with pytest.raises(AuthenticationError, match="gone from the file"):
        Store(folder).load("north")


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"cookie": 5}', '{"cookie": ""}'])
def test_a_damaged_file_is_told_without_what_is_in_it(folder: Path, content: str) -> None:
    Store(folder).save("north", CREDENTIALS)
    (folder / "sessions" / "north.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="sign in again"):
        Store(folder).load("north")


@pytest.mark.parametrize("name", ["", "a b", "../up", "a/b", ".hidden", "é", "x" * 65])
def test_names_that_could_be_paths_are_refused(folder: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="is not a valid profile name"):
        Store(folder).save(name, CREDENTIALS)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="POWERTRACK_CONFIG_DIR"):
        Store(tmp_path / "file" / "below").save("north", CREDENTIALS)


def test_the_folder_is_the_one_that_the_environment_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTRACK_CONFIG_DIR", str(folder))
    assert Store().folder == folder


@settings(max_examples=30)
@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=4000))
def test_any_cookie_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("settings")
    credentials = Credentials(cookie=f"a={text}", ae_s=text, user_agent=text)
    for keyring in (FakeKeyring(), None):
        store = Store(folder, keyring)
        store.save("any", credentials)
        assert same(store.load("any"), credentials)


PROGRAM = """
import sys
from datetime import UTC, datetime
from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
store = Store()
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    store.save(sys.argv[1], Credentials(cookie=f"AESession=canary-{number}-" + "x" * 3000 + f"-{number}"))
"""


@pytest.fixture
def variables(folder: Path, tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "POWERTRACK_CONFIG_DIR": str(folder), "POWERTRACK_LOCK_DIR": str(tmp_path / "locks")}


def test_a_sign_in_that_is_killed_leaves_the_old_session_or_the_new_one(
    folder: Path, variables: dict[str, str]
) -> None:
    store, choice = Store(folder), random.Random(0)
    store.save("north", evolve(CREDENTIALS, cookie="AESession=old"))
    drafts = 0
    for number in range(100):
        if number >= 12 and drafts:
            break
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "north", "10000"], stdout=subprocess.PIPE, env=variables
        )
        assert program.stdout is not None
        program.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(choice.uniform(0, 0.05))
        program.kill()
        program.wait()
        program.stdout.close()
        drafts += sum(path.suffix == ".part" for path in folder.rglob("*"))
        found = re.fullmatch(r"AESession=(?:old|canary-(\d+)-x+-(\d+))", store.load("north").cookie)
        assert found is not None
        assert found[1] == found[2]
        assert {path.name for path in folder.rglob("*") if path.is_file()} == {"profiles.json", "north.json"}
    assert drafts > 0, "no program was killed while it wrote"
    assert store.forget("north")
    assert "canary" not in everything(folder)


def test_what_a_killed_first_sign_in_has_left_is_erased_by_the_next_command(folder: Path) -> None:
    sessions = folder / "sessions"
    sessions.mkdir(parents=True)
    (sessions / ".0123456789abcdef.part").write_text("canary")
    (sessions / "north.json").write_text(json.dumps({"cookie": "AESession=canary"}))
    assert Store(folder).profiles() == {}
    assert not Store(folder).forget("north")
    assert everything(folder) == ""


@pytest.mark.parametrize("answered", range(1, 14))
def test_a_keyring_that_breaks_off_while_signing_in_leaves_a_session(folder: Path, answered: int) -> None:
    keyring = FakeKeyring()
    old, new = evolve(CREDENTIALS, cookie="AESession=old"), evolve(CREDENTIALS, cookie="AESession=new")
    Store(folder, keyring).save("north", old)
    keyring.fails_after = answered

    def killed() -> None:
        raise KeyboardInterrupt

    keyring.at_end = killed
    with contextlib.suppress(KeyboardInterrupt):
        Store(folder, keyring).save("north", new)
    keyring.fails_after = None
    store = Store(folder, keyring)
    assert same(store.load("north"), old) or same(store.load("north"), new)
    assert store.forget("north")
    assert keyring.entries == {}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("answered", range(1, 9))
def test_what_a_killed_first_sign_in_has_left_in_the_keyring_is_erased(
    folder: Path, answered: int, again: bool
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    keyring = FakeKeyring(fails_after=answered, at_end=killed)
    with contextlib.suppress(KeyboardInterrupt):
        Store(folder, keyring).save("north", CREDENTIALS)
    keyring.fails_after = None
    assert Store(folder, keyring).profiles() == {}
    if again:
        Store(folder, keyring).save("north", evolve(CREDENTIALS, cookie="AESession=short"))
        assert "canarycanary" not in "".join(keyring.entries.values())
    assert Store(folder, keyring).forget("north") is again
    assert keyring.entries == {}


def test_sign_ins_at_the_same_time_are_all_kept(folder: Path, variables: dict[str, str]) -> None:
    names = [f"account{number}" for number in range(12)]
    programs = [subprocess.Popen([sys.executable, "-c", PROGRAM, name, "3"], env=variables) for name in names]
    assert [program.wait() for program in programs] == [0] * 12
    assert sorted(Store(folder).profiles()) == sorted(names)
    assert all(Store(folder).load(name).cookie.startswith("AESession=canary-2-") for name in names)


def test_a_list_of_the_first_version_is_read(folder: Path) -> None:
    store = Store(folder)
    store.save("north", CREDENTIALS)
    (folder / "profiles.json").write_text('{"north": "file"}')
    assert same(store.load("north"), CREDENTIALS)
    assert store.records()["north"].signed_in is None


@pytest.mark.parametrize(("success", "refused", "hours"), [(13.9, 14.1, 14), (0, 24, 12), (None, 6, 3), (5, 5, 5)])
def test_how_long_a_session_lasted_is_remembered(
    folder: Path, success: float | None, refused: float, hours: float
) -> None:
    store, start = Store(folder), datetime(2026, 6, 24, tzinfo=UTC)
    for _ in range(2):
        store.save("north", CREDENTIALS, now=start)
        _, profile = store.open("north")
        if success is not None:
            profile.save(CREDENTIALS, {}, start + timedelta(hours=success))
        for later in (0, 1):
            assert profile.ended(start + timedelta(hours=refused + later)) is None
        start += timedelta(days=2)
    assert store.records()["north"].lasted == (hours, hours)
    assert store.records()["north"].usual_life == timedelta(hours=hours)


def test_a_session_that_works_again_had_not_ended(folder: Path) -> None:
    store, start = Store(folder), datetime(2026, 6, 24, tzinfo=UTC)
    store.save("north", CREDENTIALS, now=start)
    _, profile = store.open("north")
    profile.ended(start + timedelta(hours=1))
    profile.save(CREDENTIALS, {}, start + timedelta(hours=2))
    record = store.records()["north"]
    assert (record.ended, record.lasted) == (None, ())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="takes the right to give files away")
def test_a_program_with_more_rights_does_not_take_the_store_from_its_user(folder: Path) -> None:
    store = Store(folder)
    store.save("north", CREDENTIALS)
    _, profile = store.open("north")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 12345, 12345)
    profile.save(evolve(CREDENTIALS, cookie="AESession=renewed"), {}, None)
    assert {path.stat().st_uid for path in folder.rglob("*")} == {12345}
    assert same(store.load("north"), CREDENTIALS)
