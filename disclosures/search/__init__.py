"""Finding departments, subjects, projects, sentences, terms and indicators by what is typed."""

from disclosures.search.words import asked_words

__all__ = ["asked_words"]
