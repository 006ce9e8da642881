"""Every rule must be able to fail: a bad sample for each, and a good one beside it."""

import subprocess
import tempfile
import unittest
from pathlib import Path

import check
import rules

SAMPLES = [
    # rule, path, bad text, good text
    (
        rules.layering,
        "core/image/a.cpp",
        '#include "core/catalog/database.h"\n',
        '#include "core/support/error.h"\n#include "core/image/image.h"\n',
    ),
    (rules.layering, "core/disk/a.h", '#include "core/store/store.h"\n', '#include "core/image/image.h"\n'),
    (rules.layering, "ui/images/a.h", '#include "core/catalog/database.h"\n', '#include "core/image/image.h"\n'),
    (rules.layering, "app/vitrinectl/a.h", '#include "ui/text/a.h"\n', '#include "core/catalog/catalogue.h"\n'),
    (rules.layering, "core/image/a.cpp", '#include "image.h"\n', "#include <QString>\n"),
    (rules.layering, "core/attic/a.cpp", "int a;\n", None),
    (rules.string_connects, "ui/a/a.cpp", "connect(a, SIGNAL(x()), b, SLOT(y()));", "// SIGNAL(x)\n"),
    (
        rules.string_connects,
        "ui/a/a.cpp",
        "bus.call(m); connect(a, SIGNAL(x()), b, SLOT(y()));",
        'bus.connect(u"x"_s, this,\n SLOT(y(QString)));',
    ),
    (
        rules.connects_without_context,
        "ui/a/a.cpp",
        "connect(button, &QPushButton::clicked,\n    [this] { go(); });",
        "connect(button, &QPushButton::clicked, this, [this] { go(); });\n"
        "QCoro::connect(task(a), &application, [this] { go(); });",
    ),
    (
        rules.connects_without_context,
        "ui/a/a.cpp",
        "connect(&server, &QTcpServer::newConnection,\n    [] { go(); });",
        "connect(&server, &QTcpServer::newConnection, &server, [] { go(); });",
    ),
    (
        rules.coroutine_connects_without_context,
        "ui/a/a.cpp",
        "QCoro::connect(std::move(task), [this] { go(); });",
        "QCoro::connect(std::move(task), this, [this] { go(); });",
    ),
    (rules.nested_event_loops, "ui/a/a.cpp", "dialog.exec();", "dialog.open();"),
    (rules.nested_event_loops, "ui/a/a.cpp", "menu->exec();", "drag->exec(Qt::CopyAction);"),
    (rules.nested_event_loops, "app/vitrine/application.cpp", "menu->exec(p);", "menu->popup(p);"),
    (rules.designer_files, "ui/a/a.ui", "<ui/>", None),
    (rules.long_files, "ui/a/a.cpp", "\n" * 601, "\n" * 600),
    (rules.unfinished_work, "ui/a/a.cpp", "// TO" + "DO later\n", "// done\n"),
    (
        rules.unfinished_translations,
        "translations/a.ts",
        '<translation type="unfinished"></translation>',
        "<translation>a</translation>",
    ),
]


class Rules(unittest.TestCase):
    def test_each_rule_fails_on_its_bad_sample_only(self):
        for rule, path, bad, good in SAMPLES:
            with self.subTest(path=path, bad=bad[:60]):
                self.assertNotEqual(rule(path, bad), [])
                if good is not None:
                    self.assertEqual(rule(path, good), [])

    def test_every_rule_has_a_sample(self):
        self.assertEqual(set(rules.ALL), {sample[0] for sample in SAMPLES})

    def test_the_table_has_no_cycle(self):
        for room, others in rules.MAY_INCLUDE.items():
            for other in others:
                self.assertNotIn(room, rules.MAY_INCLUDE[other])

    def test_badly_formatted_code_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.cpp").write_text("int   a ;\n", encoding="utf-8")
            self.assertNotEqual(check.format_complaints(folder, ["a.cpp"]), [])

    def test_a_tree_with_a_complaint_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "-C", folder, "init", "-q"], check=True)
            Path(folder, "a.ui").write_text("<ui/>\n", encoding="utf-8")
            self.assertEqual(check.main(folder), 1)


if __name__ == "__main__":
    unittest.main()
