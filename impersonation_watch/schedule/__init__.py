"""When to look: is a run due (pure), and the small process that stays and starts it."""

from impersonation_watch.schedule.clock import Background, run_forever
from impersonation_watch.schedule.due import due, health, healthy, next_due, notice_due
from impersonation_watch.schedule.unlocking import Unlocked, receive, unlock

__all__ = [
    "Background",
    "Unlocked",
    "due",
    "health",
    "healthy",
    "next_due",
    "notice_due",
    "receive",
    "run_forever",
    "unlock",
]
