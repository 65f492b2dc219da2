"""``briefing brief``: documents in, stories out, nothing stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

ROWS = [
    {
        "id": "a",
        "title": "Cable car stops above Lake Orla with 31 people inside",
        "text": "A cable car stopped above Lake Orla on Monday with 31 people inside. "
        "The operator has not said why it stopped. All were brought down by evening.",
        "published": "2026-03-02T10:00:00Z",
        "source": "Orla Post",
        "url": "https://orla.example/a",
    },
    {
        "id": "b",
        "title": "31 rescued from cable car above Lake Orla",
        "teaser": "Rescuers brought 31 people down from a cable car that had stopped above "
        "Lake Orla. The cause of the stop is under investigation.",
        "published": "2026-03-02T18:00:00+02:00",
        "source": "Valley Echo",
    },
    {"id": "c", "title": "Cheese market sells out in an hour", "source": "Orla Post"},
]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_rows_become_stories(briefing: Any) -> None:
    ran = briefing("brief", "--json", "--all-questions", "-", stdin=lines(ROWS))
    found = json.loads(ran.out)
    assert found["schema"] == 1
    assert [[a["id"] for a in story["articles"]] for story in found["stories"]] == [
        ["a", "b"],
        ["c"],
    ]
    first = found["stories"][0]
    assert first["id"] == "a"
    assert first["outlets"] == ["Orla Post", "Valley Echo"]
    assert first["last"] == "2026-03-02T16:00:00Z"
    assert first["articles"][1]["why"]["score"] > 0
    bodies = {row["id"]: row.get("text") or row.get("teaser") or "" for row in ROWS}
    for sentence in first["summary"]:
        assert sentence["text"] in bodies[sentence["article"]]
    asked = {e["text"] for q in first["questions"] for e in q["evidence"]}
    assert "The operator has not said why it stopped." in asked
    assert found["stories"][1]["first"] is None


def test_the_same_input_gives_the_same_output_under_any_hash_seed(briefing: Any) -> None:
    outputs = set()
    for seed in ("0", "77"):
        environ = {"PYTHONHASHSEED": seed, "BRIEFING_NOW": "2026-03-03T00:00:00Z"}
        ran = briefing.alone("brief", "--json", "-", stdin=lines(ROWS), environ=environ)
        outputs.add(ran.out)
    assert len(outputs) == 1


def test_given_groups_and_sentences_are_used_as_they_are(briefing: Any) -> None:
    rows = [
        {
            "id": "x",
            "story": 7,
            "title": "Mill to close",
            "sentences": [
                "Mill to close",
                "The mill will close.",
                "It is unclear who will buy it.",
            ],
        },
        {"id": "y", "story": 8, "title": "Mill to close"},
        {"id": "z", "story": 7, "title": "Something else"},
    ]
    ran = briefing("brief", "--json", "--grouped", "--all-questions", "-", stdin=lines(rows))
    found = json.loads(ran.out)["stories"]
    assert [[a["id"] for a in story["articles"]] for story in found] == [["x", "z"], ["y"]]
    evidence = [e for q in found[0]["questions"] for e in q["evidence"] if e["article"] == "x"]
    assert 2 in {e["sentence"] for e in evidence}
    assert {e["sentence"] for e in evidence} <= {0, 1, 2}


def test_parts_can_be_left_out(briefing: Any) -> None:
    ran = briefing("brief", "--json", "--skip", "summary,questions", "-", stdin=lines(ROWS))
    story = json.loads(ran.out)["stories"][0]
    assert story["summary"] == []
    assert story["questions"] == []


def test_sizes(briefing: Any) -> None:
    text = (
        "The harbor froze on Sunday night for the first time since 1963. "
        "Ferries to Orla were canceled, and two trawlers lay trapped beside the north pier. "
        "Skaters crossed the basin before police closed it at noon. "
        "An icebreaker from Dunmere is expected to arrive on Tuesday morning."
    )
    one = json.loads(briefing("brief", "--json", "--sentences", "1", "-", stdin=text).out)
    assert len(one["stories"][0]["summary"]) == 1
    some = json.loads(briefing("brief", "--json", "--words", "25", "-", stdin=text).out)
    words = sum(len(item["text"].split()) for item in some["stories"][0]["summary"])
    assert 15 <= words <= 40


@pytest.mark.parametrize("name", ["luhn", "sumbasic", "kl"])
def test_rankers_by_name(briefing: Any, name: str) -> None:
    ran = briefing("brief", "--summarizer", name, "-", stdin=ROWS[0]["text"])
    assert ran.code == 0
    assert "cable car" in ran.out


def test_text_with_a_headline_and_a_page(briefing: Any) -> None:
    plain = briefing.home / "orla.txt"
    plain.write_text(f"{ROWS[0]['title']}\n\n{ROWS[0]['text']}\n")
    page = briefing.home / "echo.html"
    page.write_text(
        f"<!doctype html><html><head><title>{ROWS[1]['title']}</title></head><body><nav>Home</nav>"
        f"<article><p>{ROWS[1]['teaser']} It was the third stop of the winter, and the valley's "
        "mayor, who was in the car behind, said he had counted the minutes and the songs.</p>"
        "</article></body></html>"
    )
    found = json.loads(briefing("brief", "--json", str(plain), str(page)).out)["stories"]
    assert len(found) == 1
    titles = {article["title"] for article in found[0]["articles"]}
    assert titles == {ROWS[0]["title"], ROWS[1]["title"]}


def test_a_page_names_its_site_behind_its_headline(briefing: Any) -> None:
    head, tail = "<html><head><title>{}</title></head><body><h1>{}</h1>", "<p>One. Two.</p></body>"

    def told(title: str, heading: str) -> tuple[str, str]:
        page = head.format(title, heading) + tail
        story = json.loads(briefing("brief", "--json", "-", stdin=page).out)["stories"][0]
        return story["articles"][0]["title"], story["articles"][0]["outlet"]

    assert told("Power cut in Marlow — The Echo", "Power cut in Marlow") == (
        "Power cut in Marlow",
        "The Echo",
    )
    # a dash of its own is no site, nor is a heading that is not the title's
    assert told("Marlow in the dark - again", "News")[0] == "Marlow in the dark - again"


def test_an_address_is_fetched(briefing: Any, site: Any) -> None:
    ran = briefing("brief", site.put("/a.txt", f"{ROWS[0]['title']}\n\n{ROWS[0]['text']}"))
    assert ran.code == 0
    assert "Lake Orla" in ran.out
    gone = briefing("brief", f"{site.url}/none")
    assert gone.code == 1
    assert "404" in gone.err


def test_separators_inside_a_string_do_not_end_a_row(briefing: Any) -> None:
    row = json.dumps({"title": "a\u2028b\x85c", "text": "One.\u2029Two."}, ensure_ascii=False)
    found = json.loads(
        briefing("brief", "--json", "-", stdin=row + "\r\n" + row[:-1] + ', "id": "z"}').out
    )
    assert sum(len(story["articles"]) for story in found["stories"]) == 2


def test_nothing_is_written(briefing: Any) -> None:
    briefing("brief", "-", stdin=lines(ROWS))
    assert list(briefing.home.iterdir()) == []
