"""The matchers, and the table of what each observation is worth."""

from matchers.weighing import TOLD, weights


def _fitted() -> dict[str, float]:
    """Of names and user names, per feature as benches/names/fit.py fitted them."""
    plain = {"name_exact": 0.0, "handle_exact": 0.0, "handle_affix": 0.0, "handle_name": 0.0}
    told = {
        f"{kind}_{reason}": weights(kind)[feature]
        for kind, features in TOLD.items()
        for feature, reason in reversed(tuple(features.items()))
    }
    return plain | told


# Bits, that is log2 of how much likelier the observation is for a copy than for a stranger.
# Names and user names add theirs, which are fitted, to the rarity of the name (data/frequency.tsv);
# the others stand alone, and are starting weights from the design notes.
WEIGHTS: dict[str, float] = {
    **_fitted(),
    "name_part": 4.0,  # one part of a name, at most; it may support a hit, not carry one
    "name_alias": -1.0,  # a name from a case: where it is made up, its rarity says less
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
