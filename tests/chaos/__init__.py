"""The site under strain: many writers, killed processes, files that hang. ``python -m tests.chaos -h``"""
