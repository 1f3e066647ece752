"""What an installed program must do."""

from __future__ import annotations

import json
import subprocess
import threading
import time
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QImage

from bundle.identity import ROOT, TITLE
from smoke.debian_root import USER, DebianRoot
from smoke.screen import VirtualScreen, wait_for

SOUNDS: Final = ROOT / "packaging" / "smoke" / "sounds"
PORTRAIT: Final = "matplotlib/mpl-data/sample_data/grace_hopper.jpg"
UNWANTED: Final = (
    *("tensorflow", "jaxlib", "scipy", "torch", "keras", "Qt6WebEngine", "Qt6Qml", "Qt6Quick"),
    *("Qt63D", "Qt6Pdf", "Qt6Charts", "libavcodec_plugin", "haarcascade", "pose_landmark"),
)
MIN_LOUDNESS: Final = 0.005
MIN_COLOURS: Final = 200
WINDOW_RUN_S: Final = 30


class CheckFailed(Exception):
    """The program does not do what it must."""


@dataclass(frozen=True, slots=True)
class Program:
    """An installed program: where its command and its folder are in the system."""

    root: DebianRoot
    command: str
    folder: str
    read_only: str = ""

    def run(self, *arguments: str, timeout_s: float = 120) -> str:
        """Run one command to its end as the user; returns what it printed."""
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=timeout_s)
        text = output.decode(errors="replace")
        if process.returncode != 0 or "Traceback" in text:
            raise CheckFailed(f"{arguments} ended with {process.returncode}:\n{text}")
        return text

    def start(self, *arguments: str, display: str = "") -> subprocess.Popen[bytes]:
        """Start a command as the user, without a network."""
        command = [self.command, *arguments]
        return self.root.start(command, display, self.read_only)


def check_contents(program: Program) -> None:
    """Nothing that is not used came along, and everybody is thanked."""
    folder = program.root.path(program.folder)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    unwanted = [name for name in names for word in UNWANTED if word in name]
    ensure(not unwanted, f"unwanted files: {unwanted[:5]}")
    notices = (folder / "_internal" / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    for name in ("libvlc5", "PySide6_Essentials", "deno", "Pretendard", "opencv-python-headless"):
        ensure(name in notices, f"THIRD_PARTY_LICENSES does not speak of {name}")


def check_window(program: Program, screen: VirtualScreen, folder: str) -> dict[str, float]:
    """The window opens, reads the portrait, plays and quits; returns what was measured."""
    wav, picture = f"{folder}/out.wav", f"{folder}/window.png"
    figures = {"second window s": 0.0}
    for name in ("first window s", "second window s"):
        options = ["--camera", "demo", "--data-dir", folder, "--lang", "ko"]
        options += ["--audio-file", wav, "--screenshot", picture]
        process = program.start(*options, "--quit-after", str(WINDOW_RUN_S), display=screen.display)
        with drained(process) as lines:
            figures[name] = wait_for(lambda: screen.shows(TITLE), "the window")
            time.sleep(WINDOW_RUN_S - 6)
            figures["memory MB"] = resident_mb(process.pid)
            process.wait(timeout=60)
        ensure(process.returncode == 0, f"the window ended with {process.returncode}: {lines}")
    diary = last_json(program.run("stats", "day", "--json", "--data-dir", folder))
    ensure(diary["count"] >= 1, "no expression was written down")
    figures["song s"], loudness = heard(program.root.path(wav))
    ensure(loudness > MIN_LOUDNESS, f"nothing can be heard: {loudness:.4f}")
    ensure(colours(program.root.path(picture)) > MIN_COLOURS, "the screenshot is empty")
    return figures


def check_first_reading(program: Program, folder: str) -> float:
    """Seconds from the start of the program to the first expression it read."""
    began = time.monotonic()
    process = program.start(
        *("run", "--camera", "demo", "--player", "silent", "--data-dir", folder)
    )
    seconds = 0.0
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line) if line.startswith(b"{") else {}
        if event.get("type") == "observation" and event["scores"] is not None:
            seconds = time.monotonic() - began
            break
    process.terminate()
    process.communicate(timeout=30)
    ensure(process.returncode == 0, f"`run` ended with {process.returncode} when told to")
    ensure(seconds > 0, "`run` read no expression")
    return seconds


def check_commands(program: Program, folder: str) -> None:
    """`doctor` finds what came along, `classify` reads a picture, `stats` draws one."""
    report = last_json(program.run("doctor", "--json", "--data-dir", folder))["checks"]
    for name in ("vlc", "model", "javascript", "database"):
        ensure(report[name]["ok"], f"doctor: {name}: {report[name]}")
    inside = program.folder in report["javascript"]["found"]
    ensure(inside, f"another JavaScript runtime: {report['javascript']}")
    picture = f"{program.folder}/_internal/{PORTRAIT}"
    answer = last_json(program.run("classify", picture, "--data-dir", folder))
    ensure(answer["face"] is not None and answer["emotion"], f"classify: {answer}")
    chart = f"{folder}/week.png"
    program.run("stats", "week", "--png", chart, "--data-dir", folder)
    ensure(colours(program.root.path(chart)) > 5, "the chart is empty")


def check_sounds(program: Program, folder: str) -> None:
    """Every kind of song that people have is played, and heard."""
    root = program.root
    songs = root.path(f"{folder}/songs")
    songs.mkdir(parents=True)
    for path in SOUNDS.iterdir():
        (songs / path.name).write_bytes(path.read_bytes())
    root.run("chown", "--recursive", f"{USER}:", folder)
    program.run("library", "import", f"{folder}/songs", "--genre", "smoke", "--data-dir", folder)
    for emotion in ("anger", "fear", "happiness", "neutral", "sadness", "surprise"):
        program.run("preferences", "set", emotion, "smoke", "--data-dir", folder)
    wanted = {path.suffix for path in SOUNDS.iterdir()}
    played, failed = played_suffixes(program, folder, wanted)
    ensure(not failed, f"cannot be played: {sorted(failed)}")
    ensure(played == wanted, f"was not played: {sorted(wanted - played)}")
    _, loudness = heard(root.path(f"{folder}/songs.wav"))
    ensure(loudness > MIN_LOUDNESS, "the songs cannot be heard")


def played_suffixes(program: Program, folder: str, wanted: set[str]) -> tuple[set[str], set[str]]:
    """Play until each kind has come to its turn; (played to the end, failed)."""
    process = program.start(
        *("run", "--camera", "demo", "--audio-file", f"{folder}/songs.wav"),
        *("--data-dir", folder, "--quit-after", "150"),
    )
    played: set[str] = set()
    failed: set[str] = set()
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line) if line.startswith(b"{") else {}
        if event.get("type") == "playback" and event.get("track"):
            suffix = Path(event["track"]["uri"]).suffix
            if event["state"] in ("playing", "ended"):
                played.add(suffix)
            elif event["state"] == "failed":
                failed.add(suffix)
        if played >= wanted:
            process.terminate()
    process.wait(timeout=30)
    return played & wanted, failed


@contextmanager
def drained(process: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    """Read what a process prints, so that it is never held up; ends it when the check fails."""
    lines: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        lines.extend(line.decode(errors="replace").rstrip() for line in process.stdout)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield lines
    finally:
        if process.poll() is None:
            process.kill()
        reader.join()


def resident_mb(pid: int) -> float:
    """Memory of a process that is in use."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kib) * 1024 / 1e6


def heard(path: Path) -> tuple[float, float]:
    """Seconds and root mean square (0-1) of a 16-bit WAV file."""
    with wave.open(str(path)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        seconds = file.getnframes() / file.getframerate()
    if not samples:
        return 0.0, 0.0
    mean = sum(value * value for value in samples[::7]) / len(samples[::7])
    return seconds, float(mean**0.5) / 32768


def colours(path: Path) -> int:
    """How many different colours a picture has, looking at every third pixel."""
    image = QImage(str(path))
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return len({image.pixel(x, y) for x, y in points})


def last_json(text: str) -> dict[str, Any]:
    """The last line of a command's output that is a JSON object."""
    lines = [line for line in text.splitlines() if line.startswith("{")]
    ensure(bool(lines), f"no JSON in {text}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def ensure(condition: bool, otherwise: str) -> None:
    """Raises: CheckFailed."""
    if not condition:
        raise CheckFailed(otherwise)
