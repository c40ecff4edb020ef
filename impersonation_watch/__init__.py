"""Looks for profiles that pretend to be somebody, keeps evidence, writes the reports."""

__version__ = "0.1.0"
