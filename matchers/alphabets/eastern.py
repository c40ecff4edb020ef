"""Chinese, Japanese and Korean: surnames known by table, the rest by sound."""

from __future__ import annotations

import re

from anyascii import anyascii

from matchers.alphabets.reading import Part, Reading, combined, distinct, titled
from matchers.tables import spellings

LONGEST_SURNAME = 3  # characters
# read otherwise in names than on their own
GIVEN = {"晟": "Sheng", "柏": "Bo", "茜": "Qian", "晖": "Hui", "珩": "Heng", "绿": "Lyu"}
# characters only Japan writes so, and signs that repeat
JAPAN_ONLY = frozenset("々〆ヶ桜恵沢辺辻込峠畑榊桧浜広斎斉竜亀円塩栄楽仏伝価児帰戸実渋満裕")
CHINA_ONLY = frozenset("轩华刘陈张杨赵黄吴孙马罗郑谢韩冯许邓蒋叶苏诗雯颖莹丽国军伟强静晓玥彤欢")
TRADITIONAL = frozenset(
    "陳黃張劉楊趙吳孫馬羅鄭謝馮許鄧蔣葉蘇區歐陽諸葛呂賴鍾盧譚簡韓萬龍麗華偉國強靜儀瑩蓮雲鳳蘭鶯嫻嬌慶豐"
    "寶貝憶潔瓊樺燁樂穎絲維綺綠紅緯緒齊滿廣"
)
# from pinyin to how passports of Taiwan are mostly written (Wade-Giles without its marks)
WADE_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
    "yi": "yi", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "er": "erh", "he": "ho",
    "ke": "ko", "ge": "ko", "e": "o", "gui": "kuei", "kui": "kuei", "yong": "yung",
}  # fmt: skip
WADE_FIRST = (
    ("zh", "ch"), ("x", "hs"), ("q", "ch"), ("j", "ch"), ("z", "ts"), ("c(?!h)", "ts"), ("r", "j"),
    ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
WADE_LAST = (("ian$", "ien"), ("ong$", "ung"), ("ie$", "ieh"), ("ue$", "ueh"),
             ("(?<![gkhs])uo$", "o"))  # fmt: skip

INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k",
            "t", "p", "h")  # fmt: skip
MEDIALS = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
           "we", "wi", "yu", "eu", "ui", "i")  # fmt: skip
FINALS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
          "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t")  # fmt: skip
FIRST_SYLLABLE = 0xAC00

KANA_LETTERS = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉゃゅょゔ"
)
KANA_SOUNDS = """
a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho
ma mi mu me mo ya yu yo ra ri ru re ro wa i e o n
ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po
xa xi xu xe xo xya xyu xyo vu
"""
KANA = dict(zip(KANA_LETTERS, KANA_SOUNDS.split(), strict=True))  # x: small, joins what is before
KATAKANA_FROM = 0x60  # between the two kana blocks of Unicode


def read_chinese(name: str) -> Reading:
    """Pinyin, surname first and last; for traditional characters also as in Taiwan."""
    text = "".join(each for each in name if each.isalpha())
    surname, given = split(text, "chinese")
    if not given:
        return Reading()
    families = spellings("chinese").get(surname) or (pinyin(surname)[0],)
    syllables = [each.lower() for each in pinyin(given)]
    joined, apart = titled("".join(syllables)), " ".join(titled(each) for each in syllables)
    first = families[0]
    spelled = [f"{first} {joined}", f"{joined} {first}", f"{first} {apart}", f"{apart} {first}"]
    others = [f"{joined} {each}" for each in families[1:]]
    if TRADITIONAL & set(text):
        taiwan = titled("-".join(wade(each) for each in syllables), first_only=True)
        others = [f"{taiwan} {titled(wade(first.lower()))}", *others]
    doubt = "han" if split(text, "japanese")[0] in spellings("japanese") else ""
    return Reading(distinct([*spelled, *others]), doubt)


def read_japanese(name: str) -> Reading:
    """Kana surely (Hepburn); characters only where a surname has one usual reading."""
    words = [each for each in re.split(r"[\s・=]+", name) if each]
    if len(words) == 1:
        words = _apart(words[0])
    parts = [japanese_word(each) for each in words]
    if not all(parts):
        return Reading(doubt="kanji")
    if "・" in name:  # a name from elsewhere, which keeps its order
        return Reading(distinct(combined(parts)))
    return Reading(distinct([*combined(parts[::-1])[:5], *combined(parts)]))


def read_korean(name: str) -> Reading:
    """Revised Romanisation, and as bearers usually write surnames and syllables."""
    text = "".join(each for each in name if romanised(each))
    if not text:  # letters that make no syllable
        return Reading()
    surname, given = split(text, "korean")
    spelled = _korean_name(surname, given)
    if len(surname) > 1 and len(given) == 1:  # or a short surname and a longer given name
        spelled = [*spelled[:4], *_korean_name(text[:1], text[1:])]
    return Reading(distinct(spelled))


def _korean_name(surname: str, given: str) -> list[str]:
    families = spellings("korean").get(surname) or (titled(romanised(surname)),)
    if not given:
        return [*families]
    official = [romanised(each) for each in given]
    usual = [(spellings("korean_syllables").get(each) or (romanised(each),))[0] for each in given]
    forms = _given_forms(official, usual)
    spelled = [f"{forms[0]} {families[0]}", f"{families[0]} {forms[0]}"]
    return [*spelled, *_reversed(combined([families, forms]))]


def is_japanese(name: str) -> bool:
    """Kana, a character only Japan has, or a Japanese surname that is hardly a Chinese name."""
    text = "".join(name.split())
    if any("\u3041" <= each <= "\u30ff" for each in text) or JAPAN_ONLY & set(text):
        return True
    surname, given = split(text, "japanese")
    chinese = text[0] in spellings("chinese") or len(text) < 4
    known = surname in spellings("japanese") and not CHINA_ONLY & set(text)
    return known and bool(given) and not (chinese and len(text) <= 3 and text[:1] not in "鈴斎渡")


def split(text: str, language: str) -> tuple[str, str]:
    """Surname and given name; the longest surname known, else the first character."""
    table = spellings(language)
    for length in range(min(LONGEST_SURNAME, len(text) - 1), 0, -1):
        if text[:length] in table:
            return text[:length], text[length:]
    return text[:1], text[1:]


def pinyin(text: str) -> list[str]:
    """A syllable for each character."""
    return [GIVEN.get(each) or anyascii(each).strip() for each in text]


def wade(syllable: str) -> str:
    """A pinyin syllable in small letters as in passports of Taiwan."""
    if syllable in WADE_WHOLE:
        return WADE_WHOLE[syllable]
    for pattern, letters in WADE_FIRST:
        changed = re.sub(f"^{pattern}", letters, syllable)
        if changed != syllable:
            syllable = changed
            break
    for pattern, letters in WADE_LAST:
        syllable = re.sub(pattern, letters, syllable)
    return syllable


def _apart(word: str) -> list[str]:
    surname, given = split(word, "japanese")
    return [surname, given] if surname in spellings("japanese") and given else [word]


def japanese_word(word: str) -> Part:
    """A surname known by table, or kana; empty where it is neither."""
    known = spellings("japanese").get(word)
    if known:
        return known
    syllables = [KANA.get(each, each if each == "ー" else "") for each in _hiragana(word)]
    if not all(
        each or letter == "っ" for each, letter in zip(syllables, _hiragana(word), strict=True)
    ):
        return ()
    text = _hepburn(_hiragana(word))
    short = re.sub("oo|ou", "o", text).replace("uu", "u")
    ended = f"{short}h" if re.search("o[ou]$", text) else ""
    return distinct(titled(each) for each in (short, text, ended))


def _hiragana(word: str) -> str:
    return "".join(
        chr(ord(each) - KATAKANA_FROM) if "\u30a1" <= each <= "\u30f4" else each for each in word
    )


def _hepburn(word: str) -> str:
    text = "".join("~" if each == "っ" else KANA.get(each, "") for each in word.replace("ー", ""))
    text = re.sub("(sh|ch|j)ixy([auo])", r"\1\2", text)
    text = re.sub("([a-z])ixy([auo])", r"\1y\2", text)
    text = re.sub("(sh|ch|j)ixe", r"\1e", text)
    text = re.sub("([aeiou])x([aeiou])", r"\2", text).replace("x", "")
    text = re.sub("~ch", "tch", text)
    text = re.sub("~([a-z])", r"\1\1", text).replace("~", "")
    return re.sub("n(?=[bmp])", "n", text)


def _given_forms(official: list[str], usual: list[str]) -> Part:
    joined = titled("".join(official))
    spelled = [titled("".join(usual)), joined, "-".join((titled(official[0]), *official[1:]))]
    spelled.append(" ".join(titled(each) for each in usual))
    return distinct(spelled)


def _reversed(whole: list[str]) -> list[str]:
    """Given name first, as most write it in Latin letters."""
    return [" ".join([*each.split(" ", 1)[1:], each.split(" ", 1)[0]]) for each in whole]


def romanised(syllable: str) -> str:
    """A Hangul syllable in Revised Romanisation; empty where it is none."""
    number = ord(syllable[0]) - FIRST_SYLLABLE
    if not 0 <= number < len(INITIALS) * len(MEDIALS) * len(FINALS):
        return ""
    initial, rest = divmod(number, len(MEDIALS) * len(FINALS))
    medial, final = divmod(rest, len(FINALS))
    return INITIALS[initial] + MEDIALS[medial] + FINALS[final]
