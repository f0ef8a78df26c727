"""The box: takes one task from standard input, answers on standard output, and is gone."""

import sys

from server.documents.form_box import checking, filling, frames, limits, pictures

TASKS = {"check": checking.check, "fill": filling.fill, "picture": pictures.picture}

if __name__ == "__main__":
    limits.hold()
    told, blobs = frames.unpack(sys.stdin.buffer.read())
    answer, made = TASKS[told["task"]](told, blobs)
    sys.stdout.buffer.write(frames.pack(answer, made))
    sys.stdout.buffer.flush()
