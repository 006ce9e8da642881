#pragma once

class QSettings;
class QWidget;

namespace vitrine {

/// What is remembered about adding from one time to the next.
class AddingPreferences final
{
public:
    explicit AddingPreferences(QSettings &settings)
        : m_settings(settings)
    {
    }

    /// True: files that nobody needs to look at are added at once.
    bool isWithoutAsking() const;
    void setWithoutAsking(bool isWithoutAsking);
    void saveSize(const QWidget &sheet);
    void restoreSize(QWidget &sheet) const;

private:
    QSettings &m_settings;
};

} // namespace vitrine
