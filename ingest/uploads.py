"""Files as they arrive over HTTP: what is too much, or no report by its name, is dropped on the way, the others are kept."""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler

from ingest.limits import Limit, Refusal, no_room, unfit


@dataclass(frozen=True)
class Unfit:
    """A file that cannot be a report by its name: read for its digest, not kept."""

    name: str
    size: int
    sha256: str


@dataclass
class Arrival:
    """What became of the body of one request, as ``request.arrival``; the files that were kept are in ``FILES``."""

    expected: int = 0
    received: int = 0
    files: int = 0
    bytes: int = 0
    refused: list[Refusal] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)

    @property
    def cut_short(self) -> bool:
        """The sender left before the end: the last file is not whole, though it looks so."""
        return self.received < self.expected


class CappedUpload(TemporaryFileUploadHandler):
    """Streams to temporary files within the limits of the settings. Strangers' files are not written at all."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.arrival = self.request.arrival = Arrival(expected=content_length)
        self.known = self.request.user.is_authenticated
        read = input_data.read

        def counted(*args):
            data = read(*args)
            self.arrival.received += len(data)
            return data

        input_data.read = counted

    def new_file(self, field_name, file_name, *args, **kwargs):
        self.received, self.digest = 0, None
        FileUploadHandler.new_file(self, field_name, file_name, *args, **kwargs)
        if not self.known:
            raise SkipFile
        self.arrival.files += 1
        if self.arrival.files > settings.UPLOAD_BATCH_FILES:
            self._refuse(Limit.BATCH_FILES)
        if unfit(file_name):
            self.digest = hashlib.sha256()
            return
        try:
            super().new_file(field_name, file_name, *args, **kwargs)
        except OSError as error:
            self._refuse_or_raise(error)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._refuse(Limit.FILE)
        if self.arrival.bytes + self.received > settings.UPLOAD_BATCH_BYTES:
            self._refuse(Limit.BATCH)
        if self.digest:
            self.digest.update(raw_data)
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._refuse_or_raise(error)

    def file_complete(self, file_size):
        self.arrival.bytes += self.received
        if self.digest:
            self.arrival.unfit.append(Unfit(self.file_name, self.received, self.digest.hexdigest()))
            return None
        try:
            self.file.flush()
            return super().file_complete(file_size)
        except OSError as error:
            if not no_room(error):
                raise
            self._note(Limit.NO_ROOM)
            return None
        finally:
            del self.file  # a file skipped later closes the one that stands here

    def _note(self, limit: Limit) -> None:
        self.arrival.refused.append(Refusal(self.file_name, limit))

    def _refuse(self, limit: Limit) -> None:
        self._note(limit)
        raise SkipFile

    def _refuse_or_raise(self, error: OSError) -> None:
        if not no_room(error):
            raise error
        self._refuse(Limit.NO_ROOM)
