"""Which files are no tables whatever they are called: told by their first bytes (catalogue B37)."""

ENCRYPTED = "encrypted"
_SIGNATURES = {
    b"%PDF": "pdf",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"\x1f\x8b": "gzip",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def foreign_kind(data: bytes) -> str:
    """The kind of a file that is neither text nor a workbook; empty when it may be one."""
    if data.startswith(_OLE):
        return ENCRYPTED if _ENCRYPTED_PACKAGE in data else "old .xls"
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    head = data[:200].lstrip().lower()
    return "html" if head.startswith((b"<!doctype", b"<html", b"<?xml")) else ""
