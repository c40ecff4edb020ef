"""The places of the practice network, and how each behaves."""

from __future__ import annotations

BLUESKY = "bsky.app"
GITHUB = "github.com"
TIKTOK = "www.tiktok.com"
YOUTUBE = "www.youtube.com"
TELEGRAM = "t.me"
MASTODON = "mastodon.social"
SLOW_MASTODON = "mstdn.social"  # answers late
BLOCKING_MASTODON = "mastodon.online"  # answers 403
CHANGED_MASTODON = "mastodon.world"  # answers, but no longer in the shape we know
WALLED = "www.instagram.com"  # sends every visitor to its login page
LOGIN_ONLY = "www.facebook.com"  # the same, but with 200 and without a redirect
CHANGED = "steamcommunity.com"  # pages come, but what we read from them is gone

PLATFORMS = {
    BLUESKY: "bluesky", GITHUB: "github", TIKTOK: "tiktok", YOUTUBE: "youtube",
    TELEGRAM: "telegram",
}  # fmt: skip
PAGES = {
    BLUESKY: "https://bsky.app/profile/{}", GITHUB: "https://github.com/{}",
    TIKTOK: "https://www.tiktok.com/@{}", YOUTUBE: "https://www.youtube.com/@{}",
    TELEGRAM: "https://t.me/{}",
}  # fmt: skip
