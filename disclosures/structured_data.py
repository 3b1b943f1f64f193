"""schema.org Datasets for machines that read the pages: values in, JSON-LD out."""

import json
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Inside a script element these would end it or begin markup.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
CSV = "text/csv"


@dataclass(frozen=True)
class Download:
    """A file of the data; ``url`` absolute."""

    name: str
    url: str
    media_type: str
    bytes: int | None = None
    sha256: str = ""


@dataclass(frozen=True)
class Dataset:
    """``first`` and ``last`` are fiscal years; ``published`` and ``modified`` days as YYYY-MM-DD."""

    name: str
    description: str
    url: str
    license: str
    publisher: str  # the site that read the reports
    publisher_url: str
    downloads: tuple[Download, ...]
    first: int | None = None
    last: int | None = None
    place: str = ""
    creator: str = ""  # the department whose accounts they are
    modified: str = ""
    measured: tuple[str, ...] = ()
    version: str = ""
    based_on: str = ""


def linked_data(dataset: Dataset) -> dict:
    """The Dataset as schema.org names its parts; what is not known is left out."""
    told = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{dataset.url}#dataset",
        "name": dataset.name,
        "description": dataset.description,
        "url": dataset.url,
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "license": dataset.license,
        "creator": _organisation(dataset.creator or dataset.publisher, ""),
        "publisher": _organisation(dataset.publisher, dataset.publisher_url),
        "temporalCoverage": _coverage(dataset.first, dataset.last),
        "spatialCoverage": {"@type": "Place", "name": dataset.place} if dataset.place else None,
        "variableMeasured": list(dataset.measured),
        "dateModified": dataset.modified,
        "version": dataset.version,
        "isBasedOn": dataset.based_on,
        "distribution": [_download(download) for download in dataset.downloads],
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _organisation(name: str, url: str) -> dict:
    return {"@type": "Organization", "name": name} | ({"url": url} if url else {})


def _coverage(first: int | None, last: int | None) -> str:
    return f"{first}-01-01/{last}-12-31" if first and last else ""


def _download(download: Download) -> dict:
    told = {
        "@type": "DataDownload",
        "name": download.name,
        "contentUrl": download.url,
        "encodingFormat": download.media_type,
        "contentSize": f"{download.bytes} B" if download.bytes else "",
        "sha256": download.sha256,
    }
    return {name: value for name, value in told.items() if value}


def script(dataset: Dataset) -> SafeString:
    """The element that carries it; a data block, which no policy on scripts concerns."""
    text = json.dumps(linked_data(dataset), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
