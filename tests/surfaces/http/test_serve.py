import socket

import pytest

from assistant.errors import CiteboundError
from assistant.surfaces.http.serve import listen

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_busy_port_is_one_clear_line() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(CiteboundError, match=r"^Port \d+ is in use\. Choose another"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_an_address_that_is_not_ours_is_one_clear_line() -> None:
    with pytest.raises(CiteboundError, match="cannot be listened on"):
        listen("192.0.2.1", 8000)


def test_it_listens() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        pass
