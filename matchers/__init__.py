"""The matchers, and the table of what each observation is worth."""

# Bits, that is log2 of how much likelier the observation is for a copy than for a stranger.
# Starting weights from the design notes, to be fitted on decisions later. Names and handles add
# these to the rarity of the name (data/frequency.tsv); the others stand alone.
WEIGHTS: dict[str, float] = {
    # the name, as it stands
    "name_exact": 0.0,
    "name_reordered": -0.5,  # usual in many languages
    "name_joined": -0.5,
    "name_affix": 1.0,  # "official", "backup": claims or excuses that namesakes rarely make
    "name_nickname": -1.0,
    "name_slip": -2.0,  # per letter
    "name_script": -2.0,  # transliteration guesses
    "name_spelling": -1.0,  # Haddad and Hadad, Julia and Yuliya
    "name_initial": 3.0,  # what the initial alone is worth, in place of its name's rarity
    "name_part": -4.0,  # per missing part
    # the name, disguised: people do not do this to their own name
    "name_lookalike": 6.0,
    "name_invisible": 5.0,
    "name_leet": 3.0,
    "name_styled": 1.0,  # a fashion
    "name_alias": -1.0,  # a name from a case: where it is made up, its rarity says less
    # the user name
    "handle_exact": 0.0,
    "handle_affix": -0.5,
    "handle_name": -0.5,
    "handle_lookalike": 2.0,
    "handle_slip": -2.0,  # per letter
    "handle_alias": -1.0,  # a user name from a case
    # her own photo, kept private; one that is public anywhere is worth about half
    "photo_copy": 13.0,
    "photo_crop": 13.0,
    "photo_mirror": 13.0,
    "photo_framed": 13.0,
    # what the profile says
    "links_own": 2.0,  # a copycat often points at the real one, but so does a friend
    "claims_parody": -4.0,  # still shown
}
