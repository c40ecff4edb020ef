"""YAML in, people and settings out; mistakes are named with file:line and the nearest word."""

from impersonation_watch.config.checks import MOST_PEOPLE, person_problems, settings_problems
from impersonation_watch.config.consent import read_consent
from impersonation_watch.config.reading import read
from impersonation_watch.config.shapes import SELF, Config, ConsentConfig, PersonConfig

__all__ = [
    "MOST_PEOPLE",
    "SELF",
    "Config",
    "ConsentConfig",
    "PersonConfig",
    "person_problems",
    "read",
    "read_consent",
    "settings_problems",
]
