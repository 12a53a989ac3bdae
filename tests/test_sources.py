"""What is given to be read: addresses of a real server, folders, and several kinds at once."""

from __future__ import annotations

import gzip
import socket  # noqa: TID251  the tests have servers
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from documents import docx, paragraph, pdf, run

from cebgraph.errors import SourceError
from cebgraph.model.source import NOTHING_SAID, Description, LayoutText
from cebgraph.sources import read_sources, web
from cebgraph.sources.addresses import is_public

LETTERS = "1. The Board and the Committee of the system endorsed the road map for the decade. "
PAGE = f"<html><body><p>{LETTERS}</body></html>"
PDF = pdf([[(60, 1900, 10, LETTERS)]])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Gives what was put at a path, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []

    def put(self, path: str, content: bytes | str, media_type: str = "text/html", **headers: str) -> str:
        """Put something at a path; return its address."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        content = content.encode() if isinstance(content, str) else content
        self.answers[path] = (200, {"Content-Type": media_type, **told} if media_type else told, content)
        return self.at(path)

    def move(self, path: str, to: str, status: int = 302) -> str:
        """Say at a path that it has moved."""
        self.answers[path] = (status, {"Location": to}, b"")
        return self.at(path)

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers from what was put."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers, content = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def read(
    given: str | Path, *more: str | Path, allow_private: bool = True, said: list[str] | None = None
) -> list[LayoutText]:
    notice: Callable[[str], None] = (said if said is not None else []).append
    return list(read_sources([given, *more], NOTHING_SAID, allow_private=allow_private, notice=notice))


@pytest.mark.parametrize(
    ("path", "content", "media_type", "encoding"),
    [
        ("/report", PAGE, "text/html; charset=utf-8", "html"),
        ("/report.pdf", PDF, "application/pdf", "pdf"),
        ("/download?id=7", PDF, "application/octet-stream", "pdf"),
        ("/none", PDF, "", "pdf"),
        ("/report.docx", docx(paragraph(run(LETTERS))), WORD, "docx"),
        ("/report.txt", LETTERS, "text/plain", "utf-8"),
    ],
)  # fmt: skip
def test_the_media_type_decides_the_reader(
    path: str, content: bytes | str, media_type: str, encoding: str, server: Server
) -> None:
    (layout,) = read(server.put(path, content, media_type))
    assert layout.source.encoding == encoding
    assert "endorsed the road map" in layout.text


@pytest.mark.parametrize(
    ("media_type", "content", "message"),
    [
        ("application/pdf", PAGE, "sent as application/pdf, but a web page"),
        ("application/json", b"{}", "of the media type application/json, which is not read"),
        ("application/pdf", PDF[:300], "the PDF is cut off"),
    ],
)
def test_what_is_not_what_its_server_says_is_refused(
    media_type: str, content: bytes, message: str, server: Server
) -> None:
    with pytest.raises(SourceError, match=message):
        read(server.put("/report", content, media_type))


def test_redirects_are_followed(server: Server) -> None:
    server.put("/new/report", PAGE)
    server.move("/old", "new/report", 301)
    assert read(server.move("/older", "/old", 307))[0].source.name == server.at("/new/report")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/a", "data:text/html,a"]
)
def test_a_redirect_to_another_protocol_is_refused(target: str, server: Server) -> None:
    with pytest.raises(SourceError, match="not an address of http or https"):
        read(server.move("/away", target))


def test_redirects_without_end_are_refused(server: Server) -> None:
    with pytest.raises(SourceError, match="moved more than 8 times"):
        read(server.move("/round", "/round"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "0", "2130706433"])
def test_an_address_that_is_not_public_is_refused_before_it_is_asked(host: str, server: Server) -> None:
    server.put("/", PAGE)
    with pytest.raises(SourceError, match=r"an address that is not public \(--allow-private"):
        read(f"http://{host}:{server.server_port}/", allow_private=False)
    assert server.asked == []


def test_the_address_is_judged_at_each_hop(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop counts as public here; the address that it sends to does not."""
    real = socket.getaddrinfo
    monkeypatch.setattr("cebgraph.sources.addresses.is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: real("127.0.0.1" if host == "127.0.0.1" else "127.0.0.2", *a, **k)
    )
    with pytest.raises(SourceError, match=r"inner: at 127\.0\.0\.2, an address that is not public"):
        read(server.move("/", f"http://inner:{server.server_port}/secret"), allow_private=False)
    assert server.asked == ["/"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((404, {}, b""), r"is not there \(HTTP 404\)"),
        ((403, {}, b""), r"is not public \(HTTP 403\)"),
        ((500, {}, b""), r"cannot be fetched \(HTTP 500\)"),
        ((302, {}, b""), r"cannot be fetched \(HTTP 302\)"),
        ((200, {"Content-Length": "9999"}, b"abc"), "cannot be reached"),
        ((200, {"Content-Encoding": "br"}, b"abc"), "sent as br"),
        ((200, {"Content-Encoding": "gzip"}, b"abc"), "damaged on its way"),
    ],
)
def test_an_answer_that_is_no_success_is_told(answer: Answer, message: str, server: Server) -> None:
    server.answers["/"] = answer
    with pytest.raises(SourceError, match=message) as raised:
        read(server.at("/"))
    assert raised.value.where == server.at("/")


def test_what_is_sent_packed_is_unpacked(server: Server) -> None:
    server.put("/", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert "endorsed" in read(server.at("/"))[0].text


@pytest.mark.parametrize("packed", [False, True])
def test_more_than_a_report_is_not_fetched(packed: bool, server: Server) -> None:
    content = b"a" * 3_000_000
    headers = {"Content_Encoding": "gzip"} if packed else {}
    address = server.put("/", gzip.compress(content) if packed else content, **headers)
    with pytest.raises(SourceError, match="larger than 1 MB"):
        web.fetch(address, allow_private=True, limits=web.Limits(size=1_000_000))


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(SourceError, match=r"no answer within 0\.2 s"):
            web.fetch(address, allow_private=True, limits=web.Limits(seconds=0.2))


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://user:secret@example.org/", "holds a password"),
        ("http:///report", "not an address"),
        ("https://no-such-host.invalid/", "cannot be reached"),
        ("http://example.org:99999/", "no address"),
    ],
)
def test_an_address_that_cannot_be_is_told(address: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        read(address)
    assert "secret" not in str(raised.value)


def test_a_folder_is_read_in_order_with_what_is_in_it_and_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "1.pdf").write_bytes(PDF)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "c.txt").write_text("1. 首协会核可了路线图。\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("symbol: E/2021/47\n")
    (tmp_path / "d.xlsx").write_bytes(b"PK")
    (tmp_path / ".hidden" / "e.txt").write_text(LETTERS)
    said: list[str] = []
    found = read(tmp_path, said=said)
    assert [layout.source.name for layout in found] == ["a.html", "1.pdf", "c.txt"]
    assert [layout.source.language for layout in found] == ["en", "en", "zh"]
    assert found[2].source.description.symbol == "E/2021/47"
    assert f"{tmp_path}: 1 file of other kinds left out: d.xlsx" in said


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    with pytest.raises(SourceError, match=r"no report in this folder \(formats read: "):
        read(tmp_path)


def test_one_description_is_not_given_to_several_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LETTERS)
    with pytest.raises(SourceError, match="these are several"):
        list(read_sources([tmp_path], Description(symbol="E/2021/47")))
