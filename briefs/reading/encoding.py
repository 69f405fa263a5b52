"""From bytes to clean characters: the encoding is known, or proved by what comes out, or refused."""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from briefs.language.late import late
from briefs.reading.mojibake import undo
from briefs.reading.unreadable import Unreadable

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"OggS\x00", "a sound or a film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"%!PS", "a PostScript file"),
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What browsers read when a page declares the narrower name: <https://encoding.spec.whatwg.org/#names-and-labels>."""
_CANDIDATES: Final = ("cp949", "cp932", "euc_jp", "gb18030", "big5", "cp1252")
_MOST_CONTROLS: Final = 0.01
"""Share of control bytes above which bytes are no text: texts stay under 0.001, binaries above 0.1."""
_SHORTEST_TIE: Final = 64
"""Bytes below which two readings that both make sense are not told apart: at 40, one in ten was wrong."""
_MOST_LOST: Final = 2
_SPARSE: Final = 5_000
"""Replacement characters a source may hold, one more in so many others; failed conversions leave hundreds."""
_LEAST_NATIVE: Final = 0.25
_MOST_TOUCHING: Final = 0.1
"""Least share of letters in its own script for Korean, Japanese or Chinese; a text with fewer must hold them
in words of their own, since a Western text read wrongly shows them inside Latin words (``Am駻ique``)."""
_FEWEST: Final = 16
_COMMON: Final = 0.25
"""Least letters in its own script for Korean, Japanese or Chinese, and the least share of them among the
commonest signs of the language: texts and lists of names have 0.3 to 0.7 of them, a wrong reading 0.05."""
_MOST_ACCENTED: Final = 0.25
"""Share of letters with accents above which a text is not taken for a Western language (French has 0.05)."""

_CONTROL_BYTES: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b") + b"\x7f"
_DECLARATION: Final = late(
    rb"""<(?:meta|\?xml)\s[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_TWICE_ENCODED: Final = late("â€|Ã[©¨¼¶¤\xa0-\xbf]")
_NEWLINES: Final = late("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = late("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE: Final = late(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LOOSE_JOINERS: Final = late(
    "(?<![\u0600-\u1cff\ua800-\uabff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_UNCLEAN: Final = late(
    "|".join((_NEWLINES.pattern.removeprefix("\r\n|"), _SPACES.pattern, _INVISIBLE.pattern))
)
"""One look for all of the above; most pieces of a page have none."""
_KANA: Final = late("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_HALF_KANA: Final = late("[\uff66-\uff9f]")
_HAN: Final = late("[\u4e00-\u9fff]")
_HANGUL: Final = late("[\uac00-\ud7a3]")
_NATIVE: Final = late("[\u3041-\u30fc\u4e00-\u9fff\uac00-\ud7a3]")
_KOREAN_SIGNS: Final = (
    "이다는의에가을한고하지기로사은를도서어인자시리정아라대그나일해부수보제원전경장상한국민동과주만있조관공구비안들"
    "으된했미회선성화명신유울산김박계발개방재외"
)
_KANA_SIGNS: Final = (
    "のにをはがとしたてるでれいなもっらすんかこあまさりうそよくけどめせつえだきわおバスイントルドアクシラリー"
)
_HAN_SIGNS: Final = (
    "一人大中日国会年上生分出事者東京社長市部地本省行政府相安田高新海外務同民方合首自動電山島"
    "的是不了在有我他这个们来到时要就以可下对学说我为子和家道发成作里用工过无京平北南力业军主员江"
    "國會這個們來時說為發過無業軍員灣臺經長東對學部長"
)
_SIGNS_OF: Final = {
    "cp949": frozenset(_KOREAN_SIGNS),
    "cp932": frozenset(_KANA_SIGNS + _HAN_SIGNS),
    "euc_jp": frozenset(_KANA_SIGNS + _HAN_SIGNS),
    "gb18030": frozenset(_HAN_SIGNS),
    "big5": frozenset(_HAN_SIGNS),
}
_OF_LANGUAGE: Final = {
    "ko": ("cp949",),
    "ja": ("cp932", "euc_jp"),
    "zh": ("gb18030", "big5"),
    "zh-hant": ("big5", "gb18030"),
}
_TRADITIONAL: Final = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
_NO_CHARSET: Final = late(r"utf-16|utf-32|utf-7|(?:raw-)?unicode-escape|punycode|idna|undefined|mbcs|oem")
_CHARSET: Final = late(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_READABLE: Final = 0.9
_READABLE_SIGN: Final = late(
    "[\t\n\r\x20-\x7e\xa0-\u024f\u0370-\u052f\u2010-\u203e\u20ac\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]"
)
"""Share of signs of common scripts in the first 8,000 characters of a text: 0.99 and more read rightly."""
_PROOF: Final = 20
"""Whole letters for each broken one that prove an encoding: chance makes one of two bytes in four."""
_FOREIGN: Final = late("[^\x00-\x7f]")
_TOUCHING: Final = late("(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])")
_WESTERN: Final = late("[À-ÖØ-öø-ÿŒœŠšŸŽžƒ]")
_MISPLACED: Final = late(
    r"(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŒŠŽ]"  # a capital inside a word
    r"|(?<![^\W\d_])(?:[^\W\d_a-zA-ZÀàÉéÈèêÅåÆæÓóÖöøÍí]|[^\W\d_a-zA-Z]{2,})(?![^\W\d_])"  # no plain letter
    r"|[^\x00-\x7f‘’“”„«»‹›–—…\xa0]{3,}"  # more signs in a row than any word has
    r"|(?<=[^\W\d_])[¿¡„‚¶§¼½¾¹]|[¼½¾¹²³¶§](?=[^\W\d_])|(?<=[^\W\d_]{3})[²³]|[‘“][¼½¾²³¹]"
    r"|[£¥](?![\s\d.,;:)\]/’'\"–-]|(?:m|bn|k|p|tn)\b|$)|(?<!\d)¢|±(?!\s?\d)|°(?=[^\W\d_CFKNSEW])"
    r"|[¿¡](?![^\W_]|[\"'“‘«])|(?<=\S)•|‚(?![\sa-zA-Z])|[ƒ¨]"
)
"""Letters and signs where Western writing has none: what another encoding leaves, read as windows-1252."""
_MOST_MISPLACED: Final = 0.05
_WESTERN_SIGNS: Final = late("[\xa0«»‹›‘’‚“”„–—…•·£€¥§©®™°ªº¿¡½¼¾²³±×¢¶†‰´`¨]")


def decode(content: bytes, *declared: str | None, language: str | None = None) -> str:
    """Return the characters of ``content``, cleaned: newlines unified, spaces plain, nothing invisible.

    ``declared`` are the encodings that the server and the source itself name, in this order; ``language`` is
    that in which the source is expected, which settles what its few foreign letters are. Raises ``Unreadable``
    for what is not text, for an encoding that cannot be told, for text destroyed by an earlier conversion, and
    for nothing.
    """
    sixteen = _sixteen_bits(content)
    if sixteen is None:
        _refuse_binary(content)
    text = clean(undo(sixteen or _characters(content, [name for name in declared if name], language)))
    if not text.strip():
        raise Unreadable("is empty: there is not one visible character in it")
    _refuse_destroyed(text)
    return text


def served_encoding(media_type: str | None) -> str | None:
    """Return the encoding that a server declared (``text/html; charset=euc-kr``)."""
    match = _CHARSET.search(media_type or "")
    return match[1] if match else None


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding a page names in its first 4 KB (``<meta charset>``, ``<?xml encoding>``)."""
    match = _DECLARATION.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else None


def clean(text: str) -> str:
    """Return ``text`` with newlines unified, Unicode spaces plain, and invisible characters gone.

    Gone are controls (but newline and tab), bidirectional formatting, soft hyphens, zero-width characters;
    joiners stay where a script or an emoji needs them.
    """
    if _UNCLEAN.search(text):
        text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
        text = _INVISIBLE.sub("", text)
    return _LOOSE_JOINERS.sub("", text) if "\u200c" in text or "\u200d" in text else text


def fold(text: str) -> str:
    """Return ``text`` with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def _refuse_binary(content: bytes) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(f"is {what}, not text: save it as text, .docx or PDF")
    if _mark_of(content):
        return
    sample = content[: 1 << 16]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > _MOST_CONTROLS * len(sample):
        raise Unreadable("is binary data, not text: save it as text or HTML")


def _mark_of(content: bytes) -> tuple[bytes, str] | None:
    return next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), None)


def _sixteen_bits(content: bytes) -> str | None:
    """Return the text of bytes in UTF-16 without a mark, or None where they are none.

    Every text has spaces or line ends, which show as a zero byte beside them; read the wrong way round, or
    where the bytes are something else, most of what comes out is no letter of any common script.
    """
    sample = content[: 1 << 14]
    if b"\x00" not in sample or _mark_of(content):
        return None
    shares = {name: _share_of_letters(sample, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _READABLE or min(shares.values()) > shares[best] / 2:
        return None
    return content[: len(content) // 2 * 2].decode(best, "replace")


def _share_of_letters(sample: bytes, name: str) -> float:
    text = sample[: len(sample) // 2 * 2].decode(name, "replace")
    has_spaces = any(sign in text for sign in " \n")
    return len(_READABLE_SIGN.findall(text)) / len(text) if text and has_spaces else 0.0


def _characters(content: bytes, declared: Sequence[str], language: str | None) -> str:
    mark = _mark_of(content)
    if mark:
        return _strict(content[len(mark[0]) :], mark[1])
    if b"\x1b$" in content:
        return _strict(content, "iso2022_jp")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    texts = {name: text for name in declared if (text := _as_declared(content, name)) is not None}
    proved = next((text for name, text in texts.items() if _is_borne_out(text, name)), None)
    if proved is not None:
        return proved
    try:
        return _detected(content)
    except Unreadable:
        text = next(iter(texts.values()), None) or _damaged(content, declared) or _expected(content, language)
        if text is None:
            raise
        return text


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        text = content.decode(name, "replace")
        if _is_nearly_whole(text):
            return text
        raise Unreadable(
            f"is damaged: it begins as {name} but does not go on so: save it as UTF-8"
        ) from error


def _python_name(declared: str) -> str | None:
    """Return the name of the codec that browsers use for a declared encoding; None for what is no charset.

    Python has codecs for other things than pages (``punycode`` takes quadratic time); UTF-16 without a mark
    has been told before.
    """
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    return None if _NO_CHARSET.match(name) else _WIDER.get(name, name)


def _as_declared(content: bytes, declared: str) -> str | None:
    """Return the text as it is declared, or None where that is not so."""
    name = _python_name(declared)
    try:
        return content.decode(name) if name else None
    except (LookupError, ValueError):
        return None


def _is_borne_out(text: str, declared: str) -> bool:
    """Whether what comes out of a declared encoding is what it is for: servers declare one for all pages."""
    name = _python_name(declared)
    sample = text[: 1 << 16]
    foreign = sum(map(str.isalpha, "".join(_FOREIGN.findall(sample))))
    if name in _SIGNS_OF and foreign < _FEWEST:
        return True
    return _belongs(sample, name) if name in _CANDIDATES else True


def _damaged(content: bytes, declared: Sequence[str]) -> str | None:
    """Return the text of bytes of which a few are broken: cut off in a letter, or glued from two encodings."""
    for name in ("utf-8", *declared):
        codec = _python_name(name)
        text = content.decode(codec, "replace") if codec else ""
        if _is_nearly_whole(text) and (codec == "utf-8" or _is_borne_out(text, name)):
            return text
    return None


def _is_nearly_whole(text: str) -> bool:
    """Whether few characters are lost, and so many others are whole that the encoding is proved."""
    lost = text.count("\ufffd")
    return bool(lost) and lost <= _MOST_LOST and len(_FOREIGN.findall(text)) >= (1 + _PROOF) * lost


def _expected(content: bytes, language: str | None) -> str | None:
    """Return the text in the legacy encoding of the language expected, where all its foreign letters are so."""
    tag = (language or "").lower()
    names = _OF_LANGUAGE.get("zh-hant" if tag in _TRADITIONAL else tag.split("-")[0], ())
    for name in names:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        letters = [sign for sign in _FOREIGN.findall(text) if sign.isalpha()]
        if letters and all(_NATIVE.match(sign) for sign in letters) and not _HALF_KANA.search(text):
            return text
    return None


def _detected(content: bytes) -> str:
    texts = {name: text for name in _CANDIDATES if (text := _plausible(content, name)) is not None}
    name = next(iter(texts)) if len(texts) == 1 else _likeliest(content, list(texts))
    if name not in texts:
        raise Unreadable("is in an encoding that could not be told: save it as UTF-8")
    return texts[name]


def _likeliest(content: bytes, candidates: list[str]) -> str | None:
    if not candidates or len(content) < _SHORTEST_TIE:
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 35 ms that only ambiguous bytes cost

    best = from_bytes(content, cp_isolation=candidates).best()
    return best.encoding if best else None


def _plausible(content: bytes, name: str) -> str | None:
    """Return the text if these bytes can be read so, and what comes out is what the encoding is for."""
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return None
    sample = text[: 1 << 16]
    return text if _belongs(sample, name) else None


def _belongs(text: str, name: str) -> bool:
    letters = max(1, sum(map(str.isalpha, text)))
    foreign = sum(map(str.isalpha, "".join(_FOREIGN.findall(text))))
    kana, half_kana, han, hangul = (len(p.findall(text)) for p in (_KANA, _HALF_KANA, _HAN, _HANGUL))
    if name == "cp1252":
        signs = len(_FOREIGN.findall(text))
        known = len(_WESTERN.findall(text)) + len(_WESTERN_SIGNS.findall(text))
        is_placed = len(_MISPLACED.findall(text)) <= _MOST_MISPLACED * signs
        return known == signs and is_placed and foreign <= _MOST_ACCENTED * letters
    if foreign < _LEAST_NATIVE * letters and len(_TOUCHING.findall(text)) > _MOST_TOUCHING * foreign:
        return False
    if foreign < _FEWEST or not _is_common(text, name):
        return False
    match name:
        case "cp949":
            return hangul >= 0.6 * foreign
        case "cp932" | "euc_jp":
            return kana >= 0.2 * foreign and kana + han >= 0.9 * foreign and half_kana <= 0.1 * foreign
        case _:
            return han >= 0.9 * foreign and kana + half_kana <= 0.02 * foreign


def _is_common(text: str, name: str) -> bool:
    """Whether the letters of a foreign script are such as its language uses, and not any of its thousands."""
    found = _NATIVE.findall(text)
    return sum(sign in _SIGNS_OF[name] for sign in found) >= _COMMON * len(found)


def _refuse_destroyed(text: str) -> None:
    if text.count("\ufffd") > _MOST_LOST + len(text) // _SPARSE:
        raise Unreadable("has lost characters (they read \ufffd): save it from its origin again, as UTF-8")
    if ("â€" in text or "Ã" in text) and len(_TWICE_ENCODED.findall(text)) > _MOST_LOST:
        raise Unreadable(
            "was encoded twice (quotation marks read â€œ): save it from its origin again, as UTF-8"
        )
