"""Words around names: claims, titles and particles, in words/, and the signs of an open parody.

AFFIXES, TITLES and PARTICLES hold folded ASCII words and, of other scripts, words both as written
in small letters and in their normal form (natives.py). Our own lists; words that are common names
of their own (the Turkish "ana", the German "das") are left out.
"""

from __future__ import annotations

from matchers.lists import lines
from matchers.natives import native


def _words(name: str) -> frozenset[str]:
    words = {word for line in lines("words", name) for word in line.split()[1:]}
    return frozenset(words | {native(word) for word in words})


AFFIXES = _words("claims.txt")  # words a copy adds to claim or to excuse itself
TITLES = _words("titles.txt")
PARTICLES = _words("particles.txt")  # dropped or kept at will, and of no weight
# of those, Chinese, Korean and Vietnamese surnames, which they are at an end of the name: Lê, Đỗ
SURNAMES_TOO = frozenset(["le", "do", "ha", "ma", "lei", "ong", "eng", "mac", "lo", "an", "um"])
PARODY = (
    "parody", "parodie", "parodia", "satire", "fan account", "fan page", "fanpage", "fan acct",
    "not affiliated", "unofficial", "no affiliation", "tribute account", "roleplay", "role play",
    "rp account", "fake account", "cuenta de fans", "cuenta fan", "compte fan",
    "compte parodique", "conta de fã", "fã clube", "fanseite", "inoffiziell", "pagina di fan",
    "konto fanowskie", "fan sayfası", "пародия", "пародія", "фан-аккаунт", "фанатская страница",
    "παρωδία", "محاكاة ساخرة", "حساب معجبين", "صفحه طرفداران", "פרודיה", "עמוד מעריצים", "पैरोडी",
    "फैन पेज", "恶搞", "惡搞", "粉丝号", "粉絲專頁", "パロディ", "ファンアカウント", "非公式",
    "패러디", "팬 계정", "팬계정", "비공식",
)  # fmt: skip
