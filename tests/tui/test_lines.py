from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.columns import cut, fit, guard, two_lines, width
from briefing.tui.lines import Run, Writer, wrap

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")),
        st.sampled_from("abc  漢字かな한글🚲👩‍🔬é́"),
    ),
    max_size=80,
)


@given(TEXT, st.integers(0, 60))
def test_cut_and_fit_keep_to_their_columns(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    assert width(fit(text, columns)) == columns


@given(TEXT, st.integers(4, 60))
def test_two_lines_keep_to_their_columns(text: str, columns: int) -> None:
    first, second = two_lines(text, columns, columns - 2)
    assert width(first) <= columns
    assert width(second) <= columns - 2


@given(st.lists(st.tuples(TEXT, st.sampled_from(["text", "dim", "evidence"])), max_size=5),
       st.integers(4, 50))  # fmt: skip
def test_wrapping_loses_no_word_and_keeps_to_the_columns(
    given_runs: list[tuple[str, str]], columns: int
) -> None:
    runs = [Run(text, role) for text, role in given_runs]
    lines = wrap(runs, columns)
    for line in lines:
        assert sum(width(run.text) for run in line) <= columns
    before = "".join("".join(run.text for run in runs).split())
    after = "".join("".join(run.text for line in lines for run in line).split())
    assert after == before


def test_wrapping_breaks_between_words_and_inside_cjk() -> None:
    lines = wrap([Run("one two three")], 8)
    assert ["".join(run.text for run in line) for line in lines] == ["one two", "three"]
    lines = wrap([Run("市議会港の再開発計画")], 8)
    assert ["".join(run.text for run in line) for line in lines] == ["市議会港", "の再開発", "計画"]


def test_roles_survive_and_gaps_are_not_marked() -> None:
    line = wrap([Run("It is "), Run("not known", "evidence"), Run(" why.")], 40)[0]
    assert line == (Run("It is "), Run("not known", "evidence"), Run(" why."))


def test_the_guard_lets_nothing_steer_the_terminal() -> None:
    bad = "a\x1b[31mb\x9bc\x07d\u202ee\u200bf\x7f"
    assert guard(bad) == "a[31mbcdef"
    assert guard("क्‍ष 👩‍🔬") == "क्‍ष 👩‍🔬"


def test_a_writer_marks_its_spots() -> None:
    from briefing.tui.lines import Spot

    out = Writer(30)
    spot = out.stand(Spot("sentence"))
    out.para("one two three four five six seven eight nine", spot=spot)
    out.close(spot)
    out.para("after")
    page = out.page("t")
    assert page.spots[0].first == 0
    assert page.spots[0].last == 1
    assert [line.spot for line in page.lines] == [0, 0, -1]
