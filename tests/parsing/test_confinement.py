"""What the reading process can no longer do once it has given it up."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFINED = "import ctypes, os, socket, subprocess\nfrom ingest.parsing.confinement import confine\nalone = confine()\n"


def confined(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CONFINED + code], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "os.fork()",
    ],
)
def test_neither_network_nor_programs(attempt):
    done = confined(attempt)
    assert done.returncode == 1
    assert "Confined" in done.stderr


def test_past_python_there_is_no_way_out_either():
    """A socket that a library makes by itself reaches nothing, where the system grants a network of our own."""
    code = """
import struct
if alone:
    system = ctypes.CDLL(None, use_errno=True)
    made = system.socket(2, 2, 0)
    address = struct.pack('=HH4s8x', 2, 0x0900, bytes((192, 0, 2, 1)))
    print(system.connect(made, address, 16), os.strerror(ctypes.get_errno()))
else:
    print('-1 Network is unreachable')
"""
    assert confined(code).stdout.strip() == "-1 Network is unreachable"


def test_files_are_read_as_before(tmp_path):
    (tmp_path / "x").write_text("read")
    assert confined(f"print(open({str(tmp_path / 'x')!r}).read())").stdout.strip() == "read"
