"""What stands on the papers between the facts: of a report, and of the dated list."""

from __future__ import annotations

from impersonation_watch.language import N_

REPORT = {  # of the PDF; the text has its own in its template
    "title": N_("Report of a profile that pretends to be {person}"),
    "for": N_("For"),
    "to": N_("To"),
    "page": N_("Page"),
    "written": N_("Written"),
    "footer": N_("Not legal advice"),
    "count": N_("page {number} of {all}"),
    "learns": N_("What the other side will learn when you send it"),
    "guess": N_(
        "Whoever made the profile may guess who reported it. If you think you know the person and"
        " fear what may follow, talk to a helpline before you send anything."
    ),
    "unsent": N_("Nothing was sent. You decide whether, when and where. This is not legal advice."),
    "compared": N_("The profiles compared"),
    "address": N_("Address"),
    "created": N_("Created"),
    "check": N_("Check first"),
    "ready": N_("Have ready: {proof}."),
    "fields": N_("Copy into the form, field by field"),
    "optional": N_("may stay empty"),
    "by_hand": N_("You do this on the page."),
    "empty": N_("Leave it empty: it is not known."),
    "note": N_("Note"),
    "lengths": N_("The facts in other lengths"),
    "side": N_("Side by side"),
    "copies": N_(
        "These are copies re-encoded for viewing. The originals were not touched; their sums are in"
        " the list below."
    ),
    "kept": N_("What was kept"),
    "sums": N_(
        "The sums (SHA-256) show that these files have not changed since the list was made;"
        " VERIFY.txt says how to check it without this program. They do not prove when the platform"
        " served them, nor who made the profile. Times are by the clock of the computer that"
        " looked, in UTC."
    ),
    "nothing": N_("No file is in this packet."),
    "file": N_("File"),
    "signs": N_(
        "Signs in square brackets like [U+200B] stand for characters that cannot be seen or that"
        " the fonts of this page do not have. The files under evidence/ hold everything as it was"
        " received."
    ),
}
RECORD = {
    "title": N_("What was seen and done, in order of time"),
    "footer": N_("Written by the person concerned. Not legal advice"),
    "count": N_("page {number} of {all}"),
    "concerns": N_("Person concerned"),
    "written": N_("Written"),
    "learns": N_("What the other side will learn"),
    "unsent": N_("Nothing was sent. It is handed over by hand."),
    "check": N_("Check first"),
    "described": N_("The profile, as it was described"),
    "words": N_("In the words of the person concerned"),
    "profiles": N_("Profiles that this program looked at"),
    "order": N_("In order of time"),
    "zone": N_(
        "Times are in UTC, by the clock of this computer. Its own time zone was {zone} when this"
        " was written."
    ),
    "when": N_("When"),
    "what": N_("What"),
    "who": N_("By whom"),
    "witnesses": N_("Who saw it"),
    "witnesses_told": N_("Told by the person concerned; they were not asked by this program."),
    "police": N_("Police and court"),
    "reports": N_("Reports to platforms"),
    "reference": N_("Reference"),
    "none": N_("None noted."),
    "captured": N_("Files received by this program from the network"),
    "captured_told": N_(
        "These were received by this program itself, byte for byte, at the time and address given."
    ),
    "supplied": N_("Files supplied by people"),
    "supplied_told": N_(
        "These were brought in by hand. This program did not see where they come from; it only"
        " shows that they have not changed since."
    ),
    "derived": N_("Copies and parts made by this program"),
    "derived_told": N_("Each names the file it was made from. The originals were not touched."),
    "no_pictures": N_(
        "No picture is kept or handed over here, on purpose: somebody in it may be under 18 or"
        " undressed. The address and the description stand above."
    ),
    "sums": N_(
        "The sums (SHA-256) show that a file has not changed since it was noted here; VERIFY.txt"
        " says how to check it without this program. They do not prove who made a profile."
    ),
    "handed": N_("Who received a copy"),
    "whom": N_("To whom"),
    "sign": N_("Name and signature"),
    "address": N_("Address"),
    "file": N_("File"),
    "note": N_("Note"),
    "signs": N_(
        "Signs in square brackets like [U+200B] stand for characters that cannot be seen or that"
        " the fonts of this page do not have."
    ),
}
