"""Takedown: from a confirmed hit or a case to a report in the form's own order, and a packet."""

from __future__ import annotations

from impersonation_watch.takedown.chronology import Event, Matter, Profile
from impersonation_watch.takedown.dossier import write_chronology
from impersonation_watch.takedown.draft import (
    Copyright,
    Draft,
    Filing,
    Filled,
    Reporter,
    Statement,
)
from impersonation_watch.takedown.fill import ground, prepare, suggest_reason
from impersonation_watch.takedown.forms import form, forms, forms_for
from impersonation_watch.takedown.packet import Packet, photo_id, record, write_packet
from impersonation_watch.takedown.shapes import Channel, Document, Form, Law, Platform

__all__ = [
    "Channel", "Copyright", "Document", "Draft", "Event", "Filing", "Filled", "Form", "Law",
    "Matter", "Packet", "Platform", "Profile", "Reporter", "Statement", "form", "forms",
    "forms_for", "ground", "photo_id", "prepare", "record", "suggest_reason", "write_chronology",
    "write_packet",
]  # fmt: skip
