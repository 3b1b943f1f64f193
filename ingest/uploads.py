"""Files as they arrive over HTTP: one that is too large is dropped on the way, the others are kept."""

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler


class CappedUpload(TemporaryFileUploadHandler):
    """Streams to a temporary file; the names of dropped files stand in ``request.too_large``."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.request.too_large = []

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self.request.too_large.append(self.file_name)
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
