#!/usr/bin/env python3
"""A proxy in front of a Glance that cuts the connection in the middle of a download, so many times.

    tests/openstack/cutting_proxy.py PORT

Prints its address, then obeys lines on its standard input until that ends, each answered with one of JSON:
"cut TIMES AFTER" cuts so many downloads after so many bytes each, "rate BYTES" lets no more than these through in a
second on the way to Glance (0: all there are), "tell" only answers: {"cuts": still to be made, "data": bytes of
downloads that went to the client}.
"""

import json
import socket
import sys
import threading
import time

PIECE = 256 << 10


class CuttingProxy:
    """Passes everything on to `port` of this computer. Of answers to GET /v2/images/ID/file the first `cuts` end
    after `cut_after` bytes. `data_bytes` counts what of such answers went to the client, heads included."""

    def __init__(self, port, cuts=0, cut_after=0):
        self.port = port
        self.cuts = cuts
        self.cut_after = cut_after
        self.rate = 0
        self.data_bytes = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listener.close()

    def cut(self, times, after):
        with self._lock:
            self.cuts, self.cut_after, self.data_bytes = times, after, 0

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, socket.create_connection(("127.0.0.1", self.port)) as server:
            state = {"is_data": False}
            threading.Thread(target=self._pass_back, args=(server, client, state), daemon=True).start()
            try:
                while piece := client.recv(PIECE):
                    if piece.startswith(b"GET "):
                        state["is_data"] = b"/file HTTP/1.1" in piece.split(b"\r\n", 1)[0]
                    server.sendall(piece)
                    if self.rate:
                        time.sleep(len(piece) / self.rate)
            except OSError:
                pass

    def _pass_back(self, server, client, state):
        sent = 0
        try:
            while piece := server.recv(PIECE):
                if state["is_data"]:
                    with self._lock:
                        if sent + len(piece) > self.cut_after and self.cuts > 0:
                            self.cuts -= 1
                            break
                        self.data_bytes += len(piece)
                    sent += len(piece)
                client.sendall(piece)
        except OSError:
            pass
        for end in (client, server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def obey(proxy, line):
    word, *numbers = line.split()
    if word == "cut":
        proxy.cut(*map(int, numbers))
    elif word == "rate":
        proxy.rate = int(numbers[0])
    print(json.dumps({"cuts": proxy.cuts, "data": proxy.data_bytes}), flush=True)


def main():
    with CuttingProxy(int(sys.argv[1])) as proxy:
        print(proxy.url, flush=True)
        for line in sys.stdin:
            obey(proxy, line)


if __name__ == "__main__":
    main()
