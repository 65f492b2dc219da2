"""No face hands text to anything that reads markup: a lint over the source of all faces.

``escape`` of Rich and of Textual is not enough against odd titles, so that it is no way out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing

ROOT = Path(briefing.__file__).parent
FACES = sorted(
    path
    for part in ("tui", "commands", "digest", "cli.py", "wording.py")
    for path in ((ROOT / part).rglob("*.py") if (ROOT / part).is_dir() else [ROOT / part])
)

# They read markup in what they are given, unless told not to.
ASKS = {
    *("Static", "Label", "OptionList", "SelectionList", "RichLog", "TextColumn", "notify"),
    *("Console", "RadioButton", "Checkbox"),
}
# They read markup and cannot be told not to, or paint in ways we do not use.
NEVER = {
    *("Markdown", "MarkdownViewer", "Button", "Collapsible", "ListItem", "ListView", "DataTable"),
    *("Tree", "Tabs", "Tab", "TabPane", "Select", "Pretty", "Toast", "Rule", "LoadingIndicator"),
    *("from_markup", "render_markup", "from_ansi", "AnsiDecoder"),
}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title"}
MODULES = {"rich.markup", "textual.markup", "rich.ansi", "rich.markdown"}


def findings(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in NEVER:
                yield f"line {node.lineno}: {name}() reads markup"
            elif name in ASKS and not _without_markup(node, name):
                yield f"line {node.lineno}: {name}() without markup=False"
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if node.attr in ATTRIBUTES:
                yield f"line {node.lineno}: {node.attr} reads markup"
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            yield f"line {node.lineno}: imports from {node.module}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("rich", "textual")
        ):
            yield from (
                f"line {node.lineno}: imports {one.name} of {node.module}"
                for one in node.names
                if one.name == "escape"
            )
        elif isinstance(node, ast.keyword) and node.arg in ATTRIBUTES:
            yield f"line {node.value.lineno}: {node.arg} reads markup"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _without_markup(node: ast.Call, name: str) -> bool:
    if name == "Console":
        return True  # what is printed is looked at: it must be columns and bars only
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    value = given.get("markup")
    return isinstance(value, ast.Constant) and value.value is False


@pytest.mark.parametrize("path", FACES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_face_reads_markup(path: Path) -> None:
    assert list(findings(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(title)",
        "Label(f'[b]{title}[/b]')",
        "Static(title, markup=True)",
        "self.notify(title)",
        "self.app.notify(title, title=outlet)",
        "Text.from_markup(title)",
        "Content.from_markup(f'[b]{title}')",
        "widget.border_title = title",
        "widget.tooltip = title",
        "Widget(tooltip=title)",
        "from rich.markup import escape",
        "from textual.markup import escape",
        "OptionList(*titles)",
        "Markdown(text)",
        "TextColumn('{task.description}')",
    ],
)
def test_the_lint_sees(line: str) -> None:
    assert len(list(findings(line))) == 1


@pytest.mark.parametrize(
    "line", ["Static(title, markup=False)", "Content(title)", "Text(title)", "escape(title)"]
)
def test_the_lint_lets_pass(line: str) -> None:
    assert list(findings(line)) == []
