"""`make bench`: each figure against something measured in the same run, with its goal. None fails the run."""

from tests.bench import idle_poll, javascript, offline, submission
from tests.bench.figure import Figure

if __name__ == "__main__":
    print(Figure.HEAD)
    for measure in (javascript.measure, idle_poll.measure, submission.measure, offline.measure):
        for figure in measure():
            print(figure.line(), flush=True)
