"""A model hub small enough to run inside a test: its listing and its files, over HTTP."""

import json
from contextlib import contextmanager
from hashlib import sha1, sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit


class Hub(BaseHTTPRequestHandler):
    """Serves `folders`: "owner/name@revision" -> folder; those in `gated` list, but give nothing."""

    folders = {}
    gated = set()
    asked = []
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._answer(with_body=False)

    def do_GET(self):
        self._answer(with_body=True)

    def _answer(self, *, with_body):
        path = unquote(urlsplit(self.path).path)
        type(self).asked.append(path)
        for key, folder in self.folders.items():
            name, revision = key.split("@")
            commit = sha1(key.encode()).hexdigest()
            if path.startswith(f"/api/models/{name}/tree/{commit}"):
                return self._send(200, json.dumps(list(listing(folder))).encode(), with_body)
            if path == f"/api/models/{name}/revision/{revision}":
                info = {"id": name, "sha": commit, "siblings": [], "tags": []}
                return self._send(200, json.dumps(info).encode(), with_body)
            file = folder / path.removeprefix(f"/{name}/resolve/{commit}/")
            if path.startswith(f"/{name}/resolve/{commit}/") and file.is_file():
                if name in self.gated:
                    return self._send(403, b"", with_body, **{"X-Error-Code": "GatedRepo"})
                data = file.read_bytes()
                etag = f'"{sha256(data).hexdigest()}"'
                return self._send(200, data, with_body, ETag=etag, **{"X-Repo-Commit": commit})
        code = (
            "RevisionNotFound"
            if any(f"/{k.split('@')[0]}/" in path for k in self.folders)
            else "RepoNotFound"
        )
        return self._send(404, b"{}", with_body, **{"X-Error-Code": code})

    def _send(self, status, data, with_body, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(data)

    def log_message(self, *_):
        pass


def listing(folder):
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield {
                "type": "file",
                "path": file.relative_to(folder).as_posix(),
                "size": file.stat().st_size,
                "oid": sha1(file.read_bytes()).hexdigest(),
            }


@contextmanager
def serve_hub(folders, gated=()):
    """Serve these models; yields the address and the paths that were asked for."""
    handler = type("ThisHub", (Hub,), {"folders": folders, "gated": set(gated), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
