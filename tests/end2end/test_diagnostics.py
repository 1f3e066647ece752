from __future__ import annotations

import time
from pathlib import Path

import pytest

from feeling_manager.app.diagnostics import examine_apart, findings_of
from feeling_manager.app.paths import user_files
from feeling_manager.core.errors import KnownError
from feeling_manager.ui.finding_texts import finding_advice, finding_name, finding_text


def test_the_window_reads_what_the_doctor_found_in_a_process_of_its_own(tmp_path: Path) -> None:
    findings = examine_apart(user_files(tmp_path), lambda: False)
    assert [one.name for one in findings] == [
        "camera", "sound", "vlc", "model", "javascript", "yt-dlp", "database", "disk",
    ]  # fmt: skip
    for finding in findings:
        assert finding_name(finding) and finding_text(finding)
        assert finding.ok == (finding_advice(finding) == "")


def test_looking_is_given_up_when_nobody_waits_any_more(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        examine_apart(user_files(tmp_path), lambda: True)
    assert caught.value.code == "cancelled"


def test_looking_does_not_take_for_ever(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(KnownError) as caught:
        examine_apart(user_files(tmp_path), lambda: False, timeout_s=0.0)
    assert caught.value.code == "timed_out"
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("answer", [b"", b"{}", b"[]", b'{"checks": {"vlc": {}}}', b"\xff"])
def test_an_answer_that_is_none_is_a_known_error(answer: bytes) -> None:
    with pytest.raises(KnownError):
        findings_of(answer)
