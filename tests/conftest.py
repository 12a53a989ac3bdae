"""Small fixtures that several test files share. The tests run in random order; `-p no:randomly` keeps theirs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from cebgraph.pipeline import Build, build

# What such a test promises is never a time, and a machine that does other things fails none.
settings.register_profile("cebgraph", deadline=None)
settings.load_profile("cebgraph")

ROOT = Path(__file__).resolve().parents[1]

TEXT = """ 摘要

 本报告概述首协会框架内的合作情况。

 一. 导言

1.  首协会于 2020 年 5 月核可了《联合国数据和统计创新全系统路线图》。

2.  管理问题高级别委员会继续开展工作。
"""


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def overview() -> Build:
    """The graph of the shipped report, built once."""
    return build([ROOT / "data" / "reports" / "ceb-overview-2020.zh.txt"], validate=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of two paragraphs."""
    path = tmp_path / "small.zh.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure that nothing of the person who runs the tests shows in them."""
    for name in list(os.environ):
        if name.startswith("CEBGRAPH_"):
            monkeypatch.delenv(name)
