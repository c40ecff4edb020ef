"""Which list speaks for which language, and what part of a network's profiles it stands for."""

from __future__ import annotations

# Share of the profiles of a large, worldwide network whose owners are named in this language's way:
# a rounded guess from speakers online, good to a factor of two (one bit of a whole name). Countries
# with a language in common stand apart where their own names are counted.
PROFILES = {
    "en": 0.2, "es": 0.07, "hi": 0.105, "ar": 0.06, "pt": 0.055, "id": 0.045, "ru": 0.036,
    "zh": 0.03, "fr": 0.032, "ja": 0.026, "de": 0.027, "pk": 0.022, "tr": 0.022, "vi": 0.022,
    "ph": 0.018, "bn": 0.015, "fa": 0.016, "ng": 0.015, "th": 0.012, "it": 0.013, "ko": 0.013,
    "uk": 0.01, "pl": 0.01, "af": 0.008, "nl": 0.008, "ke": 0.006, "ro": 0.005, "sv": 0.004,
    "cs": 0.004, "el": 0.004, "hu": 0.003, "he": 0.003, "da": 0.003, "no": 0.003, "fi": 0.003,
    "sr": 0.003, "az": 0.003, "uz": 0.003, "kk": 0.003, "ne": 0.004, "bg": 0.002, "sk": 0.002,
    "hr": 0.002, "ku": 0.002, "ka": 0.001, "hy": 0.001, "lt": 0.001, "sl": 0.001, "si": 0.002,
    "es_CO": 0.012, "es_AR": 0.011, "es_CL": 0.008, "zh_TW": 0.008, "lv": 0.0007, "mk": 0.0007,
    "et": 0.0005, "is": 0.0003, "dv": 0.0002,
}  # fmt: skip
# Of our own lists: the same people, listed as they write themselves in Latin letters.
SAME = {"jl": "ja", "kl": "ko", "cl": "zh", "in": "hi"}
# Where the first letters of a locale do not say whose names it holds; "" where it is left out:
# made up, or so small a country that its neighbour's list says more.
LOCALES = {
    "en_IN": "hi", "en_PK": "pk", "en_KE": "ke", "en_NG": "ng", "ha_NG": "ng", "ig_NG": "ng",
    "yo_NG": "ng", "en_TH": "th", "en_NP": "ne", "en_HK": "zh", "en_GH": "af", "en_ZA": "af",
    "fr_DZ": "ar", "fr_SN": "af", "af_ZA": "af", "zu_ZA": "af", "sw": "af", "tw_GH": "af",
    "mr_IN": "hi", "gu_IN": "hi", "or_IN": "hi", "ta_IN": "hi", "nb_NO": "no", "ga_IE": "en",
    "ur": "pk", "ro_MD": "ro", "es_CA": "es", "en_AU_ocker": "", "en_BORK": "", "eo": "",
    "de_LI": "", "de_LU": "", "de_CH": "", "de-ch": "", "cy": "", "en_NZ": "",
}  # fmt: skip
# How much of its country a weighted list covers, where its weights are shares of the list or
# counts; by locale and role. Reckoned from the share of the commonest name in that country.
COVERED = {
    ("es_AR", "first"): 0.3, ("es_AR", "last"): 0.33, ("es_CL", "first"): 0.8,
    ("es_CL", "last"): 0.9, ("es_CO", "first"): 0.8, ("es_CO", "last"): 0.8,
    ("fi_FI", "first"): 0.8, ("fi_FI", "last"): 0.37, ("fr_BE", "first"): 0.35,
    ("fr_BE", "last"): 0.16, ("nl_BE", "first"): 0.5, ("nl_BE", "last"): 0.14,
    ("en_KE", "first"): 0.75, ("en_KE", "last"): 0.65, ("he_IL", "first"): 0.9,
    ("he_IL", "last"): 0.31, ("hu_HU", "first"): 0.7, ("hu_HU", "last"): 0.33,
    ("sv_SE", "first"): 0.6, ("sv_SE", "last"): 0.48, ("en_GB", "last"): 0.4,
    ("zh_CN", "last"): 0.96, ("zh_TW", "last"): 0.99,
}  # fmt: skip


def language(locale: str) -> str:
    """Whose names a locale's list holds; "" where it is left out."""
    if locale in PROFILES:
        return locale
    named = LOCALES.get(locale, locale.replace("-", "_").split("_")[0])
    return named if named in PROFILES else ""
