"""What a power cut may leave of a folder: the calls that strace saw, and the disk that they make."""

import dataclasses
import os
import re

CALLS = ["openat", "write", "pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync", "rename", "renameat",
         "renameat2", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "copy_file_range"]
SECTOR = 512


# ---- The trace ----

def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


LINE = re.compile(r"^(\d+) +(.*)$", re.S)
DONE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)", re.S)
UNFINISHED = " <unfinished ...>"
RESUMED = re.compile(r"^<\.\.\. \w+ resumed>")
STRING = r"((?:\\x[0-9a-f]{2})*)"
ARGUMENT = re.compile(rf'"{STRING}"|-?\w+<{STRING}(?:\(deleted\))?>|([^,\s"<>]+)')


@dataclasses.dataclass
class Call:
    name: str
    arguments: list
    result: int
    # Of a sync: how many calls had ended when it began. What came later need not be covered by it.
    begun: int = 0


def arguments_of(text):
    """Bytes for strings, text for the rest; descriptors are the paths that strace shows for them."""
    found = []
    for match in ARGUMENT.finditer(text):
        if match.group(1) is not None:
            found.append(unhex(match.group(1)))
        elif match.group(2) is not None:
            found.append(unhex(match.group(2)).decode())
        else:
            found.append(match.group(3))
    return found


def read_trace(path):
    begun, calls = {}, []
    with open(path, encoding="latin-1", newline="\n") as trace:
        for line in trace:
            match = LINE.match(line.rstrip("\n"))
            if not match:
                continue
            thread, rest = match.groups()
            start = len(calls)
            if rest.endswith(UNFINISHED):
                begun[thread] = (rest[:-len(UNFINISHED)], start)
                continue
            if resumed := RESUMED.match(rest):
                head, start = begun.pop(thread)
                rest = head + rest[resumed.end():]
            if (done := DONE.match(rest)) and int(done.group(3)) >= 0:
                calls.append(Call(done.group(1), arguments_of(done.group(2)), int(done.group(3)), start))
    return calls


# ---- The disk: what is there, and what would be there after a power cut ----

class File:
    def __init__(self):
        self.now = bytearray()
        self.synced = bytearray()
        self.since = []  # (number of the call, change)

    def change(self, number, change):
        change.apply(self.now)
        self.since.append((number, change))

    def sync(self, begun):
        while self.since and self.since[0][0] < begun:
            self.since.pop(0)[1].apply(self.synced)


class Folder:
    def __init__(self):
        self.now = {}
        self.synced = {}
        self.since = []

    def change(self, number, change):
        change.apply(self.now)
        self.since.append((number, change))

    def sync(self, begun):
        while self.since and self.since[0][0] < begun:
            change = self.since.pop(0)[1]
            change.apply(self.synced)
            change.is_synced = True
            if isinstance(change, Enter) and change.leaves:
                change.leaves.forget(change.left)

    def forget(self, name):
        """What was renamed away stays away once its new name is synced."""
        self.synced.pop(name, None)
        self.since = [(number, change) for number, change in self.since
                      if change.name != name or (isinstance(change, Enter) and self.now.get(name) is change.node)]


@dataclasses.dataclass(eq=False)
class Write:
    offset: int
    data: bytes

    def apply(self, content):
        if len(content) < self.offset:
            content.extend(bytes(self.offset - len(content)))
        content[self.offset:self.offset + len(self.data)] = self.data

    def torn(self):
        return Write(self.offset, self.data[:len(self.data) // 2 // SECTOR * SECTOR])


@dataclasses.dataclass(eq=False)
class Resize:
    size: int

    def apply(self, content):
        if len(content) > self.size:
            del content[self.size:]
        else:
            content.extend(bytes(self.size - len(content)))


@dataclasses.dataclass(eq=False)
class Enter:
    name: str
    node: object
    # Of a rename: where the file had its old name. Journaling file systems make both one step.
    leaves: object = None
    left: str = ""
    is_synced: bool = False

    def apply(self, entries):
        entries[self.name] = self.node

    def arrives(self, keeps):
        return self in keeps


@dataclasses.dataclass(eq=False)
class Leave:
    name: str
    # The other half of a rename.
    other: Enter | None = None

    def apply(self, entries):
        entries.pop(self.name, None)

    def arrives(self, keeps):
        return self in keeps if self.other is None else self.other.is_synced or self.other in keeps


class Disk:
    """The folder the child works in. Paths are relative to it."""

    def __init__(self, root, without):
        self.root = os.path.realpath(root)
        self.without = without
        self.top = Folder()
        self.log = b""

    def add_folder(self, name):
        self.top.now[name] = self.top.synced[name] = Folder()

    def relative(self, path, base=None):
        if isinstance(path, bytes):
            path = path.decode()
        if base and not path.startswith("/"):
            path = base + "/" + path
        path = os.path.normpath(path)
        if path == self.root:
            return ""
        return path[len(self.root) + 1:] if path.startswith(self.root + "/") else None

    def node(self, path):
        node = self.top
        for part in filter(None, path.split("/")):
            if not isinstance(node, Folder) or part not in node.now:
                return None
            node = node.now[part]
        return node

    def folder_of(self, path):
        head, _, name = path.rpartition("/")
        return (self.node(head) if head else self.top), name

    def nodes(self, folder=None, path=""):
        """Every file and folder that is there or may be there after a cut."""
        folder = folder or self.top
        seen = set()
        entries = [(name, node) for name, node in folder.now.items()] + list(folder.synced.items()) + [
            (change.name, change.node) for _, change in folder.since if isinstance(change, Enter)]
        yield folder
        for name, node in entries:
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Folder):
                yield from self.nodes(node, path + name + "/")
            else:
                yield node

    def run(self, number, call):
        getattr(self, "do_" + call.name)(number, call)

    def do_openat(self, number, call):
        folder, name = call.arguments[:2]
        if "O_CREAT" not in str(call.arguments[2]):
            return
        self.make(number, self.relative(name, folder), File, "O_TRUNC" in call.arguments[2])

    def make(self, number, path, kind, is_emptied=False):
        if path is None or path == "log" or path.startswith("out/source"):
            return
        node = self.node(path)
        if node is None:
            folder, name = self.folder_of(path)
            folder.change(number, Enter(name, kind()))
        elif is_emptied:
            node.change(number, Resize(0))

    def do_mkdirat(self, number, call):
        self.make(number, self.relative(call.arguments[1], call.arguments[0]), Folder)

    def do_mkdir(self, number, call):
        self.make(number, self.relative(call.arguments[0]), Folder)

    def file(self, shown):
        path = self.relative(shown)
        node = self.node(path) if path else None
        return path, node if isinstance(node, File) else None

    def do_write(self, number, call):
        path, node = self.file(call.arguments[0])
        if path == "log":
            self.log += call.arguments[1]
        elif node:  # streams are appended to
            node.change(number, Write(len(node.now), call.arguments[1]))

    def do_pwrite64(self, number, call):
        _, node = self.file(call.arguments[0])
        if node:
            node.change(number, Write(int(call.arguments[3]), call.arguments[1][:call.result]))

    def do_ftruncate(self, number, call):
        _, node = self.file(call.arguments[0])
        if node:
            node.change(number, Resize(int(call.arguments[1], 0)))

    def do_fallocate(self, number, call):
        _, node = self.file(call.arguments[0])
        mode, end = call.arguments[1], int(call.arguments[2], 0) + int(call.arguments[3], 0)
        if node and "PUNCH" in mode:
            node.change(number, Write(int(call.arguments[2], 0), bytes(int(call.arguments[3], 0))))
        elif node and "KEEP_SIZE" not in mode and end > len(node.now):
            node.change(number, Resize(end))

    def do_copy_file_range(self, number, call):
        _, source = self.file(call.arguments[0])
        _, target = self.file(call.arguments[2])
        if target:
            raise RuntimeError("the child copied in a way this test does not know: " + str(source))

    def do_fsync(self, number, call):
        path = self.relative(call.arguments[0])
        node = None if path is None else self.node(path)
        if node and self.kind(path, node) not in self.without:
            node.sync(call.begun)

    do_fdatasync = do_fsync

    @staticmethod
    def kind(path, node):
        if isinstance(node, Folder):
            return "names"
        return "database" if path.startswith("root/catalogue.db") else "data"

    def rename(self, number, source, target):
        if source is None or target is None:
            return
        from_folder, from_name = self.folder_of(source)
        to_folder, to_name = self.folder_of(target)
        enter = Enter(to_name, from_folder.now[from_name], leaves=from_folder, left=from_name)
        to_folder.change(number, enter)
        from_folder.change(number, Leave(from_name, enter))

    def do_renameat2(self, number, call):
        arguments = call.arguments
        self.rename(number, self.relative(arguments[1], arguments[0]), self.relative(arguments[3], arguments[2]))

    do_renameat = do_renameat2

    def do_rename(self, number, call):
        self.rename(number, self.relative(call.arguments[0]), self.relative(call.arguments[1]))

    def do_linkat(self, number, call):
        source = self.relative(call.arguments[1], call.arguments[0])
        target = self.relative(call.arguments[3], call.arguments[2])
        if source and target and self.node(source):
            folder, name = self.folder_of(target)
            folder.change(number, Enter(name, self.node(source)))

    def leave(self, number, path):
        if path is None or self.node(path) is None:
            return
        folder, name = self.folder_of(path)
        folder.change(number, Leave(name))

    def do_unlinkat(self, number, call):
        self.leave(number, self.relative(call.arguments[1], call.arguments[0]))

    def do_unlink(self, number, call):
        self.leave(number, self.relative(call.arguments[0]))

    # ---- After the cut ----

    def unsynced(self):
        return [change for node in self.nodes() for _, change in node.since]

    def lay_out(self, keeps, torn, target):
        """Writes what is left of the disk when of the changes since the syncs only `keeps` arrived."""
        files = {}

        def content_of(node):
            if id(node) not in files:
                content = bytearray(node.synced)
                for _, change in node.since:
                    if change in keeps:
                        (change.torn() if change is torn else change).apply(content)
                files[id(node)] = content
            return files[id(node)]

        def write(folder, path):
            entries = dict(folder.synced)
            for _, change in folder.since:
                if change.arrives(keeps):
                    change.apply(entries)
            for name, node in entries.items():
                if isinstance(node, Folder):
                    (path / name).mkdir()
                    write(node, path / name)
                else:
                    (path / name).write_bytes(content_of(node))

        write(self.top, target)
