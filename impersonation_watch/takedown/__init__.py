"""Takedown: from a confirmed hit to a report in the form's own order, and a packet to hand over."""

from __future__ import annotations

from impersonation_watch.takedown.draft import Draft, Filing, Filled, Reporter, Statement
from impersonation_watch.takedown.fill import ground, prepare, suggest_reason
from impersonation_watch.takedown.forms import form, forms, forms_for
from impersonation_watch.takedown.packet import Packet, photo_id, record, write_packet
from impersonation_watch.takedown.shapes import Form, Law, Platform

__all__ = [
    "Draft", "Filing", "Filled", "Form", "Law", "Packet", "Platform", "Reporter", "Statement",
    "form", "forms", "forms_for", "ground", "photo_id", "prepare", "record", "suggest_reason",
    "write_packet",
]  # fmt: skip
