"""Start the process that waits at each login: one small module per system, one text for each."""

from impersonation_watch.service.files import is_about, ours
from impersonation_watch.service.installing import install, remove, state
from impersonation_watch.service.service import NAME, Service, System, in_words, service_for
from impersonation_watch.service.systems import system_of

__all__ = [
    "NAME",
    "Service",
    "System",
    "in_words",
    "install",
    "is_about",
    "ours",
    "remove",
    "service_for",
    "state",
    "system_of",
]
