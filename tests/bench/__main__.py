"""`make bench`: each figure against something measured in the same run, with its goal. None fails the run."""

from tests.bench import (
    catalogue,
    class_zip,
    classes,
    code_request,
    documents,
    figures,
    idle_poll,
    javascript,
    offline,
    outbox,
    submission,
)
from tests.bench.figure import Figure

if __name__ == "__main__":
    print(Figure.HEAD)
    for bench in (
        javascript,
        idle_poll,
        submission,
        outbox,
        code_request,
        classes,
        catalogue,
        documents,
        class_zip,
        figures,
        offline,
    ):
        for figure in bench.measure():
            print(figure.line(), flush=True)
