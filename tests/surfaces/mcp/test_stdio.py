"""`citebound mcp` as a process: nothing but the protocol on stdout, no silence, and a quick first word."""

import json
import subprocess
import sys
from typing import Any

import anyio
import pytest

from tests.surfaces.mcp.speaking import COMMAND, ROOT, environment, over_stdio, text

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}},
}


def said(*frames: str, **more: str) -> tuple[list[dict[str, Any]], str, int]:
    """The messages that answer these lines, what stands on stderr, and the exit code."""
    with subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=environment(**more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        for frame in frames:
            process.stdin.write(frame + "\n")
        process.stdin.flush()
        lines = [process.stdout.readline() for _ in frames]
        rest, errors = process.communicate()
        return [json.loads(line) for line in [*lines, *rest.splitlines()]], errors, process.returncode


def test_what_is_no_message_is_answered() -> None:
    frames = (
        "not JSON: Jane Roe",
        "[]",
        '{"question": "Jane Roe"}',
        '{"jsonrpc": "2.0", "id": 5, "method": 7}',
        '{"jsonrpc": "2.0", "id": {"of": "Jane Roe"}, "method": "ping"}',
    )
    answers, errors, code = said(*frames, json.dumps(HELLO))
    assert [answer["error"]["code"] for answer in answers[:5]] == [-32700, *[-32600] * 4]
    assert all(answer["id"] is None and "\n" not in answer["error"]["message"] for answer in answers[:5])
    assert answers[5]["result"]["serverInfo"]["name"] == "citebound"
    assert "Jane Roe" not in json.dumps(answers) + errors
    assert (len(answers), code) == (6, 0)


def test_the_server_is_there_while_the_corpus_cannot_be_read(tmp_path: Any) -> None:
    async def talk() -> None:
        async with over_stdio(CITEBOUND_CORPUS=str(tmp_path / "none")) as client:
            assert len((await client.list_tools()).tools) == 4
            result = await client.call_tool("ask_evidence", {"question": "Does IVIG help?"})
            assert result.is_error
            assert "none" in text(result)
            assert "\n" not in text(result)

    anyio.run(talk)


def test_wrong_settings_end_it_in_one_line() -> None:
    done = subprocess.run(
        COMMAND, cwd=ROOT, env=environment(CITEBOUND_WORKERS="none"), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("module", ["numpy", "onnxruntime", "assistant.ask", "langchain_core"])
def test_the_first_word_waits_for_nothing_heavy(module: str) -> None:
    program = f"import sys, assistant.surfaces.mcp.stdio; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
