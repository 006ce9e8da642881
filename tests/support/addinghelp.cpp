#include "tests/support/addinghelp.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include "ui/adding/addingmodel.h"
#include "ui/adding/addingtable.h"

namespace vitrine::test {

AddingSheet *waitForSheet(QWidget &window)
{
    const auto find = [&window]() -> AddingSheet * {
        const QList<AddingSheet *> sheets = window.findChildren<AddingSheet *>();
        for (AddingSheet *sheet : sheets) {
            if (sheet->isVisible())
                return sheet;
        }
        return nullptr;
    };
    return QTest::qWaitFor([&find] { return find() != nullptr; }, 10'000) ? find() : nullptr;
}

bool addWithEnter(QWidget &window, int count)
{
    AddingSheet *const sheet = waitForSheet(window);
    if (!sheet)
        return false;
    auto *const button = sheet->findChild<QPushButton *>(QStringLiteral("addButton"));
    const auto *const model = static_cast<AddingModel *>(sheet->table().model());
    const bool isReady = QTest::qWaitFor(
        [model, count] {
            const AddingSummary sum = model->summary();
            return sum.looking == 0 && sum.checked == count;
        },
        30'000);
    if (!isReady || !button->isDefault() || !button->isEnabled())
        return false;
    QTest::keyClick(sheet, Qt::Key_Return);
    const bool isGone
        = QTest::qWaitFor([&window] { return window.findChildren<AddingSheet *>().isEmpty(); }, 10'000);
    // What a window manager does.
    QApplication::setActiveWindow(&window);
    return isGone;
}

} // namespace vitrine::test
