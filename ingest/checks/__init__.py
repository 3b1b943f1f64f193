"""Checks on what was read: plain Python, facts in, findings out."""

from ingest.checks.registry import CHECKS, check_report

__all__ = ["CHECKS", "check_report"]
