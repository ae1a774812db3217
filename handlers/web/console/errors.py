"""Pages for what went wrong, in Thai: what happened, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, g
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from handlers.web.console.guard import is_console
from handlers.web.console.site import Site, render
from models.authority import NotAllowedError


@dataclass(frozen=True)
class Said:
    """A heading, and one sentence that says what to do."""

    title: str
    advice: str


SIGN_IN = Said("กรุณาเข้าสู่ระบบ", "พิมพ์ แดชบอร์ด ในแชต LINE ของก้าวหน้า แล้วแตะลิงก์ที่ได้รับ")
FORGED = Said("ส่งข้อมูลไม่สำเร็จ", "หน้านี้เปิดไว้นานเกินไป กลับไปเปิดหน้าเดิมอีกครั้งแล้วส่งใหม่ค่ะ")
AWAY = Said("ระบบไม่พร้อมชั่วคราว", "ลองใหม่ในอีกสักครู่ ถ้ายังไม่ได้ กรุณาแจ้งผู้ดูแลระบบค่ะ")
BROKEN = Said("เกิดข้อผิดพลาด", "ยังไม่มีข้อมูลใดเปลี่ยน ลองใหม่อีกครั้ง ถ้ายังไม่ได้ กรุณาแจ้งผู้ดูแลระบบค่ะ")
BY_STATUS: Mapping[int, Said] = {
    400: Said("ส่งข้อมูลไม่สำเร็จ", "กลับไปหน้าเดิมแล้วลองใหม่ค่ะ"),
    401: SIGN_IN,
    403: Said("หน้านี้ไม่เปิดให้ท่าน", "ถ้าจำเป็นต้องใช้ กรุณาติดต่อกลุ่มนโยบายและแผนค่ะ"),
    404: Said("ไม่พบหน้านี้", "ที่อยู่อาจพิมพ์ผิด หรือข้อมูลถูกนำออกแล้ว"),
    405: Said("ไม่พบหน้านี้", "กลับไปหน้าเดิมแล้วลองใหม่ค่ะ"),
    413: Said("ไฟล์ใหญ่เกินไป", "ไฟล์ต้องไม่เกิน 10 MB ลบรูปและชีตที่ไม่ใช้ออก แล้วส่งใหม่ค่ะ"),
    429: Said("ลองหลายครั้งเกินไป", "รอ 15 นาที แล้วพิมพ์ แดชบอร์ด ในแชต LINE เพื่อขอลิงก์ใหม่ค่ะ"),
    503: AWAY,
}


def register(app: Flask, site: Site) -> None:
    """Answer errors of the console with pages; those of other routes stay as they are."""

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> ResponseReturnValue:
        if not is_console() or error.code is None or error.code < 400:
            return error
        said = FORGED if isinstance(error, CSRFError) else BY_STATUS.get(error.code, BROKEN)
        return _page(said, error.code)

    @app.errorhandler(OperationalError)
    @app.errorhandler(InterfaceError)
    def away(error: Exception) -> ResponseReturnValue:
        if not is_console():
            raise error
        app.logger.error("database away", exc_info=error)
        return _page(AWAY, 503)

    @app.errorhandler(NotAllowedError)
    def not_theirs(error: NotAllowedError) -> ResponseReturnValue:
        if not is_console():
            raise error
        site.record_refusal(error.act, error.asked)
        return _page(BY_STATUS[403], 403)

    @site.blueprint.get("/<path:anything>")
    def nothing_here(anything: str) -> ResponseReturnValue:  # noqa: ARG001
        return _page(BY_STATUS[404], 404)


def _page(said: Said, status: int) -> tuple[str, int]:
    g.setdefault("member", None)
    g.setdefault("part", None)
    return render("error.html", said=said, status=status), status
