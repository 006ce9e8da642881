#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/life/stuckstrip.h"
#include "ui/widgets/messagestrip.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using enum ImageStatus;
using test::FakeImageService;

class TestStuckStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatShouldMoveCanBeStuck_data();
    void onlyWhatShouldMoveCanBeStuck();
    void aTransferOfOursKeepsItQuiet();
    void itSaysHowLongAndDeletesWhenAsked();
    void aRefusalIsSaid();

private:
    static Image imageSince(ImageStatus status, const QDateTime &time);
    static QAbstractButton *deleteButton(const QWidget &strip);

    const QDateTime m_start = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
};

Image TestStuckStrip::imageSince(ImageStatus status, const QDateTime &time)
{
    Image image = test::sampleImage(1);
    image.status = status;
    image.size.reset();
    image.updatedAt = time;
    return image;
}

QAbstractButton *TestStuckStrip::deleteButton(const QWidget &strip)
{
    const QList<QAbstractButton *> buttons = strip.findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->text().contains(u"Delete"_s))
            return button;
    }
    return nullptr;
}

void TestStuckStrip::onlyWhatShouldMoveCanBeStuck_data()
{
    QTest::addColumn<ImageStatus>("status");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<bool>("isStuck");
    for (const ImageStatus status : allImageStatuses()) {
        const QByteArray name = imageStatusName(status).toLatin1();
        QTest::addRow("%s, 4 min", name.constData()) << status << 4 << false;
        QTest::addRow("%s, 5 min", name.constData()) << status << 5 << isTransitional(status);
        QTest::addRow("%s, a day", name.constData()) << status << 1440 << isTransitional(status);
    }
}

void TestStuckStrip::onlyWhatShouldMoveCanBeStuck()
{
    QFETCH(ImageStatus, status);
    QFETCH(int, minutes);
    QFETCH(bool, isStuck);
    Image image = imageSince(status, m_start);
    const QDateTime now = m_start.addSecs(60 * minutes);
    QCOMPARE(stuckMinutes(image, {}, now), isStuck ? std::optional<qint64>(minutes) : std::nullopt);
    // Staged data wait for their import, however long it takes.
    image.size = 5;
    QCOMPARE(stuckMinutes(image, {}, now).has_value(), isStuck && status != Uploading);
}

void TestStuckStrip::aTransferOfOursKeepsItQuiet()
{
    FakeImageService service;
    StuckStrip strip(service);
    strip.setImage(imageSince(Saving, m_start));
    strip.setClock(m_start.addSecs(4 * 60));
    strip.noteProgress();
    strip.setClock(m_start.addSecs(8 * 60));
    QVERIFY(strip.isHidden());
    strip.setClock(m_start.addSecs(9 * 60));
    QVERIFY(!strip.isHidden());
    // It moves again.
    strip.noteProgress();
    QVERIFY(strip.isHidden());
}

void TestStuckStrip::itSaysHowLongAndDeletesWhenAsked()
{
    FakeImageService service;
    const Image image = imageSince(Saving, m_start);
    service.setImages({ image });
    StuckStrip strip(service);
    strip.resize(400, 120);
    strip.setImage(image);
    strip.setClock(m_start.addSecs(12 * 60 + 5));
    QVERIFY(!strip.isHidden());
    strip.show();
    auto *message = strip.findChild<MessageStrip *>();
    QVERIFY2(message->sentence().contains(u"12 min"_s), qPrintable(message->sentence()));
    QTest::mouseClick(deleteButton(strip), Qt::LeftButton);
    QTRY_VERIFY(!service.find(image.id));
    strip.setImage(test::sampleImage(2));
    QVERIFY(strip.isHidden());
}

void TestStuckStrip::aRefusalIsSaid()
{
    FakeImageService service;
    Image image = imageSince(Importing, m_start);
    image.isProtected = true;
    service.setImages({ image });
    StuckStrip strip(service);
    strip.setImage(image);
    strip.setClock(m_start.addSecs(3600));
    strip.show();
    QTest::mouseClick(deleteButton(strip), Qt::LeftButton);
    auto *message = strip.findChild<MessageStrip *>();
    QTRY_COMPARE(message->kind(), MessageStrip::Kind::Error);
    QVERIFY(service.find(image.id));
}

QTEST_MAIN(TestStuckStrip)
#include "tst_stuckstrip.moc"
