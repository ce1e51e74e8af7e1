"""Readers that misbehave, for the process that reads: what a file says is done to it."""

import os
import signal
import time

from corpus.readers import reading
from corpus.readers.serving import serve
from corpus.readers.text import read_text


def read_badly(data, source, limits):
    """Do what stands behind the magic of a PDF."""
    if b"hang" in data:
        while True:
            time.sleep(0.01)
    if b"spin" in data:
        while True:
            pass
    if b"crash" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"exit" in data:
        os._exit(0)
    if b"eat" in data:
        eaten = []
        while True:
            eaten.append(bytearray(16_000_000))
    if b"run" in data:
        return _run_down(0)
    if b"shout" in data:
        # What a library prints must not be taken for an answer.
        os.write(1, b"\x00\x00\x00\x00\x00\x00\x00\x08garbage!")
        print("garbage")
    return read_text(data, source, limits)


def _run_down(depth):
    return _run_down(depth + 1) + 1


def serve_badly():
    """Answer as the real process does, PDF files by the reader above."""
    reading._READERS = {**reading._READERS, "pdf": (__name__, "read_badly")}
    serve()
