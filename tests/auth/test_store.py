"""Stored sessions: in a keyring in pieces, else in a file for the user alone."""

from __future__ import annotations

import json
import os
import stat
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
    """

    entries: dict[tuple[str, str], str] = field(factory=dict)
    fails_after: int | None = None

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
