"""Evidence: what was received becomes snapshots, a log chained by hash, and bundles to check."""

from __future__ import annotations

from impersonation_watch.evidence.bundle import write_bundle
from impersonation_watch.evidence.seal import chain_hash, display_snapshot, snapshots_of
from impersonation_watch.evidence.verify import Caps, verify_bundle

__all__ = [
    "Caps", "chain_hash", "display_snapshot", "snapshots_of", "verify_bundle", "write_bundle",
]  # fmt: skip
