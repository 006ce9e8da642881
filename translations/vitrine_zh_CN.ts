<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Database</name>
    <message>
        <source>“%1” belongs to another program. Choose another folder for the catalogue.</source>
        <translation>“%1”属于另一个程序。请为镜像目录另选一个文件夹。</translation>
    </message>
    <message>
        <source>The catalogue “%1” was written by a newer Vitrine. Install that version to open it.</source>
        <translation>镜像目录“%1”由更新版本的 Vitrine 写入。请安装该版本后再打开。</translation>
    </message>
    <message>
        <source>The catalogue was written by an older Vitrine and must be upgraded, but it cannot be written. Check who may write its folder.</source>
        <translation>镜像目录由旧版 Vitrine 写入，必须升级，但无法写入。请检查其文件夹的写入权限。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database reported an unexpected error.</source>
        <translation>镜像目录的数据库报告了意外错误。</translation>
    </message>
    <message>
        <source>The catalogue “%1” is open for reading only. Check who may write its folder.</source>
        <translation>镜像目录“%1”以只读方式打开。请检查其文件夹的写入权限。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2.</source>
        <translation>无法写入“%1”：%2。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is empty. Your images are still there: run “vitrinectl catalog rebuild” to make it anew from them.</source>
        <translation>镜像目录的数据库是空的。您的镜像仍在：请运行“vitrinectl catalog rebuild”，根据它们重新生成数据库。</translation>
    </message>
    <message>
        <source>The folder “%1” of the catalogue cannot be opened: %2.</source>
        <translation>无法打开镜像目录的文件夹“%1”：%2。</translation>
    </message>
    <message>
        <source>Another program is using the catalogue. Try again in a moment.</source>
        <translation>另一个程序正在使用镜像目录。请稍后重试。</translation>
    </message>
    <message>
        <source>The catalogue cannot be written. Check who may write its folder.</source>
        <translation>无法写入镜像目录。请检查其文件夹的写入权限。</translation>
    </message>
    <message>
        <source>The disk that holds the catalogue is full. Free some space and try again.</source>
        <translation>镜像目录所在的磁盘已满。请腾出一些空间后重试。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is damaged. Your images are still there: run “vitrinectl catalog rebuild” to make it anew from them.</source>
        <translation>镜像目录的数据库已损坏。您的镜像仍在：请运行“vitrinectl catalog rebuild”，根据它们重新生成数据库。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database cannot be read or written. Check its folder and disk.</source>
        <translation>无法读写镜像目录的数据库。请检查其文件夹和磁盘。</translation>
    </message>
    <message>
        <source>The catalogue refused a change that contradicts what it holds.</source>
        <translation>更改与镜像目录中的现有内容相矛盾，已被拒绝。</translation>
    </message>
</context>
<context>
    <name>DateText</name>
    <message>
        <source>yyyy-MM-dd</source>
        <extracomment>Format of a date without a clock, see QDate::toString</extracomment>
        <translation>yyyy-MM-dd</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>Minutes</extracomment>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <extracomment>Hours</extracomment>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <extracomment>Days</extracomment>
        <translation>%1 天前</translation>
    </message>
    <message>
        <source>yyyy-MM-dd HH:mm:ss t</source>
        <extracomment>Format of a date with clock and time zone, see QDateTime::toString</extracomment>
        <translation>yyyy-MM-dd HH:mm:ss t</translation>
    </message>
    <message>
        <source>HH:mm:ss</source>
        <extracomment>Format of a clock, see QTime::toString</extracomment>
        <translation>HH:mm:ss</translation>
    </message>
    <message>
        <source>yyyy-MM-dd HH:mm</source>
        <extracomment>Format of a date with a short clock, see QDateTime::toString</extracomment>
        <translation>yyyy-MM-dd HH:mm</translation>
    </message>
</context>
<context>
    <name>DiskProbe</name>
    <message>
        <source>The image is declared as %1, but its data are %2. Declare what it is, or choose another file.</source>
        <translation>镜像声明为 %1，但其数据是 %2。请按实际格式声明，或选择其他文件。</translation>
    </message>
    <message>
        <source>The file looks like several formats at once (%1), which is a known attack.</source>
        <translation>文件同时符合多种格式（%1），这是一种已知的攻击手法。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>Only regular files can be used as disk images, not folders, devices or pipes.</source>
        <translation>只有普通文件可以用作磁盘镜像，文件夹、设备或管道不行。</translation>
    </message>
    <message>
        <source>The file begins like a %1 image, but it is damaged: %2.</source>
        <translation>文件开头像是 %1 镜像，但它已损坏：%2。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened.</source>
        <translation>无法打开文件“%1”。</translation>
    </message>
    <message>
        <source>The disc holds UDF only. Glance takes it for raw; declare it as raw there.</source>
        <translation>光盘只含 UDF 文件系统。Glance 会将其视为 raw；请在那里声明为 raw。</translation>
    </message>
    <message>
        <source>The disc image does not say how large it is.</source>
        <translation>光盘镜像没有说明自身的大小。</translation>
    </message>
    <message>
        <source>The disc image says that it is larger than its file; it may be cut off.</source>
        <translation>光盘镜像标称的大小超过了文件本身，文件可能被截断了。</translation>
    </message>
    <message>
        <source>a key slot is impossible</source>
        <translation>某个密钥槽无效</translation>
    </message>
    <message>
        <source>a key slot asks for too many iterations</source>
        <translation>某个密钥槽要求的迭代次数过多</translation>
    </message>
    <message>
        <source>a key slot lies outside the file</source>
        <translation>某个密钥槽位于文件之外</translation>
    </message>
    <message>
        <source>the key size is impossible</source>
        <translation>密钥长度无效</translation>
    </message>
    <message>
        <source>the header asks for too many iterations</source>
        <translation>头部要求的迭代次数过多</translation>
    </message>
    <message>
        <source>the data lie outside the file</source>
        <translation>数据位于文件之外</translation>
    </message>
    <message>
        <source>it is cut off within the header</source>
        <translation>文件在头部之内就被截断</translation>
    </message>
    <message>
        <source>the version is impossible</source>
        <translation>版本无效</translation>
    </message>
    <message>
        <source>The disk is encrypted (LUKS%1); it cannot be converted without its passphrase.</source>
        <translation>磁盘已加密（LUKS%1）；没有口令就无法转换。</translation>
    </message>
    <message>
        <source>Glance does not accept disks encrypted with LUKS2.</source>
        <translation>Glance 不接受使用 LUKS2 加密的磁盘。</translation>
    </message>
    <message>
        <source>the archive is damaged</source>
        <translation>归档文件已损坏</translation>
    </message>
    <message>
        <source>The partition table has an impossible boot flag.</source>
        <translation>分区表的引导标志无效。</translation>
    </message>
    <message>
        <source>The protective entry of the partition table is not where it must be.</source>
        <translation>分区表的保护性分区项不在应有的位置。</translation>
    </message>
    <message>
        <source>The disk has a partition table without partitions.</source>
        <translation>磁盘有分区表，但没有分区。</translation>
    </message>
    <message>
        <source>The partition table has other entries beside the protective one.</source>
        <translation>分区表除保护性分区项外还有其他分区项。</translation>
    </message>
    <message>
        <source>The header of the partition table (GPT) is damaged.</source>
        <translation>分区表（GPT）的头部已损坏。</translation>
    </message>
    <message>
        <source>The header of the partition table (GPT) has a wrong checksum.</source>
        <translation>分区表（GPT）头部的校验和错误。</translation>
    </message>
    <message>
        <source>The partition table (GPT) is impossible.</source>
        <translation>分区表（GPT）无效。</translation>
    </message>
    <message>
        <source>The partition table (GPT) has a wrong checksum.</source>
        <translation>分区表（GPT）的校验和错误。</translation>
    </message>
    <message>
        <source>the cluster size is impossible</source>
        <translation>簇大小无效</translation>
    </message>
    <message>
        <source>the header length is impossible</source>
        <translation>头部长度无效</translation>
    </message>
    <message>
        <source>the compression type is impossible</source>
        <translation>压缩类型无效</translation>
    </message>
    <message>
        <source>the width of reference counts is impossible</source>
        <translation>引用计数的位宽无效</translation>
    </message>
    <message>
        <source>the encryption method is impossible</source>
        <translation>加密方式无效</translation>
    </message>
    <message>
        <source>the size of the L1 table is impossible</source>
        <translation>L1 表的大小无效</translation>
    </message>
    <message>
        <source>the L1 table lies outside the file</source>
        <translation>L1 表位于文件之外</translation>
    </message>
    <message>
        <source>the size of the reference count table is impossible</source>
        <translation>引用计数表的大小无效</translation>
    </message>
    <message>
        <source>the reference count table lies outside the file</source>
        <translation>引用计数表位于文件之外</translation>
    </message>
    <message>
        <source>the number of snapshots is impossible</source>
        <translation>快照数量无效</translation>
    </message>
    <message>
        <source>the snapshot table lies outside the file</source>
        <translation>快照表位于文件之外</translation>
    </message>
    <message>
        <source>The qcow2 image needs another file, its backing file. Flatten it with qemu-img convert first.</source>
        <translation>该 qcow2 镜像依赖另一个文件，即后备文件。请先用 qemu-img convert 将其合并成一个文件。</translation>
    </message>
    <message>
        <source>The qcow2 image keeps its data in another file. Flatten it with qemu-img convert first.</source>
        <translation>该 qcow2 镜像的数据保存在另一个文件中。请先用 qemu-img convert 将其合并成一个文件。</translation>
    </message>
    <message>
        <source>The qcow2 image uses features that are not known to this program.</source>
        <translation>该 qcow2 镜像使用了本程序不认识的特性。</translation>
    </message>
    <message>
        <source>The qcow2 image is encrypted in the old, unsafe way (AES), which is no longer supported.</source>
        <translation>该 qcow2 镜像采用旧的不安全方式（AES）加密，这种方式已不再受支持。</translation>
    </message>
    <message>
        <source>The image is encrypted (LUKS); it cannot be converted without its passphrase.</source>
        <translation>镜像已加密（LUKS）；没有口令就无法转换。</translation>
    </message>
    <message>
        <source>The qcow2 image uses extended L2 entries, which Glance does not accept.</source>
        <translation>该 qcow2 镜像使用了扩展 L2 表项，Glance 不接受。</translation>
    </message>
    <message>
        <source>The qcow2 image is marked as corrupt. Check it with qemu-img check.</source>
        <translation>该 qcow2 镜像被标记为已损坏。请用 qemu-img check 检查。</translation>
    </message>
    <message>
        <source>The qcow2 image was not closed cleanly. Check it with qemu-img check.</source>
        <translation>该 qcow2 镜像未正常关闭。请用 qemu-img check 检查。</translation>
    </message>
    <message>
        <source>The qcow2 image holds snapshots, which are lost when it is converted.</source>
        <translation>该 qcow2 镜像含有快照，转换后快照会丢失。</translation>
    </message>
    <message>
        <source>Version %1 of the qcow2 format is not supported; only 2 and 3 are.</source>
        <translation>不支持 qcow2 格式的版本 %1，仅支持版本 2 和 3。</translation>
    </message>
    <message>
        <source>The virtual size of %1 bytes is impossible.</source>
        <translation>虚拟大小 %1 字节无效。</translation>
    </message>
    <message>
        <source>the header extensions are impossible</source>
        <translation>头部扩展无效</translation>
    </message>
    <message>
        <source>QED is an abandoned format that Glance does not accept. Convert the image to qcow2 with qemu-img convert first.</source>
        <translation>QED 是已废弃的格式，Glance 不接受。请先用 qemu-img convert 将镜像转换为 qcow2。</translation>
    </message>
    <message>
        <source>The file looks like a %1 image, a format that cannot be declared. Stored as raw it is kept as it is.</source>
        <translation>文件看起来是 %1 镜像，这种格式无法声明。以 raw 存储时会原样保留。</translation>
    </message>
    <message>
        <source>The file is compressed (%1). Unpack it first, or declare the container format compressed.</source>
        <translation>文件已压缩（%1）。请先解压，或将容器格式声明为 compressed。</translation>
    </message>
    <message>
        <source>the version is not 1.1</source>
        <translation>版本不是 1.1</translation>
    </message>
    <message>
        <source>the type is impossible</source>
        <translation>类型无效</translation>
    </message>
    <message>
        <source>the block size is impossible</source>
        <translation>块大小无效</translation>
    </message>
    <message>
        <source>the number of blocks does not fit the virtual size</source>
        <translation>块的数量与虚拟大小不符</translation>
    </message>
    <message>
        <source>more blocks are allocated than there are</source>
        <translation>已分配的块多于实际存在的块</translation>
    </message>
    <message>
        <source>the tables are not aligned</source>
        <translation>表未对齐</translation>
    </message>
    <message>
        <source>the block map lies outside the file</source>
        <translation>块映射表位于文件之外</translation>
    </message>
    <message>
        <source>the blocks lie outside the file</source>
        <translation>块位于文件之外</translation>
    </message>
    <message>
        <source>The VDI image is only the difference to another image. Merge it in VirtualBox first.</source>
        <translation>该 VDI 镜像只是相对于另一个镜像的差异。请先在 VirtualBox 中合并。</translation>
    </message>
    <message>
        <source>The VDI image is an undo image, which cannot be used alone.</source>
        <translation>该 VDI 镜像是撤销镜像，无法单独使用。</translation>
    </message>
    <message>
        <source>the checksum of the footer is wrong</source>
        <translation>尾部的校验和错误</translation>
    </message>
    <message>
        <source>the version is not 1.0</source>
        <translation>版本不是 1.0</translation>
    </message>
    <message>
        <source>the virtual size is impossible</source>
        <translation>虚拟大小无效</translation>
    </message>
    <message>
        <source>the dynamic header is missing</source>
        <translation>缺少动态头部</translation>
    </message>
    <message>
        <source>the checksum of the dynamic header is wrong</source>
        <translation>动态头部的校验和错误</translation>
    </message>
    <message>
        <source>the block table is too small for the virtual size</source>
        <translation>块表太小，与虚拟大小不符</translation>
    </message>
    <message>
        <source>the block table lies outside the file</source>
        <translation>块表位于文件之外</translation>
    </message>
    <message>
        <source>The VHD image states two sizes; the one of its disk geometry counts.</source>
        <translation>该 VHD 镜像标明了两个大小；以其磁盘几何参数的大小为准。</translation>
    </message>
    <message>
        <source>The VHD image is only the difference to another image. Merge it with its parent first.</source>
        <translation>该 VHD 镜像只是相对于另一个镜像的差异。请先将其与父镜像合并。</translation>
    </message>
    <message>
        <source>The footer of the VHD image is missing or differs from its copy; the file may be cut off.</source>
        <translation>该 VHD 镜像的尾部缺失，或与其副本不一致；文件可能被截断了。</translation>
    </message>
    <message>
        <source>it ends like a dynamic image but does not begin like one</source>
        <translation>其结尾像动态镜像，开头却不像</translation>
    </message>
    <message>
        <source>Glance does not recognise a fixed VHD image. Convert it to a dynamic one or to raw before an upload to Glance.</source>
        <translation>Glance 无法识别固定大小的 VHD 镜像。上传到 Glance 前，请将其转换为动态镜像或 raw。</translation>
    </message>
    <message>
        <source>The VHD image is shorter than it says; it may be cut off.</source>
        <translation>该 VHD 镜像比其标称的短，可能被截断了。</translation>
    </message>
    <message>
        <source>the region table is damaged</source>
        <translation>区域表已损坏</translation>
    </message>
    <message>
        <source>the regions lie outside the file or overlap</source>
        <translation>各区域位于文件之外或相互重叠</translation>
    </message>
    <message>
        <source>a region is named twice</source>
        <translation>某个区域被重复列出</translation>
    </message>
    <message>
        <source>a region is missing</source>
        <translation>缺少某个区域</translation>
    </message>
    <message>
        <source>the metadata table is damaged</source>
        <translation>元数据表已损坏</translation>
    </message>
    <message>
        <source>a metadata item lies outside its region</source>
        <translation>某个元数据项位于其区域之外</translation>
    </message>
    <message>
        <source>the sector size is impossible</source>
        <translation>扇区大小无效</translation>
    </message>
    <message>
        <source>the header is damaged</source>
        <translation>头部已损坏</translation>
    </message>
    <message>
        <source>The VHDX image is only the difference to another image. Merge it with its parent first.</source>
        <translation>该 VHDX 镜像只是相对于另一个镜像的差异。请先将其与父镜像合并。</translation>
    </message>
    <message>
        <source>The VHDX image uses features that are not known to this program.</source>
        <translation>该 VHDX 镜像使用了本程序不认识的特性。</translation>
    </message>
    <message>
        <source>The VHDX image was not closed cleanly; its log must be replayed before it is converted.</source>
        <translation>该 VHDX 镜像未正常关闭；转换前必须先重放其日志。</translation>
    </message>
    <message>
        <source>the grain size is impossible</source>
        <translation>颗粒大小无效</translation>
    </message>
    <message>
        <source>the size of the grain tables is impossible</source>
        <translation>颗粒表的大小无效</translation>
    </message>
    <message>
        <source>line ends were changed, as by a transfer in text mode</source>
        <translation>换行符被改动过，例如以文本模式传输</translation>
    </message>
    <message>
        <source>the compression method is impossible</source>
        <translation>压缩方法无效</translation>
    </message>
    <message>
        <source>the tables lie outside the file</source>
        <translation>表位于文件之外</translation>
    </message>
    <message>
        <source>it is cut off within the footer</source>
        <translation>文件在尾部之内被截断</translation>
    </message>
    <message>
        <source>the footer&apos;s marker is missing</source>
        <translation>缺少尾部标记</translation>
    </message>
    <message>
        <source>the footer differs from the header</source>
        <translation>尾部与头部不一致</translation>
    </message>
    <message>
        <source>the last marker is missing</source>
        <translation>缺少结束标记</translation>
    </message>
    <message>
        <source>The VMDK image does not keep all its data in this one file.</source>
        <translation>该 VMDK 镜像并未将全部数据保存在这一个文件中。</translation>
    </message>
    <message>
        <source>The VMDK subformat “%1” is not supported; only monolithicSparse and streamOptimized are. Convert the image with qemu-img convert first.</source>
        <translation>不支持 VMDK 子格式“%1”，仅支持 monolithicSparse 和 streamOptimized。请先用 qemu-img convert 转换镜像。</translation>
    </message>
    <message>
        <source>The description within the VMDK image is damaged.</source>
        <translation>该 VMDK 镜像内的描述已损坏。</translation>
    </message>
    <message>
        <source>The VMDK image is only the difference to another image. Merge it with its parent first.</source>
        <translation>该 VMDK 镜像只是相对于另一个镜像的差异。请先将其与父镜像合并。</translation>
    </message>
    <message>
        <source>The description within the VMDK image is missing or not where it must be.</source>
        <translation>该 VMDK 镜像内的描述缺失或不在应有的位置。</translation>
    </message>
    <message>
        <source>The description within the VMDK image contradicts its header.</source>
        <translation>该 VMDK 镜像内的描述与其头部相矛盾。</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>A value is not valid.</source>
        <translation>有一个值无效。</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>您尚未登录。</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>您无权执行此操作。</translation>
    </message>
    <message>
        <source>The image is not there any more.</source>
        <translation>该镜像已不存在。</translation>
    </message>
    <message>
        <source>The image is in a state that does not allow this.</source>
        <translation>镜像当前的状态不允许执行此操作。</translation>
    </message>
    <message>
        <source>The image was deleted in the meantime.</source>
        <translation>镜像已在此期间被删除。</translation>
    </message>
    <message>
        <source>A limit of the catalogue has been reached.</source>
        <translation>已达到镜像目录的上限。</translation>
    </message>
    <message>
        <source>The file is not a disk image that can be taken in.</source>
        <translation>该文件不是可以收录的磁盘镜像。</translation>
    </message>
    <message>
        <source>That part of the data does not exist.</source>
        <translation>这部分数据不存在。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>The catalogue cannot be written to.</source>
        <translation>无法写入镜像目录。</translation>
    </message>
    <message>
        <source>The catalogue does not answer just now.</source>
        <translation>镜像目录目前没有响应。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The file changed while it was being read.</source>
        <translation>文件在读取过程中发生了变化。</translation>
    </message>
    <message>
        <source>The data are not what they should be.</source>
        <translation>数据与预期不符。</translation>
    </message>
    <message>
        <source>The stored data are damaged.</source>
        <translation>存储的数据已损坏。</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>读取或写入失败。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>发生了意外错误。</translation>
    </message>
    <message>
        <source>Refresh the list to see what is there.</source>
        <translation>请刷新列表，查看现有内容。</translation>
    </message>
    <message>
        <source>Look at its life in the details to see what happened.</source>
        <translation>请在详细信息中查看它的生命周期，了解发生了什么。</translation>
    </message>
    <message>
        <source>Free some space or add a store on another disk, then try again.</source>
        <translation>请腾出一些空间，或在其他磁盘上添加存储位置，然后重试。</translation>
    </message>
    <message>
        <source>Check the permissions of its folder.</source>
        <translation>请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>Close the program that uses it, then try again.</source>
        <translation>请关闭正在使用它的程序，然后重试。</translation>
    </message>
    <message>
        <source>Do not use this copy; get the data from where they came from.</source>
        <translation>请不要使用此副本，应从来源重新获取数据。</translation>
    </message>
    <message>
        <source>Check the disk and its cables, then try again.</source>
        <translation>请检查磁盘及其连接线，然后重试。</translation>
    </message>
    <message>
        <source>Please report it with its details.</source>
        <translation>请将此问题连同详细信息一起报告给我们。</translation>
    </message>
</context>
<context>
    <name>FacetText</name>
    <message>
        <source>today</source>
        <extracomment>When images were changed</extracomment>
        <translation>今天</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <extracomment>When images were changed</extracomment>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <extracomment>When images were changed</extracomment>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>more than 30 days ago</source>
        <extracomment>When images were changed</extracomment>
        <translation>超过 30 天前</translation>
    </message>
    <message>
        <source>over %1</source>
        <extracomment>A size</extracomment>
        <translation>大于 %1</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <extracomment>A size</extracomment>
        <translation>%1 以上</translation>
    </message>
    <message>
        <source>under %1</source>
        <extracomment>A size</extracomment>
        <translation>小于 %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <extracomment>A size</extracomment>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Separates the parts of an enumeration</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>Status</source>
        <extracomment>What a filter looks at</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>What a filter looks at: the disk format</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>What a filter looks at</extracomment>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>What a filter looks at: bytes stored</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>What a filter looks at: when an image was last changed</extracomment>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Tag</source>
        <extracomment>What a filter looks at</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Distribution</source>
        <extracomment>What a filter looks at: Debian, Ubuntu and so on</extracomment>
        <translation>发行版</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>A range of sizes</extracomment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A filter: %1 is what it looks at, %2 the wanted values</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>not %1</source>
        <extracomment>Every value but this one: &quot;not Active&quot;</extracomment>
        <translation>不是 %1</translation>
    </message>
</context>
<context>
    <name>FilterExpression</name>
    <message>
        <source>The filter list %1 is not valid: a quoted value must be closed and stand between commas.</source>
        <translation>筛选列表 %1 无效：带引号的值必须有右引号，并位于逗号之间。</translation>
    </message>
    <message>
        <source>Unable to filter by the unknown operator “%1”. To look for a value with a colon, put eq: before it.</source>
        <translation>无法使用未知的运算符“%1”进行筛选。要查找含冒号的值，请在前面加上 eq:。</translation>
    </message>
</context>
<context>
    <name>ImageLimits</name>
    <message>
        <source>%1 contains a character that cannot be stored. Remove it and try again.</source>
        <translation>%1含有无法存储的字符。请将其删除后重试。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 characters.</source>
        <translation>%1超过了 %2 个字符。</translation>
    </message>
    <message>
        <source>%1 must be between 0 and %2.</source>
        <translation>%1 必须介于 0 和 %2 之间。</translation>
    </message>
    <message>
        <source>A tag cannot be empty.</source>
        <translation>标签不能为空。</translation>
    </message>
    <message>
        <source>The tag “%1”</source>
        <translation>标签“%1”</translation>
    </message>
    <message>
        <source>A property needs a name.</source>
        <translation>属性需要名称。</translation>
    </message>
    <message>
        <source>The attribute “%1” is read-only.</source>
        <translation>属性“%1”是只读的。</translation>
    </message>
    <message>
        <source>The name “%1” is reserved and cannot be a custom property.</source>
        <translation>名称“%1”为保留名称，不能用作自定义属性。</translation>
    </message>
    <message>
        <source>The property name “%1”</source>
        <translation>属性名称“%1”</translation>
    </message>
    <message>
        <source>The value of the property “%1”</source>
        <translation>属性“%1”的值</translation>
    </message>
    <message>
        <source>The value of the property “%1” is larger than %2 bytes.</source>
        <translation>属性“%1”的值超过了 %2 字节。</translation>
    </message>
    <message>
        <source>An image can have at most %1 tags; this would make %2.</source>
        <translation>一个镜像最多可以有 %1 个标签；此操作会使其达到 %2 个。</translation>
    </message>
    <message>
        <source>An image can have at most %1 custom properties; this would make %2.</source>
        <translation>一个镜像最多可以有 %1 个自定义属性；此操作会使其达到 %2 个。</translation>
    </message>
    <message>
        <source>The attribute %1 can be replaced only while the image is queued; this image is %2.</source>
        <translation>只有在镜像处于 queued 状态时才能替换属性 %1；此镜像的状态为 %2。</translation>
    </message>
    <message>
        <source>The property “%1” may not be removed.</source>
        <translation>不能移除属性“%1”。</translation>
    </message>
    <message>
        <source>The property “%1” does not exist.</source>
        <translation>属性“%1”不存在。</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>The image id “%1” is not a UUID in lower case.</source>
        <translation>镜像 ID“%1”不是小写的 UUID。</translation>
    </message>
    <message>
        <source>Image status transition from %1 to %2 is not allowed.</source>
        <translation>不允许镜像状态从 %1 变为 %2。</translation>
    </message>
    <message numerus="yes">
        <source>Properties %1 must be set prior to saving data.</source>
        <translation>
            <numerusform>保存数据前必须先设置属性 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageQuery</name>
    <message>
        <source>The value “%2” of the parameter %1 is not valid.</source>
        <translation>参数 %1 的值“%2”无效。</translation>
    </message>
    <message>
        <source>The parameter limit must not be negative.</source>
        <translation>参数 limit 不能为负数。</translation>
    </message>
    <message>
        <source>The parameter limit must be a whole number.</source>
        <translation>参数 limit 必须是整数。</translation>
    </message>
    <message>
        <source>%1 cannot be filtered by the operator “%2”; only eq and in are possible.</source>
        <translation>%1 不能用运算符“%2”筛选，只能用 eq 和 in。</translation>
    </message>
    <message>
        <source>The parameter %1 needs a whole number, not “%2”.</source>
        <translation>参数 %1 需要整数，而不是“%2”。</translation>
    </message>
    <message>
        <source>The parameter %1 needs a time in ISO 8601 form, not “%2”.</source>
        <translation>参数 %1 需要 ISO 8601 格式的时间，而不是“%2”。</translation>
    </message>
    <message>
        <source>“%1” is not a key to sort by.</source>
        <translation>“%1”不能作为排序键。</translation>
    </message>
    <message>
        <source>“%1” is not a direction to sort in; use asc or desc.</source>
        <translation>“%1”不是排序方向，请使用 asc 或 desc。</translation>
    </message>
    <message>
        <source>The parameter sort cannot be combined with sort_key or sort_dir.</source>
        <translation>参数 sort 不能与 sort_key 或 sort_dir 同时使用。</translation>
    </message>
    <message>
        <source>There must be one sort_dir, or as many as there are sort_keys.</source>
        <translation>sort_dir 必须只有一个，或与 sort_key 数量相同。</translation>
    </message>
    <message>
        <source>The filter changes-since is no longer available.</source>
        <translation>筛选条件 changes-since 已不再提供。</translation>
    </message>
</context>
<context>
    <name>ImageRepository</name>
    <message>
        <source>The list cannot be continued after “%1”: there is no such image any more.</source>
        <translation>无法从“%1”之后继续列出：该镜像已不存在。</translation>
    </message>
    <message>
        <source>The limit of a list cannot be negative.</source>
        <translation>列表的数量上限不能为负数。</translation>
    </message>
    <message>
        <source>The task “%1” has ended or cannot take this step.</source>
        <translation>任务“%1”已结束，或无法执行此步骤。</translation>
    </message>
    <message>
        <source>There is a store “%1” already.</source>
        <translation>已存在存储位置“%1”。</translation>
    </message>
    <message>
        <source>There is no image “%1”.</source>
        <translation>没有镜像“%1”。</translation>
    </message>
    <message>
        <source>The image “%1” was deleted meanwhile.</source>
        <translation>镜像“%1”已在此期间被删除。</translation>
    </message>
    <message>
        <source>The image “%1” lies in the trash. Restore it first.</source>
        <translation>镜像“%1”在回收站中。请先还原它。</translation>
    </message>
    <message>
        <source>The image “%1” is %2 by now, so this cannot be done.</source>
        <translation>镜像“%1”的状态现已变为 %2，因此无法执行此操作。</translation>
    </message>
    <message>
        <source>Another program has taken over the work on the image “%1”.</source>
        <translation>另一个程序已接手对镜像“%1”的处理。</translation>
    </message>
    <message>
        <source>The image id “%1” is or was in use. Choose another one.</source>
        <translation>镜像 ID“%1”正在使用或曾被使用过。请换一个。</translation>
    </message>
    <message>
        <source>There is no task “%1”.</source>
        <translation>没有任务“%1”。</translation>
    </message>
    <message>
        <source>The image “%1” is protected. Take the protection away to delete it.</source>
        <translation>镜像“%1”受保护。请先取消保护再删除。</translation>
    </message>
    <message>
        <source>The catalogue may hold %1 in all, and others have used that up meanwhile. Delete some images and empty the trash.</source>
        <translation>目录总共可以容纳 %1，而这段期间其他人已经用完。请删除一些镜像并清空回收站。</translation>
    </message>
</context>
<context>
    <name>ImageText</name>
    <message>
        <source>Unnamed image</source>
        <translation>未命名镜像</translation>
    </message>
    <message>
        <source>Private</source>
        <extracomment>Image visibility</extracomment>
        <translation>私有</translation>
    </message>
    <message>
        <source>Shared</source>
        <extracomment>Image visibility</extracomment>
        <translation>共享</translation>
    </message>
    <message>
        <source>Community</source>
        <extracomment>Image visibility</extracomment>
        <translation>社区</translation>
    </message>
    <message>
        <source>Public</source>
        <extracomment>Image visibility</extracomment>
        <translation>公开</translation>
    </message>
    <message>
        <source>Only its owner can see and use it.</source>
        <translation>只有所有者可以查看和使用。</translation>
    </message>
    <message>
        <source>Its owner and the projects that it is shared with can use it.</source>
        <translation>所有者以及共享到的项目可以使用。</translation>
    </message>
    <message>
        <source>Everybody can use it, but it is not in everybody&apos;s list.</source>
        <translation>所有人都可以使用，但不会出现在所有人的列表中。</translation>
    </message>
    <message>
        <source>Everybody can see and use it.</source>
        <translation>所有人都可以查看和使用。</translation>
    </message>
    <message>
        <source>Raw</source>
        <extracomment>Disk format: a plain copy of a disk</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>Amazon machine image: the disk of an Amazon-style virtual machine.</source>
        <translation>Amazon 机器镜像：Amazon 式虚拟机的磁盘。</translation>
    </message>
    <message>
        <source>Amazon ramdisk image: the first files an Amazon-style machine loads.</source>
        <translation>Amazon 内存盘镜像：Amazon 式虚拟机最先加载的文件。</translation>
    </message>
    <message>
        <source>Amazon kernel image: the kernel an Amazon-style machine starts.</source>
        <translation>Amazon 内核镜像：Amazon 式虚拟机启动的内核。</translation>
    </message>
    <message>
        <source>Virtual disk of older Hyper-V, Xen and VirtualBox.</source>
        <translation>旧版 Hyper-V、Xen 和 VirtualBox 的虚拟磁盘。</translation>
    </message>
    <message>
        <source>Virtual disk of Hyper-V.</source>
        <translation>Hyper-V 的虚拟磁盘。</translation>
    </message>
    <message>
        <source>Virtual disk of VMware.</source>
        <translation>VMware 的虚拟磁盘。</translation>
    </message>
    <message>
        <source>The plain bytes of a disk, without any packing.</source>
        <translation>磁盘的原始字节，未经任何封装。</translation>
    </message>
    <message>
        <source>Virtual disk of QEMU and KVM that grows as it is filled.</source>
        <translation>QEMU 和 KVM 的虚拟磁盘，随写入内容而增长。</translation>
    </message>
    <message>
        <source>Virtual disk of VirtualBox.</source>
        <translation>VirtualBox 的虚拟磁盘。</translation>
    </message>
    <message>
        <source>Image of an optical disc, such as an installer.</source>
        <translation>光盘镜像，例如安装盘。</translation>
    </message>
    <message>
        <source>Virtual disk of Virtuozzo containers.</source>
        <translation>Virtuozzo 容器的虚拟磁盘。</translation>
    </message>
    <message>
        <source>Bare</source>
        <extracomment>Container format: no container around the disk</extracomment>
        <translation>无容器</translation>
    </message>
    <message>
        <source>Compressed</source>
        <extracomment>Container format</extracomment>
        <translation>压缩</translation>
    </message>
    <message>
        <source>format %1</source>
        <extracomment>Part of a spoken row; %1 is a disk format</extracomment>
        <translation>格式 %1</translation>
    </message>
    <message>
        <source>size %1</source>
        <extracomment>Part of a spoken row; %1 is an amount of bytes</extracomment>
        <translation>大小 %1</translation>
    </message>
    <message>
        <source>virtual size %1</source>
        <extracomment>Part of a spoken row; %1 is an amount of bytes</extracomment>
        <translation>虚拟大小 %1</translation>
    </message>
    <message>
        <source>protected</source>
        <extracomment>An image that cannot be deleted</extracomment>
        <translation>受保护</translation>
    </message>
    <message>
        <source>hidden</source>
        <extracomment>An image that is left out of listings</extracomment>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>changed %1</source>
        <extracomment>Part of a spoken row; %1 is a time such as &quot;5 min ago&quot;</extracomment>
        <translation>修改于 %1</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Separates the parts of a spoken row</extracomment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>JsonReader</name>
    <message>
        <source>The description of the image is not valid: the attribute “%1” cannot be read.</source>
        <translation>镜像的描述无效：无法读取属性“%1”。</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1 EiB</source>
        <translation>%1 EiB</translation>
    </message>
    <message>
        <source>%1 B</source>
        <extracomment>A number of bytes</extracomment>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>1 byte</source>
        <extracomment>Always more than one, or none</extracomment>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How much of a transfer is done: &quot;2.2 GiB of 5.1 GiB&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>Speed; %1 is an amount of bytes such as &quot;86 MiB&quot;</extracomment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>Percentage</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Seconds</extracomment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <extracomment>Minutes and seconds</extracomment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <extracomment>Hours and minutes</extracomment>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <extracomment>Days and hours</extracomment>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>Minutes</extracomment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>Hours</extracomment>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <extracomment>Days</extracomment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>还剩约 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>还剩约 %1 分钟</translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation>还剩一天以上</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>还剩约 %1 小时</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>还剩约 %1 小时 %2 分</translation>
    </message>
    <message>
        <source>No minimum</source>
        <extracomment>An image may be used with a disk or memory of any size</extracomment>
        <translation>无下限</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
</context>
<context>
    <name>StatusText</name>
    <message>
        <source>Queued</source>
        <extracomment>Image status: a record without data yet</extracomment>
        <translation>已排队</translation>
    </message>
    <message>
        <source>Saving</source>
        <extracomment>Image status: data are being written</extracomment>
        <translation>保存中</translation>
    </message>
    <message>
        <source>Uploading</source>
        <extracomment>Image status: data are on their way into the staging area</extracomment>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Importing</source>
        <extracomment>Image status: staged or linked data are being taken in</extracomment>
        <translation>导入中</translation>
    </message>
    <message>
        <source>Active</source>
        <extracomment>Image status: ready for use</extracomment>
        <translation>可用</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <extracomment>Image status: data are kept but may not be used
----------
What happened to an image</extracomment>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Killed</source>
        <extracomment>Image status: an upload failed beyond repair</extracomment>
        <translation>已杀死</translation>
    </message>
    <message>
        <source>Pending delete</source>
        <extracomment>Image status: in the trash</extracomment>
        <translation>等待删除</translation>
    </message>
    <message>
        <source>Deleted</source>
        <extracomment>Image status: gone
----------
What happened to an image</extracomment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>The image has a name and an id but no data yet. Give it a file to fill it.</source>
        <translation>镜像有名称和 ID，但还没有数据。请提供一个文件来填充它。</translation>
    </message>
    <message>
        <source>The data are being copied into the store and hashed right now.</source>
        <translation>正在将数据复制到存储位置并计算哈希值。</translation>
    </message>
    <message>
        <source>The data are being copied into the staging area. An import takes them from there.</source>
        <translation>正在将数据复制到暂存区。导入时会从那里取用。</translation>
    </message>
    <message>
        <source>The staged or linked data are being checked and moved into the store.</source>
        <translation>正在检查暂存或链接的数据，并移入存储位置。</translation>
    </message>
    <message>
        <source>The data are complete and their hashes are known. The image is ready for use.</source>
        <translation>数据完整，哈希值已知。镜像可以使用了。</translation>
    </message>
    <message>
        <source>The data are kept, but nobody may use them until the image is reactivated.</source>
        <translation>数据仍保留，但在镜像重新启用之前任何人都不能使用。</translation>
    </message>
    <message>
        <source>The upload failed in a way that cannot be repaired. All that can be done is to delete the image.</source>
        <translation>上传失败且无法修复。唯一能做的就是删除该镜像。</translation>
    </message>
    <message>
        <source>The image lies in the trash. It can be restored until its data are removed for good.</source>
        <translation>镜像在回收站中。在其数据被永久移除之前，都可以还原。</translation>
    </message>
    <message>
        <source>The image and its data are gone. Only this record of its life is left.</source>
        <translation>镜像及其数据已不复存在，只留下这份生命周期记录。</translation>
    </message>
    <message>
        <source>Pending</source>
        <extracomment>Task status</extracomment>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Processing</source>
        <extracomment>Task status</extracomment>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <extracomment>Task status</extracomment>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>Task status</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>A kind of task, a noun
----------
What happened to an image: staged or linked data are taken in</extracomment>
        <translation>导入</translation>
    </message>
    <message>
        <source>Upload</source>
        <extracomment>A kind of task, a noun
----------
What happened to an image: somebody gives it data</extracomment>
        <translation>上传</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>A kind of task, a noun</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Check of the data</source>
        <extracomment>A kind of task, a noun</extracomment>
        <translation>数据校验</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>What happened to an image</extracomment>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Upload failed</source>
        <translation>上传失败</translation>
    </message>
    <message>
        <source>Upload cancelled</source>
        <translation>上传已取消</translation>
    </message>
    <message>
        <source>Staging</source>
        <extracomment>What happened to an image: data go into the staging area</extracomment>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Staging failed</source>
        <translation>暂存失败</translation>
    </message>
    <message>
        <source>Import failed</source>
        <translation>导入失败</translation>
    </message>
    <message>
        <source>Reactivated</source>
        <extracomment>What happened to an image</extracomment>
        <translation>已重新启用</translation>
    </message>
    <message>
        <source>Restored</source>
        <extracomment>What happened to an image: it was taken out of the trash</extracomment>
        <translation>已还原</translation>
    </message>
    <message>
        <source>Removed for good</source>
        <extracomment>What happened to an image: its data were removed from the trash</extracomment>
        <translation>已永久移除</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <extracomment>What happened to an image: cleaned up after a crash</extracomment>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Record rebuilt</source>
        <extracomment>What happened to an image: its record was read back from the store</extracomment>
        <translation>记录已重建</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Preparing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Copying and hashing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在复制并计算哈希值</translation>
    </message>
    <message>
        <source>Waiting for the disk</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在等待磁盘</translation>
    </message>
    <message>
        <source>Verifying</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>Finishing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在收尾</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message>
        <source>%1 %2 to %3: %4</source>
        <translation>%1，从“%2”变为“%3”：%4</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <extracomment>The first step in the life of an image: time, status, cause</extracomment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>, %1</source>
        <comment>an amount of bytes</comment>
        <translation>，%1</translation>
    </message>
    <message>
        <source>. %1</source>
        <comment>a sentence that says why it failed</comment>
        <translation>。%1</translation>
    </message>
</context>
<context>
    <name>TransferJournal</name>
    <message>
        <source>A file of the transfer journal cannot be read.</source>
        <translation>无法读取传输日志中的某个文件。</translation>
    </message>
</context>
<context>
    <name>TransferSteps</name>
    <message>
        <source>It was stopped.</source>
        <translation>操作已停止。</translation>
    </message>
    <message>
        <source>“%1” is not a disk image that the catalogue can keep: its content is “%2”.</source>
        <translation>“%1”不是镜像目录可以保存的磁盘镜像：其内容是“%2”。</translation>
    </message>
    <message>
        <source>The image that “%1” was to go into has been deleted. Add the file again to make a new one.</source>
        <translation>“%1”要存入的镜像已被删除。请重新添加该文件以新建镜像。</translation>
    </message>
</context>
<context>
    <name>TransferText</name>
    <message>
        <source>Waiting</source>
        <extracomment>State of a transfer</extracomment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>State of a transfer</extracomment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>State of a transfer</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>A kind of transfer, a noun: a file becomes an image</extracomment>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import through staging</source>
        <translation>经暂存区导入</translation>
    </message>
    <message>
        <source>Import from a link</source>
        <translation>从链接导入</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>A kind of transfer, a noun: an image becomes a file</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Copy to a store</source>
        <translation>复制到存储位置</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>等待轮到它</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <extracomment>A transfer; %1 says how much is done, such as &quot;2.2 GiB of 5.1 GiB&quot;</extracomment>
        <translation>已暂停，进度 %1</translation>
    </message>
    <message>
        <source>Finished, %1</source>
        <extracomment>A transfer; %1 is an amount of bytes</extracomment>
        <translation>已完成，%1</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>“%1” is none of %2.</source>
        <translation>“%1”不是 %2 之一。</translation>
    </message>
</context>
<context>
    <name>WorkerPool</name>
    <message>
        <source>The program is closing, so this was not done.</source>
        <translation>程序正在关闭，因此未执行此操作。</translation>
    </message>
</context>
<context>
    <name>vitrine::AboutDialog</name>
    <message>
        <source>About Vitrine</source>
        <translation>关于 Vitrine</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Built with Qt %1, QCoro, SQLite, OpenSSL and libcurl.</source>
        <translation>基于 Qt %1、QCoro、SQLite、OpenSSL 和 libcurl 构建。</translation>
    </message>
    <message>
        <source>Keeps disk images of virtual machines: a local catalogue with OpenStack Glance’s own model.</source>
        <translation>保管虚拟机的磁盘镜像：采用 OpenStack Glance 模型的本地镜像目录。</translation>
    </message>
</context>
<context>
    <name>vitrine::ByteCopy</name>
    <message>
        <source>The copy of “%1” was stopped.</source>
        <translation>已停止复制“%1”。</translation>
    </message>
    <message>
        <source>“%1” is larger than the %2 that are allowed here.</source>
        <translation>“%1”超过了此处允许的 %2。</translation>
    </message>
    <message>
        <source>“%1” does not have the promised length. Get it again from where it came.</source>
        <translation>“%1”的长度与声明的不符。请从来源重新获取。</translation>
    </message>
</context>
<context>
    <name>vitrine::Catalogue</name>
    <message>
        <source>The database of the catalogue in %1 is missing. Rebuild the catalogue from its data.</source>
        <translation>%1 中镜像目录的数据库缺失。请根据其数据重建镜像目录。</translation>
    </message>
    <message>
        <source>The image “%1” is not deactivated, so it cannot be reactivated.</source>
        <translation>镜像“%1”未处于“已停用”状态，因此无法重新启用。</translation>
    </message>
    <message>
        <source>The image “%1” is not active, so it cannot be deactivated.</source>
        <translation>镜像“%1”未处于“可用”状态，因此无法停用。</translation>
    </message>
    <message>
        <source>The catalogue in %1 was opened for reading only, because its folder cannot be written.</source>
        <translation>%1 中的镜像目录以只读方式打开，因为其文件夹无法写入。</translation>
    </message>
    <message>
        <source>The image “%1” lies in the trash. Restore it first.</source>
        <translation>镜像“%1”在回收站中。请先还原它。</translation>
    </message>
    <message>
        <source>The image “%1” is being copied already. Wait until that has ended.</source>
        <translation>镜像“%1”已在复制中。请等待复制结束。</translation>
    </message>
    <message>
        <source>The image %1 has no data.</source>
        <translation>镜像 %1 没有数据。</translation>
    </message>
    <message>
        <source>The image “%1” is deactivated. Reactivate it to export its data.</source>
        <translation>镜像“%1”已停用。请重新启用后再导出其数据。</translation>
    </message>
    <message>
        <source>The image “%1” has no data yet.</source>
        <translation>镜像“%1”尚无数据。</translation>
    </message>
    <message>
        <source>%1 lies in the catalogue&apos;s own folder. Choose another place.</source>
        <translation>%1 位于镜像目录自己的文件夹中。请选择其他位置。</translation>
    </message>
    <message>
        <source>The image has no data.</source>
        <translation>镜像没有数据。</translation>
    </message>
    <message>
        <source>The data of the image “%1” are missing or damaged, so that nothing was exported. Verify the catalogue.</source>
        <translation>镜像“%1”的数据缺失或损坏，因此未导出任何内容。请校验镜像目录。</translation>
    </message>
    <message>
        <source>An import into the image “%1” is running. Wait until it has ended.</source>
        <translation>正在向镜像“%1”导入数据。请等待导入结束。</translation>
    </message>
    <message>
        <source>Only an active image can be copied; “%1” is not.</source>
        <translation>只有“可用”状态的镜像才能复制；“%1”不是。</translation>
    </message>
    <message>
        <source>The image “%1” has data already.</source>
        <translation>镜像“%1”已有数据。</translation>
    </message>
    <message>
        <source>The data of the image “%1” must be staged before the import.</source>
        <translation>导入之前必须先暂存镜像“%1”的数据。</translation>
    </message>
    <message>
        <source>The image “%1” is not waiting for data.</source>
        <translation>镜像“%1”并未在等待数据。</translation>
    </message>
    <message>
        <source>Set the disk format and the container format of the image “%1” before the import.</source>
        <translation>请在导入前设置镜像“%1”的磁盘格式和容器格式。</translation>
    </message>
    <message>
        <source>%1 is not a link to import from: it must begin with http:// or https://.</source>
        <translation>%1 不是可导入的链接：必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>Name the stores to copy the image to.</source>
        <translation>请指定要将镜像复制到哪些存储位置。</translation>
    </message>
    <message>
        <source>The image is in the store “%1” already.</source>
        <translation>镜像已在存储位置“%1”中。</translation>
    </message>
    <message>
        <source>The staged data of the image “%1” are damaged. Stage them again.</source>
        <translation>镜像“%1”暂存的数据已损坏。请重新暂存。</translation>
    </message>
    <message>
        <source>Copied %1 MiB</source>
        <translation>已复制 %1 MiB</translation>
    </message>
    <message>
        <source>The image %1 was deleted while its data arrived.</source>
        <translation>镜像 %1 在数据传入期间被删除。</translation>
    </message>
    <message>
        <source>The image %1 was deleted while its data arrived. The data were removed again.</source>
        <translation>镜像 %1 在数据传入期间被删除。这些数据已清除。</translation>
    </message>
    <message>
        <source>The catalogue in %1 cannot be rebuilt, because its folder cannot be written.</source>
        <translation>无法重建 %1 中的镜像目录，因为其文件夹无法写入。</translation>
    </message>
    <message>
        <source>The data of the image %1 could not be removed from every store. It is tried again later.</source>
        <translation>未能从所有存储位置移除镜像 %1 的数据。稍后会再次尝试。</translation>
    </message>
    <message>
        <source>The image “%1” does not lie in the trash.</source>
        <translation>镜像“%1”不在回收站中。</translation>
    </message>
    <message>
        <source>The image “%1” cannot be restored, because its data are not there.</source>
        <translation>无法还原镜像“%1”，因为其数据不在那里。</translation>
    </message>
    <message>
        <source>The image “%1” has data already, or is about to get some.</source>
        <translation>镜像“%1”已有数据，或即将获得数据。</translation>
    </message>
    <message>
        <source>There is no task with the id %1.</source>
        <translation>没有标识为 %1 的任务。</translation>
    </message>
    <message>
        <source>There is a store “%1” already.</source>
        <translation>已经有存储位置“%1”。</translation>
    </message>
    <message>
        <source>The image “%1” is deactivated. Reactivate it to delete it.</source>
        <translation>镜像“%1”已停用。请先重新启用再删除。</translation>
    </message>
    <message>
        <source>Checked %1 MiB</source>
        <translation>已检查 %1 MiB</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueLayout</name>
    <message>
        <source>There is no catalogue in %1.</source>
        <translation>%1 中没有镜像目录。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read. Check who owns the catalogue&apos;s folder.</source>
        <translation>无法读取文件 %1。请检查镜像目录的文件夹属于谁。</translation>
    </message>
    <message>
        <source>The catalogue in %1 was made by a newer Vitrine. Update this one to open it.</source>
        <translation>%1 中的镜像目录由更新版本的 Vitrine 创建。请更新本程序后再打开。</translation>
    </message>
    <message>
        <source>The file %1 is damaged, so that the folder cannot be opened as a catalogue.</source>
        <translation>文件 %1 已损坏，因此无法将该文件夹作为镜像目录打开。</translation>
    </message>
    <message>
        <source>Name the folder of the catalogue.</source>
        <translation>请指定镜像目录的文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 is not empty and is no catalogue. Choose an empty folder.</source>
        <translation>文件夹 %1 不为空，也不是镜像目录。请选择空文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made or written. Check who owns it, or choose another folder.</source>
        <translation>无法创建或写入文件夹 %1。请检查它属于谁，或选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueLock</name>
    <message>
        <source>The catalogue is being rebuilt by another program. Try again when it has finished.</source>
        <translation>另一个程序正在重建镜像目录。请在其完成后重试。</translation>
    </message>
    <message>
        <source>Another program is using the catalogue. Close it and try again.</source>
        <translation>另一个程序正在使用镜像目录。请关闭它后重试。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueView</name>
    <message>
        <source>Nothing in the trash has “%1” in it.</source>
        <translation>回收站中没有包含“%1”的镜像。</translation>
    </message>
    <message>
        <source>No image has “%1” in it.</source>
        <translation>没有包含“%1”的镜像。</translation>
    </message>
    <message>
        <source>Names, IDs, tags and property values were searched.</source>
        <translation>已搜索名称、ID、标签和属性值。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Deleted images can be restored from here until their time is up.</source>
        <translation>已删除的镜像在到期之前都可以从这里还原。</translation>
    </message>
    <message>
        <source>Drop disk images here.</source>
        <translation>将磁盘镜像拖放到这里。</translation>
    </message>
    <message>
        <source>They are copied into the catalogue, hashed and checked.</source>
        <translation>它们会被复制到镜像目录，计算哈希值并检查。</translation>
    </message>
    <message>
        <source>Nothing in the trash fits the filters.</source>
        <translation>回收站里没有符合筛选条件的项目。</translation>
    </message>
    <message>
        <source>No image fits the filters.</source>
        <translation>没有镜像符合筛选条件。</translation>
    </message>
    <message>
        <source>Nothing in the trash fits the filters and has “%1” in it.</source>
        <translation>回收站里没有符合筛选条件且含有“%1”的项目。</translation>
    </message>
    <message>
        <source>No image fits the filters and has “%1” in it.</source>
        <translation>没有镜像符合筛选条件且含有“%1”。</translation>
    </message>
</context>
<context>
    <name>vitrine::CopyableValue</name>
    <message>
        <source>Copy %1</source>
        <extracomment>%1 is what is copied, such as &quot;MD5&quot;</extracomment>
        <translation>复制 %1</translation>
    </message>
</context>
<context>
    <name>vitrine::Database</name>
    <message>
        <source>The database cannot be opened safely.</source>
        <translation>无法安全地打开数据库。</translation>
    </message>
</context>
<context>
    <name>vitrine::Digest</name>
    <message>
        <source>The checksums could not be computed. Try again.</source>
        <translation>无法计算校验和。请重试。</translation>
    </message>
</context>
<context>
    <name>vitrine::DropTarget</name>
    <message numerus="yes">
        <source>Drop to add %n item(s) to the catalogue</source>
        <translation>
            <numerusform>松开即可将 %n 个项目添加到镜像目录</numerusform>
        </translation>
    </message>
    <message>
        <source>The files are copied; the originals stay where they are.</source>
        <translation>文件会被复制，原文件保持不动。</translation>
    </message>
</context>
<context>
    <name>vitrine::FacetMenu</name>
    <message>
        <source>Type a tag</source>
        <translation>输入标签</translation>
    </message>
    <message>
        <source>Type a distribution, such as debian</source>
        <translation>输入发行版，例如 debian</translation>
    </message>
</context>
<context>
    <name>vitrine::FileBlobWriter</name>
    <message>
        <source>The store already holds data named “%1”. Try again with a new name.</source>
        <translation>存储位置中已有名为“%1”的数据。请换一个名称重试。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileCopy</name>
    <message>
        <source>“%1” is the file that is being copied. Choose another name.</source>
        <translation>“%1”就是正在复制的文件。请换一个名称。</translation>
    </message>
    <message>
        <source>The data for “%1” are not those that were stored. Nothing was saved; verify the catalogue.</source>
        <translation>“%1”的数据与当初存储的不一致。未保存任何内容；请校验镜像目录。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileError</name>
    <message>
        <source>You are not allowed to read “%1”. Change its permissions and try again.</source>
        <translation>您无权读取“%1”。请更改其权限后重试。</translation>
    </message>
    <message>
        <source>You are not allowed to write “%1”. Choose another folder.</source>
        <translation>您无权写入“%1”。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>You are not allowed to read “%1”. It belongs to the user %2.</source>
        <translation>您无权读取“%1”。它属于用户 %2。</translation>
    </message>
    <message>
        <source>You are not allowed to write “%1”. The place belongs to the user %2.</source>
        <translation>您无权写入“%1”。该位置属于用户 %2。</translation>
    </message>
    <message>
        <source>“%1” could not be opened. Check the disk it lies on.</source>
        <translation>无法打开“%1”。请检查其所在的磁盘。</translation>
    </message>
    <message>
        <source>“%1” could not be made. Check the disk it is to lie on.</source>
        <translation>无法创建“%1”。请检查其所在的磁盘。</translation>
    </message>
    <message>
        <source>“%1” could not be read: the disk reported an error. Check the disk.</source>
        <translation>无法读取“%1”：磁盘报告了错误。请检查磁盘。</translation>
    </message>
    <message>
        <source>“%1” could not be written: the disk reported an error. Check the disk.</source>
        <translation>无法写入“%1”：磁盘报告了错误。请检查磁盘。</translation>
    </message>
    <message>
        <source>The disk could not keep “%1”. Nothing was saved; check the disk.</source>
        <translation>磁盘未能保存“%1”。未保存任何内容；请检查磁盘。</translation>
    </message>
    <message>
        <source>“%1” could not be given its name. Check the disk.</source>
        <translation>无法为“%1”命名。请检查磁盘。</translation>
    </message>
    <message>
        <source>“%1” could not be removed. Check the disk.</source>
        <translation>无法移除“%1”。请检查磁盘。</translation>
    </message>
    <message>
        <source>The disk is full: there is no room for “%1”. Make room and try again.</source>
        <translation>磁盘已满：没有空间存放“%1”。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>Your disk quota is used up: there is no room for “%1”. Make room and try again.</source>
        <translation>您的磁盘配额已用完：没有空间存放“%1”。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>“%1” grew larger than this file system or this account allows for one file. Choose a folder on another disk.</source>
        <translation>“%1”超过了此文件系统或此账户允许的单个文件大小。请选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that can only be read. Choose another folder, or make the disk writable.</source>
        <translation>“%1”位于只读磁盘上。请选择其他文件夹，或将磁盘设为可写。</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>“%1”不存在。</translation>
    </message>
    <message>
        <source>A part of the path “%1” is not a folder.</source>
        <translation>路径“%1”中有一部分不是文件夹。</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>“%1”是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>“%1” is a symbolic link that cannot be followed here.</source>
        <translation>“%1”是符号链接，此处不能跟随。</translation>
    </message>
    <message>
        <source>The name “%1” is too long. Choose a shorter one.</source>
        <translation>名称“%1”太长。请换一个较短的。</translation>
    </message>
    <message>
        <source>“%1” already exists.</source>
        <translation>“%1”已存在。</translation>
    </message>
    <message>
        <source>Too many files are open, so “%1” could not be opened. Close something and try again.</source>
        <translation>打开的文件过多，因此无法打开“%1”。请关闭一些后重试。</translation>
    </message>
    <message>
        <source>There is not enough memory to use “%1”. Close something and try again.</source>
        <translation>内存不足，无法使用“%1”。请关闭一些程序后重试。</translation>
    </message>
    <message>
        <source>“%1” is in use by another program. Try again later.</source>
        <translation>“%1”正被另一个程序使用。请稍后重试。</translation>
    </message>
    <message>
        <source>The disk that holds “%1” is no longer there. Connect it and try again.</source>
        <translation>“%1”所在的磁盘已不存在。请连接该磁盘后重试。</translation>
    </message>
    <message>
        <source>A file name must not be empty or hold a NUL character.</source>
        <translation>文件名不能为空，也不能含有 NUL 字符。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileSource</name>
    <message>
        <source>“%1” was changed while it was read. Wait until nothing writes to it, then try again.</source>
        <translation>“%1”在读取过程中被更改。请等到没有程序写入它时再重试。</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose a file.</source>
        <translation>“%1”是文件夹。请选择文件。</translation>
    </message>
    <message>
        <source>“%1” is a pipe. Save its data to a file first.</source>
        <translation>“%1”是管道。请先将其数据保存到文件。</translation>
    </message>
    <message>
        <source>“%1” is a socket. Choose a file.</source>
        <translation>“%1”是套接字。请选择文件。</translation>
    </message>
    <message>
        <source>“%1” is a disk or another block device. Copy it to a file first.</source>
        <translation>“%1”是磁盘或其他块设备。请先将其复制到文件。</translation>
    </message>
    <message>
        <source>“%1” is a device. Choose a file.</source>
        <translation>“%1”是设备。请选择文件。</translation>
    </message>
    <message>
        <source>“%1” is made up by the system and not a stored file. Choose another one.</source>
        <translation>“%1”由系统虚拟生成，不是实际存储的文件。请另选一个。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileStore</name>
    <message>
        <source>“%1” cannot be the name of stored data.</source>
        <translation>“%1”不能用作存储数据的名称。</translation>
    </message>
    <message>
        <source>The data “%1” are not in the store. Restore “%2” from a backup.</source>
        <translation>数据“%1”不在存储位置中。请从备份中恢复“%2”。</translation>
    </message>
    <message>
        <source>“%1” was cut off, so the image it describes is not known. Restore it from a backup.</source>
        <translation>“%1”被截断，因此不知道它描述的是哪个镜像。请从备份中恢复。</translation>
    </message>
    <message>
        <source>“%1” is too large for a description of an image. Restore it from a backup.</source>
        <translation>“%1”太大，不可能是镜像的描述。请从备份中恢复。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileSystemKind</name>
    <message>
        <source>“%1” lies on a network share. Images may be slow or out of reach there.</source>
        <translation>“%1”位于网络共享上。那里的镜像可能很慢或无法访问。</translation>
    </message>
    <message>
        <source>“%1” lies on a FUSE file system, which may lose images at a power cut.</source>
        <translation>“%1”位于 FUSE 文件系统上，断电时可能丢失镜像。</translation>
    </message>
    <message>
        <source>“%1” lies on a FAT file system: images of 4 GiB or more do not fit, and holes take room.</source>
        <translation>“%1”位于 FAT 文件系统上：无法存放 4 GiB 或更大的镜像，且空洞也占用空间。</translation>
    </message>
    <message>
        <source>“%1” lies on an exFAT file system: holes in images take room there.</source>
        <translation>“%1”位于 exFAT 文件系统上：镜像中的空洞也会占用空间。</translation>
    </message>
</context>
<context>
    <name>vitrine::FilterBar</name>
    <message>
        <source>Filter</source>
        <extracomment>Button: narrow the list by one thing more</extracomment>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear all</source>
        <extracomment>Button: take all filters away</extracomment>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Shows only some of the images, such as the active ones</source>
        <translation>只显示部分镜像，例如可用的</translation>
    </message>
    <message>
        <source>Takes every filter away</source>
        <translation>移除所有筛选条件</translation>
    </message>
</context>
<context>
    <name>vitrine::FilterChip</name>
    <message>
        <source>%1
Click to change, Delete to remove</source>
        <translation>%1
点击可更改，Delete 可移除</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>筛选条件 %1</translation>
    </message>
    <message>
        <source>Remove the filter “%1”</source>
        <translation>移除筛选条件“%1”</translation>
    </message>
</context>
<context>
    <name>vitrine::HealthCheck</name>
    <message>
        <source>The data of “%1” are missing from the store “%2”.</source>
        <translation>存储位置“%2”中缺少“%1”的数据。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” do not have the size they should have.</source>
        <translation>存储位置“%2”中“%1”的数据大小与应有的不符。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” are damaged: their hash is another.</source>
        <translation>存储位置“%2”中“%1”的数据已损坏：其哈希值不同。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” cannot be read.</source>
        <translation>无法读取存储位置“%2”中“%1”的数据。</translation>
    </message>
    <message>
        <source>Data “%1” in the store “%2” belong to no image.</source>
        <translation>存储位置“%2”中的数据“%1”不属于任何镜像。</translation>
    </message>
    <message>
        <source>The description of “%1” in the store “%2” is missing or damaged.</source>
        <translation>存储位置“%2”中“%1”的描述缺失或已损坏。</translation>
    </message>
</context>
<context>
    <name>vitrine::HealthNotice</name>
    <message numerus="yes">
        <source>The catalogue was opened, but %n fault(s) were found in its data.</source>
        <translation>
            <numerusform>目录已打开，但在数据中发现 %n 个问题。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::HistoryList</name>
    <message>
        <source>Time</source>
        <extracomment>Column headers of the recorded life of an image</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Recorded steps</source>
        <translation>已记录的步骤</translation>
    </message>
</context>
<context>
    <name>vitrine::HttpSource</name>
    <message>
        <source>This is not a complete web address. Check it.</source>
        <translation>这不是完整的网址。请检查。</translation>
    </message>
    <message>
        <source>“%1” is not an http or https address. Choose another one.</source>
        <translation>“%1”不是 http 或 https 地址。请换一个。</translation>
    </message>
    <message>
        <source>The address “%1” holds a user name or password. Leave them out.</source>
        <translation>地址“%1”含有用户名或密码。请将其去掉。</translation>
    </message>
    <message>
        <source>There is nothing at “%1”. Check the address.</source>
        <translation>“%1”处没有任何内容。请检查地址。</translation>
    </message>
    <message>
        <source>The server does not let you read “%1”. Ask for an address that needs no password.</source>
        <translation>服务器不允许您读取“%1”。请索取一个不需要密码的地址。</translation>
    </message>
    <message>
        <source>The server of “%1” has a problem (%2). Try again later.</source>
        <translation>“%1”的服务器出现问题（%2）。请稍后重试。</translation>
    </message>
    <message>
        <source>The server refused to send “%1” (%2). Check the address.</source>
        <translation>服务器拒绝发送“%1”（%2）。请检查地址。</translation>
    </message>
    <message>
        <source>The server of “%1” was not found. Check the address and the network.</source>
        <translation>找不到“%1”的服务器。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The server of “%1” does not answer. Check the address, or try again later.</source>
        <translation>“%1”的服务器没有响应。请检查地址，或稍后重试。</translation>
    </message>
    <message>
        <source>“%1” came too slowly or not at all. Try again later.</source>
        <translation>“%1”传来得太慢，或根本没有传来。请稍后重试。</translation>
    </message>
    <message>
        <source>The connection broke before all of “%1” had come. Try again.</source>
        <translation>“%1”尚未传完，连接就中断了。请重试。</translation>
    </message>
    <message>
        <source>The server of “%1” could not prove who it is. Do not trust it without asking its owner.</source>
        <translation>“%1”的服务器无法证明自己的身份。在询问其所有者之前，请勿信任它。</translation>
    </message>
    <message>
        <source>“%1” could not be fetched. Try again later.</source>
        <translation>无法获取“%1”。请稍后重试。</translation>
    </message>
    <message>
        <source>“%1” leads from one address to the next without end. Check it.</source>
        <translation>“%1”的地址一直重定向，没有尽头。请检查。</translation>
    </message>
    <message>
        <source>“%1” leads to an unprotected address. Use that one yourself if you trust it.</source>
        <translation>“%1”重定向到未受保护的地址。如果您信任它，请自行使用那个地址。</translation>
    </message>
    <message>
        <source>The copy of “%1” was stopped.</source>
        <translation>已停止复制“%1”。</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageDetailsPane</name>
    <message>
        <source>Details of the image</source>
        <translation>镜像的详细信息</translation>
    </message>
    <message>
        <source>Life</source>
        <extracomment>Section: the recorded states of the image</extracomment>
        <translation>生命周期</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Data</source>
        <extracomment>Section: hashes of the bytes</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>存储位置</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>%1 images selected</source>
        <translation>已选择 %1 个镜像</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <extracomment>The sum of the sizes of the selected images</extracomment>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Select an image to see what it is</source>
        <translation>选择一个镜像以查看其信息</translation>
    </message>
    <message>
        <source>The image has no data yet.</source>
        <translation>镜像尚无数据。</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>保存在</translation>
    </message>
    <message>
        <source>And in</source>
        <translation>以及</translation>
    </message>
    <message>
        <source>In no store</source>
        <translation>不在任何存储位置中</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageForm</name>
    <message>
        <source>%1 in %2</source>
        <extracomment>Disk format and container format</extracomment>
        <translation>%1（容器：%2）</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虚拟大小</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Minimum disk</source>
        <translation>最小磁盘</translation>
    </message>
    <message>
        <source>Minimum memory</source>
        <translation>最小内存</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>In the trash until</source>
        <translation>在回收站中保留至</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Protected from being deleted</source>
        <translation>受保护，不可删除</translation>
    </message>
    <message>
        <source>Left out of lists</source>
        <translation>不在列表中显示</translation>
    </message>
    <message>
        <source>Hidden images can still be used by those who know them.</source>
        <translation>知道隐藏镜像的人仍可使用它。</translation>
    </message>
    <message>
        <source> GB</source>
        <extracomment>Gigabytes, after a number</extracomment>
        <translation> GB</translation>
    </message>
    <message>
        <source> MB</source>
        <extracomment>Megabytes, after a number</extracomment>
        <translation> MB</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageHeading</name>
    <message>
        <source>Name of the image</source>
        <translation>镜像名称</translation>
    </message>
    <message>
        <source>Click to rename; Escape takes it back</source>
        <translation>单击以重命名；按 Esc 键撤回</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageListModel</name>
    <message>
        <source>%1 done. %2</source>
        <translation>已完成 %1。%2</translation>
    </message>
    <message>
        <source>The image has no data yet.</source>
        <translation>镜像尚无数据。</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Column header: the name of an image</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Status</source>
        <extracomment>Column header: where the image is in its life</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>Column header: the disk format of an image</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>Column header: how many bytes are stored</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <extracomment>Column header: how large the disk looks to a virtual machine</extracomment>
        <translation>虚拟大小</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>Column header: who may see the image</extracomment>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>Column header: when the image was last changed</extracomment>
        <translation>修改时间</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageRowDelegate</name>
    <message>
        <source>%1 %2</source>
        <extracomment>Status and how much is done: &quot;Saving 43 %&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageTableView</name>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
</context>
<context>
    <name>vitrine::ImagesController</name>
    <message numerus="yes">
        <source>%n image(s) could not be deleted.</source>
        <translation>
            <numerusform>%n 个镜像无法删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n image(s).</source>
        <translation>
            <numerusform>已删除 %n 个镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>Button: take a deletion back</extracomment>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be restored.</source>
        <translation>
            <numerusform>%n 个镜像无法还原。</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored “%1”.</source>
        <translation>已还原“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>Restored %n image(s).</source>
        <translation>
            <numerusform>已还原 %n 个镜像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be deactivated.</source>
        <translation>
            <numerusform>%n 个镜像无法停用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be reactivated.</source>
        <translation>
            <numerusform>%n 个镜像无法重新启用。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImportController</name>
    <message>
        <source>Add disk images</source>
        <translation>添加磁盘镜像</translation>
    </message>
    <message>
        <source>Disk images (%1)</source>
        <translation>磁盘镜像 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>There are no files in the folder “%1”. Files in folders below it are not looked for.</source>
        <translation>文件夹“%1”中没有文件。不会查找其子文件夹中的文件。</translation>
    </message>
    <message>
        <source>There are no files in these folders. Files in folders below them are not looked for.</source>
        <translation>这些文件夹中没有文件。不会查找其子文件夹中的文件。</translation>
    </message>
    <message>
        <source>Add the files of a folder</source>
        <translation>添加文件夹中的文件</translation>
    </message>
    <message numerus="yes">
        <source>Add the %n file(s) in the folder “%1”?</source>
        <extracomment>%1 is the name of a folder</extracomment>
        <translation>
            <numerusform>要添加文件夹“%1”中的 %n 个文件吗？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add the %n file(s) in these folders?</source>
        <translation>
            <numerusform>要添加这些文件夹中的 %n 个文件吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Each file becomes an image of its own. Folders below are left out.</source>
        <translation>每个文件都会成为一个单独的镜像。子文件夹会被忽略。</translation>
    </message>
    <message numerus="yes">
        <source>Add %n file(s)</source>
        <translation>
            <numerusform>添加 %n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::Intake</name>
    <message>
        <source>%1 is empty. An image needs at least one byte.</source>
        <translation>%1 是空的。镜像至少需要一个字节。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, but %3 were announced.</source>
        <translation>%1 有 %2 字节，但声明的是 %3 字节。</translation>
    </message>
    <message>
        <source>The disk of the store “%1” has only %2 left, which is not enough for %3.</source>
        <translation>存储位置“%1”的磁盘只剩 %2，不够 %3 使用。</translation>
    </message>
    <message>
        <source>%1 does not have the sha512 that was announced: it is damaged or another file.</source>
        <translation>%1 的 sha512 与声明的不符：文件已损坏，或是另一个文件。</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
</context>
<context>
    <name>vitrine::LocalImageService</name>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
</context>
<context>
    <name>vitrine::MainToolBar</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Search name, ID, tag or property</source>
        <translation>搜索名称、ID、标签或属性</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Filters can be typed too: %1
Return turns them into buttons above the list</source>
        <extracomment>The words before the colons are understood in English only</extracomment>
        <translation>筛选条件也可以用打字的：%1
按 Enter 会变成列表上方的按钮</translation>
    </message>
</context>
<context>
    <name>vitrine::MainWindow</name>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Button: open the catalogue once more</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stopping the transfers…</source>
        <translation>正在停止传输…</translation>
    </message>
    <message>
        <source>%1 — Vitrine</source>
        <translation>%1 — Vitrine</translation>
    </message>
    <message>
        <source>Opening the catalogue…</source>
        <translation>正在打开镜像目录…</translation>
    </message>
    <message>
        <source>The catalogue is not open.</source>
        <translation>镜像目录未打开。</translation>
    </message>
</context>
<context>
    <name>vitrine::MessageStrip</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技术细节</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a sentence and what to do about it</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>vitrine::Policy</name>
    <message>
        <source>You are not allowed to do that.</source>
        <translation>您无权执行此操作。</translation>
    </message>
    <message>
        <source>You are not allowed to do that with the image “%1”.</source>
        <translation>您无权对镜像“%1”执行此操作。</translation>
    </message>
    <message>
        <source>There is no image with the id %1.</source>
        <translation>没有 ID 为 %1 的镜像。</translation>
    </message>
    <message>
        <source>Only an administrator may give an image to another owner.</source>
        <translation>只有管理员才能将镜像转给其他所有者。</translation>
    </message>
    <message>
        <source>Only an administrator may make an image for another owner.</source>
        <translation>只有管理员才能为其他所有者创建镜像。</translation>
    </message>
</context>
<context>
    <name>vitrine::ProcessIdentity</name>
    <message>
        <source>The system does not say when this program was started. Mount /proc and start again.</source>
        <translation>系统没有提供本程序的启动时间。请挂载 /proc 后重新启动。</translation>
    </message>
</context>
<context>
    <name>vitrine::QuitGuard</name>
    <message>
        <source>Quit Vitrine</source>
        <translation>退出 Vitrine</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) have not finished yet. Quit all the same?</source>
        <translation>
            <numerusform>%n 项传输尚未完成。仍要退出吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>They are stopped now and go on, or start again, when Vitrine is opened the next time.</source>
        <translation>它们现在会停止，下次打开 Vitrine 时会继续或重新开始。</translation>
    </message>
    <message>
        <source>Quit</source>
        <extracomment>Button: leave the program</extracomment>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>vitrine::Quota</name>
    <message>
        <source>The catalogue holds %1 images, which is as many as it may. Delete some and empty the trash.</source>
        <translation>镜像目录已有 %1 个镜像，达到上限。请删除一些镜像并清空回收站。</translation>
    </message>
    <message>
        <source>An image may have %1 at most; this one has %2.</source>
        <translation>一个镜像最大可为 %1；此镜像为 %2。</translation>
    </message>
    <message>
        <source>The catalogue may hold %1 more, but this needs %2. Delete some images and empty the trash.</source>
        <translation>镜像目录还可容纳 %1，但此操作需要 %2。请删除一些镜像并清空回收站。</translation>
    </message>
</context>
<context>
    <name>vitrine::Recovery</name>
    <message>
        <source>The program ended before the data had arrived.</source>
        <translation>数据尚未到齐，程序就结束了。</translation>
    </message>
    <message>
        <source>The program ended before this was done.</source>
        <translation>此操作尚未完成，程序就结束了。</translation>
    </message>
    <message>
        <source>Data that belong to no image were moved to %1.</source>
        <translation>不属于任何镜像的数据已移到 %1。</translation>
    </message>
    <message>
        <source>The data of “%1” lie in the store “%2”, but the catalogue does not know the image. Rebuild the catalogue.</source>
        <translation>“%1”的数据在存储位置“%2”中，但目录不认得这个镜像。请重建目录。</translation>
    </message>
</context>
<context>
    <name>vitrine::SelectionCommands</name>
    <message>
        <source>Delete images</source>
        <translation>删除镜像</translation>
    </message>
    <message>
        <source>“%1” is not active and cannot be restored once it is deleted.</source>
        <translation>“%1”未处于“可用”状态，删除后无法还原。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are not active and cannot be restored once they are deleted.</source>
        <translation>
            <numerusform>%n 个镜像未处于“可用”状态，删除后无法还原。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only active images go to the trash.</source>
        <translation>只有“可用”状态的镜像会进入回收站。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Export “%1”</source>
        <translation>导出“%1”</translation>
    </message>
    <message numerus="yes">
        <source>Export %n image(s) into a folder</source>
        <translation>
            <numerusform>将 %n 个镜像导出到文件夹</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Transfers: pause or resume</source>
        <translation>传输：暂停或继续</translation>
    </message>
    <message>
        <source>Transfers: retry</source>
        <translation>传输：重试</translation>
    </message>
    <message>
        <source>Transfers: cancel, or remove from the list</source>
        <translation>传输：取消，或从列表中移除</translation>
    </message>
    <message>
        <source>Transfers: move up or down</source>
        <translation>传输：上移或下移</translation>
    </message>
</context>
<context>
    <name>vitrine::Sidecar</name>
    <message>
        <source>The description stored beside an image&apos;s data is damaged.</source>
        <translation>与镜像数据存放在一起的描述已损坏。</translation>
    </message>
</context>
<context>
    <name>vitrine::StartOptions</name>
    <message>
        <source>Keeps disk images of virtual machines.</source>
        <translation>保管虚拟机的磁盘镜像。</translation>
    </message>
    <message>
        <source>Folder of the catalogue; also VITRINE_CATALOG.</source>
        <translation>镜像目录的文件夹；也可用 VITRINE_CATALOG 指定。</translation>
    </message>
    <message>
        <source>Disk images to import.</source>
        <translation>要导入的磁盘镜像。</translation>
    </message>
</context>
<context>
    <name>vitrine::StateTimeline</name>
    <message>
        <source>Life of the image</source>
        <translation>镜像的生命周期</translation>
    </message>
    <message>
        <source>Now: %1. %2</source>
        <translation>当前：%1。%2</translation>
    </message>
    <message>
        <source>× %1</source>
        <extracomment>How often a step was made</extracomment>
        <translation>× %1</translation>
    </message>
    <message>
        <source>Since or last at %1</source>
        <translation>进入此状态的时间：%1</translation>
    </message>
    <message>
        <source>This may come next.</source>
        <translation>接下来可能进入此状态。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <extracomment>%1 is a status, %2 a duration</extracomment>
        <translation>%1，持续 %2</translation>
    </message>
</context>
<context>
    <name>vitrine::StatusLine</name>
    <message numerus="yes">
        <source>%n image(s) in the trash</source>
        <translation>
            <numerusform>回收站中有 %n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found</source>
        <translation>
            <numerusform>找到 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected, %2</source>
        <extracomment>%1 is a number of images, %2 their total size</extracomment>
        <translation>已选择 %1 个，%2</translation>
    </message>
</context>
<context>
    <name>vitrine::StoreFolders</name>
    <message>
        <source>The folders inside “%1” lie on different disks, so images could not be saved safely. Keep them on one disk.</source>
        <translation>“%1”内的各文件夹位于不同的磁盘上，因此无法安全保存镜像。请将它们放在同一个磁盘上。</translation>
    </message>
    <message>
        <source>The folder “%1” of the image store is missing. Connect its disk or restore the folder, then try again.</source>
        <translation>缺少镜像存储位置的文件夹“%1”。请连接其磁盘或恢复该文件夹，然后重试。</translation>
    </message>
</context>
<context>
    <name>vitrine::StoreSet</name>
    <message>
        <source>The store “%1” is not there. Connect the disk that holds the folder %2.</source>
        <translation>存储位置“%1”不可用。请连接文件夹 %2 所在的磁盘。</translation>
    </message>
    <message>
        <source>There is no store named “%1”.</source>
        <translation>没有名为“%1”的存储位置。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a store: use up to 64 letters, digits, dots and dashes.</source>
        <translation>“%1”不能用作存储位置的名称：最多 64 个字符，只能使用字母、数字、点和连字符。</translation>
    </message>
    <message>
        <source>There is no folder %1. Make it first.</source>
        <translation>没有文件夹 %1。请先创建。</translation>
    </message>
    <message>
        <source>The folder %1 belongs to the catalogue already.</source>
        <translation>文件夹 %1 已属于本镜像目录。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written.</source>
        <translation>无法写入文件夹 %1。</translation>
    </message>
    <message>
        <source>The folder %1 belongs to another catalogue.</source>
        <translation>文件夹 %1 属于另一个镜像目录。</translation>
    </message>
</context>
<context>
    <name>vitrine::TagsEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Find images with the tag “%1”</source>
        <translation>查找带有标签“%1”的镜像</translation>
    </message>
    <message>
        <source>Remove the tag “%1”</source>
        <translation>移除标签“%1”</translation>
    </message>
</context>
<context>
    <name>vitrine::TransferAction</name>
    <message>
        <source>Pause</source>
        <extracomment>Verb: hold a running or waiting transfer</extracomment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <extracomment>Verb: let a paused transfer go on</extracomment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Retry</source>
        <extracomment>Verb: start a failed transfer again</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel transfer</source>
        <extracomment>Verb: stop a transfer and remove what it has written</extracomment>
        <translation>取消传输</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <extracomment>Verb: take an ended transfer off the list</extracomment>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Move up</source>
        <extracomment>Verb: let a waiting transfer run earlier</extracomment>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <extracomment>Verb: let a waiting transfer run later</extracomment>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>vitrine::TransferText</name>
    <message>
        <source>%1 at %2</source>
        <extracomment>%1 is a word such as &quot;Finished&quot;, %2 the time of day</extracomment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 is what is done (&quot;Import&quot;), %2 the name of the file or image</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 项进行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 项已暂停</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 项等待中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 项失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n 项已完成</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::TransfersPanel</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Progress of all running transfers</source>
        <translation>所有进行中传输的进度</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已结束的</translation>
    </message>
    <message>
        <source>Takes finished, failed and cancelled transfers off the list</source>
        <translation>将已完成、失败和已取消的传输从列表中移除</translation>
    </message>
    <message>
        <source>Show the transfers</source>
        <translation>显示传输</translation>
    </message>
    <message>
        <source>Fold the transfers to one line</source>
        <translation>将传输折叠为一行</translation>
    </message>
</context>
<context>
    <name>vitrine::TransfersView</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Space pauses and resumes, R retries, Delete cancels or removes, Alt+Up and Alt+Down move.</source>
        <translation>空格键暂停或继续，R 键重试，Delete 键取消或移除，Alt+上箭头和 Alt+下箭头移动。</translation>
    </message>
</context>
<context>
    <name>vitrine::WindowActions</name>
    <message>
        <source>&amp;Add images…</source>
        <translation>添加镜像(&amp;A)…</translation>
    </message>
    <message>
        <source>Copies disk images from files into the catalogue</source>
        <translation>将文件中的磁盘镜像复制到镜像目录</translation>
    </message>
    <message>
        <source>&amp;Paste files or links</source>
        <translation>粘贴文件或链接(&amp;P)</translation>
    </message>
    <message>
        <source>Adds the copied files, or downloads the copied link</source>
        <translation>添加已复制的文件，或下载已复制的链接</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes the image to a file and checks it</source>
        <translation>将镜像写入文件并进行检查</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Changes the name of the image</source>
        <translation>更改镜像的名称</translation>
    </message>
    <message>
        <source>Add &amp;tag</source>
        <translation>添加标签(&amp;T)</translation>
    </message>
    <message>
        <source>Adds a tag to the image</source>
        <translation>为镜像添加标签</translation>
    </message>
    <message>
        <source>Deac&amp;tivate</source>
        <translation>停用(&amp;T)</translation>
    </message>
    <message>
        <source>Keeps the data from being exported or copied until the image is reactivated</source>
        <translation>在镜像重新启用之前，禁止导出或复制其数据</translation>
    </message>
    <message>
        <source>Re&amp;activate</source>
        <translation>重新启用(&amp;A)</translation>
    </message>
    <message>
        <source>Lets the data be used again</source>
        <translation>允许再次使用数据</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Moves the image to the trash</source>
        <translation>将镜像移到回收站</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>还原(&amp;R)</translation>
    </message>
    <message>
        <source>Brings the image back from the trash</source>
        <translation>将镜像从回收站中取回</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Closes Vitrine; unfinished transfers go on at the next start</source>
        <translation>关闭 Vitrine；未完成的传输会在下次启动时继续</translation>
    </message>
    <message>
        <source>&amp;Undo deletion</source>
        <translation>撤销删除(&amp;U)</translation>
    </message>
    <message>
        <source>Restores what was deleted last</source>
        <translation>还原最近删除的内容</translation>
    </message>
    <message>
        <source>&amp;Copy ID</source>
        <translation>复制 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the ID of the selected images</source>
        <translation>复制所选镜像的 ID</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Selects every image in the list</source>
        <translation>选择列表中的所有镜像</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Looks in names, IDs, tags and properties</source>
        <translation>在名称、ID、标签和属性中查找</translation>
    </message>
    <message>
        <source>Shows every image again</source>
        <translation>重新显示所有镜像</translation>
    </message>
    <message>
        <source>&amp;Trash</source>
        <translation>回收站(&amp;T)</translation>
    </message>
    <message>
        <source>Shows what was deleted and can still be restored</source>
        <translation>显示已删除但仍可还原的镜像</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详细信息(&amp;D)</translation>
    </message>
    <message>
        <source>Shows everything about the selected image beside the list</source>
        <translation>在列表旁显示所选镜像的全部信息</translation>
    </message>
    <message>
        <source>T&amp;ransfers</source>
        <translation>传输(&amp;R)</translation>
    </message>
    <message>
        <source>Unfolds the list of transfers</source>
        <translation>展开传输列表</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>刷新(&amp;F)</translation>
    </message>
    <message>
        <source>Reads the list anew</source>
        <translation>重新读取列表</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Lists every key</source>
        <translation>列出所有按键</translation>
    </message>
    <message>
        <source>&amp;About Vitrine</source>
        <translation>关于 Vitrine(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>The catalogue is not open.</source>
        <translation>镜像目录未打开。</translation>
    </message>
    <message>
        <source>Select an image first.</source>
        <translation>请先选择一个镜像。</translation>
    </message>
    <message>
        <source>Select a single image.</source>
        <translation>请只选择一个镜像。</translation>
    </message>
    <message>
        <source>Restore the image from the trash first.</source>
        <translation>请先从回收站还原镜像。</translation>
    </message>
    <message>
        <source>The image is deactivated: reactivate it to export its data.</source>
        <translation>镜像已停用：请重新启用后再导出其数据。</translation>
    </message>
    <message>
        <source>The image has no data to export yet.</source>
        <translation>镜像尚无可导出的数据。</translation>
    </message>
    <message>
        <source>Only active images can be deactivated.</source>
        <translation>只有“可用”状态的镜像才能停用。</translation>
    </message>
    <message>
        <source>Only deactivated images can be reactivated.</source>
        <translation>只有“已停用”状态的镜像才能重新启用。</translation>
    </message>
    <message>
        <source>The image is in the trash already; it is removed when its time is up.</source>
        <translation>镜像已在回收站中，到期后会被移除。</translation>
    </message>
    <message>
        <source>The image is protected: take the protection away in its details first.</source>
        <translation>镜像受保护：请先在其详细信息中取消保护。</translation>
    </message>
    <message>
        <source>Only images in the trash can be restored.</source>
        <translation>只有回收站中的镜像才能还原。</translation>
    </message>
    <message>
        <source>Nothing was deleted that could be restored.</source>
        <translation>没有可还原的已删除内容。</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>镜像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>清除搜索与筛选条件</translation>
    </message>
    <message>
        <source>Add f&amp;ilter</source>
        <translation>添加筛选条件(&amp;I)</translation>
    </message>
    <message>
        <source>Narrows the list by status, format, size, tag and so on</source>
        <translation>依状态、格式、大小、标签等缩小列表</translation>
    </message>
    <message>
        <source>The image is deactivated: reactivate it to delete it.</source>
        <translation>镜像已停用：请先重新启用再删除。</translation>
    </message>
</context>
<context>
    <name>vitrinectl</name>
    <message>
        <source>“%1” is none of %2.</source>
        <translation>“%1”不在可选值之列：%2。</translation>
    </message>
    <message>
        <source>sort by this column; may be repeated</source>
        <translation>按此列排序；可重复使用</translation>
    </message>
    <message>
        <source>sort the columns in ascending order</source>
        <translation>按升序排列</translation>
    </message>
    <message>
        <source>sort the columns in descending order</source>
        <translation>按降序排列</translation>
    </message>
    <message>
        <source>which values a CSV quotes</source>
        <translation>CSV 中哪些值加引号</translation>
    </message>
    <message>
        <source>write JSON on one line</source>
        <translation>将 JSON 写在一行内</translation>
    </message>
    <message>
        <source>widest table, in columns</source>
        <translation>表格的最大宽度，以字符列计</translation>
    </message>
    <message>
        <source>fit the table to the terminal</source>
        <translation>使表格适应终端宽度</translation>
    </message>
    <message>
        <source>draw the table even without rows</source>
        <translation>即使没有行也画出表格</translation>
    </message>
    <message>
        <source>put before each variable name in shell format</source>
        <translation>shell 格式下加在每个变量名前的内容</translation>
    </message>
    <message>
        <source>An argument is not valid UTF-8: %1</source>
        <translation>有一个参数不是有效的 UTF-8：%1</translation>
    </message>
    <message>
        <source>A property is written key=value, not “%1”.</source>
        <translation>属性应写成 key=value，而不是“%1”。</translation>
    </message>
    <message>
        <source>more of them</source>
        <translation>更多镜像</translation>
    </message>
    <message>
        <source>name or id of an image</source>
        <translation>镜像的名称或 ID</translation>
    </message>
    <message>
        <source>An image has one visibility only.</source>
        <translation>一个镜像只能有一种可见性。</translation>
    </message>
    <message>
        <source>visibility is %1</source>
        <translation>可见性为 %1</translation>
    </message>
    <message>
        <source>how the output is written</source>
        <translation>输出的格式</translation>
    </message>
    <message>
        <source>print this column only; may be repeated</source>
        <translation>只输出此列；可重复使用</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在校验</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read.</source>
        <translation>
            <numerusform>已校验 %n 个镜像，读取了 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) found.</source>
        <translation>
            <numerusform>发现 %n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) rebuilt from the stores; the old database is kept in backup.</source>
        <translation>
            <numerusform>已根据存储位置重建 %n 个镜像；旧数据库保留在 backup 中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) removed for good.</source>
        <translation>
            <numerusform>已永久移除 %n 个镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>The catalogue as a whole</source>
        <translation>整个镜像目录</translation>
    </message>
    <message>
        <source>Show where the catalogue is and what it holds</source>
        <translation>显示镜像目录的位置和内容</translation>
    </message>
    <message>
        <source>Read data again and compare them with their hashes</source>
        <translation>重新读取数据并与其哈希值比对</translation>
    </message>
    <message>
        <source>names or ids; every image if none is given</source>
        <translation>名称或 ID；未给出则处理所有镜像</translation>
    </message>
    <message>
        <source>Make a new database from what lies in the stores; the old one is kept</source>
        <translation>根据存储位置中的内容生成新数据库；旧数据库会保留</translation>
    </message>
    <message>
        <source>Remove deleted images for good</source>
        <translation>永久移除已删除的镜像</translation>
    </message>
    <message>
        <source>More than one image has the name %1. Use one of the ids: %2</source>
        <translation>有多个镜像名为 %1。请使用其中一个 ID：%2</translation>
    </message>
    <message>
        <source>There is no image %1 in the trash.</source>
        <translation>回收站中没有镜像 %1。</translation>
    </message>
    <message>
        <source>There is no image %1.</source>
        <translation>没有镜像 %1。</translation>
    </message>
    <message>
        <source>Give a name, or a file with --file.</source>
        <translation>请给出名称，或用 --file 指定文件。</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>smallest disk to boot from, in GB</source>
        <translation>启动所需的最小磁盘，单位为 GB</translation>
    </message>
    <message>
        <source>least memory to boot with, in MB</source>
        <translation>启动所需的最小内存，单位为 MB</translation>
    </message>
    <message>
        <source>set a property; may be repeated</source>
        <translation>设置属性；可重复使用</translation>
    </message>
    <message>
        <source>set a tag; may be repeated</source>
        <translation>设置标签；可重复使用</translation>
    </message>
    <message>
        <source>project that owns the image</source>
        <translation>拥有该镜像的项目</translation>
    </message>
    <message>
        <source>prevent the image from being deleted</source>
        <translation>防止镜像被删除</translation>
    </message>
    <message>
        <source>allow the image to be deleted</source>
        <translation>允许删除镜像</translation>
    </message>
    <message>
        <source>leave the image out of ordinary lists</source>
        <translation>不在普通列表中显示镜像</translation>
    </message>
    <message>
        <source>show the image in lists</source>
        <translation>在列表中显示镜像</translation>
    </message>
    <message>
        <source>Make an image, with the data of a file if one is given</source>
        <translation>创建镜像，如给出文件则使用其数据</translation>
    </message>
    <message>
        <source>name of the image; without it, the file&apos;s</source>
        <translation>镜像的名称；未给出则用文件名</translation>
    </message>
    <message>
        <source>id to give to the image</source>
        <translation>指定给镜像的 ID</translation>
    </message>
    <message>
        <source>format of the data; without it, what the file&apos;s content says</source>
        <translation>数据的格式；未给出则根据文件内容判断</translation>
    </message>
    <message>
        <source>container of the data; without it, bare or what the content says</source>
        <translation>数据的容器；未给出则为 bare 或根据内容判断</translation>
    </message>
    <message>
        <source>file to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>store that is to hold the data</source>
        <translation>用于保存数据的存储位置</translation>
    </message>
    <message>
        <source>stage the data first, then import them</source>
        <translation>先暂存数据，再导入</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>The output could not be written.</source>
        <translation>无法写入输出。</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>正在导出 %1</translation>
    </message>
    <message>
        <source>Image data would garble the terminal. Name a file with --file, or redirect the output.</source>
        <translation>镜像数据会使终端显示乱码。请用 --file 指定文件，或重定向输出。</translation>
    </message>
    <message>
        <source>A temporary folder is needed in %1: %2.</source>
        <translation>需要在 %1 中创建临时文件夹：%2。</translation>
    </message>
    <message>
        <source>Staging %1</source>
        <translation>正在暂存 %1</translation>
    </message>
    <message>
        <source>web-download needs --uri, and nothing else takes it.</source>
        <translation>web-download 需要 --uri，其他方式不使用它。</translation>
    </message>
    <message>
        <source>copy-image needs at least one --store.</source>
        <translation>copy-image 至少需要一个 --store。</translation>
    </message>
    <message>
        <source>Write the data of an image into a file</source>
        <translation>将镜像的数据写入文件</translation>
    </message>
    <message>
        <source>file to make; without it, standard output</source>
        <translation>要创建的文件；未给出则写到标准输出</translation>
    </message>
    <message>
        <source>replace the file if it exists</source>
        <translation>如果文件已存在则替换</translation>
    </message>
    <message>
        <source>Put data into staging, for an import</source>
        <translation>将数据放入暂存区，以供导入</translation>
    </message>
    <message>
        <source>file to stage</source>
        <translation>要暂存的文件</translation>
    </message>
    <message>
        <source>Import data that are staged or elsewhere</source>
        <translation>导入已暂存或位于别处的数据</translation>
    </message>
    <message>
        <source>how; glance-direct if not given</source>
        <translation>导入方式；未给出则为 glance-direct</translation>
    </message>
    <message>
        <source>link to download from</source>
        <translation>下载数据的链接</translation>
    </message>
    <message>
        <source>store that is to hold the data; may be repeated</source>
        <translation>用于保存数据的存储位置；可重复使用</translation>
    </message>
    <message>
        <source>The image has no tag %1.</source>
        <translation>镜像没有标签 %1。</translation>
    </message>
    <message>
        <source>The image has no property %1.</source>
        <translation>镜像没有属性 %1。</translation>
    </message>
    <message>
        <source>set the property %1</source>
        <translation>设置属性 %1</translation>
    </message>
    <message>
        <source>new name; an empty one takes the name away</source>
        <translation>新名称；留空则去掉名称</translation>
    </message>
    <message>
        <source>container of the data</source>
        <translation>数据的容器</translation>
    </message>
    <message>
        <source>format of the data</source>
        <translation>数据的格式</translation>
    </message>
    <message>
        <source>add a tag; may be repeated</source>
        <translation>添加标签；可重复使用</translation>
    </message>
    <message>
        <source>lock the data</source>
        <translation>锁定数据</translation>
    </message>
    <message>
        <source>unlock the data</source>
        <translation>解锁数据</translation>
    </message>
    <message>
        <source>Change what describes an image</source>
        <translation>更改镜像的描述信息</translation>
    </message>
    <message>
        <source>Remove tags and properties</source>
        <translation>移除标签和属性</translation>
    </message>
    <message>
        <source>remove this tag; may be repeated</source>
        <translation>移除此标签；可重复使用</translation>
    </message>
    <message>
        <source>remove this property; may be repeated</source>
        <translation>移除此属性；可重复使用</translation>
    </message>
    <message>
        <source>%1 of %2 images could not be handled.</source>
        <translation>%2 个镜像中有 %1 个无法处理。</translation>
    </message>
    <message>
        <source>Put images into the trash, from where they can be restored</source>
        <translation>将镜像移到回收站，之后可以从中还原</translation>
    </message>
    <message>
        <source>Take images out of the trash</source>
        <translation>将镜像从回收站中取回</translation>
    </message>
    <message>
        <source>Lock the data of images</source>
        <translation>锁定镜像的数据</translation>
    </message>
    <message>
        <source>Unlock the data of images</source>
        <translation>解锁镜像的数据</translation>
    </message>
    <message>
        <source>images of every visibility</source>
        <translation>各种可见性的镜像</translation>
    </message>
    <message>
        <source>with this property; may be repeated</source>
        <translation>具有此属性；可重复使用</translation>
    </message>
    <message>
        <source>with this name</source>
        <translation>名称为此</translation>
    </message>
    <message>
        <source>in this status</source>
        <translation>处于此状态</translation>
    </message>
    <message>
        <source>owned by this project</source>
        <translation>属于此项目</translation>
    </message>
    <message>
        <source>with this tag; may be repeated</source>
        <translation>带有此标签；可重复使用</translation>
    </message>
    <message>
        <source>hidden images only</source>
        <translation>仅隐藏的镜像</translation>
    </message>
    <message>
        <source>deleted images that can be restored</source>
        <translation>可以还原的已删除镜像</translation>
    </message>
    <message>
        <source>with this text in name, id, tags or properties</source>
        <translation>名称、ID、标签或属性中含有此文本</translation>
    </message>
    <message>
        <source>of at least this size, in bytes</source>
        <translation>不小于此大小，单位为字节</translation>
    </message>
    <message>
        <source>of at most this size, in bytes</source>
        <translation>不大于此大小，单位为字节</translation>
    </message>
    <message>
        <source>any filter of the Image API, such as disk_format=in:qcow2,raw; may be repeated</source>
        <translation>镜像 API 的任意筛选条件，例如 disk_format=in:qcow2,raw；可重复使用</translation>
    </message>
    <message>
        <source>List images</source>
        <translation>列出镜像</translation>
    </message>
    <message>
        <source>more columns</source>
        <translation>显示更多列</translation>
    </message>
    <message>
        <source>order by these keys; name:asc if not given</source>
        <translation>按这些键排序；未给出则为 name:asc</translation>
    </message>
    <message>
        <source>at most so many images</source>
        <translation>镜像数量的上限</translation>
    </message>
    <message>
        <source>begin behind this image</source>
        <translation>从此镜像之后开始</translation>
    </message>
    <message>
        <source>Show everything about an image</source>
        <translation>显示镜像的全部信息</translation>
    </message>
    <message>
        <source>print the size in units</source>
        <translation>以带单位的形式输出大小</translation>
    </message>
    <message>
        <source>Show the recorded life of an image</source>
        <translation>显示镜像的生命周期记录</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is not an ordinary file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>folder of the catalogue; also VITRINE_CATALOG</source>
        <translation>镜像目录的文件夹；也可用 VITRINE_CATALOG 指定</translation>
    </message>
    <message>
        <source>say more about a failure</source>
        <translation>失败时给出更多信息</translation>
    </message>
    <message>
        <source>Disk images</source>
        <translation>磁盘镜像</translation>
    </message>
    <message>
        <source>Try --help.</source>
        <translation>请尝试 --help。</translation>
    </message>
    <message>
        <source>Keeps disk images of virtual machines in a local catalogue.</source>
        <translation>将虚拟机的磁盘镜像保管在本地镜像目录中。</translation>
    </message>
    <message>
        <source>The output could not be written: %1.</source>
        <translation>无法写入输出：%1。</translation>
    </message>
    <message>
        <source>There is no column %1. The columns are %2.</source>
        <translation>没有列 %1。可用的列有 %2。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>writing to the disk</source>
        <translation>正在写入磁盘</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>正在收尾</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>还剩 %1 秒</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>还剩 %1 分钟</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>还剩 %1 小时</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Found %1, virtual size %2.</source>
        <translation>检测到 %1，虚拟大小 %2。</translation>
    </message>
    <message>
        <source>Found %1.</source>
        <translation>检测到 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be an image: its content is %2.</source>
        <translation>%1 不能作为镜像：其内容是 %2。</translation>
    </message>
    <message>
        <source>Folders in which image data rest</source>
        <translation>存放镜像数据的文件夹</translation>
    </message>
    <message>
        <source>List the stores</source>
        <translation>列出存储位置</translation>
    </message>
    <message>
        <source>Add a store, for example on another disk</source>
        <translation>添加存储位置，例如在另一个磁盘上</translation>
    </message>
    <message>
        <source>id of the new store</source>
        <translation>新存储位置的 ID</translation>
    </message>
    <message>
        <source>folder of the new store</source>
        <translation>新存储位置的文件夹</translation>
    </message>
    <message>
        <source>what the store is for</source>
        <translation>存储位置的用途</translation>
    </message>
    <message>
        <source>Long work on images</source>
        <translation>对镜像执行的耗时任务</translation>
    </message>
    <message>
        <source>List tasks, newest first</source>
        <translation>列出任务，最新的在前</translation>
    </message>
    <message>
        <source>of this image only</source>
        <translation>仅此镜像的任务</translation>
    </message>
    <message>
        <source>Show everything about a task</source>
        <translation>显示任务的全部信息</translation>
    </message>
    <message>
        <source>id of a task</source>
        <translation>任务的 ID</translation>
    </message>
    <message>
        <source>“%1” is no number of images: give 0 or more.</source>
        <translation>“%1”不是镜像的数量：请给 0 或更大的数字。</translation>
    </message>
</context>
</TS>
