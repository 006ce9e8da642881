#pragma once

#include <QString>

namespace vitrine {
class CatalogueRegistry;
}

namespace vitrine::test {

/// Images of every kind in every state that lasts.
void prepareCatalogue(const QString &root);

/// The catalogue of the picture, and others and clouds that somebody might have.
void listCatalogues(CatalogueRegistry &registry);

} // namespace vitrine::test
