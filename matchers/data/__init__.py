"""The tables matchers read, derived by build.py; sources and licences in SOURCES.md."""
