"""Start the process that waits at each login: one small module per system, one text for each."""

from impersonation_watch.service.about import about, remove_all, rename
from impersonation_watch.service.files import is_about, ours
from impersonation_watch.service.installing import install, remove, state
from impersonation_watch.service.service import NAME, Service, System, in_words, service_for
from impersonation_watch.service.systems import system_of

__all__ = [
    "NAME",
    "Service",
    "System",
    "about",
    "in_words",
    "install",
    "is_about",
    "ours",
    "remove",
    "remove_all",
    "rename",
    "service_for",
    "state",
    "system_of",
]
