"""The kinds of file that can be read, by their ending, and what each is sent as; ``report`` knows how to read them."""

MEDIA_TYPES = {".pdf": "application/pdf", ".txt": "text/plain", ".md": "text/markdown"}
