from ingest.models.audit import Action, AuditEntry
from ingest.models.import_job import HELD, OPEN, RUNNING, WAITING, ImportJob, JobKind, JobState
from ingest.models.reading import Reading
from ingest.models.upload import Upload
from ingest.models.worker import Worker

__all__ = [
    "HELD",
    "OPEN",
    "RUNNING",
    "WAITING",
    "Action",
    "AuditEntry",
    "ImportJob",
    "JobKind",
    "JobState",
    "Reading",
    "Upload",
    "Worker",
]
