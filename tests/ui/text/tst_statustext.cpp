#include <QLocale>
#include <QSet>
#include <QTest>

#include "ui/text/errortext.h"
#include "ui/text/imagetext.h"
#include "ui/text/statustext.h"
#include "ui/text/transfertext.h"

using namespace vitrine;

class TestStatusText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyStatusHasItsOwnWordExplanationAndIcon();
    void failuresAreKnownByTheirCause();
    void everyErrorHasASentenceOfItsOwn();
    void anErrorsOwnSentenceWins();
    void aReportHoldsCodeAndDetail();
    void aRunningTransferTellsWhereItIs();
    void aFailedTransferTellsWhy();
    void fractionsAreUnknownUntilTheTotalIs();
    void aRowReadsAsOneSentence();
    void anImageWithoutANameIsNamedInWords();
};

void TestStatusText::everyStatusHasItsOwnWordExplanationAndIcon()
{
    QSet<QString> words;
    QSet<QString> explanations;
    QSet<QString> icons;
    for (const ImageStatus status : allImageStatuses()) {
        words.insert(text::statusWord(status));
        explanations.insert(text::statusExplanation(status));
        icons.insert(text::statusIcon(status));
    }
    QCOMPARE(words.size(), 9);
    QCOMPARE(explanations.size(), 9);
    QCOMPARE(icons.size(), 9);
    QCOMPARE(text::statusIcon(ImageStatus::PendingDelete), QStringLiteral("status-pending-delete"));
    QCOMPARE(text::statusTone(ImageStatus::Killed), Tone::Danger);
}

void TestStatusText::failuresAreKnownByTheirCause()
{
    QVERIFY(text::isFailure(TransitionCause::UploadFailed));
    QVERIFY(text::isFailure(TransitionCause::Recovery));
    QVERIFY(!text::isFailure(TransitionCause::Upload));
    QVERIFY(!text::isFailure(TransitionCause::Delete));
}

void TestStatusText::everyErrorHasASentenceOfItsOwn()
{
    QSet<QString> sentences;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        sentences.insert(text::errorSentence({ static_cast<ErrorCode>(code), {}, {} }));
    QCOMPARE(sentences.size(), static_cast<int>(ErrorCode::Internal) + 1);
    QVERIFY(!sentences.contains(QString()));
}

void TestStatusText::anErrorsOwnSentenceWins()
{
    const Error error{ ErrorCode::StorageFull, QStringLiteral("The disk of the catalogue is full."), {} };
    QCOMPARE(text::errorSentence(error), error.message);
    QVERIFY(text::errorAdvice(ErrorCode::StorageFull).contains(QStringLiteral("space")));
}

void TestStatusText::aReportHoldsCodeAndDetail()
{
    const Error error{ ErrorCode::Conflict, {}, QStringLiteral("UPDATE hit 0 rows") };
    const QString report = text::errorReport(error);
    QVERIFY(report.contains(QStringLiteral("conflict (HTTP 409)")));
    QVERIFY(report.contains(QStringLiteral("UPDATE hit 0 rows")));
}

void TestStatusText::aRunningTransferTellsWhereItIs()
{
    Transfer transfer;
    transfer.state = TransferState::Running;
    transfer.phase = OperationPhase::Copying;
    transfer.done = 2LL << 30;
    transfer.total = 5LL << 30;
    transfer.bytesPerSecond = 86.0 * 1024 * 1024;
    transfer.secondsLeft = 36;
    QCOMPARE(text::transferSummary(transfer),
        QStringLiteral("Copying and hashing \u00b7 2 GiB of 5 GiB \u00b7 86 MiB/s \u00b7 about 40 s left"));
    transfer.phase = OperationPhase::Flushing;
    QCOMPARE(text::transferSummary(transfer), QStringLiteral("Waiting for the disk"));
}

void TestStatusText::aFailedTransferTellsWhy()
{
    Transfer transfer;
    transfer.state = TransferState::Failed;
    transfer.error = Error{ ErrorCode::StorageFull, {}, {} };
    QCOMPARE(text::transferSummary(transfer), QStringLiteral("The disk is full."));
}

void TestStatusText::fractionsAreUnknownUntilTheTotalIs()
{
    Transfer transfer;
    transfer.state = TransferState::Running;
    QCOMPARE(text::transferFraction(transfer), std::nullopt);
    transfer.total = 200;
    transfer.done = 50;
    QCOMPARE(text::transferFraction(transfer), std::optional(0.25));
    transfer.state = TransferState::Finished;
    QCOMPARE(text::transferFraction(transfer), std::optional(1.0));
}

void TestStatusText::aRowReadsAsOneSentence()
{
    Image image;
    image.name = QStringLiteral("debian-12");
    image.status = ImageStatus::Active;
    image.diskFormat = DiskFormat::Qcow2;
    image.size = 370LL << 20;
    image.virtualSize = 2LL << 30;
    image.isProtected = true;
    image.updatedAt = QDateTime::fromString(QStringLiteral("2024-03-10T08:00:00Z"), Qt::ISODate);
    QCOMPARE(text::imageSentence(image, image.updatedAt.addSecs(7200)),
        QStringLiteral(
            "debian-12, Active, format QCOW2, size 370 MiB, virtual size 2 GiB, Shared, protected, "
            "changed 2 h ago"));
}

void TestStatusText::anImageWithoutANameIsNamedInWords()
{
    QCOMPARE(text::imageName(Image{}), QStringLiteral("Unnamed image"));
    QCOMPARE(text::diskFormatWord(std::nullopt), QStringLiteral("\u2013"));
}

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
