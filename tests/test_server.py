"""One process that serves everything: what it insists on before it starts."""

import io
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from dashboard import server
from dashboard.domain.errors import PlannerError
from dashboard.services import access
from dashboard.services.access import check_password, set_password, watch_access


@pytest.fixture(autouse=True)
def quick_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_ROUNDS", 16)


class Terminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


def test_what_keeps_the_pages_safe_is_pinned() -> None:
    options = server.settings("127.0.0.1", 8501)
    assert options["server.address"] == "127.0.0.1"
    assert options["server.port"] == 8501
    assert options["server.allowedHosts"] == ["127.0.0.1", "::1", "localhost"]
    assert options["server.maxUploadSize"] == 50
    assert options["server.enableCORS"] is True
    assert options["server.enableXsrfProtection"] is True
    assert options["server.enableStaticServing"] is False
    assert options["server.enableAgentApi"] is False
    assert options["server.fileWatcherType"] == "none"
    assert options["browser.gatherUsageStats"] is False
    assert options["browser.serverAddress"] == "localhost"
    assert options["client.showErrorDetails"] == "none"
    assert options["client.showErrorLinks"] is False
    assert options["client.disableDataExport"] is True


def test_streamlit_knows_every_option_that_we_set() -> None:
    known = set(config.get_config_options())
    assert set(server.settings("127.0.0.1", 8501)) <= known


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(mode: str) -> None:
    file = server.HERE / ".streamlit" / "config.toml"
    theme = tomllib.loads(file.read_text(encoding="utf-8"))["theme"][mode]
    ground, raised = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    pairs = [(theme["textColor"], ground), (theme["textColor"], raised)]
    pairs += [(theme["grayTextColor"], ground), (theme["linkColor"], ground)]
    pairs += [("#ffffff", theme["primaryColor"])]
    for name in ("red", "orange", "yellow", "green", "blue"):
        words = theme[f"{name}TextColor"]
        pairs += [(words, ground), (words, theme[f"{name}BackgroundColor"])]
    for one, other in pairs:
        assert _contrast(one, other) >= 4.5, f"{one} on {other}"


def test_this_machine_alone_needs_no_password(tmp_path: Path) -> None:
    site = server.make_site("127.0.0.1", tmp_path, (), None)
    assert not site.password_required
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("host", "names"), [("0.0.0.0", ()), ("127.0.0.1", ("routes.example",))])
def test_open_to_others_without_a_password_is_refused(
    host: str, names: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(PlannerError, match="ROUNDSMAN_PASSWORD"):
        server.make_site(host, tmp_path, names, None)


def test_a_password_from_the_environment_or_the_workspace_will_do(tmp_path: Path) -> None:
    assert server.make_site("0.0.0.0", tmp_path, (), "from outside").password_required
    set_password(tmp_path, "from within")
    assert server.make_site("0.0.0.0", tmp_path, (), None).password_required


def test_at_a_terminal_it_asks_until_twice_the_same_fit_password_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["long enough", "not the same", "short", "short", "long enough", "long enough"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    site = server.make_site("0.0.0.0", tmp_path, (), None)
    assert check_password(site.access(), "long enough")
    assert check_password(watch_access(tmp_path)(), "long enough")
    told = capsys.readouterr().out
    assert "differ" in told
    assert "at least 8" in told


def _contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21, after WCAG 2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [((part + 0.055) / 1.055) ** 2.4 if part > 0.03928 else part / 12.92 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
