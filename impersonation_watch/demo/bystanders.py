"""Sixty people who live on the practice network and copy nobody."""

from __future__ import annotations

from impersonation_watch.demo.hosts import (
    BLUESKY,
    GITHUB,
    MASTODON,
    SLOW_MASTODON,
    TELEGRAM,
    TIKTOK,
    YOUTUBE,
)

Row = tuple[str, str, str, str]  # host, handle, name, bio
PLACEHOLDER = "no picture"  # in place of a bio: neither bio nor picture

NAMESAKES = (
    (BLUESKY, "naomi-whitaker-vet.bsky.social", "Naomi Whitaker", "Large animals, small town."),
    (BLUESKY, "naomijw.bsky.social", "Naomi J. Whitaker", "Labour historian. Views my own."),
    (BLUESKY, "nwhitaker-runs.bsky.social", "Naomi Whitaker", "10k on Sundays. Leeds."),
    (BLUESKY, "whitaker-naomi.bsky.social", "Naomi Whitaker", "she/her. Trumpet."),
    (BLUESKY, "professorwhitaker.bsky.social", "Dr Naomi Whitaker", "Soil chemistry."),
    (BLUESKY, "naomiwhit.bsky.social", "Naomi Whitaker", PLACEHOLDER),
    (MASTODON, "nwhitaker", "Naomi Whitaker", "Librarian in Dunedin. Knits."),
    (MASTODON, "naomi_w_tallinn", "Naomi Whitaker", "Backend things. Estonia since 2015."),
    (MASTODON, "njwhitaker", "Naomi J. Whitaker", PLACEHOLDER),
    (SLOW_MASTODON, "nao_whit", "Naomi Whitaker", "Midwife. No medical advice here."),
    (SLOW_MASTODON, "naomiw", "Naomi Whitaker", "Allotment diary."),
    (GITHUB, "nwhitaker-dev", "Naomi Whitaker", "Compilers."),
    (GITHUB, "naomijwhitaker", "Naomi J. Whitaker", "Statistics PhD student"),
    (TIKTOK, "whitakernaomi", "Naomi Whitaker", "cakes from Kingston"),
)

SAME_FIRST_NAME = (
    (BLUESKY, "naomi-okafor.bsky.social", "Naomi Okafor", "Radio producer, Whitaker & Okafor."),
    (
        BLUESKY,
        "naomib.bsky.social",
        "Naomi Bergstr\u00f6m",
        "Fj\u00e4ll och kaffe. (Whitaker)",
    ),
    (BLUESKY, "naomi-castellano.bsky.social", "Naomi Castellano", "Cyclist, Whitaker Wheelers."),
    (BLUESKY, "naomi-t.bsky.social", "naomi", PLACEHOLDER),
    (BLUESKY, "naomiwhite.bsky.social", "Naomi White", "Boats in oil. Shown at Whitaker's."),
    (BLUESKY, "naomi-whittington.bsky.social", "Naomi Whittington", "Beekeeper. Not a Whitaker."),
    (MASTODON, "naomi_lindqvist", "Naomi Lindqvist-Whitaker", "Botany, ferns mostly."),
    (MASTODON, "naomi_d", "Naomi \U0001f343", "plants"),
    (MASTODON, "naomi", "Naomi Adeyemi", "Here since 2017."),
    (SLOW_MASTODON, "naomi_vh", "Naomi van Houten", "Archivist."),
    (SLOW_MASTODON, "naomik", "Naomi Kowalczyk", PLACEHOLDER),
    (GITHUB, "naomi-ferreira", "Naomi Ferreira", "Maps"),
    (GITHUB, "naomic", "Naomi Choi", ""),
    (YOUTUBE, "nomi", "Nomi Cooks", "Recipes from two kitchens"),
)

SAME_SURNAME = (
    (BLUESKY, "joelwhitaker.bsky.social", "Joel Whitaker", "Bass player, dad of Naomi and Finn."),
    (BLUESKY, "whitaker-farm.bsky.social", "Whitaker Farm", "Eggs, honey, gossip. Ask for Naomi."),
    (BLUESKY, "nathanwhitaker.bsky.social", "Nathan Whitaker", "Structural engineer."),
    (BLUESKY, "noah-whitaker.bsky.social", "Noah Whitaker", "Chess. Naomi Rahman is my coach."),
    (BLUESKY, "ninawhitaker.bsky.social", "Nina Whitaker", "Sociolinguist in Naomi Sato's lab."),
    (BLUESKY, "adelewhitaker.bsky.social", "Adele Whitaker-Moss", PLACEHOLDER),
    (MASTODON, "whitaker", "Tobias Whitaker", "Trains."),
    (MASTODON, "ewhitaker", "Esther Whitaker", "Retired teacher."),
    (MASTODON, "whitaker_son", "Whitaker & Son", "Clock repair since 1931."),
    (SLOW_MASTODON, "mwhitaker", "Miriam Whitaker", "Choir, dogs."),
    (SLOW_MASTODON, "whitakerlab", "The Whitaker Lab", "We study moss."),
    (GITHUB, "jwhitaker", "Joel Whitaker", "firmware"),
    (GITHUB, "lwhitaker", "Lena Whitaker", ""),
    (TIKTOK, "naomi.whitaker", "naomi w.", "dance, year 9"),
    (TELEGRAM, "whitaker_naomi", "Whitaker Plumbing", "Naomi and Ned, call-outs, Sheffield"),
)

SAME_WORDS = (
    (BLUESKY, "bookclub-sud.bsky.social", "Book Club South", "May: Naomi W. June: Whitaker."),
    (BLUESKY, "asklib.bsky.social", "Ask a Librarian", "Is Naomi Whitaker one author or two?"),
    (BLUESKY, "whitakerst.bsky.social", "Caf\u00e9 on Whitaker Street", "Ask for Naomi."),
    (BLUESKY, "nomi-lamps.bsky.social", "Nomi Lamps", "Lights by hand. Whitaker Mill, unit 4."),
    (BLUESKY, "picturebooksfan.bsky.social", "Picture Books Daily", "Fan of Naomi Whitaker."),
    (BLUESKY, "nw-parody.bsky.social", "Not Naomi Whitaker (parody)", "Parody account."),
    (BLUESKY, "marcus-v.bsky.social", "Marcus Vale", "Married to Naomi. Not a Whitaker."),
    (BLUESKY, "hanna-l.bsky.social", "Hanna Lowe", "Formerly at Whitaker Press."),
    (BLUESKY, "naomisdad.bsky.social", "Naomi's Dad", "Grandchildren, mostly."),
    (BLUESKY, "oldmill.bsky.social", "Old Mill Theatre", "On stage: Naomi and the Whale."),
    (MASTODON, "naomis_kitchen", "Naomi's Kitchen", "Vegan, mostly beans."),
    (MASTODON, "whitakerpress", "Whitaker Press", "Small books, slowly."),
    (SLOW_MASTODON, "naomiwattsfan", "Film Stills", "Screens and scenes."),
    (GITHUB, "whitaker-tools", "Whitaker Tools", "open hardware"),
    (YOUTUBE, "whitakernaomi", "Whitaker & Naomi", "Two friends, one piano"),
    (TELEGRAM, "nomi", "Nomi", "Notes on tea"),
    (TIKTOK, "nomi", "nomi", PLACEHOLDER),
)

ROWS: tuple[Row, ...] = (*NAMESAKES, *SAME_FIRST_NAME, *SAME_SURNAME, *SAME_WORDS)
