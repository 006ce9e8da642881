#pragma once

#include <CLI/CLI.hpp>

#include "app/vitrinectl/program.h"

namespace vitrine::ctl {

// Each describes one noun or a few of its verbs to the parser; parsing then fills `program`, which must
// outlive `parent`.

void addImageCreate(CLI::App &image, Program &program);
void addImageList(CLI::App &image, Program &program);
void addImageShow(CLI::App &image, Program &program);
void addImageEdit(CLI::App &image, Program &program); ///< set, unset
void addImageData(CLI::App &image, Program &program); ///< save, stage, import
void addImageLife(CLI::App &image, Program &program); ///< delete, restore, deactivate, reactivate, history
void addImageMember(CLI::App &image, Program &program); ///< add project, remove project, member list
void addImageCopy(CLI::App &image, Program &program);
void addCloud(CLI::App &parent, Program &program);
void addTask(CLI::App &parent, Program &program);
void addStore(CLI::App &parent, Program &program);
void addCatalog(CLI::App &parent, Program &program);

// These work on files and need no catalogue.
void addConvert(CLI::App &parent, Program &program);
void addOva(CLI::App &parent, Program &program);
void addInspect(CLI::App &parent, Program &program); ///< inspect, compare, map

} // namespace vitrine::ctl
