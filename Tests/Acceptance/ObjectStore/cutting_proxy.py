"""A TCP proxy that can refuse, stall or cut what goes through it."""

import contextlib
import socket
import threading


class CuttingProxy:
    """Listens on a free port; `behaviour` is `pass`, `refuse` or `stall`."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.behaviour = "pass"
        self.cut_download_after = None
        self.cuts_left = 0
        self._sockets = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def behave(self, behaviour):
        self.behaviour = behaviour
        if behaviour == "refuse":
            for one in list(self._sockets):
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def cut_downloads(self, after, times):
        """So many connections end after so many bytes of an answer."""
        self.cut_download_after, self.cuts_left = after, times

    def close(self):
        self.behave("refuse")
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.behaviour == "refuse":
                client.close()
                continue
            try:
                server = socket.create_connection(self.target, timeout=30)
            except OSError:
                client.close()
                continue
            self._sockets |= {client, server}
            for source, target, is_download in ((client, server, False), (server, client, True)):
                threading.Thread(target=self._pump, args=(source, target, is_download), daemon=True).start()

    def _pump(self, source, target, is_download):
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                passed += len(data)
                if self.behaviour == "stall":
                    continue
                if is_download and self.cuts_left > 0 and passed > self.cut_download_after:
                    self.cuts_left -= 1
                    break
                target.sendall(data)
        for one in (source, target):
            self._sockets.discard(one)
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
