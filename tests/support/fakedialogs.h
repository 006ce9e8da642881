#pragma once

#include <QFileInfo>
#include <QTimer>
#include <QWidget>

#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"

namespace vitrine::test {

/// Answers in advance: with `paths`, or like somebody who cancels when there are none.
class FakeFileChooser final : public FileChooser
{
public:
    QStringList paths;
    QList<Request> requests;

    void openFiles(
        QWidget *parent, const Request &request, std::function<void(const QStringList &)> chosen) override
    {
        requests.append(request);
        if (!paths.isEmpty())
            QTimer::singleShot(0, parent, [chosen = std::move(chosen), paths = paths] { chosen(paths); });
    }

    void saveFile(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen) override
    {
        requests.append(request);
        if (!paths.isEmpty())
            QTimer::singleShot(
                0, parent, [chosen = std::move(chosen), path = paths.first()] { chosen(path); });
    }

    void chooseFolder(
        QWidget *parent, const Request &request, std::function<void(const QString &)> chosen) override
    {
        saveFile(parent, request, std::move(chosen));
    }
};

class FakePrompts final : public Prompts
{
public:
    bool answer = true;
    QList<Question> questions;

    void confirm(QWidget *parent, const Question &question, std::function<void()> agreed) override
    {
        questions.append(question);
        if (answer)
            QTimer::singleShot(0, parent, std::move(agreed));
    }
};

} // namespace vitrine::test
