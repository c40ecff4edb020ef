"""The addresses of batches, in one place."""

from __future__ import annotations

from impersonation_watch.review.pages import batch_giving, batch_going, batches
from impersonation_watch.review.visit import Page

PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/batch", batches.index),
    ("POST", "/batch/take", batches.take),
    ("POST", "/batch/decisions", batches.decisions),
    ("GET", "/batch/give", batch_giving.ask_key),
    ("POST", "/batch/give", batch_giving.ask_what),
    ("POST", "/batch/write", batch_giving.write),
    ("GET", "/batch/given/{batch}", batches.given),
    ("POST", "/batch/given/{batch}/apply", batches.apply),
    ("POST", "/batch/given/{batch}/undo", batches.undo),
    ("POST", "/batch/given/{batch}/undo/{item}", batches.undo),
    ("GET", "/batch/erase/{batch}", batches.ask_erase),
    ("POST", "/batch/erase/{batch}", batches.erase),
    ("GET", "/batch/taken/{batch}", batch_going.taken),
    ("POST", "/batch/taken/{batch}/back", batch_going.back),
    ("GET", "/batch/taken/{batch}/{item}", batch_going.item),
    ("GET", "/batch/taken/{batch}/picture/{picture}", batch_going.shown_picture),
    ("POST", "/batch/taken/{batch}/{item}/decide", batch_going.decide),
    ("POST", "/batch/taken/{batch}/{item}/undo", batch_going.undo),
)
