<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddingText</name>
    <message>
        <source>Unnamed image</source>
        <translation>未命名的镜像</translation>
    </message>
    <message>
        <source>Already here as “%1”: the same bytes. It will be there twice.</source>
        <translation>已有相同的镜像“%1”：字节完全相同。添加后会有两份。</translation>
    </message>
    <message>
        <source>Already here as “%1”: the same bytes. It is left out.</source>
        <translation>已有相同的镜像“%1”：字节完全相同。这个文件会略过。</translation>
    </message>
    <message>
        <source>No properties are set.</source>
        <translation>没有设置属性。</translation>
    </message>
    <message>
        <source>Properties: %1</source>
        <extracomment>%1 is a list such as &quot;os_type=linux, hw_disk_bus=virtio&quot;</extracomment>
        <translation>属性：%1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <extracomment>State of a file to be added: it is being looked into</extracomment>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>State of a file to be added: nothing stands in the way</extracomment>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Look at this</source>
        <extracomment>State of a file to be added: somebody should look at it first</extracomment>
        <translation>请看一下</translation>
    </message>
    <message>
        <source>Cannot be added</source>
        <extracomment>State of a file to be added</extracomment>
        <translation>无法添加</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>No preset</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>Linux cloud image</source>
        <translation>Linux 云镜像</translation>
    </message>
    <message>
        <source>Linux with UEFI</source>
        <translation>以 UEFI 启动的 Linux</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Windows</translation>
    </message>
    <message>
        <source>Old system without virtio</source>
        <translation>不支持 virtio 的旧系统</translation>
    </message>
    <message>
        <source>Installer disc</source>
        <translation>安装光盘</translation>
    </message>
    <message>
        <source>VMware</source>
        <translation>VMware</translation>
    </message>
    <message>
        <source>Hyper-V generation 2</source>
        <translation>Hyper-V 第 2 代</translation>
    </message>
    <message>
        <source>Plain data disk</source>
        <translation>纯数据磁盘</translation>
    </message>
    <message>
        <source>Fast virtio disk and network, and the guest agent.</source>
        <translation>快速的 virtio 磁盘与网络，以及来宾代理。</translation>
    </message>
    <message>
        <source>The same, started by UEFI on a modern machine (q35).</source>
        <translation>同上，但在新式机型（q35）上以 UEFI 启动。</translation>
    </message>
    <message>
        <source>For Windows with virtio drivers installed: 40 GB disk and 2 GiB memory at least.</source>
        <translation>适用于已安装 virtio 驱动程序的 Windows：至少 40 GB 磁盘与 2 GiB 内存。</translation>
    </message>
    <message>
        <source>IDE disk and e1000 network: slow, but everything knows them.</source>
        <translation>IDE 磁盘与 e1000 网络：较慢，但任何系统都认得。</translation>
    </message>
    <message>
        <source>Attached as a SATA disc.</source>
        <translation>以 SATA 光盘的方式连接。</translation>
    </message>
    <message>
        <source>For clouds that run VMware.</source>
        <translation>适用于使用 VMware 的云。</translation>
    </message>
    <message>
        <source>For clouds that run Hyper-V, with UEFI.</source>
        <translation>适用于使用 Hyper-V 的云，以 UEFI 启动。</translation>
    </message>
    <message>
        <source>A disk to attach, not to start from.</source>
        <translation>用来附加的磁盘，不用于启动。</translation>
    </message>
    <message>
        <source>The file is being looked into…</source>
        <translation>正在检查这个文件…</translation>
    </message>
    <message>
        <source>The catalogue downloads the link itself and checks what is inside then.</source>
        <translation>目录会自行下载这个链接，届时再检查内容。</translation>
    </message>
    <message>
        <source>Already here as “%1”</source>
        <translation>已有相同的镜像“%1”</translation>
    </message>
    <message>
        <source>will be added</source>
        <translation>会添加</translation>
    </message>
    <message>
        <source>is left out</source>
        <translation>会略过</translation>
    </message>
    <message>
        <source>It is unpacked on its way in and becomes three images at most, which refer to each other: kernel, ramdisk and machine.</source>
        <translation>它会在添加时解开，最多成为三个互相引用的镜像：内核、ramdisk 和机器。</translation>
    </message>
    <message>
        <source>It is unpacked on its way in. What is inside is checked then, and its format is found.</source>
        <translation>它会在添加时解开；届时会检查里面的内容并判定格式。</translation>
    </message>
    <message>
        <source>What is inside can be added in its place: choose that above.</source>
        <translation>也可以改为添加里面的内容：请在上方选择。</translation>
    </message>
</context>
<context>
    <name>ArchiveText</name>
    <message>
        <source>The description of the machine (OVF) cannot be used: %1.</source>
        <translation>无法使用机器的描述 (OVF)：%1。</translation>
    </message>
    <message>
        <source>The compressed file is not complete. Copy or download it again.</source>
        <translation>压缩文件不完整。请重新复制或下载。</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>rename</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>重命名</translation>
    </message>
    <message>
        <source>change of visibility</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改可见性</translation>
    </message>
    <message>
        <source>change of protection</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改保护</translation>
    </message>
    <message>
        <source>hiding or showing</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>隐藏或显示</translation>
    </message>
    <message>
        <source>change of minimum disk</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改最小磁盘</translation>
    </message>
    <message>
        <source>change of minimum memory</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改最小内存</translation>
    </message>
    <message>
        <source>adding of tag “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a tag</extracomment>
        <translation>添加标签“%1”</translation>
    </message>
    <message>
        <source>removal of tag “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a tag</extracomment>
        <translation>移除标签“%1”</translation>
    </message>
    <message>
        <source>change of “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is the name of a property</extracomment>
        <translation>更改“%1”</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Field of an image</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>Field of an image</extracomment>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Protected</source>
        <extracomment>Field of an image: it cannot be deleted</extracomment>
        <translation>受保护</translation>
    </message>
    <message>
        <source>Hidden</source>
        <extracomment>Field of an image: it is left out of lists</extracomment>
        <translation>隐藏</translation>
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
        <source>Tag “%1”</source>
        <translation>标签“%1”</translation>
    </message>
    <message>
        <source>Yes</source>
        <extracomment>Value of a field that is on or off</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Set</source>
        <extracomment>An image has the tag, or has it not</extracomment>
        <translation>有</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Empty</source>
        <extracomment>A value that is there but has no characters</extracomment>
        <translation>空白</translation>
    </message>
    <message>
        <source>edit</source>
        <extracomment>Follows &quot;Undo&quot;: several fields were changed together</extracomment>
        <translation>编辑</translation>
    </message>
</context>
<context>
    <name>CloudBook</name>
    <message>
        <source>The list of your clouds in “%1” cannot be read: %2.</source>
        <translation>无法读取“%1”中您的云列表：%2。</translation>
    </message>
    <message>
        <source>The folder of “%1” cannot be made. Check the permissions.</source>
        <translation>无法创建“%1”所在的文件夹。请检查权限。</translation>
    </message>
</context>
<context>
    <name>CloudConfig</name>
    <message>
        <source>The cloud “%1” cannot be used: %2</source>
        <translation>无法使用云“%1”：%2</translation>
    </message>
    <message>
        <source>the setting “%1” is missing. Add it.</source>
        <translation>缺少设置“%1”。请添加。</translation>
    </message>
    <message>
        <source>the auth_type “%1” is unknown. Use password, token or v3applicationcredential.</source>
        <translation>不认得 auth_type“%1”。请使用 password、token 或 v3applicationcredential。</translation>
    </message>
    <message>
        <source>“%1” is not an http or https address. Correct the setting “%2”.</source>
        <translation>“%1”不是 http 或 https 地址。请修正设置“%2”。</translation>
    </message>
    <message>
        <source>Keystone’s version 2 is no longer spoken. Let auth_url end with /v3.</source>
        <translation>已不再支持 Keystone 第 2 版。请让 auth_url 以 /v3 结尾。</translation>
    </message>
    <message>
        <source>the file “%1” of the setting “%2” cannot be read.</source>
        <translation>无法读取设置“%2”所指的文件“%1”。</translation>
    </message>
    <message>
        <source>it has no region “%1”. Choose one of: %2.</source>
        <translation>它没有区域“%1”。请选择其中之一：%2。</translation>
    </message>
    <message>
        <source>the setting “fingerprint” is not the sha256 of a certificate: 64 hexadecimal digits.</source>
        <translation>设置“fingerprint”不是证书的 sha256：应为 64 个十六进制数字。</translation>
    </message>
</context>
<context>
    <name>CloudMemory</name>
    <message>
        <source>What was kept of the cloud cannot be read.</source>
        <translation>无法读取先前保留的云端数据。</translation>
    </message>
</context>
<context>
    <name>CloudRights</name>
    <message>
        <source>The cloud “%1” has refused this to you before.</source>
        <translation>云“%1”之前已拒绝您这样做。</translation>
    </message>
    <message>
        <source>The cloud “%1” has no trash: what is deleted there is gone.</source>
        <translation>云“%1”没有回收站：在那里删除的东西就消失了。</translation>
    </message>
    <message>
        <source>Your role in the cloud “%1” is that of a reader: you may look, and change nothing.</source>
        <translation>您在云“%1”中的角色是读者：可以查看，但不能更改任何内容。</translation>
    </message>
    <message>
        <source>The image belongs to another project.</source>
        <translation>此镜像属于另一个项目。</translation>
    </message>
    <message>
        <source>Only an administrator of the cloud “%1” may do that.</source>
        <translation>只有云“%1”的管理员才能这样做。</translation>
    </message>
    <message>
        <source>The image is deactivated: only administrators can read its data. Reactivate it first.</source>
        <translation>镜像已停用：只有管理员能读取其数据。请先重新启用。</translation>
    </message>
    <message>
        <source>The image is “%1”, so it has no data to read yet.</source>
        <translation>镜像的状态是“%1”，还没有数据可以读取。</translation>
    </message>
    <message>
        <source>Only a queued image takes data; this one is “%1”.</source>
        <translation>只有排队中的镜像能放入数据；这个是“%1”。</translation>
    </message>
    <message>
        <source>The image is protected. Take its protection away first.</source>
        <translation>镜像受到保护。请先取消保护。</translation>
    </message>
    <message>
        <source>Only an active image can be deactivated; this one is “%1”.</source>
        <translation>只有可用的镜像能停用；这个是“%1”。</translation>
    </message>
    <message>
        <source>Only a deactivated image can be reactivated; this one is “%1”.</source>
        <translation>只有已停用的镜像能重新启用；这个是“%1”。</translation>
    </message>
    <message>
        <source>Only an active image can be copied to another store; this one is “%1”.</source>
        <translation>只有可用的镜像能复制到另一个存储；这个是“%1”。</translation>
    </message>
    <message>
        <source>Only an image whose visibility is “shared” can be shared with projects.</source>
        <translation>只有可见性为“shared”的镜像才能与项目共享。</translation>
    </message>
</context>
<context>
    <name>Clouds</name>
    <message>
        <source>Others on this computer can read “%1” and the passwords in it. Take that right away: chmod 600 %1</source>
        <translation>这台计算机上的其他人可以读取“%1”和其中的密码。请移除该权限：chmod 600 %1</translation>
    </message>
    <message>
        <source>“%1” has a cloud “%2”, and so has the environment. Rename the one in the file, or give the environment’s another name with OS_CLOUD_NAME.</source>
        <translation>“%1”中有云“%2”，环境变量中也有。请重命名文件中的云，或用 OS_CLOUD_NAME 为环境变量的云另取名称。</translation>
    </message>
    <message>
        <source>The cloud “%1” builds on the profile “%2”, which no clouds-public.yaml has. Add it there.</source>
        <translation>云“%1”以配置文件“%2”为基础，但没有任何 clouds-public.yaml 含有它。请在那里添加。</translation>
    </message>
    <message>
        <source>There is no cloud “%1”, nor any other: no clouds.yaml was found, and OS_AUTH_URL is not set.</source>
        <translation>没有云“%1”，也没有其他云：找不到 clouds.yaml，也没有设置 OS_AUTH_URL。</translation>
    </message>
    <message>
        <source>There is no cloud “%1”. These are known: %2.</source>
        <translation>没有云“%1”。已知的有：%2。</translation>
    </message>
</context>
<context>
    <name>CloudsYaml</name>
    <message>
        <source>a list of names and values is expected there</source>
        <translation>那里应该是名称与值的列表</translation>
    </message>
    <message>
        <source>“%1” cannot be used because of line %2: %3. Correct the file.</source>
        <translation>因为第 %2 行而无法使用“%1”：%3。请修正文件。</translation>
    </message>
    <message>
        <source>its aliases lead to too many values</source>
        <translation>它的别名展开成太多值</translation>
    </message>
    <message>
        <source>a name is expected there</source>
        <translation>那里应该是名称</translation>
    </message>
    <message>
        <source>“%1” is there twice</source>
        <translation>“%1”出现两次</translation>
    </message>
    <message>
        <source>“%1” is larger than 1 MiB, so it is no list of clouds. Choose another file.</source>
        <translation>“%1”大于 1 MiB，因此不是云列表。请选择其他文件。</translation>
    </message>
    <message>
        <source>“%1” cannot be read: there is a mistake in line %2. Correct the file.</source>
        <translation>无法读取“%1”：第 %2 行有错误。请修正文件。</translation>
    </message>
</context>
<context>
    <name>CopyText</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>What is copied: the name of an image</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>MD5 checksum</source>
        <translation>MD5 校验和</translation>
    </message>
    <message>
        <source>SHA-512 checksum</source>
        <translation>SHA-512 校验和</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Table row</source>
        <translation>表格的一行</translation>
    </message>
    <message>
        <source>Command: %1</source>
        <extracomment>%1 is a command</extracomment>
        <translation>命令：%1</translation>
    </message>
</context>
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
    <message>
        <source>The daily copy of the catalogue&apos;s database could not be made.</source>
        <translation>无法创建目录数据库的每日备份。</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is damaged: its daily copy was not made. Run “vitrinectl catalog rebuild” to make it anew.</source>
        <translation>目录的数据库已损坏：没有创建每日备份。请运行“vitrinectl catalog rebuild”重新创建。</translation>
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
        <source>The qcow2 image needs another file, its backing file. Flatten it first: vitrinectl convert --backing names that file.</source>
        <translation>该 qcow2 镜像依赖另一个文件，即后备文件。请先将其合并成一个文件：用 vitrinectl convert --backing 指定该文件。</translation>
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
    <message>
        <source>A virtual machine is running from it: its disk changes while it is read.</source>
        <translation>有虚拟机正在使用它：读取时磁盘内容会改变。</translation>
    </message>
    <message>
        <source>The disk “%1” in the appliance is an archive itself.</source>
        <translation>虚拟设备中的磁盘“%1”本身又是归档文件。</translation>
    </message>
    <message numerus="yes">
        <source>There are %n disk(s) in the appliance; a cloud takes those with one only.</source>
        <translation>
            <numerusform>此虚拟设备有 %n 个磁盘；云只接受单个磁盘的。</numerusform>
        </translation>
    </message>
    <message>
        <source>The appliance has no manifest, so nobody can tell whether it is complete.</source>
        <translation>此虚拟设备没有清单，所以无法得知它是否完整。</translation>
    </message>
    <message>
        <source>The appliance is signed. Who signed it is not checked, so that says nothing.</source>
        <translation>此虚拟设备有签名，但未核实签名者，因此不代表任何保证。</translation>
    </message>
    <message>
        <source>The partition table (GPT) is for a larger disk.</source>
        <translation>分区表（GPT）属于更大的磁盘。</translation>
    </message>
    <message>
        <source>the name of the backing file is impossible</source>
        <translation>后备文件的名称不可能成立</translation>
    </message>
    <message>
        <source>The qcow2 image&apos;s tables point at each other. Check it with qemu-img check.</source>
        <translation>这个 qcow2 镜像的表互相指向。请用 qemu-img check 检查。</translation>
    </message>
    <message>
        <source>The file is a %1 image, a format that clouds do not know. Convert it to qcow2 with the program that made it.</source>
        <translation>该文件是 %1 镜像，云平台不认识这种格式。请用生成它的程序将其转换为 qcow2。</translation>
    </message>
    <message>
        <source>The file is an archive (tar), not a disk. A virtual machine cannot start from it as it is.</source>
        <translation>此文件是归档文件 (tar)，不是磁盘。虚拟机无法直接从它启动。</translation>
    </message>
    <message>
        <source>There are hidden bytes after the description within the VMDK image.</source>
        <translation>VMDK 镜像内的描述之后藏有其他字节。</translation>
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
    <message>
        <source>none</source>
        <extracomment>The tag of images that have no tag, in a list of tags</extracomment>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>FileInspection</name>
    <message>
        <source>Raw</source>
        <extracomment>What a file turned out to be: a raw disk without a partition table</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>Raw, MBR</source>
        <extracomment>What a file turned out to be: a raw disk with an MBR partition table</extracomment>
        <translation>原始，MBR</translation>
    </message>
    <message>
        <source>Raw, GPT</source>
        <extracomment>What a file turned out to be: a raw disk with a GPT</extracomment>
        <translation>原始，GPT</translation>
    </message>
    <message>
        <source>Damaged</source>
        <extracomment>What a file turned out to be: a disk image that is broken</extracomment>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Empty</source>
        <extracomment>What a file turned out to be: a file of no bytes</extracomment>
        <translation>空白</translation>
    </message>
    <message>
        <source>Neither its name nor its content says that this is a disk: there is no known format and no partition table in it.</source>
        <translation>文件名与内容都看不出这是磁盘：里面没有已知的格式，也没有分区表。</translation>
    </message>
    <message>
        <source>It can be added as a raw disk; leave it out if it is something else.</source>
        <translation>可以当作原始磁盘添加；若是其他东西，请略过。</translation>
    </message>
    <message>
        <source>The name ends in “.%1”, but what is inside is %2.</source>
        <translation>文件名的结尾是“.%1”，但内容是 %2。</translation>
    </message>
    <message>
        <source>It is added as what it is; the name of the file does not matter.</source>
        <translation>会依实际内容添加；文件名不影响结果。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>这个文件是空的。</translation>
    </message>
    <message>
        <source>An image catalogue has no name for this format (%1).</source>
        <translation>镜像目录没有这种格式（%1）的名称。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>请重新复制或下载。</translation>
    </message>
    <message>
        <source>Convert it to QCOW2 first.</source>
        <translation>请先转换成 QCOW2。</translation>
    </message>
    <message>
        <source>It may have been moved or deleted. Choose it again.</source>
        <translation>文件可能已移动或删除。请重新选择。</translation>
    </message>
    <message>
        <source>Compressed</source>
        <extracomment>What a file turned out to be: compressed, for example by gzip</extracomment>
        <translation>已压缩</translation>
    </message>
    <message>
        <source>It needs other files beside it, which do not travel with an image. Flatten it into one file where the others are, and add that:</source>
        <translation>它需要旁边的其他文件，而那些文件不会随镜像一起移动。请在那些文件所在的地方把它合并成一个文件，再添加该文件：</translation>
    </message>
    <message>
        <source>Convert it, and add the new file:</source>
        <translation>请先转换，再添加新的文件：</translation>
    </message>
    <message>
        <source>Check it before you rely on it:</source>
        <translation>使用前请先检查：</translation>
    </message>
    <message>
        <source>Do not use it. Get the file again from whoever made it.</source>
        <translation>请不要使用。请向制作者重新取得这个文件。</translation>
    </message>
    <message>
        <source>Convert it with its passphrase to an image that is not encrypted, and add that.</source>
        <translation>请用密码短语把它转换成未加密的镜像，再添加。</translation>
    </message>
    <message>
        <source>It may have been cut off. Copy or download it again and compare its checksum with that of its source.</source>
        <translation>它可能不完整。请重新复制或下载，并与来源的校验和比对。</translation>
    </message>
    <message>
        <source>Open it with the program that made it and save it as an ordinary QCOW2 image.</source>
        <translation>请用制作它的程序打开，另存为一般的 QCOW2 镜像。</translation>
    </message>
    <message>
        <source>Make it again with the program it comes from, or choose another file.</source>
        <translation>请用原来的程序重新制作，或选择其他文件。</translation>
    </message>
    <message>
        <source>Nothing is lost as long as it is kept as it is.</source>
        <translation>只要保持原样就不会遗失任何东西。</translation>
    </message>
    <message>
        <source>Shut the machine down first, or what is added may not start.</source>
        <translation>请先将虚拟机关机，否则添加的镜像可能无法启动。</translation>
    </message>
    <message>
        <source>FILE-BELOW-IT</source>
        <extracomment>Stands in a command for a file whose name is not known</extracomment>
        <translation>下层文件</translation>
    </message>
    <message>
        <source>It is laid over another file, which does not travel with an image. Make one of both, name each file below it with --backing, and add that:</source>
        <translation>它叠在另一个文件之上，而那个文件不会随镜像一起走。请用 --backing 逐一指明下层的文件，合并成一个，再添加合并后的文件：</translation>
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
    <name>GlanceImageService</name>
    <message>
        <source>The cloud “%1” has no trash: what is deleted there is gone.</source>
        <translation>云“%1”没有回收站：在那里删除的东西就消失了。</translation>
    </message>
    <message>
        <source>The data are in a cloud, not on this computer. Copy the image into the catalogue first.</source>
        <translation>数据在云，不在这台计算机上。请先把镜像复制到目录中。</translation>
    </message>
    <message>
        <source>“%1” does not hold the bytes that were expected. Delete the image.</source>
        <translation>“%1”的字节与预期不同。请删除这个镜像。</translation>
    </message>
    <message>
        <source>The image was not there when the cloud was seen last.</source>
        <translation>上次看到云时，还没有这个镜像。</translation>
    </message>
    <message>
        <source>The cloud “%1” cannot be reached now, so nothing can be changed in it. Try again when it is back.</source>
        <translation>目前无法连接云“%1”，因此无法在其中更改任何内容。请等它恢复后重试。</translation>
    </message>
</context>
<context>
    <name>GlanceImport</name>
    <message>
        <source>The cloud could not import the data. Check them and try again.</source>
        <translation>云无法导入数据。请检查数据后再试一次。</translation>
    </message>
    <message>
        <source>The cloud could not import the data: %1</source>
        <translation>云无法导入数据：%1</translation>
    </message>
    <message>
        <source>Nobody waits for the import any more; the cloud goes on with it.</source>
        <translation>不再等待导入；云会继续进行。</translation>
    </message>
    <message>
        <source>The cloud is still importing. Look again later.</source>
        <translation>云仍在导入。请稍后再看。</translation>
    </message>
</context>
<context>
    <name>ImageApi</name>
    <message>
        <source>The cloud “%1” no longer accepts who you are. Log in again.</source>
        <translation>云“%1”不再接受您的身份。请重新登录。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not allow this: %2</source>
        <translation>云“%1”不允许这么做：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” has nothing like this, or does not show it to you: %2</source>
        <translation>云“%1”没有这个项目，或不让您看到：%2</translation>
    </message>
    <message>
        <source>The image was deleted in the cloud “%1” meanwhile.</source>
        <translation>这段期间，镜像已在云“%1”删除。</translation>
    </message>
    <message>
        <source>A limit of the cloud “%1” is reached: %2</source>
        <translation>已达到云“%1”的上限：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” does not take these data: %2</source>
        <translation>云“%1”不接受这些数据：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” wants fewer questions at a time. Try again later.</source>
        <translation>云“%1”要求减少请求次数。请稍后再试。</translation>
    </message>
    <message>
        <source>The image service of the cloud “%1” has a problem (%2). Try again later.</source>
        <translation>云“%1”的镜像服务发生问题（%2）。请稍后再试。</translation>
    </message>
    <message>
        <source>The cloud “%1” refused: %2</source>
        <translation>云“%1”拒绝了：%2</translation>
    </message>
    <message>
        <source>What answers at “%1” is no image service of the cloud “%2”. It said: %3</source>
        <translation>“%1”的回应不是云“%2”的镜像服务。它说：%3</translation>
    </message>
    <message>
        <source>The cloud “%1” lists the same images over and over. The list cannot be read to its end.</source>
        <translation>云“%1”一再列出相同的镜像。列表无法读到结尾。</translation>
    </message>
    <message>
        <source>The proxy on the way to the cloud “%1” wants a name and a password. Write them into the address of the proxy: http://name:password@proxy</source>
        <translation>通往云“%1”的代理服务器要求用户名和密码。请把它们写进代理服务器的地址：http://name:password@proxy</translation>
    </message>
</context>
<context>
    <name>ImageDownload</name>
    <message>
        <source>The cloud sent another part of the data than the one that was asked for. Try again.</source>
        <translation>云传来的数据不是所要求的部分。请再试一次。</translation>
    </message>
    <message>
        <source>The download of “%1” was stopped.</source>
        <translation>已停止下载“%1”。</translation>
    </message>
    <message>
        <source>The image has no data yet. Wait until it is active, or send some.</source>
        <translation>这个镜像还没有数据。请等到它可用，或发送数据。</translation>
    </message>
    <message>
        <source>The cloud sends more data than the image has. Try again, or ask its administrator.</source>
        <translation>云传来的数据比镜像还多。请再试一次，或询问管理员。</translation>
    </message>
    <message>
        <source>The image is “%1”, so it has no data to read. Wait until it is active.</source>
        <translation>镜像的状态是“%1”，因此没有数据可读。请等到它可用。</translation>
    </message>
    <message>
        <source>The data of the image were replaced in the cloud “%1” during the download. Start it anew.</source>
        <translation>下载期间，云“%1”里的镜像数据已被替换。请重新开始下载。</translation>
    </message>
    <message>
        <source>The cloud “%1” sends fewer data than the image has. Try again later.</source>
        <translation>云“%1”传来的数据比镜像少。请稍后再试。</translation>
    </message>
    <message>
        <source>What the cloud “%1” sent are not the data of the image: their hash differs. Try again, or ask its administrator.</source>
        <translation>云“%1”传来的不是这个镜像的数据：哈希值不同。请再试一次，或询问管理员。</translation>
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
    <message numerus="yes">
        <source>An image can be shared with at most %n project(s).</source>
        <translation>
            <numerusform>一个镜像最多可以共享给 %n 个项目。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only shared images have members. Make the image “%1” shared first.</source>
        <translation>只有已共享的镜像才有成员。请先共享镜像“%1”。</translation>
    </message>
    <message>
        <source>The image “%1” is not shared with the project “%2”.</source>
        <translation>镜像“%1”没有共享给项目“%2”。</translation>
    </message>
    <message>
        <source>The image “%1” is shared with the project “%2” already.</source>
        <translation>镜像“%1”已经共享给项目“%2”。</translation>
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
    <name>ImageUpload</name>
    <message>
        <source>The image is “%1”, and data can only be sent while it is queued. Make a new image.</source>
        <translation>镜像的状态是“%1”，只有在已排队时才能发送数据。请创建新的镜像。</translation>
    </message>
    <message>
        <source>Sending “%1” was stopped.</source>
        <translation>已停止发送“%1”。</translation>
    </message>
    <message>
        <source>The cloud “%1” stored other bytes than those of “%2”. Delete the image there and send the file again.</source>
        <translation>云“%1”存放的字节与“%2”不同。请删除那里的镜像，再重新发送文件。</translation>
    </message>
    <message>
        <source>The image was deleted in the cloud “%1” while “%2” was sent.</source>
        <translation>发送“%2”时，镜像已在云“%1”删除。</translation>
    </message>
    <message>
        <source>The cloud “%1” said that it had “%2”, but its image has no data. Try again later.</source>
        <translation>云“%1”说已收到“%2”，但它的镜像没有数据。请稍后再试。</translation>
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
    <name>Keystone</name>
    <message>
        <source>The password of “%1” for the cloud “%2” is not known. Add it to secure.yaml, or set OS_PASSWORD.</source>
        <translation>不知道“%1”在云“%2”的密码。请写入 secure.yaml，或设置 OS_PASSWORD。</translation>
    </message>
    <message>
        <source>The cloud “%1” names no image service for you. Check the project, or ask its administrator.</source>
        <translation>云“%1”没有为您提供镜像服务。请检查项目，或询问管理员。</translation>
    </message>
    <message>
        <source>The cloud “%1” has no image service for region “%2” and interface “%3”. Choose one of: %4.</source>
        <translation>云“%1”在区域“%2”、接口“%3”没有镜像服务。请选择其中之一：%4。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept the token: it has expired, or was made for another cloud. Get a new one.</source>
        <translation>云“%1”不接受这个令牌：它已过期，或属于另一个云。请取得新的令牌。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept the application credential. It may have been revoked or have expired.</source>
        <translation>云“%1”不接受这个应用凭证。它可能已撤销或过期。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept user name, password or project of “%2”. Check them; too many tries may lock the account.</source>
        <translation>云“%1”不接受“%2”的用户名、密码或项目。请检查；尝试太多次可能会锁定账号。</translation>
    </message>
    <message>
        <source>What answers at “%1” is no Keystone. Check auth_url of the cloud “%2”.</source>
        <translation>“%1”的回应不是 Keystone。请检查云“%2”的 auth_url。</translation>
    </message>
    <message>
        <source>The cloud “%1” asks for a second factor. Use an application credential instead.</source>
        <translation>云“%1”要求第二重验证。请改用应用凭证。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not let you in: %2</source>
        <translation>云“%1”不让您登录：%2</translation>
    </message>
    <message>
        <source>Keystone of the cloud “%1” has a problem (%2). Try again later.</source>
        <translation>云“%1”的 Keystone 发生问题（%2）。请稍后再试。</translation>
    </message>
    <message>
        <source>Keystone of the cloud “%1” did not understand: %2</source>
        <translation>云“%1”的 Keystone 无法理解请求：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” has several regions. Choose one with region_name: %2.</source>
        <translation>云“%1”有多个区域。请用 region_name 选择其中之一：%2。</translation>
    </message>
    <message>
        <source>The cloud “%1” says that its image service is at “%2”, which is no web address.</source>
        <translation>云“%1”说它的镜像服务位在“%2”，但那不是网址。</translation>
    </message>
    <message>
        <source>The cloud “%1” let you in without a project, and then names no services. Choose a project with project_name.</source>
        <translation>云“%1”让您在没有项目的情况下登录，因此不列出任何服务。请用 project_name 选择一个项目。</translation>
    </message>
    <message>
        <source>The password of “%2” for the cloud “%1” is over. Choose a new one in the cloud’s web page.</source>
        <translation>“%2”在云“%1”的密码已过期。请在该云的网页上换一个新密码。</translation>
    </message>
</context>
<context>
    <name>MemberText</name>
    <message>
        <source>Pending</source>
        <extracomment>Answer of a project to an image shared with it: none yet</extracomment>
        <translation>未答复</translation>
    </message>
    <message>
        <source>Accepted</source>
        <extracomment>Answer of a project to an image shared with it</extracomment>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <extracomment>Answer of a project to an image shared with it</extracomment>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>The project has not answered yet: it can use the image by its ID, but does not see it in its lists.</source>
        <translation>项目尚未答复：可以通过 ID 使用此镜像，但它不会出现在项目的列表中。</translation>
    </message>
    <message>
        <source>The image stands in the lists of the project.</source>
        <translation>此镜像会出现在项目的列表中。</translation>
    </message>
    <message>
        <source>The project does not want the image in its lists.</source>
        <translation>项目不希望此镜像出现在其列表中。</translation>
    </message>
</context>
<context>
    <name>MetadefText</name>
    <message>
        <source>“%1” is none of the usual values.</source>
        <translation>“%1”不是常用的值。</translation>
    </message>
    <message>
        <source>A whole number is expected here.</source>
        <translation>这里需要整数。</translation>
    </message>
    <message>
        <source>A number is expected here.</source>
        <translation>这里需要数字。</translation>
    </message>
    <message>
        <source>The least that makes sense is %1.</source>
        <translation>合理的最小值是 %1。</translation>
    </message>
    <message>
        <source>The most that makes sense is %1.</source>
        <translation>合理的最大值是 %1。</translation>
    </message>
    <message>
        <source>“true” or “false” is expected here.</source>
        <translation>这里需要“true”或“false”。</translation>
    </message>
    <message>
        <source>The value does not have the form that is expected here.</source>
        <translation>这个值不符合这里需要的格式。</translation>
    </message>
    <message>
        <source>The value does not have the form of the usual ones, such as “%1”.</source>
        <translation>这个值不符合常用值的格式，例如“%1”。</translation>
    </message>
</context>
<context>
    <name>Metadefs</name>
    <message>
        <source>Operating system</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>Which system is installed in the image.</source>
        <translation>镜像里安装的是哪个系统。</translation>
    </message>
    <message>
        <source>System family</source>
        <translation>系统家族</translation>
    </message>
    <message>
        <source>The kind of system inside. Clouds choose clock and drivers by it.</source>
        <translation>内部系统的种类。云依它选择时钟与驱动程序。</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>发行版</translation>
    </message>
    <message>
        <source>Short name of the distribution in lower case.</source>
        <translation>发行版的小写简称。</translation>
    </message>
    <message>
        <source>System version</source>
        <translation>系统版本</translation>
    </message>
    <message>
        <source>Version as the distributor writes it, such as 12 or 22.04.</source>
        <translation>发行者所用的版本写法，例如 12 或 22.04。</translation>
    </message>
    <message>
        <source>Administrator account</source>
        <translation>管理员账号</translation>
    </message>
    <message>
        <source>Account that gets the password or the key at the first start.</source>
        <translation>第一次启动时取得密码或密钥的账号。</translation>
    </message>
    <message>
        <source>Quiet before snapshots</source>
        <translation>快照前先静止</translation>
    </message>
    <message>
        <source>Write everything to the disk before a snapshot is taken. Needs the guest agent.</source>
        <translation>在创建快照前把所有数据写入磁盘。需要来宾代理。</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <translation>安全启动</translation>
    </message>
    <message>
        <source>Whether the machine must, may or cannot start with Secure Boot. Needs UEFI.</source>
        <translation>机器必须、可以或不能以安全启动启动。需要 UEFI。</translation>
    </message>
    <message>
        <source>Time to shut down</source>
        <translation>关机时间</translation>
    </message>
    <message>
        <source>Seconds that the system gets to shut down before it is switched off.</source>
        <translation>在强制关闭电源之前，给系统关机的秒数。</translation>
    </message>
    <message>
        <source>Kernel command line</source>
        <translation>内核命令行</translation>
    </message>
    <message>
        <source>Options for a kernel that the cloud starts directly.</source>
        <translation>云直接启动内核时使用的选项。</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>How the disks are attached to the machine.</source>
        <translation>磁盘如何连接到机器。</translation>
    </message>
    <message>
        <source>Disk bus</source>
        <translation>磁盘总线</translation>
    </message>
    <message>
        <source>Controller that the disks hang on. Virtio is fastest; old systems need IDE.</source>
        <translation>磁盘所接的控制器。virtio 最快；旧系统需要 IDE。</translation>
    </message>
    <message>
        <source>SCSI controller</source>
        <translation>SCSI 控制器</translation>
    </message>
    <message>
        <source>Model of the controller when the disk bus is SCSI.</source>
        <translation>磁盘总线为 SCSI 时的控制器型号。</translation>
    </message>
    <message>
        <source>Disc drive bus</source>
        <translation>光驱总线</translation>
    </message>
    <message>
        <source>Controller of the optical drive, for installer discs.</source>
        <translation>光驱的控制器，用于安装光盘。</translation>
    </message>
    <message>
        <source>Rescue disk bus</source>
        <translation>救援磁盘总线</translation>
    </message>
    <message>
        <source>Controller of the disk from which a broken machine is rescued.</source>
        <translation>用来救援故障机器之磁盘的控制器。</translation>
    </message>
    <message>
        <source>Rescue device</source>
        <translation>救援设备</translation>
    </message>
    <message>
        <source>As what the rescue image appears in the machine.</source>
        <translation>救援镜像在机器里以什么设备出现。</translation>
    </message>
    <message>
        <source>Firmware and machine</source>
        <translation>固件与机型</translation>
    </message>
    <message>
        <source>What the machine starts with, and what machine it pretends to be.</source>
        <translation>机器以什么启动，以及它模拟哪种机型。</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>UEFI for new systems and Secure Boot, BIOS for old ones.</source>
        <translation>新系统与安全启动用 UEFI，旧系统用 BIOS。</translation>
    </message>
    <message>
        <source>Machine type</source>
        <translation>机型</translation>
    </message>
    <message>
        <source>Model of the virtual mainboard, such as q35.</source>
        <translation>虚拟主板的型号，例如 q35。</translation>
    </message>
    <message>
        <source>Firmware without memory</source>
        <translation>不记忆的固件</translation>
    </message>
    <message>
        <source>The firmware forgets its settings when the machine stops.</source>
        <translation>机器停止时，固件会忘记设置。</translation>
    </message>
    <message>
        <source>Boot menu</source>
        <translation>启动菜单</translation>
    </message>
    <message>
        <source>Show a menu of boot devices at the start.</source>
        <translation>启动时显示启动设备的菜单。</translation>
    </message>
    <message>
        <source>TPM model</source>
        <translation>TPM 型号</translation>
    </message>
    <message>
        <source>Model of the security chip.</source>
        <translation>安全芯片的型号。</translation>
    </message>
    <message>
        <source>TPM version</source>
        <translation>TPM 版本</translation>
    </message>
    <message>
        <source>Version of the security chip. New Windows asks for 2.0.</source>
        <translation>安全芯片的版本。新的 Windows 要求 2.0。</translation>
    </message>
    <message>
        <source>Encrypted memory</source>
        <translation>加密的内存</translation>
    </message>
    <message>
        <source>The memory of the machine is encrypted, so that the host cannot read it.</source>
        <translation>机器的内存会加密，主机无法读取。</translation>
    </message>
    <message>
        <source>Kind of memory encryption</source>
        <translation>内存加密的种类</translation>
    </message>
    <message>
        <source>Technology that encrypts the memory.</source>
        <translation>加密内存的技术。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The network cards of the machine.</source>
        <translation>机器的网卡。</translation>
    </message>
    <message>
        <source>Network card</source>
        <translation>网卡</translation>
    </message>
    <message>
        <source>Model of the network card. Virtio is fastest; without its driver take e1000.</source>
        <translation>网卡的型号。virtio 最快；没有它的驱动程序时请选 e1000。</translation>
    </message>
    <message>
        <source>Several network queues</source>
        <translation>多个网络队列</translation>
    </message>
    <message>
        <source>One queue per processor, for much traffic. Needs virtio.</source>
        <translation>每个处理器一个队列，适合大量流量。需要 virtio。</translation>
    </message>
    <message>
        <source>Packed virtio queues</source>
        <translation>紧凑的 virtio 队列</translation>
    </message>
    <message>
        <source>A faster form of virtio queues that new systems know.</source>
        <translation>新系统认得的、较快的 virtio 队列形式。</translation>
    </message>
    <message>
        <source>Display and input</source>
        <translation>显示与输入</translation>
    </message>
    <message>
        <source>Screen, mouse and serial ports.</source>
        <translation>屏幕、鼠标与串口。</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Model of the graphics card.</source>
        <translation>显卡的型号。</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>显示内存</translation>
    </message>
    <message>
        <source>Memory of the graphics card in megabytes.</source>
        <translation>显卡的内存，以 MB 为单位。</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>指针设备</translation>
    </message>
    <message>
        <source>A tablet keeps the mouse in step with the window.</source>
        <translation>使用数位板可让鼠标与窗口保持同步。</translation>
    </message>
    <message>
        <source>Serial ports</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>How many serial ports the machine has.</source>
        <translation>机器有几个串口。</translation>
    </message>
    <message>
        <source>Processor and memory</source>
        <translation>处理器与内存</translation>
    </message>
    <message>
        <source>How the processors look to the system, and how they share the host.</source>
        <translation>系统看到的处理器，以及它们如何共享主机。</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>插槽</translation>
    </message>
    <message>
        <source>Preferred number of processor sockets.</source>
        <translation>偏好的处理器插槽数。</translation>
    </message>
    <message>
        <source>Cores per socket</source>
        <translation>每个插槽的核心数</translation>
    </message>
    <message>
        <source>Preferred number of cores in a socket.</source>
        <translation>偏好的每个插槽核心数。</translation>
    </message>
    <message>
        <source>Threads per core</source>
        <translation>每个核心的线程数</translation>
    </message>
    <message>
        <source>Preferred number of threads in a core.</source>
        <translation>偏好的每个核心线程数。</translation>
    </message>
    <message>
        <source>Most sockets</source>
        <translation>插槽上限</translation>
    </message>
    <message>
        <source>Most sockets that the system can use, such as by licence.</source>
        <translation>系统最多可用的处理器插槽数，例如受授权限制。</translation>
    </message>
    <message>
        <source>Most cores per socket</source>
        <translation>每个插槽的核心上限</translation>
    </message>
    <message>
        <source>Most cores in a socket that the system can use.</source>
        <translation>系统在一个插槽中最多可用的核心数。</translation>
    </message>
    <message>
        <source>Most threads per core</source>
        <translation>每个核心的线程上限</translation>
    </message>
    <message>
        <source>Most threads in a core that the system can use.</source>
        <translation>系统在一个核心中最多可用的线程数。</translation>
    </message>
    <message>
        <source>Processor policy</source>
        <translation>处理器策略</translation>
    </message>
    <message>
        <source>Dedicated processors belong to this machine alone.</source>
        <translation>专用的处理器只属于这台机器。</translation>
    </message>
    <message>
        <source>Thread policy</source>
        <translation>线程策略</translation>
    </message>
    <message>
        <source>How dedicated processors use cores with threads.</source>
        <translation>专用的处理器如何使用有线程的核心。</translation>
    </message>
    <message>
        <source>Processor model</source>
        <translation>处理器型号</translation>
    </message>
    <message>
        <source>Which processor the system sees: the host&apos;s, one like it, or a chosen one.</source>
        <translation>系统看到哪种处理器：主机的、相似的，或指定的。</translation>
    </message>
    <message>
        <source>NUMA nodes</source>
        <translation>NUMA 节点</translation>
    </message>
    <message>
        <source>Into how many nodes memory and processors are divided.</source>
        <translation>内存与处理器分成几个节点。</translation>
    </message>
    <message>
        <source>Memory page size</source>
        <translation>内存页大小</translation>
    </message>
    <message>
        <source>Size of the host&apos;s memory pages: a word or an amount.</source>
        <translation>主机内存页的大小：一个词或一个数量。</translation>
    </message>
    <message>
        <source>Performance counters</source>
        <translation>性能计数器</translation>
    </message>
    <message>
        <source>The system can use the processor&apos;s performance counters.</source>
        <translation>系统可以使用处理器的性能计数器。</translation>
    </message>
    <message>
        <source>HPET clock</source>
        <translation>HPET 时钟</translation>
    </message>
    <message>
        <source>The machine has a high precision event timer.</source>
        <translation>机器有高精度事件计时器。</translation>
    </message>
    <message>
        <source>Guest services</source>
        <translation>来宾服务</translation>
    </message>
    <message>
        <source>Helpers between the machine and its host.</source>
        <translation>机器与主机之间的辅助程序。</translation>
    </message>
    <message>
        <source>Guest agent</source>
        <translation>来宾代理</translation>
    </message>
    <message>
        <source>The QEMU guest agent is installed: it freezes disks and sets passwords.</source>
        <translation>已安装 QEMU 来宾代理：可以冻结磁盘与设置密码。</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>随机数</translation>
    </message>
    <message>
        <source>Device that brings random numbers into the machine.</source>
        <translation>把随机数带入机器的设备。</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>看门狗</translation>
    </message>
    <message>
        <source>What happens when the system hangs.</source>
        <translation>系统死机时要怎么做。</translation>
    </message>
    <message>
        <source>Where it runs</source>
        <translation>运行的地方</translation>
    </message>
    <message>
        <source>On which processors and hypervisors the image can run.</source>
        <translation>镜像可以在哪些处理器与虚拟机监控程序上运行。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Kind of processor that the system was built for.</source>
        <translation>系统所针对的处理器种类。</translation>
    </message>
    <message>
        <source>Hypervisor</source>
        <translation>虚拟机监控程序</translation>
    </message>
    <message>
        <source>Hypervisor that the image was made for.</source>
        <translation>镜像所针对的虚拟机监控程序。</translation>
    </message>
    <message>
        <source>Virtualisation mode</source>
        <translation>虚拟化模式</translation>
    </message>
    <message>
        <source>How the machine is virtualised: fully, or with a kernel made for it.</source>
        <translation>机器的虚拟化方式：完全虚拟化，或使用专门的内核。</translation>
    </message>
    <message>
        <source>Configuration drive</source>
        <translation>设置驱动器</translation>
    </message>
    <message>
        <source>Whether the machine must get a drive with its settings.</source>
        <translation>机器是否必须有一个存放设置的驱动器。</translation>
    </message>
    <message>
        <source>Hide the hypervisor</source>
        <translation>隐藏虚拟机监控程序</translation>
    </message>
    <message>
        <source>The system does not see that it runs in a virtual machine.</source>
        <translation>系统看不出自己在虚拟机里运行。</translation>
    </message>
    <message>
        <source>Kind of disk image</source>
        <translation>磁盘镜像的种类</translation>
    </message>
    <message>
        <source>A whole disk with its partition table, or one partition.</source>
        <translation>含分区表的整个磁盘，或单一分区。</translation>
    </message>
    <message>
        <source>Origin and companions</source>
        <translation>来源与相关镜像</translation>
    </message>
    <message>
        <source>Where the image comes from, and which images belong to it.</source>
        <translation>镜像从哪里来，以及哪些镜像属于它。</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>What the image is for, in your own words.</source>
        <translation>用您自己的话说明镜像的用途。</translation>
    </message>
    <message>
        <source>Made from machine</source>
        <translation>来源机器</translation>
    </message>
    <message>
        <source>ID of the machine that the image is a snapshot of.</source>
        <translation>这个镜像是哪台机器的快照（ID）。</translation>
    </message>
    <message>
        <source>Made from image</source>
        <translation>来源镜像</translation>
    </message>
    <message>
        <source>ID of the image that the machine was started from.</source>
        <translation>机器启动时所用的镜像 ID。</translation>
    </message>
    <message>
        <source>Kernel image</source>
        <translation>内核镜像</translation>
    </message>
    <message>
        <source>ID of the image that holds the kernel, for Amazon-style images.</source>
        <translation>存放内核的镜像 ID，用于 Amazon 式的镜像。</translation>
    </message>
    <message>
        <source>Ramdisk image</source>
        <translation>Ramdisk 镜像</translation>
    </message>
    <message>
        <source>ID of the image that holds the ramdisk, for Amazon-style images.</source>
        <translation>存放 ramdisk 的镜像 ID，用于 Amazon 式的镜像。</translation>
    </message>
    <message>
        <source>Root file system</source>
        <translation>根文件系统</translation>
    </message>
    <message>
        <source>UUID of the root file system, for machines without a boot loader.</source>
        <translation>根文件系统的 UUID，用于没有引导程序的机器。</translation>
    </message>
    <message>
        <source>VMware</source>
        <translation>VMware</translation>
    </message>
    <message>
        <source>For images that run under VMware.</source>
        <translation>用于在 VMware 下运行的镜像。</translation>
    </message>
    <message>
        <source>Disk adapter</source>
        <translation>磁盘适配器</translation>
    </message>
    <message>
        <source>Controller that the disk hangs on.</source>
        <translation>磁盘所接的控制器。</translation>
    </message>
    <message>
        <source>Disk type</source>
        <translation>磁盘类型</translation>
    </message>
    <message>
        <source>How the VMDK file is laid out.</source>
        <translation>VMDK 文件的编排方式。</translation>
    </message>
    <message>
        <source>Guest system</source>
        <translation>来宾系统</translation>
    </message>
    <message>
        <source>VMware&apos;s name for the system inside, such as debian12_64Guest.</source>
        <translation>VMware 对内部系统的称呼，例如 debian12_64Guest。</translation>
    </message>
    <message>
        <source>Linked clones</source>
        <translation>链接克隆</translation>
    </message>
    <message>
        <source>New machines share the disk of the image instead of copying it.</source>
        <translation>新机器共享镜像的磁盘，而不复制它。</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Proof that the data come from who signed them. All four are needed together.</source>
        <translation>证明数据来自签署者。四项必须一起提供。</translation>
    </message>
    <message>
        <source>The signature of the data, in Base64.</source>
        <translation>数据的签名，以 Base64 表示。</translation>
    </message>
    <message>
        <source>Signature hash</source>
        <translation>签名哈希</translation>
    </message>
    <message>
        <source>Hash that was signed.</source>
        <translation>所签署的哈希值。</translation>
    </message>
    <message>
        <source>Signature key</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>Kind of the key that signed.</source>
        <translation>用来签署的密钥种类。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>ID of the certificate in the key manager.</source>
        <translation>证书在密钥管理器里的 ID。</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>For images of encrypted volumes.</source>
        <translation>用于加密卷的镜像。</translation>
    </message>
    <message>
        <source>Encryption key</source>
        <translation>加密密钥</translation>
    </message>
    <message>
        <source>ID of the key in the key manager.</source>
        <translation>密钥在密钥管理器里的 ID。</translation>
    </message>
    <message>
        <source>When the image is deleted</source>
        <translation>删除镜像时</translation>
    </message>
    <message>
        <source>Whether the key goes with the image.</source>
        <translation>密钥是否随镜像一起删除。</translation>
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
    <message>
        <source>%1 ms</source>
        <extracomment>Milliseconds</extracomment>
        <translation>%1 毫秒</translation>
    </message>
</context>
<context>
    <name>PracticeText</name>
    <message>
        <source>Delete</source>
        <extracomment>Button</extracomment>
        <translation>删除</translation>
    </message>
    <message>
        <source>The record and whatever data there were are removed at once. Somebody who was still sending data is told that the image is gone.</source>
        <translation>记录与已有的数据会立刻移除。仍在发送数据的人会得知镜像已不在。</translation>
    </message>
    <message>
        <source>Upload a file</source>
        <extracomment>Button</extracomment>
        <translation>上传文件</translation>
    </message>
    <message>
        <source>The bytes go straight into the store and are hashed on the way.</source>
        <translation>字节直接进入存储位置，并在途中计算哈希值。</translation>
    </message>
    <message>
        <source>Stage a file</source>
        <extracomment>Button: put data into the staging area</extracomment>
        <translation>暂存文件</translation>
    </message>
    <message>
        <source>The bytes go into a staging area first. There they wait until somebody asks for the import.</source>
        <translation>字节先进入暂存区，在那里等到有人要求导入。</translation>
    </message>
    <message>
        <source>Import from a link</source>
        <extracomment>Button</extracomment>
        <translation>从链接导入</translation>
    </message>
    <message>
        <source>The service itself fetches the data from the web.</source>
        <translation>由服务自己从网络取得数据。</translation>
    </message>
    <message>
        <source>Register existing data</source>
        <extracomment>Button</extracomment>
        <translation>注册现有的数据</translation>
    </message>
    <message>
        <source>The data lie in a store already. The image is told where, and no byte moves.</source>
        <translation>数据已经在存储位置里。只告诉镜像位置，不移动任何字节。</translation>
    </message>
    <message>
        <source>Finish the upload</source>
        <extracomment>Button</extracomment>
        <translation>完成上传</translation>
    </message>
    <message>
        <source>The last byte has arrived. Size and hashes are written into the record, and the image can be used.</source>
        <translation>最后一个字节已到达。大小与哈希值写入记录，镜像可以使用。</translation>
    </message>
    <message>
        <source>Make the upload fail</source>
        <extracomment>Button</extracomment>
        <translation>让上传失败</translation>
    </message>
    <message>
        <source>What had arrived is thrown away. The record stays, so that the upload can be tried again.</source>
        <translation>已到达的数据会丢弃。记录会保留，以便重新上传。</translation>
    </message>
    <message>
        <source>The store is full.</source>
        <extracomment>Why an upload failed</extracomment>
        <translation>存储位置已满。</translation>
    </message>
    <message>
        <source>Fail like old services</source>
        <extracomment>Button</extracomment>
        <translation>像旧服务那样失败</translation>
    </message>
    <message>
        <source>Old services marked an image like this when its upload failed. Today&apos;s put it back to queued, but old catalogues still hold such images.</source>
        <translation>旧服务在上传失败时会这样标记镜像。现在的服务会放回“已排队”，但旧目录里仍有这样的镜像。</translation>
    </message>
    <message>
        <source>The upload could not be repaired.</source>
        <extracomment>Why an upload failed</extracomment>
        <translation>上传无法修复。</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>Button</extracomment>
        <translation>导入</translation>
    </message>
    <message>
        <source>The staged data are checked and moved into the store, in the background.</source>
        <translation>在后台检查暂存的数据，并移入存储位置。</translation>
    </message>
    <message>
        <source>Make the staging fail</source>
        <extracomment>Button</extracomment>
        <translation>让暂存失败</translation>
    </message>
    <message>
        <source>What had arrived is thrown away, and the image waits for data again.</source>
        <translation>已到达的数据会丢弃，镜像重新等待数据。</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <extracomment>Why staging failed</extracomment>
        <translation>连接中断了。</translation>
    </message>
    <message>
        <source>Finish the import</source>
        <extracomment>Button</extracomment>
        <translation>完成导入</translation>
    </message>
    <message>
        <source>The data are in the store, and the task that moved them has succeeded. The image can be used.</source>
        <translation>数据已在存储位置里，移动它们的任务也已成功。镜像可以使用。</translation>
    </message>
    <message>
        <source>Make the import fail</source>
        <extracomment>Button</extracomment>
        <translation>让导入失败</translation>
    </message>
    <message>
        <source>The task has failed and says why. The image waits for data again.</source>
        <translation>任务失败并说明原因。镜像重新等待数据。</translation>
    </message>
    <message>
        <source>The data are not what the record says.</source>
        <extracomment>Why an import failed</extracomment>
        <translation>数据与记录所说的不符。</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <extracomment>Button</extracomment>
        <translation>停用</translation>
    </message>
    <message>
        <source>The data stay where they are, but nobody may use them: for an image that is under suspicion, for example.</source>
        <translation>数据留在原处，但任何人都不能使用：例如受到怀疑的镜像。</translation>
    </message>
    <message>
        <source>Delete into the trash</source>
        <extracomment>Button</extracomment>
        <translation>删除到回收站</translation>
    </message>
    <message>
        <source>The image leaves the list, but its data are kept for some days. A cloud does so when it is set up for delayed deletion.</source>
        <translation>镜像离开列表，但数据会保留几天。云设置为延迟删除时就会这样做。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <extracomment>Button</extracomment>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Restore</source>
        <extracomment>Button</extracomment>
        <translation>还原</translation>
    </message>
    <message>
        <source>The image comes back from the trash as it was.</source>
        <translation>镜像原样从回收站回来。</translation>
    </message>
    <message>
        <source>Purge</source>
        <extracomment>Button: remove from the trash for good</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>The time in the trash is up: the data are removed for good.</source>
        <translation>在回收站里的期限已到：数据永久移除。</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <extracomment>Button</extracomment>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>The data may be used again. They did not change meanwhile.</source>
        <translation>数据又可以使用，这段期间没有改变。</translation>
    </message>
    <message>
        <source>Make a new image</source>
        <extracomment>Button</extracomment>
        <translation>创建新的镜像</translation>
    </message>
    <message>
        <source>A record is made: a name, an id, and what the data will be. There are no data yet.</source>
        <translation>创建一笔记录：名称、ID，以及数据将会是什么。还没有数据。</translation>
    </message>
</context>
<context>
    <name>SpaceText</name>
    <message>
        <source>%1 on disk</source>
        <translation>磁盘上 %1</translation>
    </message>
    <message>
        <source>%1 for the guest</source>
        <translation>来宾看到 %1</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>节省 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>images</comment>
        <translation>
            <numerusform>其他 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>可用空间</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n image(s)</source>
        <extracomment>%1 is an amount of bytes</extracomment>
        <translation>
            <numerusform>%n 个镜像共 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in the trash</source>
        <translation>回收站里有 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 saved against what guests see</source>
        <extracomment>Disks look larger to a guest than the bytes that they take up</extracomment>
        <translation>相较于来宾看到的大小节省 %1</translation>
    </message>
    <message>
        <source>%1 held by duplicates</source>
        <translation>重复的数据占 %1</translation>
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
    <message>
        <source>Seen in the cloud</source>
        <extracomment>What happened to an image: it was found changed in its cloud, by whom is not known</extracomment>
        <translation>在云端看到</translation>
    </message>
</context>
<context>
    <name>TimelineLayoutText</name>
    <message>
        <source>× %1</source>
        <extracomment>How often a step was made</extracomment>
        <translation>× %1</translation>
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
    <message>
        <source>It is not known which image is to be replaced.</source>
        <translation>不知道要取代哪个镜像。</translation>
    </message>
    <message>
        <source>The folder “%1” for data on their way cannot be made.</source>
        <translation>无法创建用于暂存传输数据的文件夹“%1”。</translation>
    </message>
    <message>
        <source>There is no folder for data on their way.</source>
        <translation>没有可以暂存传输数据的文件夹。</translation>
    </message>
    <message>
        <source>The catalogue or cloud that the image is to be copied from is not open. Open it, then try again.</source>
        <translation>镜像的来源目录或云没有打开。请打开后重试。</translation>
    </message>
    <message>
        <source>The source of the copy has been closed.</source>
        <translation>复制的来源已关闭。</translation>
    </message>
    <message>
        <source>The image is to be converted on the way, which needs a catalogue on this computer. Open one, then try again.</source>
        <translation>镜像要在途中转换，这需要这台计算机上的目录。请打开一个后重试。</translation>
    </message>
    <message>
        <source>The catalogue that converts has been closed.</source>
        <translation>负责转换的目录已关闭。</translation>
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
    <message>
        <source>New version</source>
        <extracomment>A kind of transfer, a noun: a file becomes an image that takes the place of another</extracomment>
        <translation>新版本</translation>
    </message>
    <message>
        <source>limited by disk reads</source>
        <extracomment>What holds a transfer up: reading from the disk is the slowest part. Follows &quot;Copying and hashing&quot;</extracomment>
        <translation>受限于磁盘读取</translation>
    </message>
    <message>
        <source>limited by disk writes</source>
        <extracomment>What holds a transfer up: writing to the disk is the slowest part</extracomment>
        <translation>受限于磁盘写入</translation>
    </message>
    <message>
        <source>limited by hashing</source>
        <extracomment>What holds a transfer up: computing md5 and sha512 is the slowest part</extracomment>
        <translation>受限于哈希计算</translation>
    </message>
    <message>
        <source>limited by the network</source>
        <extracomment>What holds a transfer up: the network is the slowest part</extracomment>
        <translation>受限于网络</translation>
    </message>
    <message>
        <source>Conversion</source>
        <extracomment>A kind of transfer, a noun: an image or a file becomes an image in another format</extracomment>
        <translation>转换</translation>
    </message>
    <message>
        <source>Conversion to a file</source>
        <extracomment>A kind of transfer, a noun: an image or a file becomes a file in another format</extracomment>
        <translation>转换成文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>A kind of transfer, a noun: an image is copied from one catalogue or cloud to another</extracomment>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>TrioImport</name>
    <message>
        <source>%1 What was made before could not be deleted: %2.</source>
        <extracomment>%1 is what went wrong, %2 a list of ids</extracomment>
        <translation>%1先前创建的项目无法删除：%2。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>disk image: a file; if there is none of that name, an image of the catalogue by its name or ID</source>
        <translation>磁盘映像：文件；若没有这个名称的文件，则为目录中镜像的名称或 ID</translation>
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
    <name>vitrine::AddingDelegate</name>
    <message>
        <source> GB</source>
        <extracomment>min_disk, in the spin box: &quot;20 GB&quot;</extracomment>
        <translation> GB</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>A cell that is edited: &quot;Image name of debian-12.qcow2&quot;</extracomment>
        <translation>%2 的%1</translation>
    </message>
</context>
<context>
    <name>vitrine::AddingModel</name>
    <message>
        <source>File</source>
        <extracomment>Column: name of the file to be added</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>Column: whether the file can be added</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Image name</source>
        <extracomment>Column: name of the image to be made</extracomment>
        <translation>镜像名称</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>Column: disk format to declare</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Found inside</source>
        <extracomment>Column: what was found inside the file</extracomment>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虚拟大小</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Min. disk</source>
        <translation>最小磁盘</translation>
    </message>
    <message>
        <source>System</source>
        <extracomment>Column: operating system (os_distro)</extracomment>
        <translation>系统</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Column: version of the operating system</extracomment>
        <translation>版本</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>Column: named set of properties</extracomment>
        <translation>预设</translation>
    </message>
    <message>
        <source>Link</source>
        <extracomment>Found inside: a link is not looked into</extracomment>
        <translation>链接</translation>
    </message>
    <message>
        <source>Found later</source>
        <extracomment>Format of an image that is unpacked on its way in</extracomment>
        <translation>稍后判定</translation>
    </message>
</context>
<context>
    <name>vitrine::AddingOptions</name>
    <message>
        <source>Upload</source>
        <extracomment>Way to add images: in one step</extracomment>
        <translation>上传</translation>
    </message>
    <message>
        <source>Stage and import</source>
        <translation>暂存后导入</translation>
    </message>
    <message>
        <source>&amp;Store:</source>
        <translation>存储位置(&amp;S)：</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>受保护(&amp;P)</translation>
    </message>
    <message>
        <source>The images cannot be deleted until the protection is taken away.</source>
        <translation>取消保护之前，无法删除这些镜像。</translation>
    </message>
    <message>
        <source>&amp;Tags:</source>
        <translation>标签(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;How:</source>
        <extracomment>Label: the way in which images are added</extracomment>
        <translation>方式(&amp;H)：</translation>
    </message>
    <message>
        <source>&amp;Visible to:</source>
        <translation>谁看得到(&amp;V)：</translation>
    </message>
    <message>
        <source>In one step: queued → saving → active.</source>
        <translation>一个步骤：已排队 → 保存中 → 可用。</translation>
    </message>
    <message>
        <source>In two steps, as a cloud does it: queued → uploading → importing → active.</source>
        <translation>两个步骤，和云一样：已排队 → 上传中 → 导入中 → 可用。</translation>
    </message>
    <message>
        <source>Links: queued → importing → active.</source>
        <translation>链接：已排队 → 导入中 → 可用。</translation>
    </message>
    <message>
        <source>%1, %2 free</source>
        <extracomment>A store in a list: &quot;backup, 12.0 GiB free&quot;</extracomment>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>This cloud takes data in one step only.</source>
        <translation>这个云只能以单一步骤接收数据。</translation>
    </message>
</context>
<context>
    <name>vitrine::AddingSheet</name>
    <message numerus="yes">
        <source>%n ready</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 个就绪</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 个要看一下</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be added</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 个无法添加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <comment>files and links to be added</comment>
        <translation>
            <numerusform>%n 个项目</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>&quot;12 items: 10 ready, 2 to look at&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加镜像</translation>
    </message>
    <message>
        <source>Fill &amp;down</source>
        <translation>向下填满(&amp;D)</translation>
    </message>
    <message>
        <source>Copies the current cell into the selected rows below it, or into all below (%1)</source>
        <extracomment>%1 is a key such as &quot;Ctrl+D&quot;</extracomment>
        <translation>把当前的单元格复制到下方选中的行，或下方所有的行（%1）</translation>
    </message>
    <message>
        <source>P&amp;reset:</source>
        <translation>预设(&amp;R)：</translation>
    </message>
    <message>
        <source>An edited cell goes to all selected rows.</source>
        <translation>编辑过的单元格会应用到所有选中的行。</translation>
    </message>
    <message>
        <source>Add &amp;without asking next time</source>
        <translation>下次不询问就添加(&amp;W)</translation>
    </message>
    <message>
        <source>Only files that somebody should look at are then shown here.</source>
        <translation>之后只会在这里显示需要看一下的文件。</translation>
    </message>
    <message>
        <source>Looking into the files…</source>
        <translation>正在检查文件…</translation>
    </message>
    <message>
        <source>Comparing with the images that are here…</source>
        <translation>正在与现有的镜像比对…</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>只取用了前 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Apply to the selected</source>
        <translation>应用到选择的项目(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Apply to all</source>
        <translation>全部应用(&amp;A)</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>正在添加…</translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s)</source>
        <translation>
            <numerusform>添加 %n 个镜像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::AddingTable</name>
    <message>
        <source>Files to add</source>
        <translation>要添加的文件</translation>
    </message>
</context>
<context>
    <name>vitrine::AllocationStrip</name>
    <message>
        <source>Data</source>
        <extracomment>A part of a disk: bytes that are stored</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>Zeros</source>
        <extracomment>A part of a disk: said to be zero, and takes no room</extracomment>
        <translation>零</translation>
    </message>
    <message>
        <source>Holes</source>
        <extracomment>A part of a disk: never written, takes no room</extracomment>
        <translation>空洞</translation>
    </message>
    <message>
        <source>Compressed</source>
        <extracomment>A part of a disk: bytes that are stored compressed</extracomment>
        <translation>已压缩</translation>
    </message>
    <message>
        <source>How the disk is stored</source>
        <translation>磁盘的保存方式</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A kind of stored bytes, and how many there are</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>From %1 to %2: %3</source>
        <extracomment>A place on a disk and what lies there: &quot;From 1.00 GiB to 1.01 GiB: Data&quot;</extracomment>
        <translation>从 %1 到 %2：%3</translation>
    </message>
</context>
<context>
    <name>vitrine::AllocationView</name>
    <message>
        <source>The image has no data that could be looked at.</source>
        <translation>此镜像没有可查看的数据。</translation>
    </message>
    <message>
        <source>Looking at how the disk is stored…</source>
        <translation>正在查看磁盘的存放方式…</translation>
    </message>
</context>
<context>
    <name>vitrine::Application</name>
    <message>
        <source>Sample disk</source>
        <translation>示例磁盘</translation>
    </message>
    <message numerus="yes">
        <source>Copying %n image(s) to “%1”.</source>
        <translation>
            <numerusform>正在将 %n 个镜像复制到“%1”。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>Button: show the catalogue that images are copied to</extracomment>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>vitrine::Archive</name>
    <message>
        <source>The archive cannot be used: %1.</source>
        <translation>无法使用此归档文件：%1。</translation>
    </message>
    <message>
        <source>there is no disk in it</source>
        <translation>里面没有磁盘</translation>
    </message>
    <message>
        <source>line %1 of its manifest cannot be read</source>
        <translation>无法读取它的清单第 %1 行</translation>
    </message>
    <message>
        <source>the name of a member is too long</source>
        <translation>有成员的名称太长</translation>
    </message>
    <message>
        <source>the name of a member is not readable text</source>
        <translation>有成员的名称不是可读的文字</translation>
    </message>
    <message>
        <source>the member “%1” points out of the archive, which is a known attack</source>
        <translation>成员“%1”指向归档文件之外，这是已知的攻击手法</translation>
    </message>
    <message>
        <source>its description (.ovf) is not the first member</source>
        <translation>它的描述文件 (.ovf) 不是第一个成员</translation>
    </message>
    <message>
        <source>it has more than one description (.ovf)</source>
        <translation>它有不止一个描述文件 (.ovf)</translation>
    </message>
    <message>
        <source>its description (.ovf) is larger than 4 MiB</source>
        <translation>它的描述文件 (.ovf) 大于 4 MiB</translation>
    </message>
    <message>
        <source>its manifest is too large</source>
        <translation>它的清单太大</translation>
    </message>
    <message>
        <source>its manifest names “%1”, which is not in it</source>
        <translation>它的清单列出“%1”，但里面没有</translation>
    </message>
    <message>
        <source>the file “%1” is missing</source>
        <translation>缺少文件“%1”</translation>
    </message>
    <message>
        <source>the file “%1” has %2 bytes, but its description says %3</source>
        <translation>文件“%1”有 %2 字节，但描述文件说是 %3</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The file “%1” in the archive is not what its manifest promises: it is damaged or was changed. Copy or download the archive again.</source>
        <translation>归档文件中的“%1”与清单不符：它已损坏或被改过。请重新复制或下载归档文件。</translation>
    </message>
    <message>
        <source>There are several disks in the appliance: %1. Choose one of them.</source>
        <translation>虚拟设备中有多个磁盘：%1。请选一个。</translation>
    </message>
    <message>
        <source>There is no disk “%1” in the appliance. There are: %2.</source>
        <translation>虚拟设备中没有磁盘“%1”。有的是：%2。</translation>
    </message>
    <message>
        <source>The disk “%1” is compressed as a whole within the appliance. Take it out with “vitrinectl ova extract” first.</source>
        <translation>磁盘“%1”在虚拟设备中被整体压缩。请先用“vitrinectl ova extract”提取。</translation>
    </message>
    <message numerus="yes">
        <source>An appliance holds 1 to %n disk(s) on this bus.</source>
        <translation>
            <numerusform>在这种总线上，虚拟设备可有 1 到 %n 个磁盘。</numerusform>
        </translation>
    </message>
    <message>
        <source>it is larger than 4 MiB</source>
        <translation>它大于 4 MiB</translation>
    </message>
    <message>
        <source>it refers to “%1”, which is not the plain name of a file beside it</source>
        <translation>它引用“%1”，这不是旁边文件的单纯名称</translation>
    </message>
    <message>
        <source>the file “%1” is cut into pieces</source>
        <translation>文件“%1”被切成多块</translation>
    </message>
    <message>
        <source>the file “%1” is compressed in an unknown way</source>
        <translation>文件“%1”以未知的方式压缩</translation>
    </message>
    <message numerus="yes">
        <source>it refers to more than %n file(s)</source>
        <translation>
            <numerusform>它引用超过 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>the disk “%1” holds only the changes to another one</source>
        <translation>磁盘“%1”只存有对另一个磁盘的更改</translation>
    </message>
    <message>
        <source>the disk “%1” has an impossible size</source>
        <translation>磁盘“%1”的大小不可能</translation>
    </message>
    <message>
        <source>it has too many disks</source>
        <translation>它的磁盘太多</translation>
    </message>
    <message>
        <source>its elements are nested too deeply</source>
        <translation>它的元素嵌套太深</translation>
    </message>
    <message>
        <source>it does not begin as one</source>
        <translation>它的开头不是这种文件</translation>
    </message>
    <message>
        <source>it describes too much hardware</source>
        <translation>它描述的硬件太多</translation>
    </message>
    <message>
        <source>it has a document type or entities, which is a known attack</source>
        <translation>它含有文档类型声明或实体，这是已知的攻击手法</translation>
    </message>
    <message>
        <source>the file of the disk “%1” is not described</source>
        <translation>没有描述磁盘“%1”的文件</translation>
    </message>
    <message>
        <source>it is not well-formed XML</source>
        <translation>它不是格式正确的 XML</translation>
    </message>
    <message>
        <source>The compressed file is damaged, or its checksum is wrong. Copy or download it again.</source>
        <translation>压缩文件已损坏，或校验和不符。请重新复制或下载。</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack the file.</source>
        <translation>内存不足，无法解压文件。</translation>
    </message>
    <message>
        <source>The compressed file needs more memory than a file may ask for. Unpack it with the program that made it.</source>
        <translation>此压缩文件需要的内存超过一个文件所能要求的。请用当初压缩它的程序解开。</translation>
    </message>
    <message>
        <source>an extended header of it cannot be read</source>
        <translation>无法读取它的扩展头</translation>
    </message>
    <message>
        <source>a member of it has an impossible size</source>
        <translation>其中一个成员的大小不可能</translation>
    </message>
    <message>
        <source>it is damaged, or not complete</source>
        <translation>它已损坏或不完整</translation>
    </message>
    <message numerus="yes">
        <source>it has more than %n member(s)</source>
        <translation>
            <numerusform>它的成员超过 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>a member of it is stored with holes</source>
        <translation>其中一个成员以稀疏方式存储</translation>
    </message>
    <message>
        <source>an extended header of it contradicts the others</source>
        <translation>它的扩展头与其他头矛盾</translation>
    </message>
    <message>
        <source>a member of it has two names</source>
        <translation>其中一个成员有两个名称</translation>
    </message>
    <message>
        <source>a member of it has two sizes</source>
        <translation>其中一个成员有两种大小</translation>
    </message>
    <message>
        <source>the member “%1” is not an ordinary file but a link, a device or the like</source>
        <translation>成员“%1”不是普通文件，而是链接、设备之类</translation>
    </message>
    <message>
        <source>the member “%1” is in it twice</source>
        <translation>成员“%1”在里面出现两次</translation>
    </message>
    <message>
        <source>it is cut off within “%1”</source>
        <translation>它在“%1”中间就断了</translation>
    </message>
    <message>
        <source>Something else follows the compressed data in the file. Copy or download it again, or unpack it by hand if you know what that is.</source>
        <translation>文件中压缩数据之后还有别的内容。请重新复制或下载；如果您知道那是什么，请自行解压。</translation>
    </message>
    <message>
        <source>Unpacking was stopped: more than %1 came out of the compressed file, which is far more than is usual. If you trust the file, unpack it by hand.</source>
        <translation>已停止解压：压缩文件解出超过 %1，远多于正常情况。如果您信任此文件，请自行解压。</translation>
    </message>
    <message>
        <source>there are archives within archives in it (%1). Unpack the outer ones by hand</source>
        <translation>归档文件里还有归档文件 (%1)。请先自行解开外层</translation>
    </message>
    <message>
        <source>its headers contradict each other</source>
        <translation>它的头部互相矛盾</translation>
    </message>
    <message>
        <source>its list of members is missing</source>
        <translation>它缺少成员列表</translation>
    </message>
    <message>
        <source>it is one part of several</source>
        <translation>它是多个分卷之一</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>它已加密</translation>
    </message>
    <message numerus="yes">
        <source>it has %n member(s); only one that holds a single disk can be used</source>
        <translation>
            <numerusform>它有 %n 个成员；只能使用只含一个磁盘的</numerusform>
        </translation>
    </message>
    <message>
        <source>its method of compression is not known</source>
        <translation>不认识它的压缩方法</translation>
    </message>
    <message>
        <source>the ramdisk is in it twice</source>
        <translation>里面有两个 ramdisk</translation>
    </message>
    <message>
        <source>there is more than one disk (.img) in it</source>
        <translation>里面有不止一个磁盘（.img）</translation>
    </message>
    <message>
        <source>there is more than one kernel in it</source>
        <translation>里面有不止一个内核</translation>
    </message>
    <message>
        <source>the disk in it is an archive itself</source>
        <translation>其中的磁盘本身也是归档文件</translation>
    </message>
    <message>
        <source>The file is no archive, so there is no “%1” in it.</source>
        <translation>这个文件不是归档文件，所以里面没有“%1”。</translation>
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
        <source>The folder %1 cannot be made. Check who owns it.</source>
        <translation>无法创建文件夹 %1。请检查它的所有者。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a file.</source>
        <translation>“%1”不能当作文件名。</translation>
    </message>
    <message>
        <source>The image “%1” is deactivated. Reactivate it to delete it.</source>
        <translation>镜像“%1”已停用。请先重新启用再删除。</translation>
    </message>
    <message>
        <source>Checked %1 MiB</source>
        <translation>已检查 %1 MiB</translation>
    </message>
    <message>
        <source>The data of the image “%1” are not on this computer. Copy them to a store here first.</source>
        <translation>镜像“%1”的数据不在这台计算机上。请先复制到这里的存储位置。</translation>
    </message>
    <message>
        <source>The image “%1” is not described as %2, which its data would be.</source>
        <translation>镜像“%1”的描述不是 %2，但它的数据会是。</translation>
    </message>
    <message>
        <source>Give the id of the project to share with, in at most %1 characters.</source>
        <translation>请输入要共享的项目 ID，最多 %1 个字符。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueCommands</name>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message numerus="yes">
        <source>Remove the %n image(s) in the trash for good?</source>
        <translation>
            <numerusform>要永久移除回收站里的 %n 个镜像吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Their data are deleted, which frees %1. This cannot be undone.</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>它们的数据会删除，释放 %1。这无法撤销。</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n image(s) for good.</source>
        <translation>
            <numerusform>已永久移除 %n 个镜像。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueDelegate</name>
    <message>
        <source>Name of the catalogue in this list</source>
        <translation>目录在这个列表里的名称</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueEntry</name>
    <message>
        <source>On this PC</source>
        <extracomment>Heading above the catalogues in local folders</extracomment>
        <translation>在这台计算机上</translation>
    </message>
    <message>
        <source>Not opened yet</source>
        <translation>尚未打开</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>打开中…</translation>
    </message>
    <message>
        <source>Available</source>
        <extracomment>State of a catalogue</extracomment>
        <translation>可用</translation>
    </message>
    <message>
        <source>Read-only</source>
        <extracomment>State of a catalogue</extracomment>
        <translation>只读</translation>
    </message>
    <message>
        <source>Disk missing</source>
        <extracomment>State of a catalogue whose disk is not there</extracomment>
        <translation>磁盘不在</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>Click it to open it.</source>
        <translation>点击即可打开。</translation>
    </message>
    <message>
        <source>The catalogue is being opened.</source>
        <translation>正在打开这个目录。</translation>
    </message>
    <message>
        <source>Images can be looked at, added and changed.</source>
        <translation>可以查看、添加与更改镜像。</translation>
    </message>
    <message>
        <source>Images can be looked at and exported, but nothing can be changed here.</source>
        <translation>可以查看与导出镜像，但无法更改任何东西。</translation>
    </message>
    <message>
        <source>Its folder is not there now. Connect the disk, then try again.</source>
        <translation>它的文件夹现在不在。请接上磁盘，再试一次。</translation>
    </message>
    <message>
        <source>Click it to try again.</source>
        <translation>点击即可再试一次。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s)</source>
        <translation>
            <numerusform>%n 个传输</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 free</source>
        <extracomment>%1 is the state of a catalogue, %2 a number of bytes</extracomment>
        <translation>%1 · 剩余 %2</translation>
    </message>
    <message>
        <source>%1 of %2 used on its disk, %3 free</source>
        <extracomment>Both are numbers of bytes</extracomment>
        <translation>磁盘已用 %1，共 %2，剩余 %3</translation>
    </message>
    <message>
        <source>Clouds</source>
        <extracomment>Heading above the clouds</extracomment>
        <translation>云</translation>
    </message>
    <message>
        <source>Not connected</source>
        <extracomment>State of a cloud that one has not logged in to yet</extracomment>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <extracomment>State of a cloud</extracomment>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <extracomment>State of a cloud</extracomment>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Offline</source>
        <extracomment>State of a cloud</extracomment>
        <translation>离线</translation>
    </message>
    <message>
        <source>Login refused</source>
        <extracomment>State of a cloud</extracomment>
        <translation>登录被拒</translation>
    </message>
    <message>
        <source>Click it to log in.</source>
        <translation>点击即可登录。</translation>
    </message>
    <message>
        <source>Vitrine is logging in.</source>
        <translation>Vitrine 正在登录。</translation>
    </message>
    <message>
        <source>It does not answer just now. Click it to try again.</source>
        <translation>它目前没有响应。点击即可重试。</translation>
    </message>
    <message>
        <source>It does not take this user or password. Correct them, then click it.</source>
        <translation>它不接受此用户或密码。请更正后再点击。</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <extracomment>State of a cloud; %1 is a time</extracomment>
        <translation>自 %1 起离线</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueHost</name>
    <message>
        <source>The catalogue in “%1” is not there. Connect its disk, then try again.</source>
        <translation>“%1”的目录不在那里。请接上它的磁盘，再试一次。</translation>
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
    <name>vitrine::CatalogueListModel</name>
    <message>
        <source>As %1 in %2</source>
        <extracomment>%1 is a user, %2 a project</extracomment>
        <translation>以 %1 身份在 %2 中</translation>
    </message>
    <message>
        <source>From %1</source>
        <extracomment>%1 is a file</extracomment>
        <translation>来自 %1</translation>
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
    <name>vitrine::CatalogueNavigation</name>
    <message>
        <source>Choose a folder for images, or one that holds a catalogue</source>
        <translation>选择要放镜像的文件夹，或已有目录的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>“%1” has %n unfinished transfer(s). Let them end, or cancel them, before removing it.</source>
        <translation>
            <numerusform>“%1”还有 %n 个未完成的传输。请等它们结束或取消，再移除这个目录。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no longer in the list. Its folder and images stay where they are.</source>
        <translation>“%1”已从列表移除。它的文件夹与镜像仍在原处。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueRegistry</name>
    <message>
        <source>My images</source>
        <extracomment>Label of the catalogue in the usual folder</extracomment>
        <translation>我的镜像</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueSidebar</name>
    <message>
        <source>Catalogues</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Adds a folder of images as another catalogue</source>
        <translation>把一个镜像文件夹加为另一个目录</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <extracomment>Menu entry: show this catalogue</extracomment>
        <translation>再试一次(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Rename in this list</source>
        <translation>在列表中重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>在文件管理器中显示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>复制路径(&amp;C)</translation>
    </message>
    <message>
        <source>Remove from this &amp;list</source>
        <translation>从列表移除(&amp;L)</translation>
    </message>
    <message>
        <source>This is the only catalogue.</source>
        <translation>这是唯一的目录。</translation>
    </message>
    <message>
        <source>The folder and its images stay where they are.</source>
        <translation>文件夹与其中的镜像会留在原处。</translation>
    </message>
    <message>
        <source>Add cloud…</source>
        <translation>添加云…</translation>
    </message>
    <message>
        <source>Adds the images of an OpenStack cloud</source>
        <translation>添加 OpenStack 云的镜像</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>区域(&amp;G)</translation>
    </message>
    <message>
        <source>The cloud has one region only.</source>
        <translation>此云只有一个区域。</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>Log in first, then the projects are known.</source>
        <translation>请先登录，才会知道有哪些项目。</translation>
    </message>
    <message>
        <source>It comes from the environment (OS_AUTH_URL).</source>
        <translation>它来自环境变量 (OS_AUTH_URL)。</translation>
    </message>
    <message>
        <source>It is written in “%1”. Change it there.</source>
        <translation>它写在“%1”中。请在那里修改。</translation>
    </message>
    <message>
        <source>&amp;Edit cloud…</source>
        <translation>编辑云(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>The images stay in the cloud.</source>
        <translation>镜像留在云中。</translation>
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
        <source>Reset columns</source>
        <translation>重置列</translation>
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
    <message>
        <source>Nothing has “%1” in it. These names are similar:</source>
        <translation>没有镜像包含“%1”。下面是相近的名称：</translation>
    </message>
    <message>
        <source>There are no images that you may see. Drop disk images here.</source>
        <translation>没有您可以查看的镜像。请将磁盘镜像拖放到这里。</translation>
    </message>
    <message>
        <source>They are checked on this PC, uploaded, and their hash is compared with the cloud’s.</source>
        <translation>它们会先在此电脑上检查再上传，并将哈希值与云中的比对。</translation>
    </message>
    <message>
        <source>%1 (no room)</source>
        <extracomment>%1 is a column of the table that the window is too narrow for</extracomment>
        <translation>%1（空间不足）</translation>
    </message>
</context>
<context>
    <name>vitrine::ChangePreviewDialog</name>
    <message>
        <source>What will change</source>
        <translation>将会更改的内容</translation>
    </message>
    <message>
        <source>Change several images</source>
        <translation>更改多个镜像</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) will change:</source>
        <translation>
            <numerusform>将更改 %n 个镜像：</numerusform>
        </translation>
    </message>
    <message>
        <source>Images that could not be changed</source>
        <translation>无法更改的镜像</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Apply</source>
        <extracomment>Button: make the changes that are listed</extracomment>
        <translation>应用</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>Changing %n image(s)…</source>
        <translation>
            <numerusform>正在更改 %n 个镜像…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were changed.</source>
        <translation>
            <numerusform>已更改 %n 个镜像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed:</source>
        <translation>
            <numerusform>有 %n 个镜像无法更改：</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>vitrine::ChangePreviewModel</name>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Field</source>
        <extracomment>Column: which part of the image changes</extracomment>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>Column: the value before a change</extracomment>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>Column: the value after a change</extracomment>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>vitrine::ChecksView</name>
    <message>
        <source>The image has no data yet.</source>
        <translation>镜像还没有数据。</translation>
    </message>
    <message>
        <source>Verify</source>
        <extracomment>Button: read the data again and compare their hashes</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Reads the data again and compares their hashes</source>
        <translation>重新读取数据并比对哈希值</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查的进度</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>停止检查</translation>
    </message>
    <message>
        <source>Every byte is as it was stored.</source>
        <translation>每个字节都与存入时相同。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>Not verified since it was stored.</source>
        <translation>存入之后还没有验证过。</translation>
    </message>
    <message>
        <source>Equal</source>
        <extracomment>Result of a check: the hash of the data is the recorded one, or another</extracomment>
        <translation>相同</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止中…</translation>
    </message>
    <message>
        <source>Waiting for another operation to end…</source>
        <translation>正在等其他操作结束…</translation>
    </message>
    <message>
        <source>Reading the data: %1</source>
        <translation>正在读取数据：%1</translation>
    </message>
    <message>
        <source>%1 Verified %2.</source>
        <extracomment>%1 is a sentence, %2 a time such as &quot;5 min ago&quot;</extracomment>
        <translation>%1 验证于 %2。</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudController</name>
    <message>
        <source>Seen last: %1. %2</source>
        <extracomment>%1 is a time, %2 the sentence that says why the cloud cannot be reached</extracomment>
        <translation>上次看到：%1。%2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>“%1” is offered to your project.</source>
        <translation>“%1”已提供给您的项目。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>有 %n 个镜像提供给您的项目。</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer…</source>
        <extracomment>Button: show the images that other projects share, to accept or reject them</extracomment>
        <translation>回复…</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudDialog</name>
    <message>
        <source>Add a cloud</source>
        <translation>添加云</translation>
    </message>
    <message>
        <source>Edit the cloud</source>
        <translation>编辑云</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>Label: name of a cloud in the sidebar</extracomment>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>用户和密码</translation>
    </message>
    <message>
        <source>Application credential</source>
        <translation>应用凭证</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>No login</source>
        <extracomment>The cloud does not ask who one is</extracomment>
        <translation>无需登录</translation>
    </message>
    <message>
        <source>&amp;Log in with</source>
        <translation>登录方式(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>User &amp;domain</source>
        <extracomment>Label: the OpenStack domain of a user</extracomment>
        <translation>用户域(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Credential ID</source>
        <translation>凭证 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Keep it in the &amp;keyring of this desktop</source>
        <translation>保存在此桌面的密钥环中(&amp;K)</translation>
    </message>
    <message>
        <source>This desktop has no keyring: it is kept until Vitrine is closed</source>
        <translation>此桌面没有密钥环：只保留到 Vitrine 关闭为止</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>Project d&amp;omain</source>
        <extracomment>Label: the OpenStack domain of a project</extracomment>
        <translation>项目域(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>区域(&amp;R)</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>唯一的一个</translation>
    </message>
    <message>
        <source>&amp;Interface</source>
        <translation>接口(&amp;I)</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系统的证书</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>选择(&amp;H)…</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 文件(&amp;F)</translation>
    </message>
    <message>
        <source>T&amp;rust this certificate for this cloud</source>
        <translation>仅对此云信任此证书(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <extracomment>Button: put the cloud into the list</extracomment>
        <translation>添加(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>令牌(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>密钥(&amp;S)</translation>
    </message>
    <message>
        <source>The address of Keystone (auth_url)</source>
        <translation>Keystone 的地址 (auth_url)</translation>
    </message>
    <message>
        <source>The address of the image service (endpoint)</source>
        <translation>镜像服务的地址 (endpoint)</translation>
    </message>
    <message>
        <source>Give the cloud a name.</source>
        <translation>请为云取个名称。</translation>
    </message>
    <message>
        <source>Another cloud is called “%1”. Choose another name.</source>
        <translation>已有另一个云叫做“%1”。请换个名称。</translation>
    </message>
    <message>
        <source>Give its address, which begins with https:// or http://.</source>
        <translation>请填写以 https:// 或 http:// 开头的地址。</translation>
    </message>
    <message>
        <source>Give your user name.</source>
        <translation>请填写您的用户名。</translation>
    </message>
    <message>
        <source>Give the ID of the application credential.</source>
        <translation>请填写应用凭证的 ID。</translation>
    </message>
    <message>
        <source>Nothing has been tried yet.</source>
        <translation>尚未测试。</translation>
    </message>
    <message>
        <source>Choose the certificates to trust for this cloud</source>
        <translation>选择要对此云信任的证书</translation>
    </message>
    <message>
        <source>Certificates (%1)</source>
        <translation>证书 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <extracomment>Button: stop the test</extracomment>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>It works: the image service speaks %1.</source>
        <translation>可以使用：镜像服务的版本为 %1。</translation>
    </message>
    <message>
        <source>It works: you are %1 in the project %2, and the image service speaks %3.</source>
        <extracomment>%1 is a user, %2 a project, %3 a version such as v2.15</extracomment>
        <translation>可以使用：您是项目 %2 中的 %1，镜像服务的版本为 %3。</translation>
    </message>
    <message>
        <source>Its regions: %1.</source>
        <translation>它的区域：%1。</translation>
    </message>
    <message>
        <source>Nobody vouches for this server. Trust it only if its administrator confirms that its sha256 fingerprint is %1</source>
        <translation>没有人为这台服务器担保。只有在它的管理员确认其 sha256 指纹为以下内容时才信任它：%1</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudDirectory</name>
    <message>
        <source>“%1” names no clouds.</source>
        <translation>“%1”没有列出任何云。</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudHost</name>
    <message>
        <source>The password is not known: log in to see the images.</source>
        <translation>不知道密码：请登录以查看镜像。</translation>
    </message>
    <message>
        <source>“%1” has unfinished transfers. Let them end, or cancel them, before changing to another project or region.</source>
        <translation>“%1”还有未完成的传输。请先等它们结束或取消，再切换项目或区域。</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudSetup</name>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation>无法读取“%1”：%2。</translation>
    </message>
    <message>
        <source>“%1” describes no cloud: it does not set OS_AUTH_URL.</source>
        <translation>“%1”没有描述任何云：它没有设置 OS_AUTH_URL。</translation>
    </message>
    <message numerus="yes">
        <source>Added %n cloud(s) of “%1”. The file stays where it is, and Vitrine reads it there; its passwords are not copied.</source>
        <translation>
            <numerusform>已添加“%1”中的 %n 个云。文件留在原处，Vitrine 从那里读取；其中的密码不会被复制。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has unfinished transfers. Let them end, or cancel them, before removing it.</source>
        <translation>“%1”还有未完成的传输。请先等它们结束或取消，再移除它。</translation>
    </message>
    <message>
        <source>Remove the cloud</source>
        <translation>移除云</translation>
    </message>
    <message>
        <source>Take “%1” off the list?</source>
        <translation>要将“%1”从列表中移除吗？</translation>
    </message>
    <message>
        <source>Its images stay in the cloud. Its settings and its password are forgotten.</source>
        <translation>它的镜像留在云中。它的设置和密码会被忘记。</translation>
    </message>
    <message>
        <source>Its images stay in the cloud, and “%1” stays where it is; all the clouds in it leave the list.</source>
        <translation>它的镜像留在云中，“%1”也留在原处；其中所有云都会离开列表。</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>Button: take a cloud off the list</extracomment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Token for the cloud “%1”</source>
        <translation>云“%1”的令牌</translation>
    </message>
    <message>
        <source>Secret of the application credential for the cloud “%1”</source>
        <translation>云“%1”应用凭证的密钥</translation>
    </message>
    <message>
        <source>Password of “%1” for the cloud “%2”</source>
        <extracomment>%1 is a user, %2 a cloud</extracomment>
        <translation>“%1”在云“%2”的密码</translation>
    </message>
</context>
<context>
    <name>vitrine::CommandPalette</name>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>没有符合的项目。请少打几个字。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Command or image</source>
        <translation>命令或镜像</translation>
    </message>
    <message>
        <source>Type a command, a catalogue or the name of an image</source>
        <translation>输入命令、目录或镜像的名称</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>符合的项目</translation>
    </message>
</context>
<context>
    <name>vitrine::ConversionSource</name>
    <message>
        <source>The bytes of “%1” can only be had as a whole.</source>
        <translation>“%1”的字节只能整个取得。</translation>
    </message>
</context>
<context>
    <name>vitrine::ConvertDialog</name>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>Another choice</source>
        <extracomment>Stands where a format was chosen that serves none of the purposes in the list</extracomment>
        <translation>其他选择</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Packing</source>
        <extracomment>How the bytes of an image are laid out in its file</extracomment>
        <translation>编排方式</translation>
    </message>
    <message>
        <source>A new &amp;image in this catalogue</source>
        <translation>这个目录中的新镜像(&amp;I)</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>Label: what a conversion makes</extracomment>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Con&amp;vert</source>
        <extracomment>Button: begin the conversion</extracomment>
        <translation>转换(&amp;V)</translation>
    </message>
    <message>
        <source>Choose the format and the packing yourself.</source>
        <translation>请自行选择格式与编排方式。</translation>
    </message>
    <message>
        <source>Convert into a file</source>
        <translation>转换成文件</translation>
    </message>
    <message>
        <source>Looking how large it becomes…</source>
        <translation>正在估计会变多大…</translation>
    </message>
    <message>
        <source>Takes about %1.</source>
        <translation>约占 %1。</translation>
    </message>
    <message>
        <source>Takes about %1; %2 are free.</source>
        <translation>约占 %1；剩余 %2。</translation>
    </message>
    <message>
        <source>There is too little room: it takes about %1, and %2 are free.</source>
        <translation>空间不足：约需 %1，但只剩余 %2。</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Convert “%1”</source>
        <translation>转换“%1”</translation>
    </message>
    <message numerus="yes">
        <source>Convert %n image(s)</source>
        <translation>
            <numerusform>转换 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Purpose</source>
        <translation>用途(&amp;P)</translation>
    </message>
    <message>
        <source>Pat&amp;h</source>
        <translation>路径(&amp;H)</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <extracomment>Label: which disk of an appliance is converted</extracomment>
        <translation>磁盘(&amp;D)</translation>
    </message>
    <message>
        <source>One of the images holds several disks. Convert it alone, to choose one of them.</source>
        <translation>其中一个镜像含有多个磁盘。请单独转换它，以便选择其中一个。</translation>
    </message>
    <message>
        <source>The image holds several disks. Choose one of them.</source>
        <translation>这个镜像含有多个磁盘。请选择其中一个。</translation>
    </message>
    <message>
        <source>Choose a disk…</source>
        <extracomment>Stands in a list of disks until one is chosen</extracomment>
        <translation>选择磁盘…</translation>
    </message>
    <message>
        <source>It is compressed and unpacked first; how much it takes is known then.</source>
        <translation>它经过压缩，会先解开；解开后才知道需要多少空间。</translation>
    </message>
</context>
<context>
    <name>vitrine::ConvertPurpose</name>
    <message>
        <source>For OpenStack</source>
        <translation>用于 OpenStack</translation>
    </message>
    <message>
        <source>QCOW2, compressed: small to upload, and every OpenStack can start machines from it.</source>
        <translation>压缩的 QCOW2：上传量小，每个 OpenStack 都能用它启动机器。</translation>
    </message>
    <message>
        <source>For OpenStack with Ceph</source>
        <translation>用于搭配 Ceph 的 OpenStack</translation>
    </message>
    <message>
        <source>Raw: Ceph makes new disks from it in no time, without copying.</source>
        <translation>原始格式：Ceph 不必复制就能立刻由它创建新磁盘。</translation>
    </message>
    <message>
        <source>For VirtualBox</source>
        <translation>用于 VirtualBox</translation>
    </message>
    <message>
        <source>VDI: VirtualBox&apos;s own format, with room for its snapshots.</source>
        <translation>VDI：VirtualBox 自己的格式，可存放它的快照。</translation>
    </message>
    <message>
        <source>For VMware</source>
        <translation>用于 VMware</translation>
    </message>
    <message>
        <source>VMDK, stream-optimized: what vSphere imports and OVA files hold.</source>
        <translation>流式优化的 VMDK：vSphere 导入与 OVA 文件所用的格式。</translation>
    </message>
    <message>
        <source>For Hyper-V</source>
        <translation>用于 Hyper-V</translation>
    </message>
    <message>
        <source>VHDX: for disks of any size, safe when the power fails.</source>
        <translation>VHDX：适合任何大小的磁盘，断电时也安全。</translation>
    </message>
    <message>
        <source>For Azure</source>
        <translation>用于 Azure</translation>
    </message>
    <message>
        <source>VHD of fixed size: the only kind that Azure takes.</source>
        <translation>固定大小的 VHD：Azure 只接受这种。</translation>
    </message>
    <message>
        <source>To keep it small</source>
        <translation>为了缩小</translation>
    </message>
    <message>
        <source>QCOW2, compressed with zstd: the smallest and the quickest to read, for QEMU 5.1 and later.</source>
        <translation>以 zstd 压缩的 QCOW2：最小，读取也最快，适用于 QEMU 5.1 以上。</translation>
    </message>
    <message>
        <source>Not compressed</source>
        <translation>不压缩</translation>
    </message>
    <message>
        <source>Compressed (deflate)</source>
        <translation>压缩（deflate）</translation>
    </message>
    <message>
        <source>Compressed (zstd)</source>
        <translation>压缩（zstd）</translation>
    </message>
    <message>
        <source>Stream-optimized, compressed</source>
        <translation>流式优化，已压缩</translation>
    </message>
    <message>
        <source>Grows with its data</source>
        <translation>随数据增长</translation>
    </message>
    <message>
        <source>Fixed size</source>
        <translation>固定大小</translation>
    </message>
    <message>
        <source>Empty parts take no space</source>
        <translation>空的部分不占空间</translation>
    </message>
</context>
<context>
    <name>vitrine::CopyableValue</name>
    <message>
        <source>Copy %1</source>
        <extracomment>%1 is what is copied, such as &quot;MD5&quot;</extracomment>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>vitrine::DataDialog</name>
    <message>
        <source>Stage the file &amp;first, then import it</source>
        <translation>先暂存文件再导入(&amp;F)</translation>
    </message>
    <message>
        <source>Add data</source>
        <translation>添加数据</translation>
    </message>
    <message>
        <source>Path of a disk image, or http(s) link</source>
        <translation>磁盘镜像的路径，或 http(s) 链接</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>“%1” is described but has no data yet. They can be sent once; the image then becomes active.</source>
        <translation>“%1”已有描述，但还没有数据。数据只能送入一次，之后镜像就会变为可用。</translation>
    </message>
    <message>
        <source>&amp;File or link</source>
        <translation>文件或链接(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Add data</source>
        <extracomment>Button: send data into an image that has none</extracomment>
        <translation>添加数据(&amp;A)</translation>
    </message>
    <message>
        <source>Choose the data of “%1”</source>
        <translation>选择“%1”的数据</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Downloaded by the catalogue: queued → importing → active.</source>
        <translation>由目录下载：已排队 → 导入中 → 可用。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>In two steps: queued → uploading → importing → active.</source>
        <translation>分两个步骤：已排队 → 上传中 → 导入中 → 可用。</translation>
    </message>
    <message>
        <source>In one step: queued → saving → active.</source>
        <translation>一个步骤：已排队 → 保存中 → 可用。</translation>
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
    <name>vitrine::DesktopTransfers</name>
    <message>
        <source>Disk images are being copied</source>
        <extracomment>Why the computer must not sleep; shown by the system</extracomment>
        <translation>正在复制磁盘镜像</translation>
    </message>
    <message>
        <source>A transfer has failed</source>
        <translation>有个传输失败了</translation>
    </message>
    <message>
        <source>A transfer has finished</source>
        <translation>有个传输完成了</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n 个传输完成了</numerusform>
        </translation>
    </message>
    <message>
        <source>The last one was “%1”.</source>
        <translation>最后一个是“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n 个传输失败了</numerusform>
        </translation>
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
    <name>vitrine::Disk</name>
    <message>
        <source>data lie outside the file</source>
        <translation>数据位在文件之外</translation>
    </message>
    <message>
        <source>The disk image cannot be read.</source>
        <translation>无法读取这个磁盘镜像。</translation>
    </message>
    <message>
        <source>The disk image became shorter while it was read.</source>
        <translation>磁盘镜像在读取时变短了。</translation>
    </message>
    <message>
        <source>it holds compressed data that it may not hold</source>
        <translation>其中含有不该有的压缩数据</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The new image differs from its source at byte %1. Nothing was saved.</source>
        <translation>新的镜像从第 %1 个字节开始与来源不同。没有保存任何东西。</translation>
    </message>
    <message>
        <source>The disk image was changed while it was converted. Nothing was saved; try again when nothing uses it.</source>
        <translation>磁盘镜像在转换时遭到改动。没有保存任何东西；请在没有程序使用它时再试一次。</translation>
    </message>
    <message>
        <source>The disk image is damaged: %1.</source>
        <translation>磁盘镜像已损坏：%1。</translation>
    </message>
    <message>
        <source>Only qcow2 can be compressed as one likes, and streamOptimized VMDK with deflate.</source>
        <translation>只有 qcow2 可以自由选择压缩方式，streamOptimized 的 VMDK 则只能用 deflate。</translation>
    </message>
    <message>
        <source>A level needs a compression.</source>
        <translation>要有压缩方式才能指定等级。</translation>
    </message>
    <message>
        <source>The level must be 1 to %1.</source>
        <translation>等级必须介于 1 到 %1。</translation>
    </message>
    <message>
        <source>Clusters of qcow2 have 512 bytes to 2 MiB, and a power of two of them.</source>
        <translation>qcow2 的簇大小是 512 字节到 2 MiB，而且必须是 2 的幂。</translation>
    </message>
    <message>
        <source>Blocks of VHDX have 1 to 256 MiB, and a power of two of them.</source>
        <translation>VHDX 的区块大小是 1 到 256 MiB，而且必须是 2 的幂。</translation>
    </message>
    <message>
        <source>Only qcow2 and VHDX have clusters whose size can be chosen.</source>
        <translation>只有 qcow2 与 VHDX 可以选择簇大小。</translation>
    </message>
    <message>
        <source>The format cannot be compressed.</source>
        <translation>这种格式无法压缩。</translation>
    </message>
    <message>
        <source>Images can be converted to raw, qcow2, vmdk, vdi, vhd and vhdx, not to %1.</source>
        <translation>镜像可以转换成 raw、qcow2、vmdk、vdi、vhd 与 vhdx，不能转换成 %1。</translation>
    </message>
    <message>
        <source>%1 has no subformats.</source>
        <translation>%1 没有子格式。</translation>
    </message>
    <message>
        <source>“%1” is no subformat that can be written; %2 are.</source>
        <translation>“%1”不是可以写入的子格式；可用的有 %2。</translation>
    </message>
    <message>
        <source>A disk of %1 bytes is too large for %2 of this kind, which ends at %3 bytes.</source>
        <translation>%1 字节的磁盘对这种 %2 来说太大，它最多到 %3 字节。</translation>
    </message>
    <message>
        <source>The image is encrypted (LUKS); what is inside cannot be read without its passphrase.</source>
        <translation>镜像已加密（LUKS）；没有密码短语就无法读取内容。</translation>
    </message>
    <message>
        <source>The content of the file (%1) is not a disk that can be read.</source>
        <translation>文件的内容（%1）不是可以读取的磁盘。</translation>
    </message>
    <message>
        <source>a table points outside the file</source>
        <translation>有个表格指到文件之外</translation>
    </message>
    <message>
        <source>a table uses what its version does not know</source>
        <translation>有个表格用了该版本不认得的内容</translation>
    </message>
    <message>
        <source>a table contradicts itself</source>
        <translation>有个表格自相矛盾</translation>
    </message>
    <message>
        <source>compressed data cannot be unpacked</source>
        <translation>压缩的数据无法解开</translation>
    </message>
    <message>
        <source>the block table is too small for the virtual size</source>
        <translation>区块表对虚拟大小来说太小</translation>
    </message>
    <message>
        <source>a block is in a state that it cannot be in</source>
        <translation>有个区块处于不可能的状态</translation>
    </message>
    <message>
        <source>a grain is not where a table says</source>
        <translation>有个数据粒不在表格所说的位置</translation>
    </message>
    <message>
        <source>its tables cannot be found</source>
        <translation>找不到它的表格</translation>
    </message>
    <message>
        <source>A part of the disk could not be compressed.</source>
        <translation>磁盘的一部分无法压缩。</translation>
    </message>
    <message>
        <source>The snapshots inside the image are lost: only the disk as it is now is converted.</source>
        <translation>镜像里的快照会失去：只转换磁盘当前的内容。</translation>
    </message>
    <message>
        <source>The image was not closed properly. What a program had not written to it by then is not in the new one either.</source>
        <translation>镜像没有正常关闭。当时程序尚未写入的内容，新的镜像里也不会有。</translation>
    </message>
    <message>
        <source>The compression is lost: instead of %1 the new image takes about %2.</source>
        <translation>压缩会失去：新的镜像约占 %2，而不是 %1。</translation>
    </message>
    <message numerus="yes">
        <source>The disk becomes %n byte(s) larger, because this format counts in sectors. The new bytes are zero.</source>
        <translation>
            <numerusform>磁盘会增大 %n 个字节，因为这种格式以扇区计算。新增的字节都是零。</numerusform>
        </translation>
    </message>
    <message>
        <source>As %1 the disc image can only be attached as a hard disk, not as a disc.</source>
        <translation>成为 %1 之后，这个光盘镜像只能当作磁盘连接，不能当作光盘。</translation>
    </message>
    <message>
        <source>The file is not complete: it ends in the middle of its data. Copy or download it again.</source>
        <translation>文件不完整：数据到一半就结束了。请重新复制或下载。</translation>
    </message>
    <message>
        <source>A virtual machine is running from this disk. Shut it down, then convert it.</source>
        <translation>有虚拟机正在使用这个磁盘。请先关机，再转换。</translation>
    </message>
    <message>
        <source>The disk has %1 bytes and cannot be made smaller: its end would be lost. Make what is inside smaller first.</source>
        <translation>磁盘有 %1 字节，不能变小：末端会丢失。请先把里面的内容缩小。</translation>
    </message>
    <message>
        <source>The disk in the archive is an archive itself. Unpack the outer one by hand.</source>
        <translation>归档文件中的磁盘本身又是归档文件。请先自行解开外层。</translation>
    </message>
    <message>
        <source>More backing files were named than the image needs.</source>
        <translation>指定的后备文件比镜像需要的还多。</translation>
    </message>
    <message>
        <source>The backing file should be %1, but the file that was named is %2.</source>
        <translation>后备文件应为 %1，但指定的文件是 %2。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk: only %1 are left.</source>
        <translation>磁盘空间不足：只剩 %1。</translation>
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
    <message numerus="yes">
        <source>Drop to add the clouds in %n file(s)</source>
        <translation>
            <numerusform>松开即可添加 %n 个文件中的云</numerusform>
        </translation>
    </message>
    <message>
        <source>The files are read, never run; they stay where they are.</source>
        <translation>文件只会被读取，不会被执行，并且留在原处。</translation>
    </message>
    <message numerus="yes">
        <source>Drop to upload %n item(s) to the cloud</source>
        <translation>
            <numerusform>松开即可将 %n 个项目上传到云</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ExchangeModel</name>
    <message>
        <source>%1 ms</source>
        <extracomment>%1 is a number of milliseconds</extracomment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>Column: when a request was sent</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Method</source>
        <extracomment>Column: GET, POST and so on</extracomment>
        <translation>方法</translation>
    </message>
    <message>
        <source>Request</source>
        <extracomment>Column: the path that was asked for</extracomment>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <extracomment>Column: the HTTP status</extracomment>
        <translation>响应</translation>
    </message>
    <message>
        <source>Took</source>
        <extracomment>Column: how long a request took</extracomment>
        <translation>耗时</translation>
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
    <name>vitrine::FileSender</name>
    <message>
        <source>“%1” is not an ordinary file, so it cannot become an image. Choose a file.</source>
        <translation>“%1”不是一般文件，因此无法成为镜像。请选择文件。</translation>
    </message>
    <message>
        <source>Sending “%1” was stopped.</source>
        <translation>已停止发送“%1”。</translation>
    </message>
    <message>
        <source>“%1” changed while it was sent. Send it again when no program writes to it.</source>
        <translation>“%1”在发送时遭到改动。请在没有程序写入时重新发送。</translation>
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
    <message>
        <source>“%1” cannot be made into a file.</source>
        <translation>“%1”无法做成文件。</translation>
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
    <name>vitrine::FindingsPane</name>
    <message>
        <source>About the current file</source>
        <translation>关于当前的文件</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>Heading: &quot;debian-12.qcow2: Ready&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>略过这个文件</translation>
    </message>
    <message>
        <source>Add it anyway</source>
        <translation>仍要添加</translation>
    </message>
    <message>
        <source>What of the file to add</source>
        <translation>要添加文件的哪一部分</translation>
    </message>
    <message>
        <source>Add it as it is</source>
        <extracomment>Choice: the file becomes an image without being unpacked</extracomment>
        <translation>按原样添加</translation>
    </message>
    <message>
        <source>Unpack: kernel, ramdisk, machine</source>
        <extracomment>Choice: a tarball becomes three images</extracomment>
        <translation>解开：内核、ramdisk、机器</translation>
    </message>
    <message>
        <source>Unpack it</source>
        <extracomment>Choice: the disk inside becomes an image</extracomment>
        <translation>解开后添加</translation>
    </message>
    <message>
        <source>Unpack “%1”</source>
        <extracomment>Choice: one disk of an archive becomes an image; %1 is its name</extracomment>
        <translation>解开“%1”</translation>
    </message>
</context>
<context>
    <name>vitrine::FirstRunPage</name>
    <message>
        <source>Where should images live?</source>
        <translation>镜像要放在哪里？</translation>
    </message>
    <message>
        <source>Welcome to Vitrine</source>
        <translation>欢迎使用 Vitrine</translation>
    </message>
    <message>
        <source>Vitrine keeps disk images of virtual machines in catalogues: it copies them in, checks them and shows what state each is in.</source>
        <translation>Vitrine 把虚拟机的磁盘镜像保存在目录里：复制进来、检查，并显示每一个的状态。</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>语言(&amp;L)：</translation>
    </message>
    <message>
        <source>Another &amp;folder…</source>
        <translation>其他文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Put a small sample image in it to try things with</source>
        <translation>在里面放一个小示例镜像以便试用(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <extracomment>Button: begin with the usual choices</extracomment>
        <translation>略过(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <extracomment>Button: begin to use the program</extracomment>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台计算机</translation>
    </message>
    <message>
        <source>%1 free</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>⚠ There is little room: disk images usually take several GiB each.</source>
        <translation>⚠ 空间不多：磁盘镜像通常每个要好几 GiB。</translation>
    </message>
</context>
<context>
    <name>vitrine::FoldableSection</name>
    <message>
        <source>Show this section</source>
        <translation>显示这一节</translation>
    </message>
    <message>
        <source>Fold this section away</source>
        <translation>收合这一节</translation>
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
        <source>Recorded steps</source>
        <translation>已记录的步骤</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
</context>
<context>
    <name>vitrine::HttpClient</name>
    <message>
        <source>The server “%1” was not found. Check the address and the network.</source>
        <translation>找不到服务器“%1”。请检查地址与网络。</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” was not found. Check the proxy settings.</source>
        <translation>找不到通往“%1”的代理服务器。请检查代理服务器设置。</translation>
    </message>
    <message>
        <source>Nothing answers at “%1”. Check the address, or try again later.</source>
        <translation>“%1”没有回应。请检查地址，或稍后再试。</translation>
    </message>
    <message>
        <source>The server “%1” could not prove who it is: its certificate is expired, made by itself or made for another name. If you know it, name its certificate with cacert.</source>
        <translation>服务器“%1”无法证明身份：它的证书已过期、自行签发，或属于另一个名称。如果您认得它，请用 cacert 指定它的证书。</translation>
    </message>
    <message>
        <source>A certificate file for “%1” cannot be used. Check cacert, cert and key.</source>
        <translation>无法使用“%1”的证书文件。请检查 cacert、cert 与 key。</translation>
    </message>
    <message>
        <source>No protected connection to “%1” came about. Check whether it is https there.</source>
        <translation>无法与“%1”建立受保护的连接。请检查那里是否为 https。</translation>
    </message>
    <message>
        <source>“%1” answers too slowly or not at all. Try again later.</source>
        <translation>“%1”回应太慢或没有回应。请稍后再试。</translation>
    </message>
    <message>
        <source>The connection to “%1” broke. Try again.</source>
        <translation>与“%1”的连接中断。请再试一次。</translation>
    </message>
    <message>
        <source>The answer of “%1” is longer than any that makes sense. Check the address.</source>
        <translation>“%1”的回应长得不合理。请检查地址。</translation>
    </message>
    <message>
        <source>“%1” sends one to an address that cannot be trusted, or from one to the next without end. Check the address.</source>
        <translation>“%1”会转到无法信任的地址，或无止尽地一再转址。请检查地址。</translation>
    </message>
    <message>
        <source>What was asked of “%1” was stopped.</source>
        <translation>已停止对“%1”的请求。</translation>
    </message>
    <message>
        <source>The server “%1” shows another certificate than a moment ago. Try again later.</source>
        <translation>服务器“%1”出示的证书与刚才的不同。请稍后再试。</translation>
    </message>
    <message>
        <source>The server “%1” shows another certificate than the one you trust. It may have a new one, or somebody listens in. Ask its administrator whether this is its fingerprint: %2</source>
        <translation>服务器“%1”出示的证书不是您信任的那一张。可能是换了新证书，也可能有人在窃听。请向其管理员确认这是否为它的指纹：%2</translation>
    </message>
    <message>
        <source>Nobody vouches for the server “%1”: its certificate is expired, made by itself or made for another name. If its administrator confirms this sha256 fingerprint, write it as “fingerprint” beside the cloud’s auth_url, or name the certificate with cacert: %2</source>
        <translation>没有人为服务器“%1”担保：它的证书已过期、是自己签发的，或是为别的名称签发的。如果其管理员确认这个 sha256 指纹，请把它以“fingerprint”写在该云的 auth_url 旁，或用 cacert 指定证书：%2</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” wants a name and a password. Write them into the address of the proxy: http://name:password@proxy</source>
        <translation>通往“%1”的代理服务器要求用户名和密码。请把它们写进代理服务器的地址：http://name:password@proxy</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” lets nobody through. Check the proxy settings.</source>
        <translation>通往“%1”的代理服务器不放行。请检查代理设置。</translation>
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
    <name>vitrine::ImageCardDelegate</name>
    <message>
        <source>%1 %2</source>
        <extracomment>Status and how much is done: &quot;Saving 43 %&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageCardView</name>
    <message>
        <source>Images as cards</source>
        <translation>以卡片显示镜像</translation>
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
        <source>Select an image to see what it is</source>
        <translation>选择一个镜像以查看其信息</translation>
    </message>
    <message>
        <source>Sharing</source>
        <extracomment>Section: who may see and use the image</extracomment>
        <translation>共享</translation>
    </message>
    <message>
        <source>Checks</source>
        <extracomment>Section: hashes of the data, and whether the data still have them</extracomment>
        <translation>检查</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>Section: the recorded steps in words</extracomment>
        <translation>历史</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Disk map</source>
        <extracomment>Section: which parts of the disk are stored</extracomment>
        <translation>磁盘分布图</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageEditor</name>
    <message numerus="yes">
        <source>edit of %n image(s)</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>
            <numerusform>编辑 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”：%2</translation>
    </message>
    <message>
        <source>%1 of “%2” was changed by somebody else meanwhile and is left as it is.</source>
        <extracomment>%1 is a field such as &quot;Name&quot;, %2 an image</extracomment>
        <translation>“%2”的%1这段期间已由他人更改，因此保持不变。</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <extracomment>%1 is what was taken back, such as &quot;rename&quot;</extracomment>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were changed by somebody else meanwhile and are left as they are.</source>
        <translation>
            <numerusform>有 %n 个值这段期间已由他人更改，因此保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed back.</source>
        <translation>
            <numerusform>有 %n 个镜像无法改回。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImageForm</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虚拟大小</translation>
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
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is an amount of bytes, %2 a percentage</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Disk format</source>
        <translation>磁盘格式</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>The stored bytes are fewer than the disk that a machine sees: what is empty or compressed takes no space.</source>
        <translation>保存的字节比机器看到的磁盘少：空的或压缩的部分不占空间。</translation>
    </message>
    <message>
        <source>Space saved</source>
        <extracomment>Bytes that are not stored because the disk is sparse or compressed</extracomment>
        <translation>节省空间</translation>
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
    <message>
        <source>, </source>
        <extracomment>Separates tags in a cell</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>System</source>
        <extracomment>Column header: the operating system in an image</extracomment>
        <translation>系统</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Column header</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Min. disk</source>
        <extracomment>Column header: the smallest disk that the image may be used with</extracomment>
        <translation>最小磁盘</translation>
    </message>
    <message>
        <source>Min. RAM</source>
        <extracomment>Column header: the least memory that the image may be used with</extracomment>
        <translation>最小内存</translation>
    </message>
    <message>
        <source>Owner</source>
        <extracomment>Column header: the project that owns an image</extracomment>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>Column header: when the image was made</extracomment>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Container</source>
        <extracomment>Column header: the container format of an image</extracomment>
        <translation>容器</translation>
    </message>
    <message>
        <source>ID</source>
        <extracomment>Column header</extracomment>
        <translation>ID</translation>
    </message>
    <message>
        <source>Hash</source>
        <extracomment>Column header: the first characters of the hash of the data</extracomment>
        <translation>哈希值</translation>
    </message>
    <message>
        <source>Group</source>
        <extracomment>Column header: what the images beside it have in common</extracomment>
        <translation>群组</translation>
    </message>
    <message>
        <source>No format</source>
        <extracomment>Heading of the images whose disk format is not known</extracomment>
        <translation>没有格式</translation>
    </message>
    <message>
        <source>No distribution</source>
        <extracomment>Heading of the images whose distribution is not known</extracomment>
        <translation>无发行版</translation>
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
    <message>
        <source>deletion of “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is an image</extracomment>
        <translation>删除“%1”</translation>
    </message>
    <message numerus="yes">
        <source>deletion of %n image(s)</source>
        <translation>
            <numerusform>删除 %n 个镜像</numerusform>
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
        <source>There are no files in what was dropped; hidden files are left out.</source>
        <translation>拖放的内容里没有文件；隐藏文件会略过。</translation>
    </message>
    <message numerus="yes">
        <source>Adding %n image(s) without asking.</source>
        <translation>
            <numerusform>不询问就添加 %n 个镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask next time</source>
        <extracomment>Button: show the sheet again the next time that files are added</extracomment>
        <translation>下次询问</translation>
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
    <name>vitrine::IntegrityDialog</name>
    <message>
        <source>Check integrity</source>
        <translation>检查完整性</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查的进度</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Stop</source>
        <extracomment>Button: end the check now</extracomment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再检查一次</translation>
    </message>
    <message>
        <source>Reading every image again…</source>
        <translation>正在重新读取每个镜像…</translation>
    </message>
    <message>
        <source>The data are read and compared with the hashes taken when they came. You can go on working.</source>
        <translation>会读取数据并与添加时的哈希值比对。您可以继续工作。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>&quot;2.20 of 5.10 GiB, 86.0 MiB/s&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read in %2.</source>
        <translation>
            <numerusform>检查了 %n 个镜像，共读取 %1，费时 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is as it was stored.</source>
        <translation>一切都与存入时相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>有 %n 个问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add damaged images anew from where they came, or from a backup.</source>
        <translation>请从原来的地方或备份重新添加损坏的镜像。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动任何东西。</translation>
    </message>
</context>
<context>
    <name>vitrine::JsonView</name>
    <message>
        <source>JSON of the image</source>
        <translation>镜像的 JSON</translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation>复制 JSON</translation>
    </message>
</context>
<context>
    <name>vitrine::LendFile</name>
    <message>
        <source>“%1” cannot be handed out as a file without copying it: its disk does not share files safely. Export it instead.</source>
        <translation>“%1”无法不经复制就以文件交出：它的磁盘无法安全地共享文件。请改用导出。</translation>
    </message>
</context>
<context>
    <name>vitrine::LifeLessonDialog</name>
    <message>
        <source>How an image lives</source>
        <translation>镜像的生命周期</translation>
    </message>
    <message>
        <source>This image is for practice: do with it what you like. Your catalogue is not touched.</source>
        <translation>这是练习用的镜像：想怎么做都可以，不会动到您的目录。</translation>
    </message>
    <message>
        <source>What can happen now</source>
        <translation>现在可以发生的事</translation>
    </message>
    <message>
        <source>API call</source>
        <translation>API 调用</translation>
    </message>
    <message>
        <source>Command</source>
        <extracomment>What to type in a terminal</extracomment>
        <translation>命令</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <extracomment>Button: take the next step</extracomment>
        <translation>下一步(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新开始(&amp;R)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>A step in the life of an image: status before, status after</extracomment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>None: the service does it by itself</source>
        <translation>无：服务会自己进行</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <extracomment>Buttons: stop or begin to go through the states without being asked</extracomment>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>Sp&amp;eed: %1 ×</source>
        <extracomment>How many times faster than slow motion</extracomment>
        <translation>速度(&amp;E)：%1 ×</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A status and what it means</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>vitrine::LifeSection</name>
    <message>
        <source>How an image lives</source>
        <translation>镜像的生命周期</translation>
    </message>
    <message>
        <source>Explains every state on a practice image</source>
        <translation>用练习镜像说明每个状态</translation>
    </message>
    <message>
        <source>Add data…</source>
        <translation>添加数据…</translation>
    </message>
    <message>
        <source>Sends a file or a link into the image, which has no data yet</source>
        <translation>把文件或链接送入这个还没有数据的镜像</translation>
    </message>
    <message>
        <source>Import staged data</source>
        <extracomment>Button: what was staged becomes the data of the image</extracomment>
        <translation>导入暂存的数据</translation>
    </message>
    <message>
        <source>Makes the staged data the data of the image, which is then active</source>
        <translation>把暂存的数据变成镜像的数据，之后镜像即可用</translation>
    </message>
</context>
<context>
    <name>vitrine::ListBar</name>
    <message>
        <source>Group the images</source>
        <translation>将镜像分组</translation>
    </message>
    <message>
        <source>Puts images of a kind together</source>
        <translation>把同类的镜像放在一起</translation>
    </message>
    <message>
        <source>No groups</source>
        <extracomment>How images are put together in the list</extracomment>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>依状态</translation>
    </message>
    <message>
        <source>By format</source>
        <translation>依格式</translation>
    </message>
    <message>
        <source>By visibility</source>
        <translation>依可见性</translation>
    </message>
    <message>
        <source>By distribution</source>
        <translation>按发行版</translation>
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
    <message>
        <source>Connecting to the cloud…</source>
        <translation>正在连接到云…</translation>
    </message>
</context>
<context>
    <name>vitrine::ManageListsDialog</name>
    <message>
        <source>My lists</source>
        <translation>我的列表</translation>
    </message>
    <message>
        <source>Rename</source>
        <extracomment>Button: give the list another name</extracomment>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>Button: take the list out of the menu; no image is deleted</extracomment>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>vitrine::MemberEditor</name>
    <message>
        <source>sharing with %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>与 %1 共享</translation>
    </message>
    <message>
        <source>end of sharing with %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>停止与 %1 共享</translation>
    </message>
    <message>
        <source>answer of %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>%1 的答复</translation>
    </message>
</context>
<context>
    <name>vitrine::MembersView</name>
    <message>
        <source>Share with a project (its ID)</source>
        <translation>与项目共享（输入 ID）</translation>
    </message>
    <message>
        <source>Shared with no project yet.</source>
        <translation>尚未与任何项目共享。</translation>
    </message>
    <message>
        <source>Project ID</source>
        <extracomment>What is copied: the ID of a project</extracomment>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Share with %1 no longer</source>
        <extracomment>%1 is a project</extracomment>
        <translation>停止与 %1 共享</translation>
    </message>
    <message>
        <source>Answer of %1: %2</source>
        <extracomment>%1 is a project, %2 what it answered</extracomment>
        <translation>%1 的答复：%2</translation>
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
    <name>vitrine::Notifier</name>
    <message>
        <source>Show Vitrine</source>
        <translation>显示 Vitrine</translation>
    </message>
</context>
<context>
    <name>vitrine::OffersDialog</name>
    <message>
        <source>Images offered to you</source>
        <translation>提供给您的镜像</translation>
    </message>
    <message>
        <source>An accepted image appears in your list; a rejected one does not, and is not offered again. The project that owns it sees your answer.</source>
        <translation>接受的镜像会出现在您的列表中；拒绝的不会出现，也不会再次提供。拥有它的项目会看到您的回复。</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Heading of a column: the project that owns an image</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <extracomment>Button: take an image that another project shares</extracomment>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <extracomment>Button: do not take an image that another project shares</extracomment>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>No image is offered to your project.</source>
        <translation>没有提供给您项目的镜像。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>有 %n 个镜像提供给您的项目。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::PaletteModel</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>Status and disk format of an image</extracomment>
        <translation>%1 · %2</translation>
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
    <name>vitrine::PropertiesEditor</name>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Add a property</source>
        <translation>添加属性</translation>
    </message>
    <message>
        <source>Write its name, or what it is about, such as “disk”</source>
        <translation>输入它的名称，或相关的字，例如“disk”</translation>
    </message>
    <message>
        <source>Show the known properties</source>
        <translation>显示已知的属性</translation>
    </message>
</context>
<context>
    <name>vitrine::PropertyRow</name>
    <message>
        <source>(different)</source>
        <extracomment>Stands where several images have several values</extracomment>
        <translation>（不同）</translation>
    </message>
    <message>
        <source>Remove the property “%1”</source>
        <translation>移除属性“%1”</translation>
    </message>
    <message>
        <source>Choose a value</source>
        <extracomment>Stands in a list of values while none has been chosen</extracomment>
        <translation>选择一个值</translation>
    </message>
    <message>
        <source>Yes</source>
        <extracomment>Value of a property that is on or off</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>vitrine::PublishDialog</name>
    <message>
        <source>Publish a new version</source>
        <translation>发布新版本</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>The file becomes a new image with the name, visibility, tags and properties of “%1”. It takes its place once it is active; until then nothing changes.</source>
        <translation>这个文件会成为新的镜像，沿用“%1”的名称、可见性、标签与属性。等它可用之后才会取代原来的位置；在那之前不会有任何变化。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Versions to &amp;keep</source>
        <extracomment>Label before a number: how many replaced versions of an image are kept</extracomment>
        <translation>保留的版本数(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <extracomment>Button: let the new version take the place of the old one</extracomment>
        <translation>发布(&amp;P)</translation>
    </message>
    <message>
        <source>Choose the file of the new version</source>
        <translation>选择新版本的文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>“%1” is renamed to “%2” and hidden.</source>
        <translation>“%1”会改名为“%2”并隐藏。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n older version(s) to the trash</source>
        <translation>
            <numerusform>把 %n 个较旧的版本移到回收站</numerusform>
        </translation>
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
    <name>vitrine::RequestsPanel</name>
    <message>
        <source>Filter requests</source>
        <translation>筛选请求</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Request and answer</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Copy command</source>
        <extracomment>Button: the openstack command of the chosen request</extracomment>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy all</source>
        <extracomment>Button: request and answer as text</extracomment>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>Button: forget the requests that are listed</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>What is done with a catalogue on this PC sends no requests. Open a cloud to see them.</source>
        <translation>在这台电脑的目录上操作不会发送请求。打开云即可看到请求。</translation>
    </message>
    <message>
        <source>Click anything: each request to the cloud is shown here with its answer, and with the openstack command that asks the same.</source>
        <translation>随意点击：发往云的每个请求、其响应，以及效果相同的 openstack 命令都会显示在这里。</translation>
    </message>
</context>
<context>
    <name>vitrine::SampleDisk</name>
    <message>
        <source>The sample disk could not be written.</source>
        <translation>无法写入示例磁盘。</translation>
    </message>
</context>
<context>
    <name>vitrine::SaveListDialog</name>
    <message>
        <source>Save as a list</source>
        <translation>存成列表</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>Button: keep the search under this name</extracomment>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>The name of a list of images</extracomment>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>列表的名称</translation>
    </message>
    <message>
        <source>The list of this name will be replaced.</source>
        <translation>同名的列表会被取代。</translation>
    </message>
    <message>
        <source>It will stand in the menu of lists and always show what fits then.</source>
        <translation>它会出现在列表菜单里，永远显示当时符合的镜像。</translation>
    </message>
</context>
<context>
    <name>vitrine::SecretDialog</name>
    <message>
        <source>&amp;Keep it in the keyring of this desktop</source>
        <translation>保存在此桌面的密钥环中(&amp;K)</translation>
    </message>
    <message>
        <source>This desktop has no keyring: it is kept until Vitrine is closed</source>
        <translation>此桌面没有密钥环：只保留到 Vitrine 关闭为止</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>登录(&amp;L)</translation>
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
    <message>
        <source>Delete “%1” from the cloud for good?</source>
        <translation>要从云中永久删除“%1”吗？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n image(s) from the cloud for good?</source>
        <translation>
            <numerusform>要从云中永久删除 %n 个镜像吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>A cloud has no trash: this cannot be undone.</source>
        <translation>云没有回收站：这无法撤销。</translation>
    </message>
    <message>
        <source>%1 of data are lost with it.</source>
        <translation>其中 %1 的数据会一并丢失。</translation>
    </message>
    <message>
        <source>Others who use the image lose it too.</source>
        <translation>其他使用此镜像的人也会失去它。</translation>
    </message>
</context>
<context>
    <name>vitrine::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>与桌面相同</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>A colour scheme</extracomment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>A colour scheme</extracomment>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>颜色(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>减少动态效果(&amp;R)</translation>
    </message>
    <message>
        <source>Things appear and change without moving.</source>
        <translation>项目出现与变化时不会移动。</translation>
    </message>
    <message>
        <source>As the desktop (%1)</source>
        <extracomment>%1 is the name of a language</extracomment>
        <translation>与桌面相同（%1）</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>语言(&amp;L)：</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>The others wait their turn. A single hard disk is fastest with one or two.</source>
        <translation>其他的会依序等待。单一磁盘同时处理一或两个最快。</translation>
    </message>
    <message>
        <source>Run at the same &amp;time:</source>
        <translation>同时进行(&amp;T)：</translation>
    </message>
    <message>
        <source>Catalogues</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>选择(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;New ones in:</source>
        <translation>新目录放在(&amp;N)：</translation>
    </message>
    <message>
        <source>Folder for new catalogues</source>
        <translation>新目录的文件夹</translation>
    </message>
    <message>
        <source>Choose the folder for new catalogues</source>
        <translation>选择新目录的文件夹</translation>
    </message>
    <message>
        <source>Where new catalogues are proposed</source>
        <translation>建议新目录放置的地方</translation>
    </message>
    <message>
        <source> days</source>
        <extracomment>Days, after a number</extracomment>
        <translation> 天</translation>
    </message>
    <message>
        <source>What is in the trash already keeps its date. Catalogues that are open take this over when they are opened next.</source>
        <translation>已在回收站中的镜像期限不变。已打开的目录在下次打开时才应用。</translation>
    </message>
    <message>
        <source>&amp;Keep deleted images for:</source>
        <translation>已删除的镜像保留(&amp;K)：</translation>
    </message>
</context>
<context>
    <name>vitrine::SeveralImagesForm</name>
    <message>
        <source>(different)</source>
        <extracomment>Stands where several images have several values</extracomment>
        <translation>（不同）</translation>
    </message>
    <message>
        <source>What the selected images have in common</source>
        <translation>所选镜像的共同之处</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Protected from being deleted</source>
        <translation>受保护，无法删除</translation>
    </message>
    <message>
        <source>Left out of lists</source>
        <translation>不列在列表中</translation>
    </message>
    <message>
        <source>Minimum disk</source>
        <extracomment>Gigabytes, after a number</extracomment>
        <translation>最小磁盘</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Minimum memory</source>
        <extracomment>Megabytes, after a number</extracomment>
        <translation>最小内存</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
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
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Shows what will change before anything does</source>
        <translation>在更改之前显示将会更改的内容</translation>
    </message>
    <message>
        <source>Discard</source>
        <extracomment>Button: forget changes that were not applied</extracomment>
        <translation>舍弃</translation>
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
        <source>What is shown is that of the first %1; changes apply to all.</source>
        <translation>显示的是前 %1 个的内容；更改会应用到全部。</translation>
    </message>
    <message>
        <source>Nothing changes until you have looked through it.</source>
        <translation>在您看过之前，不会更改任何东西。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to look through</source>
        <translation>
            <numerusform>有 %n 项更改要看过</numerusform>
        </translation>
    </message>
    <message>
        <source>The images differ in this</source>
        <translation>各镜像在这一项不同</translation>
    </message>
    <message>
        <source>Some also have: %1</source>
        <extracomment>%1 is a list of tags</extracomment>
        <translation>有些还有：%1</translation>
    </message>
    <message>
        <source>&amp;Preview changes…</source>
        <translation>预览更改(&amp;P)…</translation>
    </message>
</context>
<context>
    <name>vitrine::SharingView</name>
    <message>
        <source>Visibility</source>
        <translation>可见性</translation>
    </message>
    <message>
        <source>In a cloud each project answers for itself. Whoever opens a catalogue on this computer owns its images and may answer for all.</source>
        <translation>在云端，每个项目各自答复。在这台计算机上打开目录的人就是其中镜像的所有者，可以替所有项目答复。</translation>
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
    <message>
        <source>Transfers: show the details</source>
        <translation>传输：显示详细信息</translation>
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
    <name>vitrine::SmartLists</name>
    <message>
        <source>Not active</source>
        <extracomment>Smart list: images that cannot be used as they are</extracomment>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Larger than 10 GiB</source>
        <extracomment>Smart list</extracomment>
        <translation>大于 10 GiB</translation>
    </message>
    <message>
        <source>Changed this week</source>
        <extracomment>Smart list: images that were changed in the last seven days</extracomment>
        <translation>本周修改过</translation>
    </message>
    <message>
        <source>Recent ISO images</source>
        <extracomment>Smart list: images of installers</extracomment>
        <translation>最近的 ISO 镜像</translation>
    </message>
</context>
<context>
    <name>vitrine::SmartListsButton</name>
    <message>
        <source>Lists</source>
        <extracomment>Button: searches that were saved under a name</extracomment>
        <translation>列表</translation>
    </message>
    <message>
        <source>Saved lists</source>
        <translation>已保存的列表</translation>
    </message>
    <message>
        <source>Searches under a name: choose one, or save the present one</source>
        <translation>有名称的搜索：选择一个，或保存当前的搜索</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存这个搜索…</translation>
    </message>
    <message>
        <source>Keeps the search and its filters under a name</source>
        <translation>用一个名称保存搜索与筛选条件</translation>
    </message>
    <message>
        <source>Search for something or set a filter first.</source>
        <translation>请先搜索或设置筛选条件。</translation>
    </message>
    <message>
        <source>Rename or delete lists…</source>
        <translation>重命名或删除列表…</translation>
    </message>
    <message>
        <source>Changes the lists that you saved</source>
        <translation>更改您保存的列表</translation>
    </message>
    <message>
        <source>You have not saved a list yet.</source>
        <translation>您还没有保存任何列表。</translation>
    </message>
</context>
<context>
    <name>vitrine::SpaceLists</name>
    <message>
        <source>Largest</source>
        <extracomment>Column headers; the last is a share in percent</extracomment>
        <translation>最大的</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复的</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最旧的</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Can be freed</source>
        <translation>可释放</translation>
    </message>
    <message>
        <source>Select the copies</source>
        <extracomment>Button: select what can go of the group of equal images that is current</extracomment>
        <translation>选择重复的副本</translation>
    </message>
    <message>
        <source>Selects all images of this group but the oldest one in the list</source>
        <translation>在列表中选择这一组里除最旧者以外的所有镜像</translation>
    </message>
    <message>
        <source>Select all copies</source>
        <translation>选择所有副本</translation>
    </message>
    <message>
        <source>Selects all images but the oldest one of every group in the list</source>
        <translation>在列表中选择每一组里除最旧者以外的所有镜像</translation>
    </message>
    <message>
        <source>Duplicates (%1)</source>
        <translation>重复的（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) %1</source>
        <extracomment>How many images have the same data, and the name of one of them</extracomment>
        <translation>
            <numerusform>%n 份 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Images by the space they take</source>
        <translation>按占用空间列出的镜像</translation>
    </message>
</context>
<context>
    <name>vitrine::SpacePage</name>
    <message>
        <source>Disk use</source>
        <translation>磁盘用量</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>Button: back to the list of images</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the list of images</source>
        <translation>回到镜像列表</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>What the areas show</source>
        <translation>面积代表什么</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘上的大小</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虚拟大小</translation>
    </message>
    <message>
        <source>Show free space</source>
        <translation>显示可用空间</translation>
    </message>
    <message>
        <source>%1 of %2 images counted…</source>
        <translation>已计算 %1 个镜像，共 %2 个…</translation>
    </message>
    <message>
        <source>%1 images counted…</source>
        <translation>已计算 %1 个镜像…</translation>
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
        <source>This may come next.</source>
        <translation>接下来可能进入此状态。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <extracomment>%1 is a status, %2 a duration</extracomment>
        <translation>%1，持续 %2</translation>
    </message>
    <message>
        <source>In this state since %1</source>
        <extracomment>%1 is a date with a clock</extracomment>
        <translation>从 %1 起处于这个状态</translation>
    </message>
    <message>
        <source>Last entered %1</source>
        <extracomment>%1 is a date with a clock</extracomment>
        <translation>上次进入是 %1</translation>
    </message>
    <message>
        <source>The image was never in this state.</source>
        <translation>这个镜像从未处于这个状态。</translation>
    </message>
    <message numerus="yes">
        <source>Entered %n time(s)</source>
        <translation>
            <numerusform>进入过 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>A step from one status to the next</extracomment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>A step that many images take.</source>
        <translation>这是许多镜像都会走的一步。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A step in the life of an image: cause, date and clock</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>Made %n time(s); this was the last</source>
        <translation>
            <numerusform>走过 %n 次；这是最后一次</numerusform>
        </translation>
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
    <name>vitrine::StoresView</name>
    <message>
        <source>No store holds data of this image.</source>
        <translation>没有存储位置存放这个镜像的数据。</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>What is copied: the folder of a store</extracomment>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Its disk is not there now. Connect it to use these data.</source>
        <translation>它的磁盘现在不在。接上后才能使用这些数据。</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <extracomment>%1 and %2 are amounts of bytes</extracomment>
        <translation>剩余 %1，共 %2</translation>
    </message>
    <message>
        <source>Default store, %1</source>
        <extracomment>%1 is &quot;5 GiB free of 20 GiB&quot;</extracomment>
        <translation>默认存储位置，%1</translation>
    </message>
</context>
<context>
    <name>vitrine::StuckStrip</name>
    <message>
        <source>Nothing has changed for %1. If no other program is at work on this image, its transfer was lost: delete the image and add the file again. Restarting Vitrine puts it back to queued.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>已有 %1 没有任何变化。如果没有其他程序正在处理这个镜像，它的传输就已中断：请删除镜像并重新添加文件。重新启动 Vitrine 会把它放回“已排队”。</translation>
    </message>
    <message>
        <source>Delete the image</source>
        <extracomment>Button: delete an image that is stuck</extracomment>
        <translation>删除镜像</translation>
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
    <name>vitrine::TransferDetails</name>
    <message>
        <source>From</source>
        <extracomment>Label in the details of a transfer, before a path or a link</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>Label in the details of a transfer, before a path or the name of a store</extracomment>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Image ID</source>
        <translation>镜像 ID</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>Label in the details of a transfer, before why it failed</extracomment>
        <translation>错误</translation>
    </message>
    <message>
        <source>path or link</source>
        <translation>路径或链接</translation>
    </message>
    <message>
        <source>destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>image ID</source>
        <translation>镜像 ID</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Choose a transfer in the list to see all about it.</source>
        <translation>在列表中选择一个传输以查看全部信息。</translation>
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
    <message>
        <source>hash verified</source>
        <translation>哈希值已验证</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>正在转换</translation>
    </message>
    <message>
        <source>content compared</source>
        <translation>内容已比对</translation>
    </message>
    <message>
        <source>was there already</source>
        <translation>原本就已存在</translation>
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
    <message>
        <source>Shows all about the chosen transfer (Enter)</source>
        <translation>显示所选传输的全部信息（Enter）</translation>
    </message>
    <message>
        <source>Details of the chosen transfer</source>
        <translation>所选传输的详细信息</translation>
    </message>
</context>
<context>
    <name>vitrine::TransfersView</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Space pauses and resumes, R retries, Delete cancels or removes, Alt+Up and Alt+Down move, Enter shows the details.</source>
        <translation>空格键暂停与继续，R 重试，Delete 取消或移除，Alt+↑ 与 Alt+↓ 移动，Enter 显示详细信息。</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>Menu entry: show or hide all that is known about the current transfer</extracomment>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>vitrine::Treemap</name>
    <message>
        <source>Disk use</source>
        <translation>磁盘用量</translation>
    </message>
</context>
<context>
    <name>vitrine::WebExchange</name>
    <message>
        <source>(%1 of image data)</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>（%1 的镜像数据）</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>In place of an HTTP status</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 %2, answered with %3</source>
        <extracomment>%1 is GET or the like, %2 a path, %3 an HTTP status</extracomment>
        <translation>%1 %2，响应 %3</translation>
    </message>
    <message>
        <source>The same with the openstack client:</source>
        <translation>用 openstack 客户端实现相同效果：</translation>
    </message>
    <message>
        <source>Request:</source>
        <translation>请求：</translation>
    </message>
    <message>
        <source>Answer:</source>
        <translation>响应：</translation>
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
        <source>Publish &amp;new version…</source>
        <translation>发布新版本(&amp;N)…</translation>
    </message>
    <message>
        <source>Lets a file take the place of the image; the image itself is hidden and kept</source>
        <translation>让一个文件取代这个镜像；镜像本身会隐藏并保留</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <extracomment>%1 is what would be undone, such as &quot;rename&quot;</extracomment>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Takes back what was done last</source>
        <translation>收回最后一次的操作</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <extracomment>%1 is what would be done again, such as &quot;rename&quot;</extracomment>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Does again what was taken back last</source>
        <translation>再做一次刚收回的操作</translation>
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
        <source>Ta&amp;ble</source>
        <translation>表格(&amp;B)</translation>
    </message>
    <message>
        <source>Shows the images as rows with columns</source>
        <translation>以有列的行显示镜像</translation>
    </message>
    <message>
        <source>Car&amp;ds</source>
        <translation>卡片(&amp;D)</translation>
    </message>
    <message>
        <source>Shows the images as cards</source>
        <translation>以卡片显示镜像</translation>
    </message>
    <message>
        <source>Disk &amp;use</source>
        <translation>磁盘用量(&amp;U)</translation>
    </message>
    <message>
        <source>Shows which images take up the space, and which are there twice</source>
        <translation>显示哪些镜像占用空间，以及哪些重复</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>侧边栏(&amp;S)</translation>
    </message>
    <message>
        <source>Shows the list of catalogues</source>
        <translation>显示目录列表</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Finds commands, catalogues and images by a few letters</source>
        <translation>用几个字母寻找命令、目录与镜像</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Colours, language and transfers</source>
        <translation>颜色、语言与传输</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Adds a folder of images as another catalogue</source>
        <translation>把一个镜像文件夹加为另一个目录</translation>
    </message>
    <message>
        <source>&amp;Empty trash…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Removes everything in the trash for good</source>
        <translation>永久移除回收站里的所有东西</translation>
    </message>
    <message>
        <source>Check &amp;integrity…</source>
        <translation>检查完整性(&amp;I)…</translation>
    </message>
    <message>
        <source>Reads every image again and compares it with its hashes</source>
        <translation>重新读取每个镜像并与哈希值比对</translation>
    </message>
    <message>
        <source>How an image &amp;lives</source>
        <translation>镜像的生命周期(&amp;L)</translation>
    </message>
    <message>
        <source>Explains every state on a practice image</source>
        <translation>用练习镜像说明每个状态</translation>
    </message>
    <message>
        <source>Only an active image can have a new version.</source>
        <translation>只有可用的镜像才能有新版本。</translation>
    </message>
    <message>
        <source>The image is deactivated: reactivate it to delete it.</source>
        <translation>镜像已停用：请先重新启用再删除。</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>撤销%1(&amp;U)</translation>
    </message>
    <message>
        <source>Nothing was done that could be undone.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>重做%1(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing was undone.</source>
        <translation>没有可以重做的操作。</translation>
    </message>
    <message>
        <source>Copy &amp;as</source>
        <translation>复制为(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Catalogue</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Convert…</source>
        <translation>转换(&amp;C)…</translation>
    </message>
    <message>
        <source>Makes an image or a file of another format</source>
        <translation>创建另一种格式的镜像或文件</translation>
    </message>
    <message>
        <source>Only active images can be converted.</source>
        <translation>只有可用的镜像才能转换。</translation>
    </message>
    <message>
        <source>Add &amp;data…</source>
        <translation>添加数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Sends a file or a link into an image that has no data yet</source>
        <translation>把文件或链接送入还没有数据的镜像</translation>
    </message>
    <message>
        <source>Re&amp;quests</source>
        <translation>请求(&amp;Q)</translation>
    </message>
    <message>
        <source>Shows each request to a cloud, its answer, and the openstack command that asks the same</source>
        <translation>显示发往云的每个请求、其响应，以及效果相同的 openstack 命令</translation>
    </message>
    <message>
        <source>Add &amp;cloud…</source>
        <translation>添加云(&amp;C)…</translation>
    </message>
    <message>
        <source>Adds the images of an OpenStack cloud</source>
        <translation>添加 OpenStack 云的镜像</translation>
    </message>
    <message>
        <source>Copy t&amp;o</source>
        <translation>复制到(&amp;O)</translation>
    </message>
    <message>
        <source>A cloud has no trash: what is deleted there is gone.</source>
        <translation>云没有回收站：在那里删除的就没有了。</translation>
    </message>
    <message>
        <source>How full the disks of a cloud are cannot be seen from here.</source>
        <translation>从这里看不到云的磁盘有多满。</translation>
    </message>
    <message>
        <source>The cloud looks after its data; an export compares them with their hash.</source>
        <translation>云会照顾自己的数据；导出时会与哈希值比对。</translation>
    </message>
    <message>
        <source>The data are in a cloud: copy the image to a catalogue on this PC first.</source>
        <translation>数据在云中：请先将镜像复制到此电脑的目录中。</translation>
    </message>
    <message>
        <source>Only a queued image takes data; they can be sent once.</source>
        <translation>只有排队中的镜像能接收数据，而且只能送入一次。</translation>
    </message>
    <message>
        <source>Deletes the image from the cloud for good</source>
        <translation>从云中永久删除此镜像</translation>
    </message>
    <message>
        <source>Copies the image into another catalogue or cloud</source>
        <translation>将镜像复制到另一个目录或云</translation>
    </message>
    <message>
        <source>There is no other catalogue or cloud to copy to.</source>
        <translation>没有其他可复制到的目录或云。</translation>
    </message>
    <message>
        <source>Select an active image first.</source>
        <translation>请先选择一个可用的镜像。</translation>
    </message>
    <message>
        <source>I&amp;mport staged data</source>
        <translation>导入暂存的数据(&amp;M)</translation>
    </message>
    <message>
        <source>Makes the staged data the data of the image, which is then active</source>
        <translation>把暂存的数据变成镜像的数据，之后镜像即可用</translation>
    </message>
    <message>
        <source>Adds a tag to the selected images</source>
        <translation>为所选镜像添加标签</translation>
    </message>
    <message>
        <source>Add &amp;property</source>
        <translation>添加属性(&amp;P)</translation>
    </message>
    <message>
        <source>Gives the selected images a property, such as os_distro</source>
        <translation>为所选镜像添加属性，例如 os_distro</translation>
    </message>
    <message>
        <source>Images &amp;offered to you…</source>
        <translation>提供给您的镜像(&amp;O)…</translation>
    </message>
    <message>
        <source>Accepts or rejects the images that other projects share with yours</source>
        <translation>接受或拒绝其他项目与您的项目共享的镜像</translation>
    </message>
    <message>
        <source>Only projects of a cloud offer images to each other.</source>
        <translation>只有云的项目才会互相提供镜像。</translation>
    </message>
    <message>
        <source>Only an image whose data are staged can be imported.</source>
        <translation>只有数据已暂存的镜像才能导入。</translation>
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
        <source>Converting %1</source>
        <translation>正在转换 %1</translation>
    </message>
    <message>
        <source>%1 made: virtual size %2, %3 on disk.</source>
        <translation>已创建 %1：虚拟大小 %2，占用磁盘 %3。</translation>
    </message>
    <message>
        <source>raw, qcow2, vmdk, vdi, vhd or vhdx</source>
        <translation>raw、qcow2、vmdk、vdi、vhd 或 vhdx</translation>
    </message>
    <message>
        <source>monolithicSparse or streamOptimized of vmdk, dynamic or fixed of vhd</source>
        <translation>vmdk 的 monolithicSparse 或 streamOptimized，vhd 的 dynamic 或 fixed</translation>
    </message>
    <message>
        <source>how qcow2 is compressed, if at all</source>
        <translation>qcow2 的压缩方式（若要压缩）</translation>
    </message>
    <message>
        <source>1 is fast, 12 (zstd: 19) is small</source>
        <translation>1 最快，12（zstd：19）最小</translation>
    </message>
    <message>
        <source>bytes of a cluster of qcow2 or a block of vhdx, such as 64k</source>
        <translation>qcow2 簇或 vhdx 区块的字节数，例如 64k</translation>
    </message>
    <message>
        <source>threads to use; one a core if not given</source>
        <translation>使用的线程数；未指定时每个核心一个</translation>
    </message>
    <message>
        <source>%1 is not safe to use as an image.</source>
        <translation>%1 当作镜像使用并不安全。</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比对中</translation>
    </message>
    <message>
        <source>The disks differ.</source>
        <translation>两个磁盘的内容不同。</translation>
    </message>
    <message>
        <source>List which parts of a disk are stored, and how</source>
        <translation>列出磁盘的哪些部分有保存，以及如何保存</translation>
    </message>
    <message>
        <source>Compare what two disk images of any formats hold</source>
        <translation>比对两个任意格式磁盘镜像的内容</translation>
    </message>
    <message>
        <source>Say what is in a disk image and whether it is safe</source>
        <translation>说明磁盘镜像的内容与是否安全</translation>
    </message>
    <message>
        <source>Convert a disk image: a file, or an image of the catalogue, written image:NAME</source>
        <translation>转换磁盘镜像：文件，或目录中的镜像（写成 image:NAME）</translation>
    </message>
    <message>
        <source>file to convert; if there is none of that name, an image by its name or ID</source>
        <translation>要转换的文件；若没有这个名称的文件，则为镜像的名称或 ID</translation>
    </message>
    <message>
        <source>file to make, or image:NAME for a new image; the name may be left out</source>
        <translation>要创建的文件，或以 image:NAME 表示新镜像；名称可以省略</translation>
    </message>
    <message>
        <source>read the new image back and compare it with its source; always done in the catalogue</source>
        <translation>重新读取新的镜像并与来源比对；在目录中一律会这么做</translation>
    </message>
    <message>
        <source>store for the data of a new image</source>
        <translation>存放新镜像数据的存储位置</translation>
    </message>
    <message>
        <source>%1 made.</source>
        <translation>已创建 %1。</translation>
    </message>
    <message>
        <source>“%1” is not a whole number of 0 or more.</source>
        <translation>“%1”不是 0 以上的整数。</translation>
    </message>
    <message>
        <source>There is no column “%1”. The columns are %2.</source>
        <translation>没有字段“%1”。可用的字段有 %2。</translation>
    </message>
    <message>
        <source>name of the image; without it, the file&apos;s without its suffix</source>
        <translation>镜像的名称；若不指定，则用去掉扩展名的文件名</translation>
    </message>
    <message>
        <source>Looking into %1</source>
        <translation>正在检查 %1</translation>
    </message>
    <message>
        <source>Say with --project which project answers.</source>
        <translation>请用 --project 指定由哪个项目答复。</translation>
    </message>
    <message>
        <source>accept the image for the project</source>
        <translation>代表项目接受镜像</translation>
    </message>
    <message>
        <source>reject the image for the project</source>
        <translation>代表项目拒绝镜像</translation>
    </message>
    <message>
        <source>take the answer of the project back</source>
        <translation>收回项目的答复</translation>
    </message>
    <message>
        <source>A project gives one answer only.</source>
        <translation>一个项目只能给一个答复。</translation>
    </message>
    <message>
        <source>new name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>project that owns the image, or that accepts or rejects it</source>
        <translation>拥有镜像的项目，或接受、拒绝它的项目</translation>
    </message>
    <message>
        <source>unknown content</source>
        <translation>未知的内容</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>已使用 %1</translation>
    </message>
    <message>
        <source>id of a project</source>
        <translation>项目的 ID</translation>
    </message>
    <message>
        <source>Share an image with others</source>
        <translation>与其他人共享镜像</translation>
    </message>
    <message>
        <source>Share an image with a project</source>
        <translation>把镜像共享给项目</translation>
    </message>
    <message>
        <source>Share an image no more</source>
        <translation>不再共享镜像</translation>
    </message>
    <message>
        <source>Share an image with a project no more</source>
        <translation>不再把镜像共享给项目</translation>
    </message>
    <message>
        <source>With whom an image is shared</source>
        <translation>镜像共享给谁</translation>
    </message>
    <message>
        <source>List the projects an image is shared with</source>
        <translation>列出镜像共享给哪些项目</translation>
    </message>
    <message>
        <source>Warning: %1 is %2, but is declared as raw: a virtual machine will get its bytes as they are.</source>
        <translation>警告：%1 是 %2，但声明为 raw：虚拟机会原封不动地取得它的字节。</translation>
    </message>
    <message>
        <source>The option “%1” belongs behind the verb, as in: vitrinectl image list %1</source>
        <translation>选项“%1”要放在动词之后，例如：vitrinectl image list %1</translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation>没有选项“%1”。</translation>
    </message>
    <message>
        <source>The option “%1” belongs behind the verb, as in: %2 %1</source>
        <translation>选项“%1”要放在动词之后，例如：%2 %1</translation>
    </message>
    <message>
        <source>“%1” has no option “%2”.</source>
        <translation>“%1”没有选项“%2”。</translation>
    </message>
    <message>
        <source>Say what to do with “%1”: %2.</source>
        <translation>请指定要对“%1”做什么：%2。</translation>
    </message>
    <message>
        <source>There is no command “%1”. The commands are %2.</source>
        <translation>没有命令“%1”。可用的命令有 %2。</translation>
    </message>
    <message>
        <source>“%1” has no verb “%2”. The verbs are %3.</source>
        <translation>“%1”没有动词“%2”。可用的动词有 %3。</translation>
    </message>
    <message>
        <source>“%1” needs %2.</source>
        <translation>“%1”需要 %2。</translation>
    </message>
    <message>
        <source>“%1” is one word too many for “%2”.</source>
        <translation>“%1”对“%2”来说是多余的词。</translation>
    </message>
    <message>
        <source>The option “%1” needs a value.</source>
        <translation>选项“%1”需要一个值。</translation>
    </message>
    <message>
        <source>“%1” and “%2” exclude each other.</source>
        <translation>“%1”与“%2”不能同时使用。</translation>
    </message>
    <message>
        <source>The option “%1” takes no such value.</source>
        <translation>选项“%1”不接受这个值。</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>name of a cloud, or path of an openrc file</source>
        <translation>云的名称，或 openrc 文件的路径</translation>
    </message>
    <message>
        <source>Clouds that clouds.yaml and the environment name</source>
        <translation>clouds.yaml 与环境变量所列的云</translation>
    </message>
    <message>
        <source>List the clouds</source>
        <translation>列出云</translation>
    </message>
    <message>
        <source>Show the settings of a cloud, without its secrets</source>
        <translation>显示云的设置（不含机密）</translation>
    </message>
    <message>
        <source>Log in to a cloud and show what it can do</source>
        <translation>登录云并显示它能做什么</translation>
    </message>
    <message>
        <source>Password of %1 for the cloud %2: </source>
        <translation>%1 在云 %2 的密码：</translation>
    </message>
    <message>
        <source>%1 is no openrc file: it does not set OS_AUTH_URL.</source>
        <translation>%1 不是 openrc 文件：它没有设置 OS_AUTH_URL。</translation>
    </message>
    <message>
        <source>Nobody checks whether the server of %1 is the right one: its settings say so.</source>
        <translation>不会检查 %1 的服务器是否正确：这是它的设置所要求的。</translation>
    </message>
    <message>
        <source>Copying %1</source>
        <translation>正在复制 %1</translation>
    </message>
    <message>
        <source>Copy an image with its data to a cloud, or from a cloud</source>
        <translation>把镜像连同数据复制到云，或从云复制</translation>
    </message>
    <message>
        <source>cloud to copy to</source>
        <translation>要复制到的云</translation>
    </message>
    <message>
        <source>copy into the catalogue of this computer</source>
        <translation>复制到这台计算机的目录</translation>
    </message>
    <message>
        <source>name of the copy; without it, the image’s</source>
        <translation>副本的名称；若不指定，则与镜像相同</translation>
    </message>
    <message>
        <source>Say where to: --to-cloud CLOUD or --to-catalog.</source>
        <translation>请指定目的地：--to-cloud CLOUD 或 --to-catalog。</translation>
    </message>
    <message>
        <source>The list of images has no end.</source>
        <translation>镜像列表没有结尾。</translation>
    </message>
    <message>
        <source>work on this cloud of clouds.yaml, or of this openrc file; also OS_CLOUD</source>
        <translation>使用 clouds.yaml 中的这个云，或这个 openrc 文件；也可用 OS_CLOUD</translation>
    </message>
    <message>
        <source>This command works on a catalogue, not on a cloud.</source>
        <translation>这个命令用于目录，不能用于云。</translation>
    </message>
    <message>
        <source>bytes of the new disk, such as 20G, if it is to be larger</source>
        <translation>新磁盘的字节数，例如 20G（如需加大）</translation>
    </message>
    <message>
        <source>file that a qcow2 file needs below it, to make one that stands alone; once for each file of a chain, nearest first</source>
        <translation>qcow2 文件所依赖的后备文件，用来做成可独立使用的文件；链中每个文件各写一次，最近的在前</translation>
    </message>
    <message>
        <source>which disk of an archive that holds several, by its id or file name</source>
        <translation>归档文件含多个磁盘时选哪一个，用其 id 或文件名指定</translation>
    </message>
    <message>
        <source>--backing is for files that become files, not for images.</source>
        <translation>--backing 只用于由文件转换为文件，不用于镜像。</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>正在检查 %1</translation>
    </message>
    <message>
        <source>%1 is not an appliance (OVA).</source>
        <translation>%1 不是虚拟设备 (OVA)。</translation>
    </message>
    <message>
        <source>Extracting %1</source>
        <translation>正在提取 %1</translation>
    </message>
    <message>
        <source>%1 made of “%2”, which is what the manifest promises.</source>
        <translation>已由“%2”生成 %1，与清单一致。</translation>
    </message>
    <message>
        <source>%1 made of “%2”, about which no manifest says anything.</source>
        <translation>已由“%2”生成 %1；没有清单提到它。</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>正在制作 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 made: %n disk(s), %2.</source>
        <translation>
            <numerusform>已生成 %1：%n 个磁盘，%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what an appliance holds, and check it</source>
        <translation>显示虚拟设备的内容并检查它</translation>
    </message>
    <message>
        <source>appliance (OVA)</source>
        <translation>虚拟设备 (OVA)</translation>
    </message>
    <message>
        <source>Take the disks out of an appliance</source>
        <translation>从虚拟设备提取磁盘</translation>
    </message>
    <message>
        <source>file to make of one disk, or a folder for all</source>
        <translation>存放一个磁盘的文件，或存放全部磁盘的文件夹</translation>
    </message>
    <message>
        <source>which one, by its id or file name</source>
        <translation>哪一个，用其 id 或文件名指定</translation>
    </message>
    <message>
        <source>name of the machine</source>
        <translation>机器的名称</translation>
    </message>
    <message>
        <source>memory of the machine, in MB; 1024 if not given</source>
        <translation>机器的内存，单位 MB；未指定时为 1024</translation>
    </message>
    <message>
        <source>processors of the machine; 1 if not given</source>
        <translation>机器的处理器数；未指定时为 1</translation>
    </message>
    <message>
        <source>how the machine starts; if not given, what the disk needs</source>
        <translation>机器如何启动；未指定时按磁盘所需</translation>
    </message>
    <message>
        <source>what the disks are attached to</source>
        <translation>磁盘连接到什么上</translation>
    </message>
    <message>
        <source>network card of the machine</source>
        <translation>机器的网卡</translation>
    </message>
    <message>
        <source>Make an appliance of disk images of any format</source>
        <translation>用任何格式的磁盘镜像制作虚拟设备</translation>
    </message>
    <message>
        <source>appliance to make</source>
        <translation>要制作的虚拟设备</translation>
    </message>
    <message>
        <source>disk images; the first is started from</source>
        <translation>磁盘镜像；从第一个启动</translation>
    </message>
    <message>
        <source>1 is fast, 12 is small</source>
        <translation>1 最快，12 最小</translation>
    </message>
    <message>
        <source>Appliances: machines with their disks in one file</source>
        <translation>虚拟设备：机器连同磁盘放在一个文件里</translation>
    </message>
    <message>
        <source>Warning: the new image takes about %1, and only %2 are free.</source>
        <translation>警告：新镜像约需 %1，但只剩 %2 可用。</translation>
    </message>
    <message>
        <source>Nothing was copied: the data are there already, as image %1. Say --allow-duplicate to copy them all the same.</source>
        <translation>未复制任何内容：数据已存在于镜像 %1。若仍要复制，请加上 --allow-duplicate。</translation>
    </message>
    <message>
        <source>copy also when an image with the same data is there</source>
        <translation>即使已有相同数据的镜像也复制</translation>
    </message>
    <message>
        <source>With --kernel the formats are ami, aki and ari.</source>
        <translation>使用 --kernel 时，格式为 ami、aki 和 ari。</translation>
    </message>
    <message>
        <source>import what is in the file: unpack gzip, bzip2, xz, zstd and zip, take the disk out of OVA and tar</source>
        <translation>导入文件里面的内容：解开 gzip、bzip2、xz、zstd 和 zip，取出 OVA 和 tar 中的磁盘</translation>
    </message>
    <message>
        <source>kernel that starts the file system in --file; makes linked images (ami, aki)</source>
        <translation>启动 --file 中文件系统的内核；创建互相引用的镜像（ami、aki）</translation>
    </message>
    <message>
        <source>ramdisk of that kernel (ari)</source>
        <translation>该内核的 ramdisk（ari）</translation>
    </message>
    <message>
        <source>Kernel made: %1 (%2).</source>
        <translation>已创建内核：%1（%2）。</translation>
    </message>
    <message>
        <source>Ramdisk made: %1 (%2).</source>
        <translation>已创建 ramdisk：%1（%2）。</translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation>正在解开 %1</translation>
    </message>
</context>
</TS>
