"""The front door: `python3 -m dashboard [COMMAND] …` sets up what the command needs and runs it."""

import importlib
import sys

# Name: module in dashboard.commands, requirement set, what it does.
COMMANDS = {
    "start": ("start", "app", "open the planner in the browser (what happens without a command)"),
    "demo": ("start", "demo", "the same, with a map of Helsinki's centre for the sample day"),
    "plan": ("plan", "app", "plan a file of orders and write the lists to a folder"),
    "import": ("importing", "app", "read files of orders and write what came of them"),
    "matrix": ("matrix", "app", "write travel times along the streets of a map"),
    "backup": ("backup", "app", "write everything to one file"),
    "restore": ("restore", "app", "bring a backup back"),
    "notebook": ("notebook", "notebook", "open the notebooks in JupyterLab"),
    "bench": ("bench", "app", "measure the planner against others"),
    "test": ("test", "tests", "check that everything works"),
}
OLDEST_PYTHON = (3, 11)


def main(argv: "list[str]") -> int:
    """Run the command named first, `start` where none is named; the rest is the command's own."""
    if argv and argv[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if argv and argv[0] == "--version":
        from dashboard import __version__

        print("Roundsman " + __version__)
        return 0
    command, rest = ("start", argv) if not argv or argv[0].startswith("-") else (argv[0], argv[1:])
    if command not in COMMANDS:
        print(f"Roundsman has no command '{command}'.\n\n{_help()}", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST_PYTHON:
        found = sys.version.split()[0]
        print(f"Roundsman needs Python 3.11 or newer; this is {found}.", file=sys.stderr)
        return 2
    return _run(command, rest)


def _run(command: str, rest: "list[str]") -> int:
    module, requirement_set, _ = COMMANDS[command]
    from dashboard.commands.environment import SetupError, prepare

    try:
        prepare(requirement_set, [command, *rest])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    status: int = importlib.import_module("dashboard.commands." + module).run(rest)
    return status


def _help() -> str:
    lines = ["python3 -m dashboard [COMMAND] [OPTIONS]", ""]
    lines += [f"  {name:10}{COMMANDS[name][2]}" for name in COMMANDS]
    lines += ["", "python3 -m dashboard COMMAND --help tells the options of a command."]
    return "\n".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
