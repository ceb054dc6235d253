"""The life of a project as a table of moves."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan.calculators.life_cycle import (
    TRANSITIONS,
    LifeCycle,
    LifeCycleError,
    Move,
    Paper,
    Role,
    Stage,
    Transition,
    diagram,
)
from ssoplan.parameters import Parameters

DAY = dt.date(2021, 2, 1)
EVENTS = sorted({line.event for line in TRANSITIONS})
PUBLISHED = ("propose", "endorse", "approve", "start", "report", "report", "close")


def at(stage: Stage) -> LifeCycle:
    """Return a project at a stage, by the shortest way through the table."""
    ways: dict[Stage, LifeCycle] = {Stage.DRAFT: LifeCycle()}
    queue = [Stage.DRAFT]
    while queue:
        here = ways[queue.pop(0)]
        for line in here.next:
            if line.target not in ways:
                ways[line.target] = done(here, line)
                queue.append(line.target)
    return ways[stage]


def done(project: LifeCycle, line: Transition) -> LifeCycle:
    """Return a project after a move with everything that the table asks for."""
    return project.move(line.event, role=line.roles[0], papers=line.papers, on=DAY)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_and_event(stage: Stage, event: str) -> None:
    """From every stage every event either leads where the table says, or is refused and changes nothing."""
    project = at(stage)
    line = next((each for each in TRANSITIONS if (each.source, each.event) == (stage, event)), None)

    if line is not None:
        assert line.target is done(project, line).stage
        return
    with pytest.raises(LifeCycleError) as caught:
        project.move(event, role=Role.APPROVER, papers=Paper, on=DAY)
    assert "life-cycle.wrong-stage" == caught.value.code
    assert project == at(stage)


@pytest.mark.parametrize("line", TRANSITIONS, ids=lambda line: f"{line.event}-{line.source}")
class TestEveryLine:
    def test_each_paper_is_needed(self, line: Transition) -> None:
        """Without one of its papers a move is refused, and the error names the paper in both languages."""
        for paper in line.papers:
            held = [each for each in line.papers if each is not paper]
            with pytest.raises(LifeCycleError, match="what is missing") as caught:
                at(line.source).move(line.event, role=line.roles[0], papers=held, on=DAY)
            assert paper.text("en") in str(caught.value)
            assert paper.text("th") in caught.value.text("th")

    def test_nobody_else_may_do_it(self, line: Transition) -> None:
        """A role that the line does not name is refused, and the error says whose move it is."""
        for role in set(Role) - set(line.roles):
            with pytest.raises(LifeCycleError, match="the role has to be") as caught:
                at(line.source).move(line.event, role=role, papers=line.papers, on=DAY)
            assert line.roles[0].text("th") in caught.value.text("th")

    def test_its_source_is_registered(self, line: Transition) -> None:
        """Each line cites a registered document, or says that it is a convention of this library."""
        assert line.citation.source in Parameters.default().sources

    def test_it_reads_in_both_languages(self, line: Transition) -> None:
        """A line reads as a sentence with its stages, roles and papers."""
        assert line.target.text("th") in line.text("th")
        assert line.target.text() in line.text()


class TestTable:
    def test_the_published_way(self) -> None:
        """A project goes from draft to close through endorsement, approval, start and monthly reports."""
        project = LifeCycle()
        for event in PUBLISHED:
            line = next(each for each in project.next if each.event == event)
            project = done(project, line)
        assert Stage.CLOSED is project.stage
        assert len(PUBLISHED) == len(project.moves)

    def test_one_line_for_a_stage_and_event(self) -> None:
        """No event leads from one stage to two."""
        assert len(TRANSITIONS) == len({(line.event, line.source) for line in TRANSITIONS})

    def test_every_stage_is_reached_and_two_are_final(self) -> None:
        """Every stage can be reached; from a closed and from a cancelled project nothing follows."""
        assert set(Stage) == {at(stage).stage for stage in Stage}
        assert {Stage.CLOSED, Stage.CANCELLED} == {stage for stage in Stage if not at(stage).next}

    def test_the_form_without_an_endorser(self) -> None:
        """The form in fifteen sections goes to the approver at once; another form needs the endorser."""
        papers = [Paper.FORM_WITHOUT_ENDORSER, Paper.APPROVAL]
        assert (
            Stage.APPROVED is at(Stage.PROPOSED).move("approve", role="approver", papers=papers, on=DAY).stage
        )
        with pytest.raises(LifeCycleError, match="has no endorser"):
            at(Stage.PROPOSED).move("approve", role="approver", papers=["proposal_form", "approval"], on=DAY)

    def test_all_that_is_missing_at_once(self) -> None:
        """One error names the wrong role and every missing paper."""
        with pytest.raises(LifeCycleError) as caught:
            at(Stage.APPROVED).move("start", role="proposer", on=DAY)
        assert (
            "'start' is not made; what is missing: the role has to be the person responsible, not the proposer, the "
            "resolution of the board, the announcement of the allocation"
        ) == str(caught.value)

    def test_one_paper_needs_no_list(self) -> None:
        """A single paper is taken as it is, not letter by letter."""
        for paper in (Paper.PROPOSAL_FORM, "proposal_form"):
            moved = at(Stage.PROPOSED).move("endorse", role="endorser", papers=paper, on=DAY)
            assert (Paper.PROPOSAL_FORM,) == moved.moves[-1].papers

    def test_days_do_not_go_back(self) -> None:
        """A move before the last one is refused."""
        with pytest.raises(LifeCycleError, match="before the last one"):
            at(Stage.PROPOSED).move(
                "cancel", role="proposer", papers=["reason"], on=DAY - dt.timedelta(days=1)
            )

    def test_unknown_event(self) -> None:
        """An event that is not in the table is refused with those that are."""
        with pytest.raises(LifeCycleError, match="choose one of propose, endorse"):
            LifeCycle().move("publish", role="proposer", on=DAY)

    def test_one_official_in_two_roles_is_told(self) -> None:
        """In the proposal of Bueng Kan one official endorses and approves: the move is made and it is told (AUTH-04)."""
        project = at(Stage.PROPOSED).move(
            "endorse", role="endorser", papers=["proposal_form"], on=DAY, official="head"
        )
        both = project.move(
            "approve", role="approver", papers=["proposal_form", "approval"], on=DAY, official="head"
        )
        assert () == project.one_official_in_two_roles
        assert ("head",) == both.one_official_in_two_roles

    def test_pickles(self) -> None:
        """A project in its life cycle goes through pickle."""
        project = at(Stage.ACTIVE)
        assert project == pickle.loads(pickle.dumps(project))  # noqa: S301  # our own bytes
        assert all(isinstance(move, Move) for move in project.moves)


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_diagram_is_the_table(lang: str) -> None:
    """The diagram has one arrow for each line of the table and one state for each stage."""
    lines = diagram(lang).splitlines()  # type: ignore[arg-type]  # parametrized
    arrows = [line for line in lines if "-->" in line and "[*]" not in line]
    assert len(TRANSITIONS) == len(arrows)
    assert len(Stage) == len([line for line in lines if line.strip().startswith("state ")])


@given(st.lists(st.sampled_from(TRANSITIONS), max_size=30))
def test_any_walk_stays_in_the_table(lines: list[Transition]) -> None:
    """Whatever is tried in whatever order, a project stands where its moves lead, and a refusal changes nothing."""
    project = LifeCycle()
    for line in lines:
        before = project
        try:
            project = done(project, line)
        except LifeCycleError:
            assert before == project
        else:
            assert (before.stage, line.target) == (project.moves[-1].transition.source, project.stage)
