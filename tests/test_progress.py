"""How far a run is: seen on a terminal only, never in the way of a line or a report, and gone at the end."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest
from worlds import ROOT

from sanctuary_score.cli import progress as module
from sanctuary_score.cli.console import say
from sanctuary_score.cli.output import Screen
from sanctuary_score.cli.progress import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and what would stand on its screen."""

    def isatty(self) -> bool:
        return True

    def screen(self) -> list[str]:
        """The lines, as a terminal shows them that goes back to the first column at a carriage return."""
        lines = []
        for written in self.getvalue().split("\n"):
            shown: list[str] = []
            for stretch in written.split("\r"):
                shown[: len(stretch)] = stretch
            lines.append("".join(shown).rstrip())
        return lines


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that goes on when it is told to."""
    seconds = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: seconds[0])

    def wait(more: float) -> None:
        seconds[0] += more

    return wait


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Makes standard error a terminal; called in the test, because pytest takes the stream back between its phases."""

    def install() -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return install


def test_it_shows_how_far_the_run_is_and_goes(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with progress(200, "Checking", "auto") as step:
        for _ in range(50):
            clock(0.25)
            step()
        assert err.screen() == ["Checking 50 of 200 [#######.......................] about 38 s left"]
        clock(600)
        step()
        assert err.screen()[0].endswith("about 30 min left")
    assert err.screen() == [""]
    assert "\x1b" not in err.getvalue()


def test_a_short_run_shows_nothing(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with progress(3, "Checking", "auto") as step:
        for _ in range(3):
            clock(0.2)
            step()
    assert err.getvalue() == ""


def test_a_line_stands_above_it_whole(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with progress(4, "Checking", "auto") as step:
        clock(1)
        step()
        say("one.yaml:1:1: short")
        say("two.yaml:1:1: " + "longer than the bar " * 5)
        clock(1)
        step()
        assert err.screen()[-1].startswith("Checking 2 of 4")
    said = ["one.yaml:1:1: short", "two.yaml:1:1: " + ("longer than the bar " * 5).rstrip(), ""]
    assert err.screen() == said


def test_a_report_on_the_same_screen_ends_it(
    terminal: Callable[[], Terminal], clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    err = terminal()
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    screen = Screen("never")
    with progress(4, "Checking", "auto") as step:
        clock(1)
        step()
        screen.write(iter(()))
        assert err.screen() != [""], "nothing was written, so the screen is still free"
        screen.write([("a report\n", "plain")])
        assert err.screen() == [""]
        clock(1)
        step()
    assert err.screen() == [""]


def test_a_report_in_a_file_does_not(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with progress(4, "Checking", "auto") as step:
        clock(1)
        Screen("never").write([("", "plain")])
        step()
        assert "1 of 4" in err.screen()[0]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_quiet_terminal_shows_nothing(
    name: str,
    value: str,
    terminal: Callable[[], Terminal],
    clock: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    err = terminal()
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress(2, "Checking", "always") as step:
        clock(5)
        step()
    assert err.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_what_is_no_terminal_shows_nothing(
    stream: io.StringIO | None, clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress(2, "Checking", "auto") as step:
        clock(5)
        step()
    assert stream is None or stream.getvalue() == ""


def test_colours_that_are_not_wanted_are_movement_that_is_not(
    terminal: Callable[[], Terminal], clock: Callable[[float], None]
) -> None:
    err = terminal()
    with progress(2, "Checking", "never") as step:
        clock(5)
        step()
    assert err.getvalue() == ""


def test_an_interrupted_run_leaves_nothing(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with pytest.raises(KeyboardInterrupt), progress(2, "Checking", "auto") as step:
        clock(5)
        step()
        raise KeyboardInterrupt
    assert err.screen() == [""]
    say("after")
    assert err.screen() == ["after", ""]


def test_more_steps_than_were_expected(terminal: Callable[[], Terminal], clock: Callable[[float], None]) -> None:
    err = terminal()
    with progress(1, "Writing", "auto") as step:
        for _ in range(3):
            clock(5)
            step()
        assert "3 of 3" in err.screen()[0]


def test_a_terminal_that_went_away_ends_no_run(clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise OSError(f"no terminal to write {text} to")

    monkeypatch.setattr(sys, "stderr", Gone())
    with progress(2, "Checking", "auto") as step:
        clock(5)
        step()


def test_long_commands_show_it() -> None:
    for name in ("check", "gather"):
        text = (ROOT / "sanctuary_score" / "cli" / f"{name}.py").read_text(encoding="utf-8")
        assert "with progress(" in text
