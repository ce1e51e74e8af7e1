"""A server that speaks the OpenAI chat completions protocol, and misbehaves as it is told."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Short answers come in pieces that cut words and marks, long ones in a few hundred.
PIECE_CHARS = 7
MAX_PIECES = 200


class ChatServer(ThreadingHTTPServer):
    """`behave(handler, body)` answers each call; `calls` are the bodies that came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behave):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behave = behave
        self.calls = []
        self.closed = threading.Event()

    def handle_error(self, request, client_address):
        """A client that hangs up is not news."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.calls.append({**body, "path": self.path, "key": self.headers["Authorization"]})
        self.server.behave(self, body)
        self.close_connection = True

    def log_message(self, *_):
        pass

    def head(self, status=200, kind="text/event-stream", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, text):
        self.wfile.write(text.encode())
        self.wfile.flush()

    def piece(self, text, finish=None):
        said = {"role": "assistant", "content": text}
        self.send(f"data: {json.dumps(_envelope('chunk', delta=said, finish=finish))}\n\n")


@contextmanager
def serving(behave):
    """Run a server in a thread for as long as it is needed."""
    server = ChatServer(behave)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _envelope(kind, *, finish, **said):
    shown = "chat.completion" + (".chunk" if kind == "chunk" else "")
    choice = {"index": 0, "finish_reason": finish, **said}
    return {"id": "x", "object": shown, "created": 1, "model": "m", "choices": [choice]}


def says(text, finish="stop"):
    """Stream a text in small pieces, as it should be."""

    def behave(handler, body):
        handler.head()
        size = max(PIECE_CHARS, len(text) // MAX_PIECES)
        for at in range(0, len(text), size):
            handler.piece(text[at : at + size])
        handler.piece("", finish)
        handler.send("data: [DONE]\n\n")

    return behave


def says_at_once(text, **message):
    """Answer in one piece whatever was asked: a server that cannot stream."""

    def behave(handler, body):
        said = {"role": "assistant", "content": text, **message}
        handler.head(kind="application/json")
        handler.send(json.dumps(_envelope("whole", message=said, finish="stop")))

    return behave


def fails(status, message="no", **headers):
    """Answer with an HTTP error."""

    def behave(handler, body):
        handler.head(status, "application/json", **headers)
        handler.send(json.dumps({"error": {"message": message, "type": "x", "code": None}}))

    return behave


def sleeps(seconds):
    """Say nothing at all."""

    def behave(handler, body):
        time.sleep(seconds)

    return behave


def breaks_off(text):
    """End the connection in the middle."""

    def behave(handler, body):
        handler.head()
        handler.piece(text)

    return behave


def breaks_off_rudely(text):
    """End the connection in the middle of a chunk that was announced."""

    def behave(handler, body):
        handler.protocol_version = "HTTP/1.1"
        handler.head(Transfer_Encoding="chunked")
        line = f"data: {json.dumps(_envelope('chunk', delta={'content': text}, finish=None))}\n\n"
        handler.send(f"{len(line.encode()):x}\r\n{line}\r\n")
        handler.send("ff\r\nhalf")

    return behave


def never_ends(text, pause_s=0.0):
    """Repeat a text until the client goes away."""

    def behave(handler, body):
        handler.head()
        try:
            while True:
                handler.piece(text)
                time.sleep(pause_s)
        except OSError:
            handler.server.closed.set()

    return behave


def keeps_alive():
    """Send comments that mean nothing until the client goes away."""

    def behave(handler, body):
        handler.head()
        try:
            while True:
                handler.send(": still here\n\n")
                time.sleep(0.02)
        except OSError:
            handler.server.closed.set()

    return behave


def sends(text, kind="text/event-stream"):
    """Send these bytes, whatever they are."""

    def behave(handler, body):
        handler.head(kind=kind)
        handler.send(text)

    return behave
