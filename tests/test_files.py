"""Files on systems that cannot sync, or where another program holds them for a moment."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from powertrack_sdk.files import replace_file


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_without_sync_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    replace_file(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_failed_sync_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match=os.strerror(code)):
        replace_file(tmp_path / "a", b"1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("times", [1, 3, None])
def test_a_file_that_is_held_is_replaced_once_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int | None
) -> None:
    """As Windows refuses to replace a file that a virus scanner reads."""
    replace, tried = Path.replace, []

    def held(self: Path, target: Path) -> Path:
        tried.append(target)
        if times is None or len(tried) <= times:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    if times is None:
        with pytest.raises(PermissionError):
            replace_file(tmp_path / "a", b"new")
    else:
        replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == (b"old" if times is None else b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
