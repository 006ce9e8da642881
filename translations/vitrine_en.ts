<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>DiskProbe</name>
    <message numerus="yes">
        <source>There are %n disk(s) in the appliance; a cloud takes those with one only.</source>
        <translation>
            <numerusform>There is %n disk in the appliance; a cloud takes those with one only.</numerusform>
            <numerusform>There are %n disks in the appliance; a cloud takes those with one only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageLimits</name>
    <message numerus="yes">
        <source>Properties %1 must be set prior to saving data.</source>
        <translation>
            <numerusform>Property %1 must be set prior to saving data.</numerusform>
            <numerusform>Properties %1 must be set prior to saving data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageRepository</name>
    <message numerus="yes">
        <source>An image can be shared with at most %n project(s).</source>
        <translation>
            <numerusform>An image can be shared with at most %n project.</numerusform>
            <numerusform>An image can be shared with at most %n projects.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpaceText</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>images</comment>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n image(s)</source>
        <extracomment>%1 is an amount of bytes</extracomment>
        <translation>
            <numerusform>%1 in %n image</numerusform>
            <numerusform>%1 in %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::AddingSheet</name>
    <message numerus="yes">
        <source>%n ready</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be added</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n cannot be added</numerusform>
            <numerusform>%n cannot be added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <comment>files and links to be added</comment>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>Only the first file was taken.</numerusform>
            <numerusform>Only the first %n files were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s)</source>
        <translation>
            <numerusform>Add %n image</numerusform>
            <numerusform>Add %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::Application</name>
    <message numerus="yes">
        <source>Copying %n image(s) to “%1”.</source>
        <translation>
            <numerusform>Copying %n image to “%1”.</numerusform>
            <numerusform>Copying %n images to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::Archive</name>
    <message numerus="yes">
        <source>An appliance holds 1 to %n disk(s) on this bus.</source>
        <translation>
            <numerusform>An appliance holds 1 disk on this bus.</numerusform>
            <numerusform>An appliance holds 1 to %n disks on this bus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it refers to more than %n file(s)</source>
        <translation>
            <numerusform>it refers to more than %n file</numerusform>
            <numerusform>it refers to more than %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it has more than %n member(s)</source>
        <translation>
            <numerusform>it has more than %n member</numerusform>
            <numerusform>it has more than %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it has %n member(s); only one that holds a single disk can be used</source>
        <translation>
            <numerusform>it has %n member; only one that holds a single disk can be used</numerusform>
            <numerusform>it has %n members; only one that holds a single disk can be used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueCommands</name>
    <message numerus="yes">
        <source>Remove the %n image(s) in the trash for good?</source>
        <translation>
            <numerusform>Remove the image in the trash for good?</numerusform>
            <numerusform>Remove the %n images in the trash for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n image(s) for good.</source>
        <translation>
            <numerusform>Removed %n image for good.</numerusform>
            <numerusform>Removed %n images for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueEntry</name>
    <message numerus="yes">
        <source>%n transfer(s)</source>
        <translation>
            <numerusform>%n transfer</numerusform>
            <numerusform>%n transfers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueNavigation</name>
    <message numerus="yes">
        <source>“%1” has %n unfinished transfer(s). Let them end, or cancel them, before removing it.</source>
        <translation>
            <numerusform>“%1” has an unfinished transfer. Let it end, or cancel it, before removing the catalogue.</numerusform>
            <numerusform>“%1” has %n unfinished transfers. Let them end, or cancel them, before removing the catalogue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ChangePreviewDialog</name>
    <message numerus="yes">
        <source>%n image(s) will change:</source>
        <translation>
            <numerusform>%n image will change:</numerusform>
            <numerusform>%n images will change:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changing %n image(s)…</source>
        <translation>
            <numerusform>Changing %n image…</numerusform>
            <numerusform>Changing %n images…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were changed.</source>
        <translation>
            <numerusform>%n image was changed.</numerusform>
            <numerusform>%n images were changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed:</source>
        <translation>
            <numerusform>%n image could not be changed:</numerusform>
            <numerusform>%n images could not be changed:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CloudController</name>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>%n image is offered to your project.</numerusform>
            <numerusform>%n images are offered to your project.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CloudSetup</name>
    <message numerus="yes">
        <source>Added %n cloud(s) of “%1”. The file stays where it is, and Vitrine reads it there; its passwords are not copied.</source>
        <translation>
            <numerusform>Added %n cloud of “%1”. The file stays where it is, and Vitrine reads it there; its passwords are not copied.</numerusform>
            <numerusform>Added %n clouds of “%1”. The file stays where it is, and Vitrine reads it there; its passwords are not copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ConvertDialog</name>
    <message numerus="yes">
        <source>Convert %n image(s)</source>
        <translation>
            <numerusform>Convert %n image</numerusform>
            <numerusform>Convert %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::DesktopTransfers</name>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n transfer finished</numerusform>
            <numerusform>%n transfers finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n transfer failed</numerusform>
            <numerusform>%n transfers failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::Disk</name>
    <message numerus="yes">
        <source>The disk becomes %n byte(s) larger, because this format counts in sectors. The new bytes are zero.</source>
        <translation>
            <numerusform>The disk becomes %n byte larger, because this format counts in sectors. The new bytes are zero.</numerusform>
            <numerusform>The disk becomes %n bytes larger, because this format counts in sectors. The new bytes are zero.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::DropTarget</name>
    <message numerus="yes">
        <source>Drop to add %n item(s) to the catalogue</source>
        <translation>
            <numerusform>Drop to add %n item to the catalogue</numerusform>
            <numerusform>Drop to add %n items to the catalogue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to add the clouds in %n file(s)</source>
        <translation>
            <numerusform>Drop to add the clouds in %n file</numerusform>
            <numerusform>Drop to add the clouds in %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to upload %n item(s) to the cloud</source>
        <translation>
            <numerusform>Drop to upload %n item to the cloud</numerusform>
            <numerusform>Drop to upload %n items to the cloud</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::HealthNotice</name>
    <message numerus="yes">
        <source>The catalogue was opened, but %n fault(s) were found in its data.</source>
        <translation>
            <numerusform>The catalogue was opened, but a fault was found in its data.</numerusform>
            <numerusform>The catalogue was opened, but %n faults were found in its data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImageEditor</name>
    <message numerus="yes">
        <source>edit of %n image(s)</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>
            <numerusform>edit of %n image</numerusform>
            <numerusform>edit of %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were changed by somebody else meanwhile and are left as they are.</source>
        <translation>
            <numerusform>A value was changed by somebody else meanwhile and is left as it is.</numerusform>
            <numerusform>%n values were changed by somebody else meanwhile and are left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed back.</source>
        <translation>
            <numerusform>%n image could not be changed back.</numerusform>
            <numerusform>%n images could not be changed back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImagesController</name>
    <message numerus="yes">
        <source>%n image(s) could not be deleted.</source>
        <translation>
            <numerusform>%n image could not be deleted.</numerusform>
            <numerusform>%n images could not be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n image(s).</source>
        <translation>
            <numerusform>Deleted %n image.</numerusform>
            <numerusform>Deleted %n images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be restored.</source>
        <translation>
            <numerusform>%n image could not be restored.</numerusform>
            <numerusform>%n images could not be restored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restored %n image(s).</source>
        <translation>
            <numerusform>Restored %n image.</numerusform>
            <numerusform>Restored %n images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be deactivated.</source>
        <translation>
            <numerusform>%n image could not be deactivated.</numerusform>
            <numerusform>%n images could not be deactivated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be reactivated.</source>
        <translation>
            <numerusform>%n image could not be reactivated.</numerusform>
            <numerusform>%n images could not be reactivated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deletion of %n image(s)</source>
        <translation>
            <numerusform>deletion of %n image</numerusform>
            <numerusform>deletion of %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImportController</name>
    <message numerus="yes">
        <source>Adding %n image(s) without asking.</source>
        <translation>
            <numerusform>Adding %n image without asking.</numerusform>
            <numerusform>Adding %n images without asking.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::IntegrityDialog</name>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read in %2.</source>
        <translation>
            <numerusform>%n image checked, %1 read in %2.</numerusform>
            <numerusform>%n images checked, %1 read in %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>One thing is wrong.</numerusform>
            <numerusform>%n things are wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::OffersDialog</name>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>%n image is offered to your project.</numerusform>
            <numerusform>%n images are offered to your project.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::PublishDialog</name>
    <message numerus="yes">
        <source>Move %n older version(s) to the trash</source>
        <translation>
            <numerusform>Move %n older version to the trash</numerusform>
            <numerusform>Move %n older versions to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::QuitGuard</name>
    <message numerus="yes">
        <source>%n transfer(s) have not finished yet. Quit all the same?</source>
        <translation>
            <numerusform>%n transfer has not finished yet. Quit all the same?</numerusform>
            <numerusform>%n transfers have not finished yet. Quit all the same?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::SelectionCommands</name>
    <message numerus="yes">
        <source>%n image(s) are not active and cannot be restored once they are deleted.</source>
        <translation>
            <numerusform>%n image is not active and cannot be restored once it is deleted.</numerusform>
            <numerusform>%n images are not active and cannot be restored once they are deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n image(s) into a folder</source>
        <translation>
            <numerusform>Export %n image into a folder</numerusform>
            <numerusform>Export %n images into a folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n image(s) from the cloud for good?</source>
        <translation>
            <numerusform>Delete %n image from the cloud for good?</numerusform>
            <numerusform>Delete %n images from the cloud for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::SeveralImagesForm</name>
    <message numerus="yes">
        <source>%n change(s) to look through</source>
        <translation>
            <numerusform>%n change to look through</numerusform>
            <numerusform>%n changes to look through</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::SpaceLists</name>
    <message numerus="yes">
        <source>%n time(s) %1</source>
        <extracomment>How many images have the same data, and the name of one of them</extracomment>
        <translation>
            <numerusform>%n time %1</numerusform>
            <numerusform>%n times %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::StateTimeline</name>
    <message numerus="yes">
        <source>Entered %n time(s)</source>
        <translation>
            <numerusform>Entered once</numerusform>
            <numerusform>Entered %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made %n time(s); this was the last</source>
        <translation>
            <numerusform>Made once</numerusform>
            <numerusform>Made %n times; this was the last</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::StatusLine</name>
    <message numerus="yes">
        <source>%n image(s) in the trash</source>
        <translation>
            <numerusform>%n image in the trash</numerusform>
            <numerusform>%n images in the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found</source>
        <translation>
            <numerusform>%n image found</numerusform>
            <numerusform>%n images found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::TransferText</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrinectl</name>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read.</source>
        <translation>
            <numerusform>%n image checked, %1 read.</numerusform>
            <numerusform>%n images checked, %1 read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) found.</source>
        <translation>
            <numerusform>%n fault found.</numerusform>
            <numerusform>%n faults found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) rebuilt from the stores; the old database is kept in backup.</source>
        <translation>
            <numerusform>%n image rebuilt from the stores; the old database is kept in backup.</numerusform>
            <numerusform>%n images rebuilt from the stores; the old database is kept in backup.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) removed for good.</source>
        <translation>
            <numerusform>%n image removed for good.</numerusform>
            <numerusform>%n images removed for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 made: %n disk(s), %2.</source>
        <translation>
            <numerusform>%1 made: %n disk, %2.</numerusform>
            <numerusform>%1 made: %n disks, %2.</numerusform>
        </translation>
    </message>
</context>
</TS>
