"""The least that keeping a large file costs: hashing it, writing it and flushing it, by one process without a network.

Usage: python floor.py PATH BYTES; prints the seconds.
"""

import hashlib
import os
import queue
import sys
import threading
import time

PIECE = 1 << 20


def main(path, size):
    block = os.urandom(PIECE)
    started = time.perf_counter()
    digest, pieces = hashlib.sha256(), queue.Queue(2)

    def hash_them():
        while (piece := pieces.get()) is not None:
            digest.update(piece)

    # Hashing and writing let go of the interpreter, so each has a core.
    hasher = threading.Thread(target=hash_them)
    hasher.start()
    with open(path, "wb", buffering=0) as file:
        for _ in range(size // PIECE):
            pieces.put(block)
            file.write(block)
        pieces.put(None)
        os.fsync(file.fileno())
    hasher.join()
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
