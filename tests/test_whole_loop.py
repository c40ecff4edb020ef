"""The main job end to end: practice network, vault, the very `watch` a user runs, packet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from impersonation_watch import evidence
from impersonation_watch.demo import hosts, people, show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.errands import RunSummary, links_errand, run_watch
from impersonation_watch.model import LOOKED, Decision, Mark, Outcome, SourceReport
from impersonation_watch.vault import Vault

pytestmark = [pytest.mark.server, pytest.mark.slow]


@dataclass(frozen=True)
class Story:
    vault: Vault
    passphrase: str
    first: RunSummary
    network: PracticeNetwork
    folder: Path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """One practice network, one enrolled person, one run; the tests below look at what came."""
    folder = tmp_path_factory.mktemp("story")
    now = datetime.now(UTC)
    with PracticeNetwork() as network:
        vault, passphrase = show.prepare(
            folder / "notes", network.practice, now=now, say=lambda line: None
        )
        first = run_watch(vault, now=now, on_progress=lambda line: None)
        yield Story(vault, passphrase, first, network, folder)
        vault.close()


def test_the_run_closes_and_says_so(story: Story) -> None:
    assert story.first.failure == ""
    assert story.first.run is not None
    assert story.first.run.end is not None


def test_all_twelve_impostors_are_found_for_the_right_reason(story: Story) -> None:
    verdicts = show.judge_story(story.vault.store.hits())
    assert verdicts.missed == ()
    assert len(verdicts.right) == 12


def test_the_stable_ids_of_her_own_accounts_are_learnt(story: Story) -> None:
    learnt = {account.platform_id for account in story.vault.store.people()[0].own_accounts}
    bluesky, mastodon = people.OWN
    assert learnt == {bluesky.did, f"https://{mastodon.host}/users/{mastodon.handle}"}


def test_nobody_else_is_accused(story: Story) -> None:
    verdicts = show.judge_story(story.vault.store.hits())
    assert (verdicts.own, verdicts.bystanders_notified) == (0, 0)


def test_every_source_reports_once_and_walls_are_not_called_empty(story: Story) -> None:
    assert story.first.run is not None
    reports = {report.source: report for report in story.first.run.reports}
    assert len(reports) == len(story.first.run.reports)
    walled = _report(reports, hosts.WALLED)
    assert walled.outcome not in LOOKED


@pytest.mark.parametrize("host", [hosts.BLOCKING_MASTODON, hosts.CHANGED_MASTODON])
def test_a_blocking_or_changed_host_is_told_as_not_looked_at(story: Story, host: str) -> None:
    assert story.first.run is not None
    reports = {report.source: report for report in story.first.run.reports}
    assert _report(reports, host).outcome not in LOOKED


def test_the_slow_host_is_waited_for(story: Story) -> None:
    assert story.first.run is not None
    reports = {report.source: report for report in story.first.run.reports}
    assert _report(reports, hosts.SLOW_MASTODON).outcome is Outcome.OK


def test_every_hit_has_its_evidence_and_the_vault_is_whole(story: Story) -> None:
    store = story.vault.store
    for stored in store.hits():
        kept = store.snapshots(stored.id)
        assert kept
        assert all(store.blob(snapshot.sha256) for snapshot in kept if snapshot.size)
    assert story.vault.verify() == ()


def test_the_user_is_named_to_nobody_and_the_program_is(story: Story) -> None:
    agents = {visit.agent for visit in story.network.requests}
    assert len(agents) == 1
    assert "impersonation-watch/" in agents.pop()


def test_a_second_run_brings_nothing_new_but_sees_the_old_again(story: Story) -> None:
    before = {stored.id for stored in story.vault.store.hits()}
    again = run_watch(story.vault, now=datetime.now(UTC), on_progress=lambda line: None)
    assert again.failure == ""
    assert again.taken.new_hits == ()
    assert {stored.id for stored in story.vault.store.hits()} == before


def test_the_packet_of_a_confirmed_hit_verifies(story: Story) -> None:
    verdicts = show.judge_story(story.vault.store.hits())
    path = show.write_packet(
        story.vault, verdicts.right.values(), story.folder, now=datetime.now(UTC)
    )
    assert evidence.verify_bundle(path) == ()
    with zipfile.ZipFile(path) as packet:
        assert b"decision" in packet.read("log.jsonl")


def test_a_link_a_friend_sent_is_looked_at_and_kept(story: Story) -> None:
    impostor = next(each for each in people.IMPOSTORS if each.host == hosts.TIKTOK)
    now = datetime.now(UTC)
    person = story.vault.store.people()[0]
    errand = links_errand([impostor.page], person.id, now=now)
    summary = run_watch(story.vault, now=now, on_progress=lambda line: None, errand=errand)
    assert [answer.outcome for answer in summary.answers] == [Outcome.OK]
    assert summary.answers[0].hit_key is not None


def test_a_private_site_is_not_visited_without_a_yes(story: Story) -> None:
    now = datetime.now(UTC)
    person = story.vault.store.people()[0]
    before = len(story.network.requests)
    errand = links_errand(["https://naomi-fans.example/me"], person.id, now=now)
    summary = run_watch(story.vault, now=now, on_progress=lambda line: None, errand=errand)
    assert summary.answers[0].outcome is Outcome.NEEDS_YES
    assert len(story.network.requests) == before


def test_without_consent_no_request_is_made(story: Story) -> None:
    store = story.vault.store
    person = store.people()[0]
    now = datetime.now(UTC)
    ended = replace(person, consent=replace(person.consent, until=now - timedelta(days=1)))
    store.save_person(replace(ended, consent=replace(ended.consent, given_at=now - timedelta(9))))
    before = len(story.network.requests)
    try:
        summary = run_watch(story.vault, now=now, on_progress=lambda line: None)
    finally:
        store.save_person(person)
    assert "no request was made" in summary.failure
    assert len(story.network.requests) == before


def test_a_decision_survives_the_next_run(story: Story) -> None:
    store = story.vault.store
    namesake = next(each for each in store.hits() if each.hit.mark is Mark.FOLDED)
    store.decide(namesake.id, Decision.NAMESAKE, datetime.now(UTC))
    run_watch(story.vault, now=datetime.now(UTC), on_progress=lambda line: None)
    assert store.hit(namesake.id).decision is Decision.NAMESAKE


def _report(reports: dict[str, SourceReport], host: str) -> SourceReport:
    return next(
        each for source, each in reports.items() if source.endswith(host.removeprefix("www."))
    )
