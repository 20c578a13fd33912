"""The report of a join: what became of each slide, sizes, fonts, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kit import i18n
from kit.decks import link
from kit.gui.decks import report
from tests.decks.invariants import seeds
from tests.decks.link import making, odd


@pytest.fixture
def made(tmp_path: Path) -> link.Report:
    """Join a deck that keeps everything and one that loses links and comments."""
    whole, poor = seeds.sound(tmp_path / "whole.pptx"), odd.deck(tmp_path / "poor.pptx", "dead_targets")
    making.edit(poor, lambda p: seeds.sub(p, seeds.SLIDE, "<a:t>to slide", '<a:latin typeface="No Such Face"/><a:t>to slide'))
    return link.join([link.Source(whole, slides=(2, 3)), link.Source(poor, slides=(1,))], tmp_path / "out.pptx")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_report_says_what_became_of_each_slide(made: link.Report, lang: str, qtbot: QtBot) -> None:
    with i18n.language(lang):
        owner = QWidget()
        qtbot.addWidget(owner)
        dialog = report.ReportDialog(made, made.everything, owner)
        model = dialog.slides.model()
        rows = [[str(model.index(row, column).data()) for column in range(model.columnCount())] for row in range(model.rowCount())]
        kept = {"en": "kept as it was", "zh": "原样保留"}[lang]
        assert [row[-1] == kept for row in rows] == [True, True, False]
        assert {"en": "pictures 2", "zh": "图片 2"}[lang] in rows[2][4]
        assert {"en": "2 files", "zh": "2 个文件"}[lang] in report.summary(made)
        assert {"en": "layouts and themes", "zh": "版式和主题"}[lang] in report.by_kind(made)
        assert "No Such Face" in report.missing_fonts(made)
        assert dialog.findings.table.records.records == ()
        dialog.only.setChecked(True)
        assert dialog.slides.proxy.rowCount() == 1
