"""Words around names: claims, titles, particles and short forms. Our own lists."""

from __future__ import annotations

# Words a copy adds to claim or to excuse itself; in a few of the languages it happens in.
AFFIXES = frozenset(
    """
    official officially real really the true original only just its it im iam i am not fake new
    newer old back backup backups second secondary 2nd account acc acct profile page alt alternate
    private priv personal verified my me mine mrs this here hello hey hi ask team fan fans hq tv
    online live follow dm dms spam finsta main other another again reserve temp temporary copy
    oficial original nueva nuevo cuenta perfil reserva real privado privada segunda respaldo
    officiel officielle compte nouveau nouvelle vrai vraie prive secours
    offiziell offizielle echt echte echter neu neue neuer konto zweitkonto privat
    ufficiale nuovo nuova vero vera profilo account
    oficjalny oficjalna nowe nowy konto prywatne
    resmi yeni hesap gercek ofitsialnyi noviy akkaunt
    xo xoxo xx xxx uk us usa
    """.split()  # noqa: SIM905
)

TITLES = frozenset(
    """
    dr prof mr mrs ms miss mx sir lady jr sr ii iii iv phd md msc bsc ba ma mba esq rev hon
    she her hers he him his they them theirs
    """.split()  # noqa: SIM905
)

# Parts of surnames that carry no weight of their own and are dropped or kept at will.
PARTICLES = frozenset(
    """
    de la le las los del della di da das do dos van von der den ter ten zu zum bin ibn al el y e
    """.split()  # noqa: SIM905
)

PARODY = (
    "parody", "parodie", "parodia", "satire", "fan account", "fan page", "fanpage", "fan acct",
    "not affiliated", "unofficial", "no affiliation", "tribute account", "roleplay", "role play",
    "rp account", "fake account",
)  # fmt: skip

# Short forms the English table lacks.
SHORT_FORMS: dict[str, frozenset[str]] = {
    "naomi": frozenset({"nomi", "nay", "nao", "mimi"}),
    "alejandro": frozenset({"ale", "alex", "jandro"}),
    "alexandra": frozenset({"sasha", "ola", "aleksa"}),
    "aleksander": frozenset({"olek", "sasha"}),
    "anna": frozenset({"ania", "anja", "anya", "anechka", "annika"}),
    "dmitri": frozenset({"dima", "mitya"}),
    "ekaterina": frozenset({"katya", "katja", "kate"}),
    "elisabeth": frozenset({"elli", "lisbeth", "sisi", "lisl"}),
    "francisco": frozenset({"paco", "pancho", "fran", "kiko"}),
    "giuseppe": frozenset({"beppe", "peppe", "pino"}),
    "guadalupe": frozenset({"lupe", "lupita"}),
    "ignacio": frozenset({"nacho"}),
    "ivan": frozenset({"vanya"}),
    "johannes": frozenset({"hans", "hannes", "jo"}),
    "jose": frozenset({"pepe", "chepe"}),
    "katarzyna": frozenset({"kasia", "kaska"}),
    "malgorzata": frozenset({"gosia", "goska"}),
    "maria": frozenset({"mari", "masha", "maja", "mia", "marie"}),
    "mehmet": frozenset({"memo"}),
    "mohammed": frozenset({"mo", "hamada", "mohamed", "muhammad"}),
    "natalia": frozenset({"natasha", "nata", "talia"}),
    "sebastian": frozenset({"basti", "seba", "bastian"}),
    "tatiana": frozenset({"tanya", "tania"}),
    "yekaterina": frozenset({"katya"}),
}
