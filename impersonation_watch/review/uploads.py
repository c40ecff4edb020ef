"""What a form brings: words, and where photos are asked for their bytes. In memory only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

MULTIPART = "multipart/form-data"
# the only addresses that take files
PATHS = frozenset(
    {"/setup/photos", "/settings/photos", "/cases/new/files", "/batch/take", "/batch/decisions"}
)
CASE_FILES = re.compile(r"/c/[A-Za-z0-9_-]{1,64}/files")
LARGEST = 96 * 1024 * 1024  # bytes at once: a dozen photos as a telephone takes them
MOST_FIELDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file as the browser sent it, under the name it had there."""

    name: str
    content: bytes


class _InMemory(MultiPartParser):
    """Keeps files in memory: the usual one writes those above a megabyte to the disk, unsealed."""

    spool_max_size = 0  # for SpooledTemporaryFile: never


def takes_files(path: str) -> bool:
    """Whether the page at this address is one that asks for files."""
    return path in PATHS or CASE_FILES.fullmatch(path) is not None


async def read(request: Request) -> tuple[dict[str, str], tuple[Upload, ...]]:
    """Words by name of their field, and files. A body that is no form brings nothing."""
    if request.method != "POST":
        return {}, ()
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
            return _words(form), ()
    parser = _InMemory(request.headers, request.stream(), max_fields=MOST_FIELDS)
    try:
        form = await parser.parse()
    except MultiPartException:
        return {}, ()
    files = [each for _, each in form.multi_items() if isinstance(each, UploadFile)]
    uploads = [Upload(name=each.filename or "", content=await each.read()) for each in files]
    await form.close()
    return _words(form), tuple(each for each in uploads if each.name or each.content)


def _words(form: FormData) -> dict[str, str]:
    return {name: text for name, text in form.items() if isinstance(text, str)}
