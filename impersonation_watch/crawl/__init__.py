"""The meeting with the internet: spiders started, addresses guarded, hosts paced, all captured."""

from __future__ import annotations

from impersonation_watch.crawl.plan import Looked, Plan, Seen
from impersonation_watch.crawl.run import look

__all__ = ["Looked", "Plan", "Seen", "look"]
