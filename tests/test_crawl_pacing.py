"""One request at a time per host, waits honoured, and quiet after two blocks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from impersonation_watch.crawl.pacing import Pacer
from impersonation_watch.model import CannotSee, HostHealth, Outcome

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOST = "mastodon.example"


def pacer(**hosts: HostHealth) -> Pacer:
    return Pacer(lambda: NOW, {name.replace("_", "."): each for name, each in hosts.items()})


def note(pace: Pacer, status: int, **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def noted() -> bool:
        return pace.note(HOST, status, named)

    return asyncio.run(noted())


def test_requests_to_one_host_follow_each_other_with_a_pause() -> None:
    pace, times = pacer(), []

    async def ask() -> None:
        async with pace.turn(HOST, delay=0.05):
            times.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0.02)
            times.append(asyncio.get_running_loop().time())

    async def all_at_once() -> None:
        await asyncio.gather(ask(), ask(), ask())

    asyncio.run(all_at_once())
    pauses = [times[2] - times[1], times[4] - times[3]]
    assert min(pauses) >= 0.049


def test_other_hosts_do_not_wait() -> None:
    pace, order = pacer(), []

    async def ask(host: str, wait: float) -> None:
        async with pace.turn(host, delay=5):
            await asyncio.sleep(wait)
            order.append(host)

    async def all_at_once() -> None:
        await asyncio.gather(ask("slow.example", 0.05), ask("fast.example", 0.0))

    asyncio.run(all_at_once())
    assert order == ["fast.example", "slow.example"]


def test_two_blocks_close_a_host_for_the_day() -> None:
    pace = pacer()
    note(pace, 403)
    assert pace.next_allowed_at(HOST) is None
    note(pace, 403)
    assert pace.next_allowed_at(HOST) == NOW + timedelta(hours=24)


def test_an_answer_between_two_blocks_forgives_the_first() -> None:
    pace = pacer()
    note(pace, 429)
    note(pace, 200)
    note(pace, 429)
    assert pace.hosts[HOST].blocks == 1


def test_a_short_retry_after_is_waited_for() -> None:
    pace = pacer()
    assert note(pace, 429, retry_after="2")
    assert pace.next_allowed_at(HOST) is None


@pytest.mark.parametrize("asked", ["3600", "Sun, 22 Nov 2026 10:30:00 GMT"])
def test_a_long_retry_after_closes_the_host_until_then(asked: str) -> None:
    pace = pacer()
    assert not note(pace, 429, retry_after=asked)
    assert pace.next_allowed_at(HOST) == NOW + timedelta(hours=1)


def test_no_answer_can_close_a_host_for_a_year() -> None:
    pace = pacer()
    note(pace, 429, retry_after="99999999")
    assert pace.next_allowed_at(HOST) == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    "asked",
    ["", "soon", "-5", "0x10", "9" * 400, "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
     "Mon, 01 Jan 2026 00:00:00 +99999999999999999999", "(" * 9_000],
)  # fmt: skip
def test_a_nonsense_retry_after_is_no_wait(asked: str) -> None:
    pace = pacer()
    assert not note(pace, 429, retry_after=asked)
    assert pace.hosts[HOST].blocks == 1


def turn(pace: Pacer, bucket: str = "") -> None:
    async def take() -> None:
        async with pace.turn(HOST, delay=0, bucket=bucket):
            pass

    asyncio.run(take())


def test_a_closed_host_is_not_asked_and_says_when() -> None:
    until = NOW + timedelta(hours=3)
    pace = pacer(mastodon_example=HostHealth(blocks=2, next_allowed_at=until))
    with pytest.raises(CannotSee) as trouble:
        turn(pace)
    assert (trouble.value.outcome, trouble.value.retry_at) == (Outcome.RATE_LIMITED, until)


def test_the_next_day_a_closed_host_is_asked_again() -> None:
    past = NOW - timedelta(minutes=1)
    pace = pacer(mastodon_example=HostHealth(blocks=2, next_allowed_at=past))
    turn(pace)
    assert HOST not in pace.hosts


def test_a_used_up_limit_is_respected_until_it_refills() -> None:
    pace = pacer()
    later = str(int((NOW + timedelta(minutes=20)).timestamp()))
    note(pace, 200, x_ratelimit_remaining="0", x_ratelimit_reset=later)
    with pytest.raises(CannotSee) as trouble:
        turn(pace)
    assert trouble.value.retry_at == NOW + timedelta(minutes=20)
    turn(pace, bucket="search")
