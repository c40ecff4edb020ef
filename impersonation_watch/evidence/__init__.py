"""Evidence: what was received becomes snapshots, a log chained by hash, and bundles to check."""

from __future__ import annotations

from impersonation_watch.evidence.seal import chain_hash, display_snapshot, snapshots_of

__all__ = ["chain_hash", "display_snapshot", "snapshots_of"]
