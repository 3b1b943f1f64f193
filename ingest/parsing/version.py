"""The version of the reading, kept with everything it read; raised when the same file may be read otherwise."""

PARSER_VERSION = "0.2.0"
