"""Servers of files that tests start and stop: nginx and Apache as their users have them, on free ports."""

from __future__ import annotations

import os
import shutil
import socket  # noqa: TID251  the tests start servers
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NGINX = """\
daemon off; {user} pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; include "{rules}"; }}
}}
"""
_APACHE = """\
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
DocumentRoot {root}
TypesConfig /etc/mime.types
{modules}
{user}
<Directory {root}>
AllowOverride FileInfo{options}
Require all granted
</Directory>
"""
_MODULES = ("mpm_event", "authz_core", "mime", "dir", "env", "setenvif", "headers", "rewrite")
_APACHE_MODULES = Path("/usr/lib/apache2/modules")


def needed(program: str, package: str) -> None:
    """Skip a test whose server is missing; fail it with CI=true."""
    if not shutil.which(program):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {package}: apt-get install {package}")


@contextmanager
def readable_folder() -> Iterator[Path]:
    """Give a folder that a server may read which has given up the rights of root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def nginx(root: Path, rules: Path) -> Iterator[str]:
    """Serve a folder with nginx and some rules; give the address."""
    needed("nginx", "nginx")
    port = _free_port()
    with readable_folder() as folder:
        user = "user root;" if os.geteuid() == 0 else ""
        config = folder / "nginx.conf"
        config.write_text(_NGINX.format(folder=folder, port=port, root=root, rules=rules, user=user))
        with _running(["nginx", "-e", folder / "log", "-c", config], port, folder / "log") as address:
            yield address


@contextmanager
def apache(root: Path, options: str = "") -> Iterator[str]:
    """Serve a folder with Apache and the rules in it; give the address."""
    needed("apache2", "apache2")
    port = _free_port()
    with readable_folder() as folder:
        modules = "\n".join(f"LoadModule {name}_module {_APACHE_MODULES}/mod_{name}.so" for name in _MODULES)
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        config = folder / "apache.conf"
        config.write_text(
            _APACHE.format(folder=folder, port=port, root=root, modules=modules, user=user, options=options)
        )
        with _running(["apache2", "-X", "-f", config], port, folder / "log") as address:
            yield address


@contextmanager
def _running(command: list[object], port: int, log: Path) -> Iterator[str]:
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            if process.poll() is not None:
                raise AssertionError(f"{process.communicate()[1]}{log.read_text() if log.exists() else ''}")
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])
