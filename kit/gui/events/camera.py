"""The camera as a scanner: a small window with what it sees; badges held before it are read off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QLoggingCategory, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from kit import qr
from kit.errors import KitError
from kit.gui import jobs, widgets
from kit.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice, QVideoFrame

SAME_MS, FRAME_MS, SIDE_MOST, TEXT_MOST = 2500, 80, 1280, 64
SIZE = (560, 440)
QUIET = "qt.multimedia.symbolsresolver=false"  # Qt would list every library it does without


def devices() -> tuple[QCameraDevice, ...]:
    """Return the cameras of this computer; raises KitError when Qt cannot ask, or there is none."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        text = N_("The camera cannot be used: system libraries are missing (on Debian: libpulse0 and libxrandr2). A USB scanner works.")
        raise KitError("camera.missing", text) from error
    found = tuple(QMediaDevices.videoInputs())
    if not found:
        raise KitError("camera.none", "There is no camera: connect one, or use a USB scanner.")
    return found


def read(image: QImage) -> tuple[str, ...]:
    """Return what stands in the QR codes of a picture."""
    if max(image.width(), image.height()) > SIDE_MOST:
        image = image.scaled(SIDE_MOST, SIDE_MOST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return qr.seen(bytes(grey.constBits()), grey.width(), grey.height(), grey.bytesPerLine())


class Eye(QWidget):
    """A window with a camera's picture; `scanned(text)` tells each badge once while it is held there."""

    scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None, found: tuple[QCameraDevice, ...] | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Camera"))
        self.resize(*SIZE)
        self._devices = devices() if found is None else found
        self._reading = False
        self._last = ""
        self._since, self._frame = QElapsedTimer(), QElapsedTimer()
        self.view = View()
        self.told = widgets.label(_("Hold a badge before the camera."), "lead")
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Camera"))
        for device in self._devices:
            self.choice.addItem(device.description())
        self.choice.setVisible(len(self._devices) > 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(16, 16, 16, 16)
        lay.addWidget(self.view, 1)
        lay.addLayout(widgets.row(self.told, 1, self.choice))
        self._open()
        self.choice.currentIndexChanged.connect(lambda _place: self._start())

    def _open(self) -> None:
        QLoggingCategory.setFilterRules(QUIET)
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink

        self.sink, self.session, self.camera = QVideoSink(self), QMediaCaptureSession(self), QCamera(self)
        self.session.setVideoSink(self.sink)
        self.session.setCamera(self.camera)
        self.camera.errorOccurred.connect(lambda _error, text: self.told.setText(text))
        self.sink.videoFrameChanged.connect(self._seen)
        self._start()

    def _start(self) -> None:
        if self._devices:
            self.camera.stop()
            self.camera.setCameraDevice(self._devices[max(0, self.choice.currentIndex())])
            self.camera.start()

    def _seen(self, frame: QVideoFrame) -> None:
        """Show a frame, at most a dozen a second; read it unless the one before is still being read."""
        if not frame.isValid() or (self._frame.isValid() and self._frame.elapsed() < FRAME_MS):
            return
        self._frame.restart()
        image = frame.toImage()
        self.view.show_(image)
        if not self._reading:
            self._reading = True
            jobs.start(lambda: read(image), self._read, self._failed, owner=self)

    def _read(self, texts: tuple[str, ...]) -> None:
        self._reading = False
        for text in (one.strip() for one in texts):
            again = text == self._last and self._since.isValid() and self._since.elapsed() < SAME_MS
            if text == self._last:
                self._since.restart()
            if text and not again and len(text) <= TEXT_MOST and not text.lower().startswith("http"):
                self._last = text
                self._since.restart()
                self.view.flash()
                self.scanned.emit(text)

    def _failed(self, error: KitError) -> None:
        self._reading = False
        self.told.setText(error.said(_))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the camera: its light must go out."""
        self.camera.stop()
        super().closeEvent(event)


class View(QWidget):
    """What the camera sees, mirrored as in a mirror, with a frame to hold the badge into."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.image = QImage()
        self._flash = QElapsedTimer()

    def show_(self, image: QImage) -> None:
        """Show a picture."""
        self.image = image
        self.update()

    def flash(self) -> None:
        """Show that a badge was read."""
        self._flash.restart()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#13252C"))
        if not self.image.isNull():
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.save()
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
            painter.restore()
        side = min(self.width(), self.height()) * 0.6
        lit = self._flash.isValid() and self._flash.elapsed() < 600
        painter.setPen(QPen(QColor("#4CC2B2" if lit else "#FFFFFF"), 6 if lit else 2))
        painter.drawRoundedRect(QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), 12, 12)
