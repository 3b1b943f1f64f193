"""Gather the words of the interface into the catalogues of every other language."""

from django.conf import settings
from django.core.management.base import BaseCommand

from disclosures import messages


class Command(BaseCommand):
    help = (
        "Gather the interface's words into locale/*/LC_MESSAGES/*.po and say how many wait for a translation."
    )

    def handle(self, **options):
        for language, _ in settings.LANGUAGES:
            if language != settings.LANGUAGE_CODE:
                for domain in (messages.SERVER, messages.SCRIPTS):
                    self._refresh(domain, language)

    def _refresh(self, domain: str, language: str) -> None:
        catalog = messages.refresh(domain, language)
        waiting = messages.untranslated(catalog)
        self.stdout.write(
            f"{language}/{domain}: {len(catalog)} messages, {len(waiting)} without a translation"
        )
