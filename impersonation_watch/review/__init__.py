"""The local pages on which she goes through what was found."""

from impersonation_watch.review.app import create_app
from impersonation_watch.review.serve import serve

__all__ = ["create_app", "serve"]
