"""JSON over HTTP to a target: retries with back-off, time-outs, sizes; no error repeats what was asked or answered."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from assistant.errors import CiteboundError
from evals.target import TargetDown
from evals.targets.wire import Failed, NotThere, bearer, checked_address, json_object, local, seconds_asked

ATTEMPTS = 5
LONGEST_WAIT = 60.0
"""Seconds that a target may ask to be left alone; beyond it the call has failed."""
LARGEST = 10_000_000
"""Bytes of a reply that are read."""
IN_A_ROW = 5
"""Calls that may fail one after the other; then the target is down."""
_SECONDS_TO_CONNECT = 10.0


class _Again(Failed):
    """May go well the next time; `after` is what the target asks to wait."""

    after: float | None = None
    unreachable = False


class Caller:
    """Posts JSON below one address; may be shared by threads."""

    def __init__(
        self,
        address: str,
        key: str,
        key_from: str,
        seconds: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`key` goes out as a bearer token where it is not empty; `key_from` names where the user sets it."""
        self.address = checked_address(address)
        self._key_from = key_from
        self._seconds = seconds
        self._failed = 0
        self._backing_off = wait_exponential_jitter(multiplier=0.5, max=LONGEST_WAIT / 2)
        self._retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=self._wait,
            retry=retry_if_exception_type(_Again),
            sleep=sleep,
            reraise=True,
        )
        # What the environment says of proxies is not for this machine's own addresses.
        proxied = not local(self.address)
        timeout = httpx.Timeout(seconds, connect=min(seconds, _SECONDS_TO_CONNECT))
        self._client = httpx.Client(timeout=timeout, headers=bearer(key, key_from), trust_env=proxied)
        weakref.finalize(self, self._client.close)

    def post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The reply's JSON object. Failed: this call gave none; TargetDown: asking on is of no use."""
        try:
            found: Mapping[str, Any] = self._retrying.copy()(self._once, path, body)
        except _Again as error:
            if error.unreachable:
                raise TargetDown(f"{self.address} cannot be reached.", "Start it, or correct the address.") from None
            raise self._one_more(Failed(f"{error.message} {ATTEMPTS} attempts.", status=error.status)) from None
        except Failed as error:
            raise self._one_more(error) from None
        self._failed = 0
        return found

    def _one_more(self, error: Failed) -> CiteboundError:
        """The failure, or, after too many in a row, the end; a request that is refused was answered."""
        self._failed = 0 if 400 <= error.status < 429 else self._failed + 1
        if self._failed < IN_A_ROW:
            return error
        return TargetDown(f"{self.address} failed {IN_A_ROW} times in a row: {error.message}", "Look at its log.")

    def _once(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            with self._client.stream("POST", f"{self.address}{path}", json=body) as response:
                self._accepted(response, path)
                return json_object(self._read(response))
        except httpx.TransportError as error:
            raise self._fault(error) from None
        except UnicodeError:
            raise Failed("The request cannot be written as UTF-8.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Failed(f"The reply cannot be read ({type(error).__name__}).") from None

    def _fault(self, error: httpx.TransportError) -> CiteboundError:
        if isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout)):
            return Failed(f"No reply within {self._seconds:g} s.")
        if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | httpx.ConnectTimeout):
            again = _Again("The connection broke in")
            again.unreachable = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            return again
        return TargetDown(f"{self.address} cannot be asked ({type(error).__name__}).", "Correct the address or proxy.")

    def _accepted(self, response: httpx.Response, path: str) -> None:
        status = response.status_code
        if status == 429 or status >= 500:
            raise _again(status, response.headers.get("retry-after", ""))
        if status in (401, 403):
            raise TargetDown(f"{self.address} refuses the key ({status}).", f"Set {self._key_from}.")
        if status in (404, 405):
            raise NotThere(f"{self.address} has nothing at {path} ({status}).", "Correct the address or the model.")
        if 300 <= status < 400:
            raise TargetDown(f"{self.address} sends elsewhere ({status}).", "Give the address that it sends to.")
        if status >= 400:
            raise Failed(f"The target refused the request ({status}).", status=status)

    def _read(self, response: httpx.Response) -> bytes:
        """The body, within the time for all of it: a read time-out alone lets a dripping reply go on for ever."""
        until, found = time.monotonic() + self._seconds, bytearray()
        for chunk in response.iter_bytes():
            found += chunk
            if time.monotonic() > until:
                raise Failed(f"No whole reply within {self._seconds:g} s.")
            if len(found) > LARGEST:
                raise Failed(f"The reply is larger than {LARGEST // 1_000_000} MB.")
        return bytes(found)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _Again) else None
        return self._backing_off(state) if asked is None else asked


def _again(status: int, header: str) -> Failed:
    after = seconds_asked(header)
    if after is not None and after > LONGEST_WAIT:
        return Failed(f"The target answers {status} and asks to wait for {after:.0f} s.", status=status)
    error = _Again(f"The target answers {status} in", status=status)
    error.after = after
    return error
