"""Stage 1: bytes to a text with lines."""

import codecs
import hashlib
from pathlib import Path

import pytest

from cebgraph.errors import CebgraphError, DataFileError, SourceError, UnsupportedLanguage
from cebgraph.model.source import Description
from cebgraph.read import SUFFIXES, read_bytes, read_source
from cebgraph.read.text import split_lines
from cebgraph.resources.fields import parse_fields
from cebgraph.resources.languages import load_language, read_language, supported_languages
from cebgraph.resources.paths import folder

ZH = "一. 导言\n\n1. 首协会于 2020 年 5 月核可了《路线图》。\n"
EN = "1. The Board endorsed the road map at the session, and the Committee of the Board welcomed it.\n"
IN_PART = {
    "ar": "يقدم هذا التقرير لمحة عامة عن أعمال مجلس الرؤساء التنفيذيين في منظومة الأمم المتحدة.",
    "ru": "В настоящем докладе представлен обзор работы Координационного совета руководителей.",
    "fr": "Le présent rapport donne un aperçu des travaux du Conseil et de la coordination des activités.",
    "es": "En el presente informe se ofrece una sinopsis de la labor de la Junta y de los comités del sistema.",
}
OTHERS = {
    "German": "Der vorliegende Bericht gibt einen Überblick über die Arbeit des Rates und die Koordinierung der Ziele.",
    "Korean": "이 보고서는 유엔 체제 고위조정이사회의 활동에 대한 개요를 제공한다.",
    "Japanese": "この報告書は、国連システム事務局長調整委員会の活動の概要を示すものです。",
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Give a small report on disk."""
    path = tmp_path / "report.zh.txt"
    path.write_text(ZH, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("mark", "encoding", "name"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (b"", "gb18030", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    ],
)
@pytest.mark.parametrize("text", [ZH, "首协会核可了联合国系统的路线图，并感谢秘书长的报告。"])
def test_the_encoding_is_told(mark: bytes, encoding: str, name: str, text: str) -> None:
    """A text reads the same in every encoding, with a mark and without, and with no ASCII in it."""
    source = read_bytes(mark + text.encode(encoding), "a.txt").source
    assert (source.text, source.encoding) == (text, name)


def test_an_old_english_text_is_read() -> None:
    """A text of Windows keeps its quotation marks."""
    text = EN.replace("road map", "“road map”")
    assert read_bytes(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b"%PDF-1.7 ...", "named .txt, but a PDF"),
        (b"PK\x03\x04...", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an office document"),
        (b"{\\rtf1 x}", "a rich text"),
        (bytes(range(256)) * 8, "not a text"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 57, "not a text"),
        (ZH.encode()[:40] + b"\xff" + ZH.encode()[40:], "damaged UTF-8 at byte 40"),
        (b"\xff\xfe\x00\xd8", "not a text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    """A user who gives something else is told what it is, and what to try."""
    with pytest.raises(SourceError, match=message) as raised:
        read_bytes(content, "a.txt")
    assert raised.value.hint
    assert raised.value.where == "a.txt"


@pytest.mark.parametrize("name", ["a.md", "a.csv"])
def test_another_format_is_refused_with_those_that_are_read(name: str) -> None:
    """The message names the formats that are read."""
    with pytest.raises(SourceError, match=r"formats read: \.pdf, \.docx, \.html, \.htm, \.xhtml, \.txt"):
        read_bytes(ZH.encode(), name)
    assert SUFFIXES == (".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt")


@pytest.mark.parametrize(("name", "message"), [("none.txt", "no such file"), (".", "a folder")])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(SourceError, match=message):
        read_source(tmp_path / name)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the operating system says is passed on."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        read_source(tmp_path / "a.txt")


def test_the_hash_is_of_the_bytes(report: Path) -> None:
    """The hash identifies the file, not the text."""
    assert read_source(report).source.sha256 == hashlib.sha256(report.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("text", "language"), [(ZH, "zh"), (EN, "en"), *((text, code) for code, text in IN_PART.items())]
)
def test_the_language_is_told(text: str, language: str) -> None:
    """A supported language need not be said."""
    assert read_bytes(text.encode(), "a.txt").source.language == language


@pytest.mark.parametrize(("name", "text"), OTHERS.items())
def test_another_language_is_named(name: str, text: str) -> None:
    """A text that cannot be read is told by the name of its language, with those that can."""
    with pytest.raises(UnsupportedLanguage, match=f"{name} cannot be read .*ar, en, es, fr, ru, zh"):
        read_bytes(text.encode(), "a.txt")


def test_a_language_that_cannot_be_told_is_asked_for() -> None:
    """A few letters are in no language."""
    with pytest.raises(UnsupportedLanguage, match="cannot tell the language"):
        read_bytes(b"E/2021/47 xyzzy", "a.txt")
    assert read_bytes(b"E/2021/47 xyzzy", "a.txt", Description(language="en")).source.language == "en"


def test_a_language_that_is_said_must_be_supported() -> None:
    """What a caller says is not overruled."""
    with pytest.raises(UnsupportedLanguage, match="'tlh' cannot be read"):
        read_bytes(ZH.encode(), "a.txt", Description(language="tlh"))


def test_what_is_said_beside_a_text_is_read(report: Path) -> None:
    """The description beside a report is used, other readers' keys are left, a caller's words win."""
    report.with_suffix(".yaml").write_text("symbol: E/2021/47\ndate: 2021-03-01\nsource: https://undocs.org\n")
    said = read_source(report, Description(symbol="E/2021/48")).source.description
    assert said == Description(symbol="E/2021/48", date="2021-03-01")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("symbol: [E]", r"report\.zh\.yaml:1: 'symbol' must be a text"),
        ("title: a\ndate: March", r"report\.zh\.yaml:2: 'date' must be like 2021-03-01"),
        ("symbl: E/2021/47", r"report\.zh\.yaml:1: 'symbl' is not read; 'symbol' is"),
        ("title: 'a", r"report\.zh\.yaml:\d: not YAML"),
        ("- a", r"report\.zh\.yaml:1: must be a mapping"),
    ],
)
def test_a_malformed_description_is_told_with_its_line(report: Path, content: str, fault: str) -> None:
    """A fault beside a report says where it is."""
    report.with_suffix(".yaml").write_text(content)
    with pytest.raises(DataFileError, match=fault):
        read_source(report)


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\rc\n\n", "一\f二\u2028三", "\n\n"])
def test_lines_are_all_of_a_text(text: str) -> None:
    """No character is in two lines or in none."""
    lines = split_lines(text)
    assert "".join(line.full.of(text) for line in lines) == text
    assert all(line.full.contains(line.span) for line in lines)


def test_the_supported_languages_load() -> None:
    """Every folder of a language is whole."""
    assert [load_language(code).code for code in supported_languages()] == ["ar", "en", "es", "fr", "ru", "zh"]


def test_all_faults_of_a_language_are_told_at_once(tmp_path: Path) -> None:
    """Whoever writes a language sees every fault, with file and line."""
    (tmp_path / "xx").mkdir()
    (tmp_path / "structure.yaml").write_text((folder("data") / "languages" / "structure.yaml").read_text("utf-8"))
    (tmp_path / "xx" / "language.yaml").write_text("name: X\nsentence_end: '('\njoins: {}\nnaem: Y\n")
    (tmp_path / "xx" / "structure.yaml").write_text("label: '\\d+'\nmarks: []\n")
    with pytest.raises(DataFileError) as raised:
        read_language(tmp_path, "xx")
    told = "\n".join(raised.value.faults)
    for fault in (
        "xx/language.yaml:2: not a regular expression",
        "xx/language.yaml:3: 'joins' must be a list",
        "xx/language.yaml:4: no such key 'naem'",
        "xx/structure.yaml:1: the pattern must have a group (?P<number>…)",
        "xx/structure.yaml:1: 'chapter' is missing",
        "xx/structure.yaml:2: must be a mapping",
    ):
        assert fault in told


def test_a_missing_file_of_a_language_is_one_fault(tmp_path: Path) -> None:
    """The fields of a file that is not there are not missed one by one."""
    with pytest.raises(DataFileError) as raised:
        read_language(tmp_path, "xx")
    assert len(raised.value.faults) == 3


def test_fields_that_are_malformed_are_told() -> None:
    """Every kind of field tells its faults."""
    fields = parse_fields("share: 2\nnumber: one\nlist: a\npattern: [a]\nrows: 1", "f.yaml")
    assert fields.share("share") == 0.0
    assert fields.number("number") == 0
    assert fields.texts("list") == ()
    assert fields.rows("rows") == fields.rows("none") == ()
    assert not fields.pattern("pattern").match("a")
    assert [fault.split(": ")[0] for fault in fields.faults] == [
        "f.yaml:1", "f.yaml:2", "f.yaml:3", "f.yaml:5", "f.yaml:1", "f.yaml:4",
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_told() -> None:
    """A broken installation says what is missing."""
    with pytest.raises(CebgraphError, match="in data files") as raised:
        folder("nowhere")
    assert "nowhere/: no such folder" in str(raised.value)
