"""The sentences of a report about who writes and what is copied."""

from __future__ import annotations

from impersonation_watch.language import N_

ROLES = {
    "self": N_("I am that person."),
    "representative": N_("I write on behalf of that person."),
    "parent": N_("I am a parent of that person."),
    "bystander": N_("I noticed the profile and know that it is not that person's."),
}
# one sentence per reason key of matchers.WEIGHTS that speaks for a copy
COPIED = {
    "name_exact": N_("The name shown, “{theirs}”, is the name of {person}."),
    "name_lookalike": N_("The name shown, “{theirs}”, is the name “{ours}” in look-alike letters."),
    "name_invisible": N_(
        "The name shown, “{theirs}”, is the name “{ours}” with hidden characters."
    ),
    "name_leet": N_("The name shown, “{theirs}”, is the name “{ours}” with digits for letters."),
    "name_styled": N_("The name shown, “{theirs}”, is the name “{ours}” in decorated letters."),
    "name_reordered": N_("The name shown, “{theirs}”, is the name “{ours}” in another order."),
    "name_nickname": N_("The name shown, “{theirs}”, is the name “{ours}” with a nickname."),
    "name_affix": N_("The name shown, “{theirs}”, is the name “{ours}” with something added."),
    "name_joined": N_("The name shown, “{theirs}”, is the name “{ours}” joined or spaced out."),
    "name_slip": N_("The name shown, “{theirs}”, is the name “{ours}” but for a letter or two."),
    "name_initial": N_("The name shown, “{theirs}”, is the name “{ours}” with an initial."),
    "name_script": N_("The name shown, “{theirs}”, is the name “{ours}” in other letters."),
    "name_part": N_("The name shown, “{theirs}”, is part of the name “{ours}”."),
    "handle_exact": N_("The user name “{theirs}” is one that {person} uses."),
    "handle_affix": N_("The user name “{theirs}” is “{ours}”, used by {person}, with additions."),
    "handle_name": N_("The user name “{theirs}” is made of the name of {person}."),
    "name_spelling": N_("The name shown, “{theirs}”, is another way to write “{ours}”."),
    "handle_slip": N_("The user name “{theirs}” is “{ours}” with a letter or two changed."),
    "handle_lookalike": N_("The user name “{theirs}” is made to look like “{ours}”."),
    "photo_copy": N_("The profile picture is a copy of a photo of {person}."),
    "photo_crop": N_("The profile picture is cut out of a photo of {person}."),
    "photo_mirror": N_("The profile picture is a photo of {person}, mirrored."),
    "photo_framed": N_("The profile picture is a photo of {person} with a frame or writing added."),
    "name_alias": N_(
        "The name shown, “{theirs}”, is also that of another profile that pretends to be {person}."
    ),
    "handle_alias": N_(
        "The user name “{theirs}” is also that of another profile that pretends to be {person}."
    ),
    "links_own": N_("The profile links to an account of {person} as if it were its own."),
}
FROM_CASE = N_("The profile picture is also that of another profile that pretends to be {person}.")
# what only a person can say of a profile no program has seen; each is ticked
SAID = {
    "photos": N_("The photos on the profile are photos of {person}."),
    "words": N_("The text on the profile is copied from {person}."),
    "name": N_("The profile goes by the name of {person}."),
}
