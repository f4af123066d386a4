from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from signal import SIGTERM, signal
from socket import gethostname
from sys import exit

# As process 1 nobody else gives the signal a meaning, and `docker stop` would wait for ten seconds.
signal(SIGTERM, lambda *_: exit(0))


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"Hello world from {gethostname()}!\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


print(" * Running on http://0.0.0.0:5000/")
ThreadingHTTPServer(("0.0.0.0", 5000), Page).serve_forever()
