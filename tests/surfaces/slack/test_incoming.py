"""What a message says, read as its writer meant it; and who may be answered."""

import pytest

from assistant.surfaces.slack.access import Access
from assistant.surfaces.slack.incoming import Asked, mentions, owner, words
from tests.surfaces.slack.fake import BOT_USER


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"<@{BOT_USER}> Does it work?", "Does it work?"),
        (f"Does it <@{BOT_USER}|citebound> work?", "Does it  work?"),
        ("<!channel> <!here> <@U2> ask", "ask"),
        ("<!subteam^S1|@nurses> ask in <#C1|ward>", "@nurses ask in #ward"),
        ("see <https://a.test|the paper> and <https://b.test>", "see the paper and https://b.test"),
        ("<mailto:a@b.test|a@b.test>", "a@b.test"),
        ("n &lt; 5 &amp;&amp; p &gt; 0.05 &amp;lt;", "n < 5 && p > 0.05 &lt;"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        (" \n ", ""),
    ],
)
def test_words(text: str, read: str) -> None:
    assert words(text, BOT_USER) == read


def test_who_is_addressed() -> None:
    assert mentions(f"a <@{BOT_USER}> b", BOT_USER)
    assert mentions(f"<@{BOT_USER}|bot>", BOT_USER)
    assert not mentions(f"<@{BOT_USER}X> @{BOT_USER}", BOT_USER)


def test_owners_are_opaque_and_one_for_each_member_of_each_workspace() -> None:
    made = {owner(team, user) for team in ("T1", "T2") for user in ("U1", "U2", "")}
    assert len(made) == 6
    assert all("U1" not in each and "T1" not in each and each.startswith("slack:") for each in made)


def test_what_is_kept_comes_back() -> None:
    asked = Asked("k", "m", "ask", "text", "T1", "U1", "C1", "1.1", "1.0", named=True)
    assert Asked.from_json(asked.to_json()) == asked


@pytest.mark.parametrize(
    ("body", "teams", "shared", "private", "answered"),
    [
        ({"team_id": "T1"}, (), False, False, True),
        ({"team_id": "T2"}, (), False, False, False),
        ({"team_id": "T2"}, ("T2",), False, False, True),
        ({"team_id": "T1", "event": {"user_team": "T2"}}, (), False, False, False),
        ({"team_id": "T1", "event": {"user_team": "T2"}}, ("T2",), False, False, True),
        ({"team_id": "T1", "is_ext_shared_channel": True}, ("T2",), False, False, False),
        ({"team_id": "T1", "is_ext_shared_channel": True}, (), True, False, True),
        ({"team_id": "T1", "is_ext_shared_channel": True}, (), False, True, True),
        ({"team": {"id": "T1"}, "user": {"team_id": "T2"}}, (), False, True, False),
    ],
)
def test_who_may_ask(
    body: dict[str, object], teams: tuple[str, ...], shared: bool, private: bool, answered: bool
) -> None:
    assert (Access(teams, shared).refusal(body, "T1", private=private) is None) == answered
