#include "ui/adding/addingoptions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include "core/image/imagelimits.h"
#include "core/service/cloudimageservice.h"
#include "ui/text/imagetext.h"
#include "ui/text/numbertext.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxTagLength = 255;

QLabel *labelOf(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

QString storeTitle(const StoreInfo &store)
{
    // A cloud does not tell how much room there is.
    if (store.totalBytes <= 0)
        return store.id;
    //: A store in a list: "backup, 12.0 GiB free"
    return AddingOptions::tr("%1, %2 free").arg(store.id, text::bytes(store.freeBytes));
}

QComboBox *visibilityBox()
{
    auto *box = new QComboBox;
    box->setObjectName(u"addingVisibility"_s);
    for (const Visibility visibility : allVisibilities()) {
        box->addItem(text::visibilityWord(visibility), visibilityName(visibility));
        box->setItemData(box->count() - 1, text::visibilityExplanation(visibility), Qt::ToolTipRole);
    }
    box->setCurrentIndex(box->findData(visibilityName(Visibility::Shared)));
    return box;
}

} // namespace

AddingOptions::AddingOptions(ImageService &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
{
    m_way = new QComboBox;
    m_way->setObjectName(u"addingWay"_s);
    //: Way to add images: in one step
    m_way->addItem(tr("Upload"));
    m_way->addItem(tr("Stage and import"));
    m_explanation = new QLabel;
    m_explanation->setObjectName(u"addingWayExplanation"_s);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    m_explanation->setWordWrap(true);
    connect(m_way, &QComboBox::currentIndexChanged, this, &AddingOptions::explainWay);

    m_store = new QComboBox;
    m_store->setObjectName(u"addingStore"_s);
    m_storeLabel = labelOf(tr("&Store:"), m_store);
    m_store->hide();
    m_storeLabel->hide();
    m_visibility = visibilityBox();
    m_tags = new QLineEdit;
    m_tags->setObjectName(u"addingTags"_s);
    m_tags->setPlaceholderText(tr("Separated by commas"));
    m_protected = new QCheckBox(tr("&Protected"));
    m_protected->setObjectName(u"addingProtected"_s);
    m_protected->setToolTip(tr("The images cannot be deleted until the protection is taken away."));

    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_visibility);
    second->addSpacing(8);
    second->addWidget(labelOf(tr("&Tags:"), m_tags));
    second->addWidget(m_tags, 1);
    second->addSpacing(8);
    second->addWidget(m_storeLabel);
    second->addWidget(m_store);
    second->addWidget(m_protected);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_way);
    first->addWidget(m_explanation, 1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    //: Label: the way in which images are added
    grid->addWidget(labelOf(tr("&How:"), m_way), 0, 0);
    grid->addLayout(first, 0, 1);
    grid->addWidget(labelOf(tr("&Visible to:"), m_visibility), 1, 0);
    grid->addLayout(second, 1, 1);
    grid->setColumnStretch(1, 1);
    explainWay();
    m_scope.launch(askForStores());
    if (auto *cloud = qobject_cast<CloudImageService *>(&service))
        m_scope.launch(askForMethods(cloud));
}

AddingChoices AddingOptions::choices() const
{
    AddingChoices choices;
    choices.isStaged = m_way->currentIndex() == 1;
    choices.store = m_store->currentData().toString();
    choices.isProtected = m_protected->isChecked();
    choices.visibility
        = visibilityFromName(m_visibility->currentData().toString()).value_or(Visibility::Shared);
    QStringList tags;
    const QStringList words = m_tags->text().split(u',');
    for (const QString &word : words) {
        const QString tag = word.simplified().left(maxTagLength);
        if (!tag.isEmpty())
            tags.append(tag);
    }
    choices.tags = normalisedTags(tags);
    return choices;
}

void AddingOptions::setHasLinks(bool hasLinks)
{
    if (m_hasLinks == hasLinks)
        return;
    m_hasLinks = hasLinks;
    explainWay();
}

void AddingOptions::explainWay()
{
    QString sentence = m_way->currentIndex() == 0
        ? tr("In one step: queued → saving → active.")
        : tr("In two steps, as a cloud does it: queued → uploading → importing → active.");
    if (m_hasLinks)
        sentence += u' ' % tr("Links: queued → importing → active.");
    m_explanation->setText(sentence);
    m_way->setAccessibleDescription(sentence);
}

ScopedTask<> AddingOptions::askForMethods(CloudImageService *cloud)
{
    const Result<QStringList> methods = co_await cloud->importMethods();
    // Whoever does not answer now may well take data later.
    if (!methods || methods->contains(u"glance-direct"))
        co_return;
    m_way->setCurrentIndex(0);
    m_way->removeItem(1);
    m_way->setToolTip(tr("This cloud takes data in one step only."));
    m_way->setEnabled(false);
}

ScopedTask<> AddingOptions::askForStores()
{
    const Result<QList<StoreInfo>> stores = co_await m_service.stores();
    if (!stores || stores->size() < 2)
        co_return;
    for (const StoreInfo &store : *stores) {
        if (!store.isAvailable)
            continue;
        m_store->addItem(storeTitle(store), store.id);
        m_store->setItemData(m_store->count() - 1, store.description, Qt::ToolTipRole);
        if (store.isDefault)
            m_store->setCurrentIndex(m_store->count() - 1);
    }
    m_store->setVisible(m_store->count() > 1);
    m_storeLabel->setVisible(m_store->count() > 1);
}

} // namespace vitrine
