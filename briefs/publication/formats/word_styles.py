"""The parts of a Word document that every edition has alike: styles, lists, settings, types, relations."""

from typing import Final

from briefs.model import Brand, Paper
from briefs.publication.formats.manuscript import Style
from briefs.publication.formats.word_markup import HEAD, NAMESPACES, attribute

STYLE_IDS: Final = {
    Style.TITLE: "Title",
    Style.SUBTITLE: "Subtitle",
    Style.HEADING: "Heading1",
    Style.SUBHEADING: "Heading2",
    Style.BODY: "BodyText",
    Style.STATEMENT: "Statement",
    Style.BULLET: "ListBullet",
    Style.DEEPER: "ListBullet2",
    Style.NUMBERED: "ListNumber",
    Style.QUOTE: "Quote",
    Style.ENTRY: "Bibliography",
    Style.DETAIL: "BibliographyDetail",
    Style.NOTICE: "Notice",
    Style.COMMENT: "Comment",
}
PAPERS: Final = {Paper.A4: (11906, 16838), Paper.LETTER: (12240, 15840)}
"""Width and height in twentieths of a point."""
MARGIN: Final = 1247
"""22 mm, as wide as the page's own."""

_TEXT_FONT: Final = "Cambria"
_FURNITURE_FONT: Final = "Calibri"
"""Faces that every Word has, and LibreOffice has twins of; the page's own need not be on the machine of who edits."""
_INK: Final = "12324F"
_DEFAULTS: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_GRID: Final = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>'
    '<w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>'
)
_BULLETS: Final = 1
_NUMBERS: Final = 2


def styles(brand: Brand, language: str) -> bytes:
    """``word/styles.xml``: the built-in styles that are used, and ours for statements, entries and notices."""
    ink = dict(brand.colours).get("navy", _INK).lstrip("#").upper()
    furniture = _fonts(brand.furniture_font or _FURNITURE_FONT)
    heading = f"{furniture}<w:b/><w:color w:val={attribute(ink)}/>"
    body = "".join(
        (
            _defaults(brand.text_font or _TEXT_FONT, language),
            _paragraph("Normal", "Normal", "", "", based_on=None, is_default=True),
            _DEFAULTS,
            _named(Style.TITLE, '<w:keepNext/><w:spacing w:after="80"/>', f'{heading}<w:sz w:val="48"/>'),
            _named(Style.SUBTITLE, '<w:spacing w:after="200"/>', f'{furniture}<w:sz w:val="20"/>'),
            _named(Style.HEADING, _heading(0, 360), f'{heading}<w:sz w:val="30"/>'),
            _named(Style.SUBHEADING, _heading(1, 240), f'{heading}<w:sz w:val="24"/>'),
            _named(Style.BODY, '<w:spacing w:after="120"/>', ""),
            _named(Style.STATEMENT, f'{_tab(567)}<w:spacing w:after="140"/>{_hanging(567)}', ""),
            _named(Style.BULLET, _listed(_BULLETS, 0), ""),
            _named(Style.DEEPER, _listed(_BULLETS, 1), ""),
            _named(Style.NUMBERED, _listed(_NUMBERS, 0), ""),
            _named(Style.QUOTE, '<w:spacing w:after="100"/><w:ind w:left="567" w:right="567"/>', ""),
            _named(Style.ENTRY, f'<w:keepNext/>{_tab(567)}<w:spacing w:before="120"/>{_hanging(567)}', ""),
            _named(Style.DETAIL, '<w:ind w:left="567"/>', '<w:sz w:val="18"/>'),
            _named(Style.NOTICE, f'{_box(ink)}<w:spacing w:after="200"/>', ""),
            _named(Style.COMMENT, f'{_rule(ink)}<w:spacing w:after="140"/><w:ind w:left="737"/>', furniture),
            _paragraph("FootnoteText", "footnote text", "", '<w:sz w:val="18"/>'),
            _paragraph("Header", "header", _tab(9412, "right"), f'{furniture}<w:sz w:val="18"/>'),
            _paragraph("Footer", "footer", _tab(9412, "right"), f'{furniture}<w:sz w:val="18"/>'),
            _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
            _character("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
            _character("OurAddition", "Our Addition", f"{furniture}<w:color w:val={attribute(ink)}/>"),
            _GRID,
        )
    )
    return f"{HEAD}<w:styles {NAMESPACES}>{body}</w:styles>".encode()


def _defaults(font: str, language: str) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(font)}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val={attribute(language)} w:eastAsia={attribute(language)} w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="264" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _fonts(name: str) -> str:
    face = attribute(name)
    return f"<w:rFonts w:ascii={face} w:hAnsi={face} w:cs={face}/>"


def _named(style: Style, paragraph: str, run: str) -> str:
    return _paragraph(STYLE_IDS[style], style.value, paragraph, run)


def _paragraph(
    identifier: str,
    name: str,
    paragraph: str,
    run: str,
    *,
    based_on: str | None = "Normal",
    is_default: bool = False,
) -> str:
    default = ' w:default="1"' if is_default else ""
    parts = (
        f'<w:style w:type="paragraph"{default} w:styleId={attribute(identifier)}>',
        f"<w:name w:val={attribute(name)}/>",
        f"<w:basedOn w:val={attribute(based_on)}/>" if based_on else "",
        "<w:qFormat/>",
        f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
        f"<w:rPr>{run}</w:rPr>" if run else "",
        "</w:style>",
    )
    return "".join(parts)


def _character(identifier: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId={attribute(identifier)}><w:name w:val={attribute(name)}/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


def _heading(level: int, before: int) -> str:
    return f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="100"/><w:outlineLvl w:val="{level}"/>'


def _listed(number: int, level: int) -> str:
    return (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="80"/>'
        f"{_hanging(567, 567 * level)}"
    )


def _hanging(width: int, left: int = 0) -> str:
    return f'<w:ind w:left="{left + width}" w:hanging="{width}"/>'


def _tab(place: int, kind: str = "left") -> str:
    return f'<w:tabs><w:tab w:val="{kind}" w:pos="{place}"/></w:tabs>'


def _rule(colour: str) -> str:
    """A rule at the left."""
    return f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color={attribute(colour)}/></w:pBdr>'


def _box(colour: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color={attribute(colour)}/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def numbering() -> bytes:
    """``word/numbering.xml``: one list with bullets in two levels, and one with numbers."""
    body = "".join(
        (
            '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>',
            _level(0, "bullet", "\N{BULLET}", 567),
            _level(1, "bullet", "\N{EN DASH}", 1134),
            '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>',
            _level(0, "decimal", "%1.", 567),
            "</w:abstractNum>",
            *(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
                for number in (_BULLETS, _NUMBERS)
            ),
        )
    )
    return f"{HEAD}<w:numbering {NAMESPACES}>{body}</w:numbering>".encode()


def _level(level: int, kind: str, text: str, left: int) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val={attribute(text)}/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def settings(language: str) -> bytes:
    """``word/settings.xml``: where notes are divided from the text, and the Word whose ways it follows (2013)."""
    body = (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={attribute(language)} w:eastAsia={attribute(language)}/>"
    )
    return f"{HEAD}<w:settings {NAMESPACES}>{body}</w:settings>".encode()
