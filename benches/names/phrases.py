"""Words that are put around a name: claims and excuses, titles, emoji; of the bench alone."""

from __future__ import annotations

CLAIMS = {
    "english": (
        "official", "backup", "new account", "the real", "real", "2nd account", "my new page",
        "private", "only account", "verified", "spare", "hacked old one", "fan page", "personal",
    ),
    "german": ("echt", "offiziell", "neues Konto", "neuer Account", "Zweitaccount", "privat"),
    "spanish": ("oficial", "cuenta nueva", "nueva cuenta", "la verdadera", "respaldo", "privada"),
    "portuguese": ("oficial", "conta nova", "perfil novo", "reserva", "verdadeira"),
    "french": ("officiel", "officielle", "nouveau compte", "compte privé", "la vraie", "secours"),
    "italian": ("ufficiale", "nuovo profilo", "account nuovo", "vera", "privato"),
    "dutch": ("officieel", "nieuw account", "de echte", "reserve"),
    "polish": ("oficjalne", "nowe konto", "prawdziwa", "zapasowe"),
    "turkish": ("resmi", "yeni hesap", "gerçek", "yedek"),
    "russian": ("настоящая", "официальная страница", "новый аккаунт", "запасной"),
    "arabic": ("الرسمي", "حساب جديد", "الحساب الحقيقي"),
    "swedish": ("officiell", "nytt konto", "riktiga"),
    "hindi": ("आधिकारिक", "नया खाता", "असली"),
    "japanese": ("公式", "新しいアカウント", "本物"),
    "korean": ("공식", "새 계정"),
    "chinese": ("官方", "新号", "本人"),
}  # fmt: skip
HELD_OUT_CLAIMS = {
    "finnish": ("virallinen", "uusi tili", "se oikea", "varatili"),
    "swahili": ("rasmi", "akaunti mpya", "halisi"),
    "hungarian": ("hivatalos", "új fiók", "az igazi"),
    "tagalog": ("totoo", "bagong account", "tunay"),
    "romanian": ("cont nou", "adevărata", "rezervă"),
    "czech": ("oficiální", "nový účet", "pravá"),
    "croatian": ("službeni", "novi profil", "prava"),
    "lithuanian": ("oficialus", "nauja paskyra", "tikra"),
    "estonian": ("ametlik", "uus konto"),
    "welsh": ("swyddogol", "cyfrif newydd"),
    "basque": ("ofiziala", "kontu berria"),
    "albanian": ("zyrtare", "llogari e re"),
    "amharic": ("ትክክለኛ", "አዲስ"),
    "georgian": ("ოფიციალური", "ახალი"),
    "thai": ("ตัวจริง", "บัญชีใหม่"),
    "bengali": ("আসল", "নতুন অ্যাকাউন্ট"),
}  # fmt: skip
TITLES = (
    "Dr", "Dr.", "Prof.", "Mrs", "Mr.", "Ms", "Sir", "Rev.", "Ing.", "Lic.", "Dra.", "Sra.",
    "Mme", "Herr", "Frau", "Capt.", "Coach", "Hon.",
)  # fmt: skip
DEGREES = ("PhD", "MD", "MBA", "MSc", "BSc", "RN", "Esq.", "LL.M.", "CPA", "M.Ed.")
HELD_OUT_TITLES = ("Mgr.", "Bc.", "Sz.", "Gde", "Datuk", "Haji", "Ustadh", "Engr.", "Atty.", "DVM")
EMOJI = tuple("✨🌸💖🔥🌈🦋⭐💫🎀🌹👑🍀🐱🎶📷🌊🧿❤☀♡★♥✿")
EMOJI_LONG = ("🇬🇧", "👩‍💻", "🏳️‍🌈", "❤️", "👩🏽‍🎨", "1️⃣", "🤷‍♀️", "🇧🇷", "👨‍👩‍👧")
HELD_OUT_EMOJI = ("🪷", "🫶🏾", "🪩", "𓆉", "𖤐", "꧁", "ᯓ★", "⋆˚✿", "♱", "❦", "𓂃", "༄")
# user names: short words before or behind
PREFIXES = (
    "the", "real", "its", "iam", "im", "official", "hey", "mrs", "miss", "the.real", "only", "x",
    "not", "dear", "lil", "just", "my", "echte", "la", "el", "soy", "eu", "sou", "vera", "je.suis",
)  # fmt: skip
SUFFIXES = (
    "official", "real", "backup", "private", "2", "new", "xo", "xx", "tv", "ig", "acc", "fans",
    "page", "online", "music", "art", "uk", "oficial", "neu", "offiziell", "nuevo", "privat",
    "spam", "2nd", "alt", "life", "photos", "blog", "hq", "priv", "officiel", "novo", "yeni",
)  # fmt: skip
HELD_OUT_AFFIXES = (
    "virallinen", "uusi", "rasmi", "mpya", "hivatalos", "uj", "totoo", "bago", "nou", "novy",
    "novi", "swyddogol", "zyrtare", "ametlik", "berria", "tikra", "priva", "finsta", "vsco",
)  # fmt: skip
# whole user names of people that have nothing to do with anyone's name
WORDS = (
    "sun", "moon", "book", "cat", "coffee", "pixel", "night", "river", "wild", "rose", "game",
    "soccer", "blue", "happy", "lazy", "queen", "king", "star", "dark", "love", "crazy", "pizza",
    "travel", "photo", "music", "fit", "yoga", "vegan", "angel", "dream", "ocean", "tiger",
    "shadow", "mystic", "silver", "golden", "baby", "sweet", "ninja", "panda", "storm", "lucky",
)  # fmt: skip
