"""The addresses of cases, in one place."""

from __future__ import annotations

from impersonation_watch.review.pages import cases, cases_files, cases_new, cases_parts
from impersonation_watch.review.visit import Page

PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/cases", cases.listing),
    ("GET", "/cases/new", cases_new.begin),
    ("GET", "/cases/new/{step}", cases_new.ask),
    ("POST", "/cases/new/{step}", cases_new.take),
    ("GET", "/c/{case}", cases.case),
    ("GET", "/c/{case}/first", cases.first),
    ("POST", "/c/{case}/close", cases.close),
    ("POST", "/c/{case}/open", cases.reopen),
    ("GET", "/c/{case}/erase", cases.ask_erase),
    ("POST", "/c/{case}/erase", cases.erase),
    ("POST", "/c/{case}/undo", cases.undo),
    ("POST", "/c/{case}/join", cases.join),
    ("POST", "/c/{case}/part", cases.part),
    ("POST", "/c/{case}/more", cases.more),
    ("POST", "/c/{case}/now", cases.now),
    ("GET", "/c/{case}/edit/{part}", cases_parts.ask),
    ("POST", "/c/{case}/edit/{part}", cases_parts.take),
    ("POST", "/c/{case}/notes", cases_parts.add_note),
    ("POST", "/c/{case}/notes/back", cases_parts.bring_note_back),
    ("POST", "/c/{case}/notes/{note}/drop", cases_parts.drop_note),
    ("GET", "/c/{case}/files", cases_files.ask),
    ("POST", "/c/{case}/files", cases_files.take),
    ("GET", "/c/{case}/text", cases_files.ask_text),
    ("POST", "/c/{case}/text", cases_files.take_text),
    ("GET", "/c/{case}/files/{file}", cases_files.one),
    ("GET", "/c/{case}/files/{file}/shown", cases_files.shown),
    ("GET", "/c/{case}/files/{file}/part/{part}", cases_files.part_shown),
    ("GET", "/c/{case}/files/{file}/original", cases_files.original),
    ("POST", "/c/{case}/files/{file}/translation", cases_files.translate),
    ("POST", "/c/{case}/files/{file}/crop", cases_files.crop),
    ("GET", "/c/{case}/files/{file}/out", cases_files.ask_out),
    ("POST", "/c/{case}/files/{file}/out", cases_files.take_out),
)
