"""The conventions that a program can check. Each rule takes a path and a text and gives its complaints."""

import re
from pathlib import PurePosixPath

# Which rooms a room may include from. A room always knows itself. This table is the rule.
CORE = {
    "core/support": set(),
    "core/image": {"core/support"},
    "core/disk": {"core/support", "core/image"},
    "core/store": {"core/support", "core/image"},
    "core/openstack": {"core/support", "core/image"},
    "core/catalog": {"core/support", "core/image", "core/disk", "core/store"},
    "core/service": {"core/support", "core/image", "core/disk", "core/store", "core/openstack", "core/catalog"},
    "core/transfer": {"core/support", "core/image", "core/disk", "core/service"},
}
FACE = {"core/support", "core/image", "core/service", "core/transfer"}
UI = {
    "ui/text": FACE,
    "ui/widgets": FACE | {"ui/text"},
    "ui/catalogs": FACE | {"ui/text", "ui/widgets"},
    "ui/life": FACE | {"ui/text", "ui/widgets"},
    "ui/images": FACE | {"ui/text", "ui/widgets", "ui/life"},
    "ui/finding": FACE | {"ui/text", "ui/widgets"},
    "ui/space": FACE | {"ui/text", "ui/widgets"},
    "ui/transfers": FACE | {"ui/text", "ui/widgets"},
    "ui/requests": FACE | {"ui/text", "ui/widgets"},
    "ui/dialogs": FACE | {"ui/text", "ui/widgets"},
    "ui/desktop": FACE | {"ui/text"},
    "ui/adding": FACE | {"ui/text", "ui/widgets"},
    "ui/window": FACE
    | {"ui/text", "ui/widgets", "ui/life", "ui/images", "ui/finding", "ui/space", "ui/transfers", "ui/dialogs"}
    | {"ui/catalogs", "ui/desktop", "ui/adding", "ui/requests"},
}
APP = {
    "app/vitrine": set(CORE) | set(UI),
    "app/vitrinectl": set(CORE) - {"core/transfer"},
}
MAY_INCLUDE = CORE | UI | APP

MAX_LINES = 600
CODE = {".cpp", ".h"}


def room_of(path):
    parts = PurePosixPath(path).parts
    return "/".join(parts[:2]) if len(parts) > 2 else None


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def without_comments(text):
    """Comments and strings blanked out, every line kept where it is."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def is_code(path):
    return PurePosixPath(path).suffix in CODE


def layering(path, text):
    room = room_of(path)
    if not is_code(path) or not path.startswith(("core/", "ui/", "app/")):
        return []
    if room not in MAY_INCLUDE:
        return [f"{path}: the room {room} is not in the layering table"]
    complaints = []
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', text, re.M):
        included = match.group(1)
        where = f"{path}:{line_of(text, match.start())}"
        other = room_of(included)
        if included.endswith(".moc"):
            continue
        if other is None or not included.startswith(("core/", "ui/", "app/")):
            complaints.append(f'{where}: "{included}" is not included from the project root')
        elif other != room and other not in MAY_INCLUDE[room]:
            complaints.append(f"{where}: {room} may not know {other}")
    return complaints


def _forbidden(pattern, why):
    expression = re.compile(pattern, re.S)

    def rule(path, text):
        if not is_code(path):
            return []
        bare = without_comments(text)
        return [f"{path}:{line_of(bare, m.start())}: {why}" for m in expression.finditer(bare)]

    return rule


_string_connect = re.compile(r"\b(?:SIGNAL|SLOT)\s*\(")


def string_connects(path, text):
    """QDBusConnection::connect() knows no pointers to members; in a statement on a bus a slot is named."""
    if not is_code(path):
        return []
    bare = without_comments(text)
    complaints = []
    for match in _string_connect.finditer(bare):
        statement = bare[max(bare.rfind(mark, 0, match.start()) for mark in ";{}") + 1 : match.start()]
        if not re.search(r"\b(?:\w*[bB]us(?:\(\))?)(?:\.|->)connect\s*\(", statement):
            complaints.append(f"{path}:{line_of(bare, match.start())}: connect by pointer to member")
    return complaints


connects_without_context = _forbidden(
    r"\bconnect\s*\(\s*[^;\[\]]*?,\s*&[\w<>]*::[\w:<>]+\s*,\s*\[", "a connect needs a context object"
)
coroutine_connects_without_context = _forbidden(
    r"\bQCoro::connect\s*\(\s*[^,;\[\]]+,\s*\[", "a connect needs a context object"
)
# A drag knows no other way; it is begun from the event loop, so that nobody waits for it.
_exec = _forbidden(r"(?<!\bdrag)(?:\.|->|::)exec\s*\(", "only the application may be exec()uted")


def nested_event_loops(path, text):
    if not path.startswith(("ui/", "app/")) or path.endswith("/main.cpp"):
        return []
    return _exec(path, text)


def designer_files(path, _text):
    return [f"{path}: the user interface is written in C++"] if path.endswith(".ui") else []


def long_files(path, text):
    lines = text.count("\n")
    if PurePosixPath(path).suffix not in CODE | {".py", ".sh", ".cmake"} or lines <= MAX_LINES:
        return []
    return [f"{path}: {lines} lines; split what is longer than {MAX_LINES}"]


def unfinished_work(path, text):
    if PurePosixPath(path).suffix not in CODE | {".py", ".sh", ".cmake", ".txt"}:
        return []
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    return [f"{path}:{line_of(text, m.start())}: {m.group()}" for m in words.finditer(text)]


def unfinished_translations(path, text):
    if not path.endswith(".ts"):
        return []
    pattern = re.compile(r'<translation type="(unfinished|vanished|obsolete)"')
    return [f"{path}:{line_of(text, m.start())}: {m.group(1)} translation" for m in pattern.finditer(text)]


ALL = [
    layering,
    string_connects,
    connects_without_context,
    coroutine_connects_without_context,
    nested_event_loops,
    designer_files,
    long_files,
    unfinished_work,
    unfinished_translations,
]
