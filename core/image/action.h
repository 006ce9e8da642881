#pragma once

namespace vitrine {

/// What an actor may be allowed to do; Glance's policy names where Glance has one.
enum class Action {
    GetImage,
    GetImageLocation,
    DownloadImage,
    AddImage,
    ModifyImage,
    UploadImage,
    DeleteImage,
    RestoreImage, ///< Glance leaves this to an operator's tool
    CommunitizeImage,
    PublicizeImage,
    DeactivateImage,
    ReactivateImage,
    CopyImage,
    GetMembers,
    AddMember,
    DeleteMember,
    ModifyMember, ///< answering for the own project
    ManageCatalogue, ///< stores, trash and verification of the whole catalogue
};

} // namespace vitrine
