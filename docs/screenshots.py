"""Pictures of a terminal for the guide: `make screenshots`. Commands are run for real, against a served simulator."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from powertrack_sdk.simulator import Simulator

PICTURES = Path(__file__).parent / "_static"
PROGRAM = Path(sys.executable).with_name("powertrack")
PORT = 8080
COLUMNS = 100
ROWS = 60
_UNSET = ("NO_COLOR", "COLUMNS", "COOKIE", "AE_S", "BASE_URL", "XDG_CONFIG_HOME", "POWERTRACK_CONFIG_DIR")

_BACKGROUND, _INK = (22, 27, 34), (214, 222, 230)
_COLORS = [
    (72, 79, 88),
    (255, 123, 114),
    (86, 211, 100),
    (227, 179, 65),
    (121, 192, 255),
    (210, 168, 255),
    (86, 212, 221),
    (214, 222, 230),
]
_THEME = TerminalTheme(_BACKGROUND, _INK, _COLORS, _COLORS)
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: white }}
main {{ display: inline-block; background: rgb{background}; color: rgb{ink}; border-radius: 8px; padding: 16px 20px }}
pre {{ margin: 0; font: 14px/1.35 "DejaVu Sans Mono", monospace }}
</style><main><pre>{code}</pre></main>"""

SCENES: dict[str, Sequence[str]] = {
    "terminal-sign-in.png": ("powertrack auth import copied.txt", "powertrack auth status"),
    "terminal-portfolio.png": ("powertrack portfolio", "powertrack alerts C1001"),
    "terminal-site.png": ("powertrack site S10001", "powertrack hardware S10001"),
    "terminal-chart.png": ("powertrack chart S10001 --from 2026-06-23 --to 2026-06-23 --bin 15 --show",),
    "terminal-plan.png": (
        "cat changes.csv",
        "powertrack plan changes.csv --out plan.json",
        "powertrack apply plan.json --limit 1 --yes",
    ),
}
CHANGES = """key,name,acCapacityKw,latitude
S10001,Maple Ridge Solar (phase 1),510,40.5631
S10002,,245,
S10005,Heron Springs Solar East,,
"""


def main() -> None:
    """Take all pictures."""
    simulator = Simulator(sites=12)
    simulator.renew_session(datetime.now(UTC))
    chromium = shutil.which("chromium")
    with (
        simulator.serve(PORT) as server,
        tempfile.TemporaryDirectory() as place,
        sync_playwright() as playwright,
    ):
        folder = Path(place)
        (folder / "copied.txt").write_text(simulator.copied_request(server.url), encoding="utf-8")
        (folder / "changes.csv").write_text(CHANGES, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        output_of("powertrack auth import copied.txt", folder)
        # Before the scenes, as one of them renames the site.
        plot = "powertrack chart S10001 --from 2026-06-23 --to 2026-06-23 --bin 15 --plot power.png"
        output_of(plot, folder)
        shutil.copy(folder / "power.png", PICTURES / "chart.png")
        for name, commands in SCENES.items():
            shown = "\n".join(f"\x1b[1;32m$\x1b[0m {command}\n{output_of(command, folder)}" for command in commands)
            take(browser, shown.rstrip(), PICTURES / name, COLUMNS)
        browser.close()


def output_of(command: str, folder: Path, columns: int = COLUMNS) -> str:
    """What a command prints on a terminal of so many columns, with its codes for colours."""
    program, *arguments = shlex.split(command)
    mine, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET}
    environment |= {
        "TERM": "xterm-256color",
        "HOME": str(folder),
        "POWERTRACK_LOCK_DIR": str(folder / ".locks"),
        "POWERTRACK_KEYRING": "off",
    }
    path = str(PROGRAM) if program == "powertrack" else program
    # Standard error is no terminal, so that no progress is shown.
    process = subprocess.Popen(  # noqa: S603
        [path, *arguments], cwd=folder, env=environment, stdin=its, stdout=its, stderr=subprocess.PIPE
    )
    os.close(its)
    received = io.BytesIO()
    try:
        while piece := os.read(mine, 65536):
            received.write(piece)
    except OSError:  # so Linux says that the other side is closed
        pass
    _, complaints = process.communicate()
    os.close(mine)
    if process.returncode not in (0, 4):  # 4 where only some of a plan is done
        raise SystemExit(f"{command}: {complaints.decode()}")
    return received.getvalue().decode().replace("\r\n", "\n")


def take(browser: Browser, shown: str, path: Path, columns: int) -> None:
    """Make a picture of what a terminal shows."""
    console = Console(
        record=True,
        width=columns,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    for line in Text.from_ansi(shown).split("\n", allow_blank=True):
        for piece in line.divide(range(columns, line.cell_len, columns)):  # as a terminal wraps
            console.print(piece, soft_wrap=True)
    code = console.export_html(theme=_THEME, inline_styles=True, code_format="{code}")
    html = _PAGE.format(background=_BACKGROUND, ink=_INK, code=code)
    page = browser.new_page(viewport={"width": 1600, "height": 400}, device_scale_factor=1.5)
    page.set_content(html)
    page.locator("main").screenshot(path=path)
    page.close()


if __name__ == "__main__":
    main()
