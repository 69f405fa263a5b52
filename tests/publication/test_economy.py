"""What is worked out once gives the same pages, to the byte, as what WeasyPrint works out by itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefs.publication import fonts

BOTH_WAYS = """
import sys
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from briefs.publication import economy

html = open(sys.argv[1], encoding="utf-8").read()

def printed():
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())

stock = printed()
economy.install()
economy.expect_notes(html)
ours = printed()
print(stock == ours, len(stock))
"""
ROWS = "".join(
    f"<div class=row id=r{n}><p>{n}<div><p>{'A crane was lifted in the night. ' * (n % 5 + 1)}"
    f"<div class=pair><p>left {n}<p>{'right ' * (n % 9)}</div></div></div>"
    for n in range(30)
)
PAGES = {
    "grids in grids over many pages": f"""<style>@page {{ size: A5; margin: 10mm }}
        .row {{ display: grid; grid-template-columns: 13mm 80mm; break-inside: avoid }}
        .pair {{ display: grid; grid-template-columns: 1fr 2fr; column-gap: 4mm; font-size: 7pt }}</style>{ROWS}""",
    "lengths in per cent and of their box": """<style>p { width: 50%; padding: 2% 3pt; margin: auto }
        .b { box-sizing: border-box; width: 40mm; border: 2pt solid; padding: 4pt; min-height: 10% }
        table { border-collapse: collapse } td { border: 1pt solid; padding: 3% }</style>
        <p>one <p class=b>two <table><tr><td>three<td>four</table>""",
    "faces, features and languages": """<style>b { font-variant-numeric: oldstyle-nums } u { letter-spacing: 2pt }
        a { text-decoration: underline } p { hyphens: auto; text-align: justify; width: 40mm }</style>
        <p lang=de>Donaudampfschifffahrtsgesellschaft <b>1984</b> <u>weit</u> <a href="#x">Verweis</a>
        <p lang=en style="line-height: 2" id=x>internationalisation of the <i>disproportionate</i> 14 %""",
    "page numbers in the contents": """<style>li a::after { content: target-counter(attr(href), page) }
        ol { display: grid; grid-template-columns: 40mm } h2 { break-before: page }</style>
        <ol><li><a href="#a">A</a><li><a href="#b">B</a></ol><h2 id=a>A</h2><h2 id=b>B</h2>""",
    "notes": "<style>.n { float: footnote }</style><p>words<span class=n>a note at the foot</span> more",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_the_same_to_the_byte(name: str, tmp_path: Path) -> None:
    page, configuration = tmp_path / "page.html", tmp_path / "fonts.conf"
    page.write_text(f"<!DOCTYPE html><html lang=en><title>t</title>{PAGES[name]}", "utf-8")
    configuration.write_text(fonts.configuration(cjk=False), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BOTH_WAYS, str(page)],
        env={"FONTCONFIG_FILE": str(configuration), "HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("True "), done.stderr
