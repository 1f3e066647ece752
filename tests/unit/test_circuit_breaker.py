"""The breaker opens after failures in a row, waits longer each time, and closes on success."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.circuit_breaker import (
    MINUTE_MS,
    NETWORK_CODES,
    PAUSES_MS,
    BreakerState,
    CircuitBreaker,
)
from feeling_manager.core.values import MonoMs


def at(minutes: float) -> MonoMs:
    return MonoMs(round(minutes * MINUTE_MS))


def opened(now: MonoMs) -> CircuitBreaker:
    breaker = CircuitBreaker()
    for _ in range(3):
        breaker.failed("offline", now)
    return breaker


def test_two_failures_are_borne_and_the_third_opens() -> None:
    breaker = CircuitBreaker()
    for _ in range(2):
        breaker.failed("offline", at(0))
        assert breaker.allows(at(0))
        assert breaker.retry_at is None
    breaker.failed("rate_limited", at(0))
    assert breaker.state(at(0)) is BreakerState.OPEN
    assert breaker.retry_at == at(1)
    assert breaker.last_code == "rate_limited"
    assert not breaker.allows(at(0.99))


@pytest.mark.parametrize("code", sorted(NETWORK_CODES))
def test_every_network_failure_counts(code: str) -> None:
    breaker = CircuitBreaker(failures_to_open=1)
    breaker.failed(code, at(0))
    assert breaker.state(at(0)) is BreakerState.OPEN


@pytest.mark.parametrize("code", ["video_gone", "file_missing", "address_refused", "disk_full"])
def test_an_answer_about_one_song_shows_that_the_service_is_there(code: str) -> None:
    breaker = CircuitBreaker()
    for one in ("offline", "offline", code, "offline", "offline"):
        breaker.failed(one, at(0))
    assert breaker.state(at(0)) is BreakerState.CLOSED


def test_cancelling_counts_neither_way() -> None:
    breaker = CircuitBreaker()
    for code in ("offline", "cancelled", "offline", "cancelled", "offline"):
        breaker.failed(code, at(0))
    assert breaker.state(at(0)) is BreakerState.OPEN


def test_after_the_pause_one_try_is_let_through() -> None:
    breaker = opened(at(0))
    assert breaker.state(at(1)) is BreakerState.HALF_OPEN
    assert breaker.allows(at(1))
    assert not breaker.allows(at(1))
    assert not breaker.allows(at(100))


def test_a_cancelled_try_may_be_made_again() -> None:
    breaker = opened(at(0))
    assert breaker.allows(at(1))
    breaker.failed("cancelled", at(1))
    assert breaker.allows(at(1))


def test_pauses_grow_and_stay_at_the_longest() -> None:
    breaker, now, pauses = opened(at(0)), at(0), []
    for _ in range(len(PAUSES_MS) + 2):
        assert breaker.retry_at is not None
        pauses.append(breaker.retry_at - now)
        now = breaker.retry_at
        assert breaker.allows(now)
        breaker.failed("offline", now)
    assert pauses == [*PAUSES_MS, PAUSES_MS[-1], PAUSES_MS[-1]]
    assert list(PAUSES_MS) == sorted(PAUSES_MS)


def test_success_closes_and_forgets() -> None:
    breaker = opened(at(0))
    assert breaker.allows(at(1))
    breaker.failed("offline", at(1))
    assert breaker.retry_at == at(3)
    assert breaker.allows(at(3))
    breaker.succeeded()
    assert_closed(breaker)
    assert breaker.last_code == ""
    for _ in range(3):
        breaker.failed("offline", at(4))
    assert breaker.retry_at == at(5)


def assert_closed(breaker: CircuitBreaker) -> None:
    assert breaker.state(at(3)) is BreakerState.CLOSED
    assert breaker.retry_at is None


def test_late_failures_of_calls_begun_before_do_not_lengthen_the_pause() -> None:
    breaker = opened(at(0))
    for _ in range(5):
        breaker.failed("offline", at(0.5))
    assert breaker.retry_at == at(1)


def test_the_user_may_try_at_once() -> None:
    breaker = opened(at(0))
    breaker.reset()
    assert breaker.allows(at(0))


@pytest.mark.parametrize(("failures", "pauses"), [(0, (1,)), (1, ()), (1, (0,)), (1, (5, -1))])
def test_senseless_settings_are_refused(failures: int, pauses: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="breaker"):
        CircuitBreaker(failures, pauses)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ask", "offline", "video_gone", "cancelled", "ok"]),
            st.integers(0, 5 * MINUTE_MS),
        )
    )
)
def test_it_never_lets_calls_through_before_the_pause_is_over(
    steps: list[tuple[str, int]],
) -> None:
    breaker, now = CircuitBreaker(), 0
    for what, pause in steps:
        now += pause
        if what == "ask":
            due = breaker.retry_at
            if breaker.allows(MonoMs(now)):
                assert due is None or now >= due
        elif what == "ok":
            breaker.succeeded()
        else:
            breaker.failed(what, MonoMs(now))
        assert breaker.retry_at is None or breaker.retry_at - now <= PAUSES_MS[-1]
