"""Spiders: one file a platform, found by Scrapy."""
