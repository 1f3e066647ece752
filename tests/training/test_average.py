from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from feeling_manager.training.average import average, main


def write(path: Path, first: float, second: list[float]) -> Path:
    np.savez(path, np.full((2, 2), first, np.float32), np.array(second, np.float32))
    return path


def test_weights_are_averaged_by_their_shares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = write(tmp_path / "a.npz", 1, [2, 4]), write(tmp_path / "b.npz", 3, [0, 8])
    command = ["average", "--weights", str(one), str(other), "--shares", "3", "1"]
    monkeypatch.setattr("sys.argv", [*command, "--out", str(tmp_path / "mean.npz")])
    main()
    with np.load(tmp_path / "mean.npz") as file:
        first, second = (file[name] for name in file.files)
    assert first.dtype == np.float32 and (first == 1.5).all()
    assert second.tolist() == [1.5, 5.0]
    average([one, other], tmp_path / "equal.npz")
    with np.load(tmp_path / "equal.npz") as file:
        assert file["arr_1"].tolist() == [1.0, 6.0]


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    one, other = write(tmp_path / "a.npz", 1, [2, 4]), write(tmp_path / "b.npz", 3, [0, 8, 1])
    with pytest.raises(ValueError, match=r"b\.npz: weights of another network"):
        average([one, other], tmp_path / "mean.npz")
    with pytest.raises(ValueError, match="2 files, but 1 shares"):
        average([one, one], tmp_path / "mean.npz", [1.0])
    assert not (tmp_path / "mean.npz").exists()
