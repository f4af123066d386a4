/** A web server that echoes over a websocket, in Python's own library: what a container of a lab may run. */
export const echoServer = `import base64, hashlib, socketserver

PAGE = b"""<!doctype html><title>echo</title><p id=out>waiting</p><script>
const socket = new WebSocket('ws://' + location.host + '/socket.io/echo')
socket.onopen = () => socket.send('hello over a websocket')
socket.onmessage = (event) => { out.textContent = 'echoed: ' + event.data }
</script>"""


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.rfile.readline()
        headers = {}
        while True:
            line = self.rfile.readline().decode().strip()
            if not line:
                break
            name, _, value = line.partition(':')
            headers[name.lower()] = value.strip()
        key = headers.get('sec-websocket-key')
        if key is None:
            self.answer(b'200 OK', b'Content-Type: text/html\\r\\nContent-Length: %d' % len(PAGE))
            self.wfile.write(PAGE)
            return
        magic = (key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').encode()
        accept = base64.b64encode(hashlib.sha1(magic).digest())
        upgrade = b'Upgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: '
        self.answer(b'101 Switching Protocols', upgrade + accept)
        while True:
            head = self.rfile.read(2)
            if len(head) < 2 or head[0] & 15 == 8:
                return
            size = head[1] & 127
            mask = self.rfile.read(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(size)))
            self.wfile.write(bytes([129, size]) + data)

    def answer(self, status, headers):
        self.wfile.write(b'HTTP/1.1 ' + status + b'\\r\\n' + headers + b'\\r\\n\\r\\n')


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


Server(('', 9000), Handler).serve_forever()
`
