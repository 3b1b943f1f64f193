import pytest


@pytest.fixture
def at_once(settings):
    """What would be done in the background is done within the request."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
    }
