<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
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
    <name>vitrine::DropTarget</name>
    <message numerus="yes">
        <source>Drop to add %n item(s) to the catalogue</source>
        <translation>
            <numerusform>Drop to add %n item to the catalogue</numerusform>
            <numerusform>Drop to add %n items to the catalogue</numerusform>
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
</context>
<context>
    <name>vitrine::ImportController</name>
    <message numerus="yes">
        <source>Add the %n file(s) in the folder “%1”?</source>
        <extracomment>%1 is the name of a folder</extracomment>
        <translation>
            <numerusform>Add the %n file in the folder “%1”?</numerusform>
            <numerusform>Add the %n files in the folder “%1”?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add the %n file(s) in these folders?</source>
        <translation>
            <numerusform>Add the %n file in these folders?</numerusform>
            <numerusform>Add the %n files in these folders?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n file(s)</source>
        <translation>
            <numerusform>Add %n file</numerusform>
            <numerusform>Add %n files</numerusform>
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
</context>
</TS>
