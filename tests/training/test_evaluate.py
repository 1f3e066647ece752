from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from feeling_manager.training.dataset import VOTE_COLUMNS
from feeling_manager.training.evaluate import main
from tests.training.faces import drawn_face, packed

MODEL = Path(__file__).resolve().parents[2] / "models" / "emotion.tflite"
RNG = np.random.default_rng(4)


def faces(side: int) -> dict[str, Any]:
    return packed([drawn_face(mouth, RNG, side) for mouth in np.linspace(-1, 1, 12)])


@pytest.fixture
def voted(tmp_path: Path) -> Path:
    row = [9 if name == "neutral" else 0 for name in VOTE_COLUMNS]
    np.savez(tmp_path / "voted.npz", votes=np.array([row] * 12, np.uint8), **faces(48))
    return tmp_path / "voted.npz"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    names = np.array(["neutral"])
    np.savez(tmp_path / "named.npz", labels=np.zeros(12, int), label_names=names, **faces(72))
    return tmp_path / "named.npz"


def figures(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert main([*map(str, arguments), "--model", str(MODEL), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    found.pop("ms_per_face")
    return found


def test_votes_alone_are_enough(capsys: pytest.CaptureFixture[str], voted: Path) -> None:
    assert figures(capsys, "--data", voted, "--split", "valid")["n"] == 12


def test_each_file_is_cut_as_its_own_form_asks(
    capsys: pytest.CaptureFixture[str], voted: Path, named: Path
) -> None:
    for other, file in ((voted, named), (named, voted)):
        alone = figures(capsys, "--data", file)
        assert figures(capsys, "--data", other, "--split", file) == alone


# NumPy leaves a damaged file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--data", "nothing.npz"], 4),
        (["--data", __file__], 4),
        (["--data", "DAMAGED"], 4),
        (["--data", "VOTED", "--model", "nothing.tflite"], 3),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    capsys: pytest.CaptureFixture[str], voted: Path, arguments: list[str], code: int
) -> None:
    damaged = voted.with_name("damaged.npz")
    damaged.write_bytes(voted.read_bytes()[:500])
    files = {"VOTED": str(voted), "DAMAGED": str(damaged)}
    arguments = [files.get(argument, argument) for argument in arguments]
    assert main(["--model", str(MODEL), *arguments]) == code
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
