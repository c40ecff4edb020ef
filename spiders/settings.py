"""Scrapy's settings, for runs and for spider authors alike; the guard stands in both."""

from impersonation_watch import __version__

BOT_NAME = "impersonation-watch"
USER_AGENT = f"impersonation-watch/{__version__} (+https://github.com/impersonation-watch/impersonation-watch)"
SPIDER_MODULES = ["spiders"]
PRACTICE = ""  # JSON of model.Practice: the only hole in the guard, to mapped loopback ports

# The guard: who may be connected to, and how often, is decided in impersonation_watch/crawl/.
TWISTED_DNS_RESOLVER = "impersonation_watch.crawl.guard.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "https": "impersonation_watch.crawl.wire.Wire",
    "http": "impersonation_watch.crawl.wire.Wire",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
HTTPPROXY_ENABLED = False  # a proxy would connect where the guard cannot look

# Politeness: the pacer counts delays over all spiders; Scrapy's own queue must not overtake it.
ROBOTSTXT_OBEY = True
ROBOTSTXT_PARSER = "impersonation_watch.crawl.robots.Robots"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False

# Limits (facts/evidence §4.1)
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 5_000_000
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504]  # 429 and 503 are the pacer's
RETRY_EXCEPTIONS = [  # time-outs are not: a slow host is not asked twice
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectionLost",
]

# What would tell the other side more than it needs, or be kept in the open
COOKIES_ENABLED = False
REFERER_ENABLED = False
METAREFRESH_ENABLED = False
HTTPCACHE_ENABLED = False
COMPRESSION_ENABLED = True
DOWNLOADER_MIDDLEWARES = {
    # the wire decodes bodies itself, so that exchanges are captured decoded, hops included
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
}

# No doors, no noise
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
MEMUSAGE_ENABLED = False
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
LOG_LEVEL = "WARNING"
LOG_VERSIONS: list[str] = []
