"""Several processes at once, and processes killed: what was acknowledged is there, and the chain is one."""

from threading import Thread

from assistant.adapters.ledger import Store
from tests.adapters.conftest import Child
from tests.adapters.ledger.conftest import Opener, answer

WRITE = """
import sys, threading
from dataclasses import replace
from assistant.adapters.ledger import open_store
from assistant.values import Answer, Basis

answered = Answer("", "?", "answered", "", (), (), (), (), (), (), Basis("", "", None, "", "", (), {}))
url, name, number, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])

def write(store, thread):
    for each in range(number):
        made = replace(answered, id=f"{name}-{thread}-{each}")
        store.ledger.record(name, made)
        sys.stdout.write(f"{made.id}\\n")
        sys.stdout.flush()
        if each % 5 == 4:
            store.ledger.erase(name, f"{name}-{thread}-{each - 1}")

with open_store(url) as store:
    writers = [threading.Thread(target=write, args=(store, thread)) for thread in range(threads)]
    for writer in writers: writer.start()
    for writer in writers: writer.join()
"""
KILL = """
import os, signal, sys, time
import assistant.adapters.ledger

def die(number):
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.dup2(writing, 1)
        sys.argv[2] = f"p{number}"
        main()
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 1 << 16)
    time.sleep(0.004 * number)
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 1 << 16):
        said += more
    os.waitpid(child, 0)
    sys.stdout.write(said[: said.rfind(b"\\n") + 1].decode())

def main():
"""
"""Put before WRITE: what it does is done in a process that is killed after its first acknowledgement."""
OPEN = "import sys; from assistant.adapters.ledger import open_store; open_store(sys.argv[1]).close()"


def test_two_processes_make_one_chain(url: str, opening: Opener) -> None:
    children = [Child(WRITE, url, name, 25, 4) for name in ("ann", "bob")]
    acknowledged = [line for child in children for line in child.output().split()]
    store = opening(url)
    entries = list(store.custody.entries())
    assert sorted(acknowledged) == sorted(entry.answer_id for entry in entries if entry.kind == "answer")
    assert len(acknowledged) == 200
    assert {entry.owner for entry in entries} == {"ann", "bob"}
    checked = store.custody.verify()
    assert (checked.entries, checked.erased, checked.faults) == (240, 40, ())


def test_several_processes_open_a_new_one_at_once(url: str, opening: Opener) -> None:
    for child in [Child(OPEN, url) for _ in range(3)]:
        child.output()
    opening(url).ledger.record("ann", answer())


def test_kill_loses_nothing_that_was_acknowledged(url: str, opening: Opener) -> None:
    """Twenty processes in turn, each killed while four threads of it write."""
    opening(url).close()
    acknowledged = (
        Child(KILL + WRITE.replace("\n", "\n    ") + "\nfor number in range(20): die(number)", url, "", 100_000, 4)
        .output()
        .split()
    )
    store = opening(url)
    kept = {entry.answer_id for entry in store.custody.entries() if entry.kind == "answer"}
    assert len({each.partition("-")[0] for each in acknowledged}) == 20
    assert set(acknowledged) <= kept
    assert store.custody.verify().faults == ()
    store.ledger.record("ann", answer())


def test_threads_of_one_process(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(20):
            store.ledger.record(name, answer(number))
            assert store.ledger.find(name, f"a{number}")

    threads = [Thread(target=write, args=(f"user{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    checked = store.custody.verify()
    assert (checked.entries, checked.faults) == (160, ())
