"""Characters the bench disguises with: by look, by style, unseen; of the bench alone."""

from __future__ import annotations

import string

# look-alikes by script: each pair is a Latin letter and what stands in for it
CYRILLIC = dict(
    zip("aceopxyijsdhbkmtnABCEHIJKMOPSTXY", "асеорхуіјѕԁһЬкмтпАВСЕНІЈКМОРЅТХУ", strict=True)
)
GREEK = dict(zip("aoviunpykABEHIKMNOPTXYZ", "αονιυηργκΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
ARMENIAN = dict(zip("hnouqgjpU", "հոօսզցյքՍ", strict=True))
CHEROKEE = dict(zip("ABCDEGHJKLMPRSTVWYZ", "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎩᏃ", strict=True))
LATIN = dict(zip("abcdeghiklnoprstuvyz", "ɑƅƈđēɡɦıķłņøƥɾşŧųʋƴȥ", strict=True))
# characters the matcher's tables were perhaps not built from
RARE = {
    "lisu": dict(zip("ABCDEFGHIJKLMNOPRSTUVWXYZ", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", strict=True)),
    "coptic": dict(zip("aceoprkmnABEHKMNOPT", "ⲁⲥⲉⲟⲣⲅⲕⲙⲛⲀⲂⲈⲎⲔⲘⲚⲞⲢⲦ", strict=True)),
    "deseret": dict(zip("OLCSBDH", "𐐄𐐛𐐕𐐝𐐒𐐔𐐐", strict=True)),
    "roman": dict(zip("icdlmvxICDLMVX", "ⅰⅽⅾⅼⅿⅴⅹⅠⅭⅮⅬⅯⅤⅩ", strict=True)),
    "syllabics": dict(zip("JPdUVABbLR", "ᒍᑭᑯᑌᐯᗅᗷᑲᒪᖇ", strict=True)),
    "modifier": dict(zip("abcdeghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    "hooked": dict(zip("aehimnoprtuwyz", "ẚẹḩịṃɲọᶈᶉṭụⱳỵʐ", strict=True)),
}
LOOKS = (CYRILLIC, GREEK, ARMENIAN, CHEROKEE, LATIN)

CAPITALS = dict(zip(string.ascii_lowercase, "ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ", strict=True))
TURNED = dict(zip(string.ascii_lowercase, "ɐqɔpǝɟɓɥᴉſʞlɯuodbɹsʇnʌʍxʎz", strict=True))
MATHEMATICAL = {  # code of the first capital; small letters follow after 26
    "bold": 0x1D400, "italic": 0x1D434, "bold italic": 0x1D468, "bold script": 0x1D4D0,
    "bold fraktur": 0x1D56C, "sans": 0x1D5A0, "sans bold": 0x1D5D4, "sans italic": 0x1D608,
    "monospace": 0x1D670, "double-struck": 0x1D538, "script": 0x1D49C, "fraktur": 0x1D504,
}  # fmt: skip
HOLES = {  # letters that stood in Unicode before the mathematical alphabets did
    "italic": {"h": "ℎ"},
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}
STYLES = ("fullwidth", "circled", "squared", "small capitals", *MATHEMATICAL)
HELD_OUT_STYLES = ("black circled", "black squared", "parenthesised", "regional", "superscript")

INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufe0f\ufe0e\u2061\u2062\u2063\u2064\ufeff\U000e0061"
HELD_OUT_INVISIBLE = "\u034f\u180e\u115f\u3164\u17b4\u206a\U000e0100\U000e0041\ufff9\u180b"
MARKS = "\u0301\u0308\u0332\u0336\u0338\u0335\u0307\u0323\u0330\u0353\u0489\u20dd"
HELD_OUT_MARKS = "\u0363\u0368\u1dc4\u20d2\u0488\u035c\u0315\u033d\u1ab0\ufe20"
BIDI = "\u200e\u200f\u202a\u202c\u2066\u2067\u2068\u2069\u061c"
LEET = {
    "a": "4@", "b": "8", "e": "3€", "g": "9", "i": "1!", "l": "1|", "o": "0", "s": "5$",
    "t": "7", "z": "2",
}  # fmt: skip
QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn")
SPACES = "\u00a0\u2009\u3000\u202f\u2003\u2007"
HELD_OUT_SPACES = "\u2800\u1680\u205f\u2002\u2008"


def styled(text: str, style: str) -> str:
    """The text with every ASCII letter in one style; the rest as it is."""
    if style == "small capitals":
        return "".join(CAPITALS.get(c.lower(), c) for c in text)
    return "".join(restyled(c, style) if c.isascii() and c.isalpha() else c for c in text)


def restyled(letter: str, style: str) -> str:
    place = ord(letter.lower()) - ord("a")
    if style in MATHEMATICAL:
        code = MATHEMATICAL[style] + place + (26 if letter.islower() else 0)
        return HOLES.get(style, {}).get(letter, chr(code))
    if style in ("fullwidth", "circled"):
        first = {"fullwidth": (0xFF21, 0xFF41), "circled": (0x24B6, 0x24D0)}[style]
        return chr(first[letter.islower()] + place)
    if style == "superscript":
        return RARE["modifier"].get(letter.lower(), letter)
    first_code = {
        "squared": 0x1F130, "black circled": 0x1F150, "black squared": 0x1F170,
        "parenthesised": 0x1F110, "regional": 0x1F1E6,
    }[style]  # fmt: skip
    return chr(first_code + place)


def turned(text: str) -> str:
    """Upside down: read from the other end, each letter on its head."""
    return "".join(TURNED.get(c, c) for c in reversed(text.lower()))


def beside(letter: str, rows: tuple[str, ...]) -> str:
    """The keys next to a letter on a keyboard, empty where it has none."""
    for row in rows:
        place = row.find(letter)
        if place >= 0:
            return row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    return ""
