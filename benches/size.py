"""Resident memory: the background process idle, and a run at its peak beside a bare Scrapy crawl.

`make bench-size`. All figures come from one run on this machine, in MB of resident memory
(VmRSS / VmHWM of /proc/<pid>/status). The bare crawl asks the same practice network for as many
pages with Scrapy's defaults and keeps nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from impersonation_watch.demo import show
from impersonation_watch.demo.network import PracticeNetwork
from impersonation_watch.starting import start_watch
from impersonation_watch.vault import Vault

IDLE_LIMIT = 40.0  # MB, the figure for `run`
SETTLE = 4.0  # seconds until the background process has started its clock
BARE = """
import sys, scrapy
from scrapy.crawler import CrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for number in range(int(sys.argv[2])):
            yield scrapy.Request(f"{sys.argv[1]}/robots.txt?{number}", dont_filter=True)
    def parse(self, response):
        yield {"length": len(response.body)}
process = CrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False})
process.crawl(Bare)
process.start()
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, PracticeNetwork() as network:
        vault, _ = show.prepare(
            Path(folder) / "notes", network.practice, now=datetime.now(UTC), say=lambda line: None
        )
        idle = idle_size(vault.folder)
        watch, child, requests = watch_size(vault)
        port = next(iter(network.practice.hosts.values()))
        bare = bare_size(f"https://127.0.0.1:{port}", requests)
    print(f"run, idle               {idle:6.1f} MB   (limit {IDLE_LIMIT:.0f} MB)")
    print(f"watch, peak             {watch:6.1f} MB   {watch / bare:.2f} x the bare crawl")
    print(f"  its picture child     {child:6.1f} MB   (limit 300 MB)")
    print(f"bare Scrapy crawl, peak {bare:6.1f} MB   {requests} requests each")
    return 0 if idle <= IDLE_LIMIT else 1


def idle_size(folder: Path) -> float:
    """The background process of a locked vault, once its clock runs."""
    order = [sys.executable, "-m", "impersonation_watch", "run", "--locked", "--vault", str(folder)]
    process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(SETTLE)
        assert process.poll() is None, "the background process ended"
        return size_of(process.pid, "VmRSS")
    finally:
        process.terminate()
        process.wait()


def watch_size(vault: Vault) -> tuple[float, float, int]:
    """Peak of the watch process, peak of its picture child, requests made."""
    now = datetime.now(UTC)
    vault.write_capsule(now)
    watch, child = peaks(start_watch(vault.folder, vault.capsule_key))
    vault.take_in(now)
    run = vault.store.runs(limit=1)[0]
    assert run.end is not None, "the run broke off"
    return watch, child, run.end.requests


def bare_size(address: str, requests: int) -> float:
    process = subprocess.Popen([sys.executable, "-c", BARE, address, str(requests)])
    return peaks(process)[0]


def peaks(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Highest resident size of a process and of its largest child, until it ends."""
    own = child = 0.0
    while process.poll() is None:
        own = max(own, size_of(process.pid, "VmHWM"))
        for pid in children(process.pid):
            child = max(child, size_of(pid, "VmHWM"))
        time.sleep(0.02)
    return own, child


def children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def size_of(pid: int, field: str) -> float:
    """One field of /proc/<pid>/status in MB; 0 when the process has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)


if __name__ == "__main__":
    sys.exit(main())
