"""Texts of every kind a profile may carry, drawn for tests of properties."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

PEOPLE = (  # invented; one name in each script, and what is odd about names in it
    "Naomi Whitaker",
    "Zoë Brontë-Álvarez",
    "Maarten van der Zwaluw",
    "Ximena Robledo de la Fuente",
    "Владлена Сороковая",
    "Ευτυχία Καραβέλλη",
    "هالة بنت منصور الدوسري",
    "شهرزاد گلپور",
    "אביגיל בן-צור",
    "मृणालिनी देशपांडे",
    "ਨਵਜੋਤ ਬਰਾੜ",
    "শর্মিষ্ঠা মজুমদার",
    "கயல்விழி முத்துசாமி",
    "วรัญญา พงษ์ไพร",
    "ქეთევან ლომიძე",
    "Շուշանիկ Մելքոնյան",
    "ሐይማኖት ደስታ",
    "欧阳晓燕",
    "東山和歌子",
    "まきの ひなた",
    "タチバナ ルイ",
    "남궁하늘",
    "Đoàn Thị Bích Thủy",
)
BOTH_CASES = (*PEOPLE[:6], "Шушан Мелконян", "Շուշանիկ Մելքոնյան", "Đoàn Thị Bích Thủy")

UNSEEN = (
    "\u200b\u200c\u200d\u2060\u2061\u2063\ufeff\u00ad\u034f\u180e\u200e\u200f\u061c\ufe00\ufe0f"
    "\u2066\u2069\U000e0020\U000e0061\U000e007f\U000e0101"
)
EMOJI = (
    "💛", "❤️", "👩‍💻",
    "👩🏽‍❤️‍💋‍👩🏿", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "1️⃣", "🏳️‍🌈", "👋🏽", "🇮🇪", "🫶", "☕", "♾️", "⭐",
)  # fmt: skip
KINDS = {
    "latin": "abcdefghijklmnopqrstuvwxyz AEIOU-'.,",
    "latin beyond": "ßŒæøđħłŋþƣǅɐʞᴀɴꜱʀꙆﬁﬀ",
    "other letters": "абвгжїҐΑωςאבםעابتكگيیہܐनर्ासিਪತమ്കกขາကქՀደᎠᐊ",
    "east asian": "王小明黃歐陽々〆やまだヤマダーカ゛か゜ﾔﾏﾀﾞｶﾞ김민수",
    "jamo": "ᄀᄂ하ᅵᆨᆼㄱㅎㅏㅣㅤﾡﾾￂ",
    "styled": "𝓝𝔸𝗕𝙲ℌⅯⓐⒶ🅐🅰🇦Ａａ１⑴⒜²ₐʰ",
    "digits": "0123456789٠١٢٣۴۵०१௧๑၁０𝟘𝟡①",
    "marks": "\u0300\u0301\u0334\u0336\u0338\u0489\u05b8\u064e\u0651\u093c\u0e34\u3099\u20dd\u20e3",
    "bidi": "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "unseen": UNSEEN,
    "tags": "".join(chr(code) for code in range(0xE0000, 0xE0080)),
    "blank": " \t\n\r\x0b\x0c\x1c\x85\xa0\u1680\u2000\u2028\u2029\u202f\u3000\u2800\u115f",
    "control": "\x00\x01\x07\x08\x1b\x7f\x80\x9f",
    "lone surrogates": "\ud800\udbff\udc00\udfff\ud83d\udc9b",
    "private": "\ue000\uf8ff\U000f0000\U0010fffd",
    "unassigned": "\u0378\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "signs": "@$!|_/\\#*+~^<>{}[]()=&%\"'`´ʼ’·•・،؛।–—",
    "emoji": "💛❤\ufe0f👩\u200d💻🏽🇮🇪☕⭐",
}
MIXED = st.lists(
    st.sampled_from(tuple(KINDS.values())).flatmap(lambda kind: st.text(kind, max_size=12)),
    max_size=8,
).map("".join)
RAW = st.text(st.characters(codec=None), max_size=80)
SPRINKLED = st.tuples(st.sampled_from(PEOPLE), MIXED, st.integers(0, 30)).map(
    lambda drawn: drawn[0][: drawn[2]] + drawn[1] + drawn[0][drawn[2] :]
)


def edit(name: str, changes: list[tuple[int, int, str]]) -> str:
    """The name after changes: at this place, so many letters out, this in."""
    for place, out, put in changes:
        name = name[:place] + put + name[place + out :]
    return name


SIGN = st.sampled_from(tuple(KINDS.values())).flatmap(st.sampled_from)
EDITED = st.tuples(  # a name with one to three letters put in, replaced or left out
    st.sampled_from(PEOPLE),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 1), SIGN | st.just("")), max_size=3),
).map(lambda drawn: edit(*drawn))
ANY_TEXT: SearchStrategy[str] = st.one_of(EDITED, MIXED, RAW, SPRINKLED)
LONGEST = 100_000
ENDLESS: SearchStrategy[str] = st.tuples(st.one_of(ANY_TEXT, st.sampled_from(EMOJI))).map(
    lambda drawn: (drawn[0] * LONGEST)[:LONGEST] if len(drawn[0]) < 200 else drawn[0]
)
