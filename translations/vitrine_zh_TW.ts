<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AddingText</name>
    <message>
        <source>Unnamed image</source>
        <translation>未命名的映像檔</translation>
    </message>
    <message>
        <source>Already here as “%1”: the same bytes. It will be there twice.</source>
        <translation>已有相同的映像檔「%1」：位元組完全相同。加入後會有兩份。</translation>
    </message>
    <message>
        <source>Already here as “%1”: the same bytes. It is left out.</source>
        <translation>已有相同的映像檔「%1」：位元組完全相同。這個檔案會略過。</translation>
    </message>
    <message>
        <source>No properties are set.</source>
        <translation>沒有設定屬性。</translation>
    </message>
    <message>
        <source>Properties: %1</source>
        <extracomment>%1 is a list such as &quot;os_type=linux, hw_disk_bus=virtio&quot;</extracomment>
        <translation>屬性：%1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <extracomment>State of a file to be added: it is being looked into</extracomment>
        <translation>檢查中…</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>State of a file to be added: nothing stands in the way</extracomment>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Look at this</source>
        <extracomment>State of a file to be added: somebody should look at it first</extracomment>
        <translation>請看一下</translation>
    </message>
    <message>
        <source>Cannot be added</source>
        <extracomment>State of a file to be added</extracomment>
        <translation>無法加入</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>No preset</extracomment>
        <translation>無</translation>
    </message>
    <message>
        <source>Linux cloud image</source>
        <translation>Linux 雲端映像檔</translation>
    </message>
    <message>
        <source>Linux with UEFI</source>
        <translation>以 UEFI 開機的 Linux</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Windows</translation>
    </message>
    <message>
        <source>Old system without virtio</source>
        <translation>不支援 virtio 的舊系統</translation>
    </message>
    <message>
        <source>Installer disc</source>
        <translation>安裝光碟</translation>
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
        <translation>純資料硬碟</translation>
    </message>
    <message>
        <source>Fast virtio disk and network, and the guest agent.</source>
        <translation>快速的 virtio 硬碟與網路，以及客體代理程式。</translation>
    </message>
    <message>
        <source>The same, started by UEFI on a modern machine (q35).</source>
        <translation>同上，但在新式機型（q35）上以 UEFI 開機。</translation>
    </message>
    <message>
        <source>For Windows with virtio drivers installed: 40 GB disk and 2 GiB memory at least.</source>
        <translation>適用於已安裝 virtio 驅動程式的 Windows：至少 40 GB 硬碟與 2 GiB 記憶體。</translation>
    </message>
    <message>
        <source>IDE disk and e1000 network: slow, but everything knows them.</source>
        <translation>IDE 硬碟與 e1000 網路：較慢，但任何系統都認得。</translation>
    </message>
    <message>
        <source>Attached as a SATA disc.</source>
        <translation>以 SATA 光碟的方式連接。</translation>
    </message>
    <message>
        <source>For clouds that run VMware.</source>
        <translation>適用於使用 VMware 的雲端。</translation>
    </message>
    <message>
        <source>For clouds that run Hyper-V, with UEFI.</source>
        <translation>適用於使用 Hyper-V 的雲端，以 UEFI 開機。</translation>
    </message>
    <message>
        <source>A disk to attach, not to start from.</source>
        <translation>用來附加的硬碟，不用於開機。</translation>
    </message>
    <message>
        <source>The file is being looked into…</source>
        <translation>正在檢查這個檔案…</translation>
    </message>
    <message>
        <source>The catalogue downloads the link itself and checks what is inside then.</source>
        <translation>目錄會自行下載這個連結，屆時再檢查內容。</translation>
    </message>
    <message>
        <source>Already here as “%1”</source>
        <translation>已有相同的映像檔「%1」</translation>
    </message>
    <message>
        <source>will be added</source>
        <translation>會加入</translation>
    </message>
    <message>
        <source>is left out</source>
        <translation>會略過</translation>
    </message>
    <message>
        <source>It is unpacked on its way in and becomes three images at most, which refer to each other: kernel, ramdisk and machine.</source>
        <translation>它會在加入時解開，最多成為三個互相參照的映像檔：核心、ramdisk 和機器。</translation>
    </message>
    <message>
        <source>It is unpacked on its way in. What is inside is checked then, and its format is found.</source>
        <translation>它會在加入時解開；屆時會檢查裡面的內容並判定格式。</translation>
    </message>
    <message>
        <source>What is inside can be added in its place: choose that above.</source>
        <translation>也可以改為加入裡面的內容：請在上方選擇。</translation>
    </message>
</context>
<context>
    <name>ArchiveText</name>
    <message>
        <source>The description of the machine (OVF) cannot be used: %1.</source>
        <translation>機器的描述 (OVF) 無法使用：%1。</translation>
    </message>
    <message>
        <source>The compressed file is not complete. Copy or download it again.</source>
        <translation>壓縮檔不完整。請重新複製或下載。</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>rename</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>重新命名</translation>
    </message>
    <message>
        <source>change of visibility</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改可見性</translation>
    </message>
    <message>
        <source>change of protection</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改保護</translation>
    </message>
    <message>
        <source>hiding or showing</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>隱藏或顯示</translation>
    </message>
    <message>
        <source>change of minimum disk</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改最小硬碟</translation>
    </message>
    <message>
        <source>change of minimum memory</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>更改最小記憶體</translation>
    </message>
    <message>
        <source>adding of tag “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a tag</extracomment>
        <translation>加上標籤「%1」</translation>
    </message>
    <message>
        <source>removal of tag “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a tag</extracomment>
        <translation>移除標籤「%1」</translation>
    </message>
    <message>
        <source>change of “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is the name of a property</extracomment>
        <translation>更改「%1」</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Field of an image</extracomment>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>Field of an image</extracomment>
        <translation>可見性</translation>
    </message>
    <message>
        <source>Protected</source>
        <extracomment>Field of an image: it cannot be deleted</extracomment>
        <translation>受保護</translation>
    </message>
    <message>
        <source>Hidden</source>
        <extracomment>Field of an image: it is left out of lists</extracomment>
        <translation>隱藏</translation>
    </message>
    <message>
        <source>Minimum disk</source>
        <translation>最小硬碟</translation>
    </message>
    <message>
        <source>Minimum memory</source>
        <translation>最小記憶體</translation>
    </message>
    <message>
        <source>Tag “%1”</source>
        <translation>標籤「%1」</translation>
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
        <translation>沒有</translation>
    </message>
    <message>
        <source>Empty</source>
        <extracomment>A value that is there but has no characters</extracomment>
        <translation>空白</translation>
    </message>
    <message>
        <source>edit</source>
        <extracomment>Follows &quot;Undo&quot;: several fields were changed together</extracomment>
        <translation>編輯</translation>
    </message>
</context>
<context>
    <name>CloudBook</name>
    <message>
        <source>The list of your clouds in “%1” cannot be read: %2.</source>
        <translation>無法讀取「%1」中您的雲端清單：%2。</translation>
    </message>
    <message>
        <source>The folder of “%1” cannot be made. Check the permissions.</source>
        <translation>無法建立「%1」所在的資料夾。請檢查權限。</translation>
    </message>
</context>
<context>
    <name>CloudConfig</name>
    <message>
        <source>The cloud “%1” cannot be used: %2</source>
        <translation>無法使用雲端「%1」：%2</translation>
    </message>
    <message>
        <source>the setting “%1” is missing. Add it.</source>
        <translation>缺少設定「%1」。請加入。</translation>
    </message>
    <message>
        <source>the auth_type “%1” is unknown. Use password, token or v3applicationcredential.</source>
        <translation>不認得 auth_type「%1」。請使用 password、token 或 v3applicationcredential。</translation>
    </message>
    <message>
        <source>“%1” is not an http or https address. Correct the setting “%2”.</source>
        <translation>「%1」不是 http 或 https 位址。請修正設定「%2」。</translation>
    </message>
    <message>
        <source>Keystone’s version 2 is no longer spoken. Let auth_url end with /v3.</source>
        <translation>已不再支援 Keystone 第 2 版。請讓 auth_url 以 /v3 結尾。</translation>
    </message>
    <message>
        <source>the file “%1” of the setting “%2” cannot be read.</source>
        <translation>無法讀取設定「%2」所指的檔案「%1」。</translation>
    </message>
    <message>
        <source>it has no region “%1”. Choose one of: %2.</source>
        <translation>它沒有區域「%1」。請選擇其中之一：%2。</translation>
    </message>
    <message>
        <source>the setting “fingerprint” is not the sha256 of a certificate: 64 hexadecimal digits.</source>
        <translation>設定「fingerprint」不是憑證的 sha256：應為 64 個十六進位數字。</translation>
    </message>
</context>
<context>
    <name>CloudMemory</name>
    <message>
        <source>What was kept of the cloud cannot be read.</source>
        <translation>無法讀取先前留存的雲端資料。</translation>
    </message>
</context>
<context>
    <name>CloudRights</name>
    <message>
        <source>The cloud “%1” has refused this to you before.</source>
        <translation>雲端「%1」先前已拒絕您這麼做。</translation>
    </message>
    <message>
        <source>The cloud “%1” has no trash: what is deleted there is gone.</source>
        <translation>雲端「%1」沒有垃圾桶：在那裡刪除的東西就消失了。</translation>
    </message>
    <message>
        <source>Your role in the cloud “%1” is that of a reader: you may look, and change nothing.</source>
        <translation>您在雲端「%1」的角色是讀者：可以檢視，但不能變更任何東西。</translation>
    </message>
    <message>
        <source>The image belongs to another project.</source>
        <translation>此映像檔屬於另一個專案。</translation>
    </message>
    <message>
        <source>Only an administrator of the cloud “%1” may do that.</source>
        <translation>只有雲端「%1」的管理員才能這麼做。</translation>
    </message>
    <message>
        <source>The image is deactivated: only administrators can read its data. Reactivate it first.</source>
        <translation>映像檔已停用：只有管理員能讀取其資料。請先重新啟用。</translation>
    </message>
    <message>
        <source>The image is “%1”, so it has no data to read yet.</source>
        <translation>映像檔的狀態是「%1」，還沒有資料可以讀取。</translation>
    </message>
    <message>
        <source>Only a queued image takes data; this one is “%1”.</source>
        <translation>只有佇列中的映像檔能放入資料；這個是「%1」。</translation>
    </message>
    <message>
        <source>The image is protected. Take its protection away first.</source>
        <translation>映像檔受到保護。請先取消保護。</translation>
    </message>
    <message>
        <source>Only an active image can be deactivated; this one is “%1”.</source>
        <translation>只有使用中的映像檔能停用；這個是「%1」。</translation>
    </message>
    <message>
        <source>Only a deactivated image can be reactivated; this one is “%1”.</source>
        <translation>只有已停用的映像檔能重新啟用；這個是「%1」。</translation>
    </message>
    <message>
        <source>Only an active image can be copied to another store; this one is “%1”.</source>
        <translation>只有使用中的映像檔能複製到另一個儲存區；這個是「%1」。</translation>
    </message>
    <message>
        <source>Only an image whose visibility is “shared” can be shared with projects.</source>
        <translation>只有可見性為「shared」的映像檔才能與專案共用。</translation>
    </message>
</context>
<context>
    <name>Clouds</name>
    <message>
        <source>Others on this computer can read “%1” and the passwords in it. Take that right away: chmod 600 %1</source>
        <translation>這台電腦上的其他人可以讀取「%1」和其中的密碼。請移除該權限：chmod 600 %1</translation>
    </message>
    <message>
        <source>“%1” has a cloud “%2”, and so has the environment. Rename the one in the file, or give the environment’s another name with OS_CLOUD_NAME.</source>
        <translation>「%1」中有雲端「%2」，環境變數中也有。請重新命名檔案中的雲端，或用 OS_CLOUD_NAME 為環境變數的雲端另取名稱。</translation>
    </message>
    <message>
        <source>The cloud “%1” builds on the profile “%2”, which no clouds-public.yaml has. Add it there.</source>
        <translation>雲端「%1」以設定檔「%2」為基礎，但沒有任何 clouds-public.yaml 含有它。請在那裡加入。</translation>
    </message>
    <message>
        <source>There is no cloud “%1”, nor any other: no clouds.yaml was found, and OS_AUTH_URL is not set.</source>
        <translation>沒有雲端「%1」，也沒有其他雲端：找不到 clouds.yaml，也沒有設定 OS_AUTH_URL。</translation>
    </message>
    <message>
        <source>There is no cloud “%1”. These are known: %2.</source>
        <translation>沒有雲端「%1」。已知的有：%2。</translation>
    </message>
</context>
<context>
    <name>CloudsYaml</name>
    <message>
        <source>a list of names and values is expected there</source>
        <translation>那裡應該是名稱與值的清單</translation>
    </message>
    <message>
        <source>“%1” cannot be used because of line %2: %3. Correct the file.</source>
        <translation>因為第 %2 行而無法使用「%1」：%3。請修正檔案。</translation>
    </message>
    <message>
        <source>its aliases lead to too many values</source>
        <translation>它的別名展開成太多值</translation>
    </message>
    <message>
        <source>a name is expected there</source>
        <translation>那裡應該是名稱</translation>
    </message>
    <message>
        <source>“%1” is there twice</source>
        <translation>「%1」出現兩次</translation>
    </message>
    <message>
        <source>“%1” is larger than 1 MiB, so it is no list of clouds. Choose another file.</source>
        <translation>「%1」大於 1 MiB，因此不是雲端清單。請選擇其他檔案。</translation>
    </message>
    <message>
        <source>“%1” cannot be read: there is a mistake in line %2. Correct the file.</source>
        <translation>無法讀取「%1」：第 %2 行有錯誤。請修正檔案。</translation>
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
        <translation>名稱</translation>
    </message>
    <message>
        <source>MD5 checksum</source>
        <translation>MD5 總和檢查碼</translation>
    </message>
    <message>
        <source>SHA-512 checksum</source>
        <translation>SHA-512 總和檢查碼</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Table row</source>
        <translation>表格的一列</translation>
    </message>
    <message>
        <source>Command: %1</source>
        <extracomment>%1 is a command</extracomment>
        <translation>指令：%1</translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>“%1” belongs to another program. Choose another folder for the catalogue.</source>
        <translation>「%1」屬於另一個程式。請為映像檔目錄選擇其他資料夾。</translation>
    </message>
    <message>
        <source>The catalogue “%1” was written by a newer Vitrine. Install that version to open it.</source>
        <translation>映像檔目錄「%1」是由較新版的 Vitrine 寫入的。請安裝該版本來開啟它。</translation>
    </message>
    <message>
        <source>The catalogue was written by an older Vitrine and must be upgraded, but it cannot be written. Check who may write its folder.</source>
        <translation>映像檔目錄是由較舊版的 Vitrine 寫入的，必須升級，但目前無法寫入。請檢查誰有權限寫入它的資料夾。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database reported an unexpected error.</source>
        <translation>映像檔目錄的資料庫回報了未預期的錯誤。</translation>
    </message>
    <message>
        <source>The catalogue “%1” is open for reading only. Check who may write its folder.</source>
        <translation>映像檔目錄「%1」只能以唯讀方式開啟。請檢查誰有權限寫入它的資料夾。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2.</source>
        <translation>無法寫入「%1」：%2。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is empty. Your images are still there: run “vitrinectl catalog rebuild” to make it anew from them.</source>
        <translation>映像檔目錄的資料庫是空的。您的映像檔仍在：請執行「vitrinectl catalog rebuild」，由映像檔重新建立資料庫。</translation>
    </message>
    <message>
        <source>The folder “%1” of the catalogue cannot be opened: %2.</source>
        <translation>無法開啟映像檔目錄的資料夾「%1」：%2。</translation>
    </message>
    <message>
        <source>Another program is using the catalogue. Try again in a moment.</source>
        <translation>另一個程式正在使用映像檔目錄。請稍候再試一次。</translation>
    </message>
    <message>
        <source>The catalogue cannot be written. Check who may write its folder.</source>
        <translation>無法寫入映像檔目錄。請檢查誰有權限寫入它的資料夾。</translation>
    </message>
    <message>
        <source>The disk that holds the catalogue is full. Free some space and try again.</source>
        <translation>存放映像檔目錄的硬碟已滿。請釋出一些空間後再試一次。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is damaged. Your images are still there: run “vitrinectl catalog rebuild” to make it anew from them.</source>
        <translation>映像檔目錄的資料庫已損毀。您的映像檔仍在：請執行「vitrinectl catalog rebuild」，由映像檔重新建立資料庫。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database cannot be read or written. Check its folder and disk.</source>
        <translation>無法讀取或寫入映像檔目錄的資料庫。請檢查它的資料夾與硬碟。</translation>
    </message>
    <message>
        <source>The catalogue refused a change that contradicts what it holds.</source>
        <translation>映像檔目錄拒絕了這項變更，因為它與現有內容互相矛盾。</translation>
    </message>
    <message>
        <source>The daily copy of the catalogue&apos;s database could not be made.</source>
        <translation>無法建立目錄資料庫的每日備份。</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The catalogue&apos;s database is damaged: its daily copy was not made. Run “vitrinectl catalog rebuild” to make it anew.</source>
        <translation>目錄的資料庫已損毀：沒有建立每日備份。請執行「vitrinectl catalog rebuild」重新建立。</translation>
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
        <translation>剛剛</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>Minutes</extracomment>
        <translation>%1 分鐘前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <extracomment>Hours</extracomment>
        <translation>%1 小時前</translation>
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
        <translation>這個映像檔宣告為 %1，但它的資料是 %2。請宣告正確的格式，或選擇其他檔案。</translation>
    </message>
    <message>
        <source>The file looks like several formats at once (%1), which is a known attack.</source>
        <translation>這個檔案同時看起來像多種格式（%1），這是已知的攻擊手法。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>這個檔案是空的。</translation>
    </message>
    <message>
        <source>Only regular files can be used as disk images, not folders, devices or pipes.</source>
        <translation>只有一般檔案可以作為硬碟映像檔，資料夾、裝置或管線都不行。</translation>
    </message>
    <message>
        <source>The file begins like a %1 image, but it is damaged: %2.</source>
        <translation>這個檔案的開頭像是 %1 映像檔，但它已損毀：%2。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>無法讀取這個檔案。</translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened.</source>
        <translation>無法開啟檔案「%1」。</translation>
    </message>
    <message>
        <source>The disc holds UDF only. Glance takes it for raw; declare it as raw there.</source>
        <translation>這片光碟只有 UDF。Glance 會把它當作 raw，請在該處宣告為 raw。</translation>
    </message>
    <message>
        <source>The disc image does not say how large it is.</source>
        <translation>光碟映像檔沒有註明自己的大小。</translation>
    </message>
    <message>
        <source>The disc image says that it is larger than its file; it may be cut off.</source>
        <translation>光碟映像檔註明的大小超過檔案本身，可能遭到截斷。</translation>
    </message>
    <message>
        <source>a key slot is impossible</source>
        <translation>有一個金鑰槽不合理</translation>
    </message>
    <message>
        <source>a key slot asks for too many iterations</source>
        <translation>有一個金鑰槽要求的反覆運算次數過多</translation>
    </message>
    <message>
        <source>a key slot lies outside the file</source>
        <translation>有一個金鑰槽位於檔案之外</translation>
    </message>
    <message>
        <source>the key size is impossible</source>
        <translation>金鑰大小不合理</translation>
    </message>
    <message>
        <source>the header asks for too many iterations</source>
        <translation>標頭要求的反覆運算次數過多</translation>
    </message>
    <message>
        <source>the data lie outside the file</source>
        <translation>資料位於檔案之外</translation>
    </message>
    <message>
        <source>it is cut off within the header</source>
        <translation>檔案在標頭內就中斷了</translation>
    </message>
    <message>
        <source>the version is impossible</source>
        <translation>版本不合理</translation>
    </message>
    <message>
        <source>The disk is encrypted (LUKS%1); it cannot be converted without its passphrase.</source>
        <translation>這個硬碟已加密（LUKS%1）；沒有通行密語就無法轉換。</translation>
    </message>
    <message>
        <source>Glance does not accept disks encrypted with LUKS2.</source>
        <translation>Glance 不接受以 LUKS2 加密的硬碟。</translation>
    </message>
    <message>
        <source>the archive is damaged</source>
        <translation>封存檔已損毀</translation>
    </message>
    <message>
        <source>The partition table has an impossible boot flag.</source>
        <translation>分割表的開機旗標不合理。</translation>
    </message>
    <message>
        <source>The protective entry of the partition table is not where it must be.</source>
        <translation>分割表的保護項目不在應有的位置。</translation>
    </message>
    <message>
        <source>The disk has a partition table without partitions.</source>
        <translation>這個硬碟有分割表，但沒有分割區。</translation>
    </message>
    <message>
        <source>The partition table has other entries beside the protective one.</source>
        <translation>分割表除了保護項目外還有其他項目。</translation>
    </message>
    <message>
        <source>The header of the partition table (GPT) is damaged.</source>
        <translation>分割表（GPT）的標頭已損毀。</translation>
    </message>
    <message>
        <source>The header of the partition table (GPT) has a wrong checksum.</source>
        <translation>分割表（GPT）標頭的檢查碼錯誤。</translation>
    </message>
    <message>
        <source>The partition table (GPT) is impossible.</source>
        <translation>分割表（GPT）不合理。</translation>
    </message>
    <message>
        <source>The partition table (GPT) has a wrong checksum.</source>
        <translation>分割表（GPT）的檢查碼錯誤。</translation>
    </message>
    <message>
        <source>the cluster size is impossible</source>
        <translation>叢集大小不合理</translation>
    </message>
    <message>
        <source>the header length is impossible</source>
        <translation>標頭長度不合理</translation>
    </message>
    <message>
        <source>the compression type is impossible</source>
        <translation>壓縮類型不合理</translation>
    </message>
    <message>
        <source>the width of reference counts is impossible</source>
        <translation>參考計數的寬度不合理</translation>
    </message>
    <message>
        <source>the encryption method is impossible</source>
        <translation>加密方法不合理</translation>
    </message>
    <message>
        <source>the size of the L1 table is impossible</source>
        <translation>L1 表的大小不合理</translation>
    </message>
    <message>
        <source>the L1 table lies outside the file</source>
        <translation>L1 表位於檔案之外</translation>
    </message>
    <message>
        <source>the size of the reference count table is impossible</source>
        <translation>參考計數表的大小不合理</translation>
    </message>
    <message>
        <source>the reference count table lies outside the file</source>
        <translation>參考計數表位於檔案之外</translation>
    </message>
    <message>
        <source>the number of snapshots is impossible</source>
        <translation>快照的數量不合理</translation>
    </message>
    <message>
        <source>the snapshot table lies outside the file</source>
        <translation>快照表位於檔案之外</translation>
    </message>
    <message>
        <source>The qcow2 image needs another file, its backing file. Flatten it first: vitrinectl convert --backing names that file.</source>
        <translation>這個 qcow2 映像檔需要另一個檔案，也就是它的基底檔（backing file）。請先將它合併成單一檔案：以 vitrinectl convert --backing 指定那個檔案。</translation>
    </message>
    <message>
        <source>The qcow2 image keeps its data in another file. Flatten it with qemu-img convert first.</source>
        <translation>這個 qcow2 映像檔把資料放在另一個檔案中。請先用 qemu-img convert 將它合併成單一檔案。</translation>
    </message>
    <message>
        <source>The qcow2 image uses features that are not known to this program.</source>
        <translation>這個 qcow2 映像檔使用了本程式不認得的功能。</translation>
    </message>
    <message>
        <source>The qcow2 image is encrypted in the old, unsafe way (AES), which is no longer supported.</source>
        <translation>這個 qcow2 映像檔以舊式且不安全的方式（AES）加密，這種方式已不再支援。</translation>
    </message>
    <message>
        <source>The image is encrypted (LUKS); it cannot be converted without its passphrase.</source>
        <translation>這個映像檔已加密（LUKS）；沒有通行密語就無法轉換。</translation>
    </message>
    <message>
        <source>The qcow2 image uses extended L2 entries, which Glance does not accept.</source>
        <translation>這個 qcow2 映像檔使用擴充的 L2 項目，Glance 不接受。</translation>
    </message>
    <message>
        <source>The qcow2 image is marked as corrupt. Check it with qemu-img check.</source>
        <translation>這個 qcow2 映像檔標記為損壞。請用 qemu-img check 檢查它。</translation>
    </message>
    <message>
        <source>The qcow2 image was not closed cleanly. Check it with qemu-img check.</source>
        <translation>這個 qcow2 映像檔未正常關閉。請用 qemu-img check 檢查它。</translation>
    </message>
    <message>
        <source>The qcow2 image holds snapshots, which are lost when it is converted.</source>
        <translation>這個 qcow2 映像檔含有快照，轉換後快照會遺失。</translation>
    </message>
    <message>
        <source>Version %1 of the qcow2 format is not supported; only 2 and 3 are.</source>
        <translation>不支援第 %1 版的 qcow2 格式，只支援第 2 與第 3 版。</translation>
    </message>
    <message>
        <source>The virtual size of %1 bytes is impossible.</source>
        <translation>%1 位元組的虛擬大小不合理。</translation>
    </message>
    <message>
        <source>the header extensions are impossible</source>
        <translation>標頭的擴充區不合理</translation>
    </message>
    <message>
        <source>QED is an abandoned format that Glance does not accept. Convert the image to qcow2 with qemu-img convert first.</source>
        <translation>QED 是已停止開發的格式，Glance 不接受。請先用 qemu-img convert 將映像檔轉換成 qcow2。</translation>
    </message>
    <message>
        <source>The file is compressed (%1). Unpack it first, or declare the container format compressed.</source>
        <translation>這個檔案經過壓縮（%1）。請先解壓縮，或將容器格式宣告為 compressed。</translation>
    </message>
    <message>
        <source>the version is not 1.1</source>
        <translation>版本不是 1.1</translation>
    </message>
    <message>
        <source>the type is impossible</source>
        <translation>類型不合理</translation>
    </message>
    <message>
        <source>the block size is impossible</source>
        <translation>區塊大小不合理</translation>
    </message>
    <message>
        <source>the number of blocks does not fit the virtual size</source>
        <translation>區塊數量與虛擬大小不符</translation>
    </message>
    <message>
        <source>more blocks are allocated than there are</source>
        <translation>已配置的區塊比實際存在的還多</translation>
    </message>
    <message>
        <source>the tables are not aligned</source>
        <translation>表格未對齊</translation>
    </message>
    <message>
        <source>the block map lies outside the file</source>
        <translation>區塊對應表位於檔案之外</translation>
    </message>
    <message>
        <source>the blocks lie outside the file</source>
        <translation>區塊位於檔案之外</translation>
    </message>
    <message>
        <source>The VDI image is only the difference to another image. Merge it in VirtualBox first.</source>
        <translation>這個 VDI 映像檔只是與另一個映像檔的差異。請先在 VirtualBox 中合併它。</translation>
    </message>
    <message>
        <source>The VDI image is an undo image, which cannot be used alone.</source>
        <translation>這個 VDI 映像檔是復原用的映像檔，無法單獨使用。</translation>
    </message>
    <message>
        <source>the checksum of the footer is wrong</source>
        <translation>檔尾的檢查碼錯誤</translation>
    </message>
    <message>
        <source>the version is not 1.0</source>
        <translation>版本不是 1.0</translation>
    </message>
    <message>
        <source>the virtual size is impossible</source>
        <translation>虛擬大小不合理</translation>
    </message>
    <message>
        <source>the dynamic header is missing</source>
        <translation>缺少動態標頭</translation>
    </message>
    <message>
        <source>the checksum of the dynamic header is wrong</source>
        <translation>動態標頭的檢查碼錯誤</translation>
    </message>
    <message>
        <source>the block table is too small for the virtual size</source>
        <translation>區塊表對虛擬大小而言太小</translation>
    </message>
    <message>
        <source>the block table lies outside the file</source>
        <translation>區塊表位於檔案之外</translation>
    </message>
    <message>
        <source>The VHD image states two sizes; the one of its disk geometry counts.</source>
        <translation>這個 VHD 映像檔註明了兩種大小；以硬碟幾何的大小為準。</translation>
    </message>
    <message>
        <source>The VHD image is only the difference to another image. Merge it with its parent first.</source>
        <translation>這個 VHD 映像檔只是與另一個映像檔的差異。請先將它與上層映像檔合併。</translation>
    </message>
    <message>
        <source>The footer of the VHD image is missing or differs from its copy; the file may be cut off.</source>
        <translation>這個 VHD 映像檔的檔尾遺失，或與其副本不同；檔案可能遭到截斷。</translation>
    </message>
    <message>
        <source>it ends like a dynamic image but does not begin like one</source>
        <translation>它的結尾像動態映像檔，開頭卻不像</translation>
    </message>
    <message>
        <source>Glance does not recognise a fixed VHD image. Convert it to a dynamic one or to raw before an upload to Glance.</source>
        <translation>Glance 認不得固定大小的 VHD 映像檔。上傳到 Glance 之前，請先將它轉換成動態 VHD 或 raw。</translation>
    </message>
    <message>
        <source>The VHD image is shorter than it says; it may be cut off.</source>
        <translation>這個 VHD 映像檔比它註明的還短，可能遭到截斷。</translation>
    </message>
    <message>
        <source>the region table is damaged</source>
        <translation>區域表已損毀</translation>
    </message>
    <message>
        <source>the regions lie outside the file or overlap</source>
        <translation>區域位於檔案之外或互相重疊</translation>
    </message>
    <message>
        <source>a region is named twice</source>
        <translation>有一個區域重複出現</translation>
    </message>
    <message>
        <source>a region is missing</source>
        <translation>缺少一個區域</translation>
    </message>
    <message>
        <source>the metadata table is damaged</source>
        <translation>詮釋資料表已損毀</translation>
    </message>
    <message>
        <source>a metadata item lies outside its region</source>
        <translation>有一個詮釋資料項目位於其區域之外</translation>
    </message>
    <message>
        <source>the sector size is impossible</source>
        <translation>磁區大小不合理</translation>
    </message>
    <message>
        <source>the header is damaged</source>
        <translation>標頭已損毀</translation>
    </message>
    <message>
        <source>The VHDX image is only the difference to another image. Merge it with its parent first.</source>
        <translation>這個 VHDX 映像檔只是與另一個映像檔的差異。請先將它與上層映像檔合併。</translation>
    </message>
    <message>
        <source>The VHDX image uses features that are not known to this program.</source>
        <translation>這個 VHDX 映像檔使用了本程式不認得的功能。</translation>
    </message>
    <message>
        <source>The VHDX image was not closed cleanly; its log must be replayed before it is converted.</source>
        <translation>這個 VHDX 映像檔未正常關閉；轉換之前必須先重播它的記錄。</translation>
    </message>
    <message>
        <source>the grain size is impossible</source>
        <translation>grain 大小不合理</translation>
    </message>
    <message>
        <source>the size of the grain tables is impossible</source>
        <translation>grain 表的大小不合理</translation>
    </message>
    <message>
        <source>line ends were changed, as by a transfer in text mode</source>
        <translation>換行字元遭到變更，可能是以文字模式傳輸所致</translation>
    </message>
    <message>
        <source>the compression method is impossible</source>
        <translation>壓縮方法不合理</translation>
    </message>
    <message>
        <source>the tables lie outside the file</source>
        <translation>表格位於檔案之外</translation>
    </message>
    <message>
        <source>it is cut off within the footer</source>
        <translation>檔案在檔尾內中斷了</translation>
    </message>
    <message>
        <source>the footer&apos;s marker is missing</source>
        <translation>缺少檔尾的標記</translation>
    </message>
    <message>
        <source>the footer differs from the header</source>
        <translation>檔尾與標頭不同</translation>
    </message>
    <message>
        <source>the last marker is missing</source>
        <translation>缺少最後的標記</translation>
    </message>
    <message>
        <source>The VMDK image does not keep all its data in this one file.</source>
        <translation>這個 VMDK 映像檔沒有把所有資料放在這一個檔案中。</translation>
    </message>
    <message>
        <source>The VMDK subformat “%1” is not supported; only monolithicSparse and streamOptimized are. Convert the image with qemu-img convert first.</source>
        <translation>不支援 VMDK 子格式「%1」，只支援 monolithicSparse 與 streamOptimized。請先用 qemu-img convert 轉換這個映像檔。</translation>
    </message>
    <message>
        <source>The description within the VMDK image is damaged.</source>
        <translation>VMDK 映像檔內的描述已損毀。</translation>
    </message>
    <message>
        <source>The VMDK image is only the difference to another image. Merge it with its parent first.</source>
        <translation>這個 VMDK 映像檔只是與另一個映像檔的差異。請先將它與上層映像檔合併。</translation>
    </message>
    <message>
        <source>The description within the VMDK image is missing or not where it must be.</source>
        <translation>VMDK 映像檔內的描述遺失，或不在應有的位置。</translation>
    </message>
    <message>
        <source>The description within the VMDK image contradicts its header.</source>
        <translation>VMDK 映像檔內的描述與其標頭互相矛盾。</translation>
    </message>
    <message>
        <source>A virtual machine is running from it: its disk changes while it is read.</source>
        <translation>有虛擬機器正在使用它：讀取時磁碟內容會改變。</translation>
    </message>
    <message>
        <source>The disk “%1” in the appliance is an archive itself.</source>
        <translation>虛擬裝置裡的磁碟「%1」本身又是封存檔。</translation>
    </message>
    <message numerus="yes">
        <source>There are %n disk(s) in the appliance; a cloud takes those with one only.</source>
        <translation>
            <numerusform>這個虛擬裝置有 %n 個磁碟；雲端只接受單一磁碟的。</numerusform>
        </translation>
    </message>
    <message>
        <source>The appliance has no manifest, so nobody can tell whether it is complete.</source>
        <translation>這個虛擬裝置沒有資訊清單，所以無從得知它是否完整。</translation>
    </message>
    <message>
        <source>The appliance is signed. Who signed it is not checked, so that says nothing.</source>
        <translation>這個虛擬裝置有簽章，但未查核簽章者，因此不代表任何保證。</translation>
    </message>
    <message>
        <source>The partition table (GPT) is for a larger disk.</source>
        <translation>分割表（GPT）屬於更大的磁碟。</translation>
    </message>
    <message>
        <source>the name of the backing file is impossible</source>
        <translation>後端檔案的名稱不可能成立</translation>
    </message>
    <message>
        <source>The qcow2 image&apos;s tables point at each other. Check it with qemu-img check.</source>
        <translation>這個 qcow2 映像檔的表格互相指向。請用 qemu-img check 檢查。</translation>
    </message>
    <message>
        <source>The file is a %1 image, a format that clouds do not know. Convert it to qcow2 with the program that made it.</source>
        <translation>這個檔案是 %1 映像檔，雲端不認識這種格式。請用產生它的程式轉換成 qcow2。</translation>
    </message>
    <message>
        <source>The file is an archive (tar), not a disk. A virtual machine cannot start from it as it is.</source>
        <translation>這個檔案是封存檔 (tar)，不是磁碟。虛擬機器無法直接由它啟動。</translation>
    </message>
    <message>
        <source>There are hidden bytes after the description within the VMDK image.</source>
        <translation>VMDK 映像檔內的描述之後藏有其他位元組。</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>A value is not valid.</source>
        <translation>有一個值無效。</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>您尚未登入。</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>您沒有權限執行這項操作。</translation>
    </message>
    <message>
        <source>The image is not there any more.</source>
        <translation>這個映像檔已經不在了。</translation>
    </message>
    <message>
        <source>The image is in a state that does not allow this.</source>
        <translation>映像檔目前的狀態不允許這項操作。</translation>
    </message>
    <message>
        <source>The image was deleted in the meantime.</source>
        <translation>這個映像檔在這段期間已被刪除。</translation>
    </message>
    <message>
        <source>A limit of the catalogue has been reached.</source>
        <translation>已達到映像檔目錄的上限。</translation>
    </message>
    <message>
        <source>The file is not a disk image that can be taken in.</source>
        <translation>這個檔案不是可以收錄的硬碟映像檔。</translation>
    </message>
    <message>
        <source>That part of the data does not exist.</source>
        <translation>該部分的資料不存在。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>硬碟已滿。</translation>
    </message>
    <message>
        <source>The catalogue cannot be written to.</source>
        <translation>無法寫入映像檔目錄。</translation>
    </message>
    <message>
        <source>The catalogue does not answer just now.</source>
        <translation>映像檔目錄目前沒有回應。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The file changed while it was being read.</source>
        <translation>檔案在讀取期間有變動。</translation>
    </message>
    <message>
        <source>The data are not what they should be.</source>
        <translation>資料與預期不符。</translation>
    </message>
    <message>
        <source>The stored data are damaged.</source>
        <translation>儲存的資料已損毀。</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>讀取或寫入失敗。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>發生了未預期的錯誤。</translation>
    </message>
    <message>
        <source>Refresh the list to see what is there.</source>
        <translation>請重新整理清單，查看目前有哪些映像檔。</translation>
    </message>
    <message>
        <source>Look at its life in the details to see what happened.</source>
        <translation>請在詳細資料中查看它的歷程，瞭解發生了什麼事。</translation>
    </message>
    <message>
        <source>Free some space or add a store on another disk, then try again.</source>
        <translation>請釋出一些空間，或在其他硬碟上新增儲存庫，然後再試一次。</translation>
    </message>
    <message>
        <source>Check the permissions of its folder.</source>
        <translation>請檢查它的資料夾的權限。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>請稍候再試一次。</translation>
    </message>
    <message>
        <source>Close the program that uses it, then try again.</source>
        <translation>請關閉正在使用它的程式，然後再試一次。</translation>
    </message>
    <message>
        <source>Do not use this copy; get the data from where they came from.</source>
        <translation>請勿使用這份副本，請從原始來源重新取得資料。</translation>
    </message>
    <message>
        <source>Check the disk and its cables, then try again.</source>
        <translation>請檢查硬碟與連接線，然後再試一次。</translation>
    </message>
    <message>
        <source>Please report it with its details.</source>
        <translation>請附上詳細資料回報這個問題。</translation>
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
        <translation>超過 30 天前</translation>
    </message>
    <message>
        <source>over %1</source>
        <extracomment>A size</extracomment>
        <translation>大於 %1</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <extracomment>A size</extracomment>
        <translation>%1 以上</translation>
    </message>
    <message>
        <source>under %1</source>
        <extracomment>A size</extracomment>
        <translation>小於 %1</translation>
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
        <translation>狀態</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>What a filter looks at: the disk format</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>What a filter looks at</extracomment>
        <translation>可見性</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>What a filter looks at: bytes stored</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>What a filter looks at: when an image was last changed</extracomment>
        <translation>變更時間</translation>
    </message>
    <message>
        <source>Tag</source>
        <extracomment>What a filter looks at</extracomment>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Distribution</source>
        <extracomment>What a filter looks at: Debian, Ubuntu and so on</extracomment>
        <translation>發行版</translation>
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
        <translation>無</translation>
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
        <translation>已損毀</translation>
    </message>
    <message>
        <source>Empty</source>
        <extracomment>What a file turned out to be: a file of no bytes</extracomment>
        <translation>空白</translation>
    </message>
    <message>
        <source>Neither its name nor its content says that this is a disk: there is no known format and no partition table in it.</source>
        <translation>檔名與內容都看不出這是硬碟：裡面沒有已知的格式，也沒有分割表。</translation>
    </message>
    <message>
        <source>It can be added as a raw disk; leave it out if it is something else.</source>
        <translation>可以當作原始硬碟加入；若是其他東西，請略過。</translation>
    </message>
    <message>
        <source>The name ends in “.%1”, but what is inside is %2.</source>
        <translation>檔名的結尾是「.%1」，但內容是 %2。</translation>
    </message>
    <message>
        <source>It is added as what it is; the name of the file does not matter.</source>
        <translation>會依實際內容加入；檔名不影響結果。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>這個檔案是空的。</translation>
    </message>
    <message>
        <source>An image catalogue has no name for this format (%1).</source>
        <translation>映像檔目錄沒有這種格式（%1）的名稱。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>請重新複製或下載。</translation>
    </message>
    <message>
        <source>Convert it to QCOW2 first.</source>
        <translation>請先轉換成 QCOW2。</translation>
    </message>
    <message>
        <source>It may have been moved or deleted. Choose it again.</source>
        <translation>檔案可能已移動或刪除。請重新選擇。</translation>
    </message>
    <message>
        <source>Compressed</source>
        <extracomment>What a file turned out to be: compressed, for example by gzip</extracomment>
        <translation>已壓縮</translation>
    </message>
    <message>
        <source>It needs other files beside it, which do not travel with an image. Flatten it into one file where the others are, and add that:</source>
        <translation>它需要旁邊的其他檔案，而那些檔案不會隨映像檔一起移動。請在那些檔案所在的地方把它合併成一個檔案，再加入該檔案：</translation>
    </message>
    <message>
        <source>Convert it, and add the new file:</source>
        <translation>請先轉換，再加入新的檔案：</translation>
    </message>
    <message>
        <source>Check it before you rely on it:</source>
        <translation>使用前請先檢查：</translation>
    </message>
    <message>
        <source>Do not use it. Get the file again from whoever made it.</source>
        <translation>請不要使用。請向製作者重新取得這個檔案。</translation>
    </message>
    <message>
        <source>Convert it with its passphrase to an image that is not encrypted, and add that.</source>
        <translation>請用通關密語把它轉換成未加密的映像檔，再加入。</translation>
    </message>
    <message>
        <source>It may have been cut off. Copy or download it again and compare its checksum with that of its source.</source>
        <translation>它可能不完整。請重新複製或下載，並與來源的總和檢查碼比對。</translation>
    </message>
    <message>
        <source>Open it with the program that made it and save it as an ordinary QCOW2 image.</source>
        <translation>請用製作它的程式開啟，另存為一般的 QCOW2 映像檔。</translation>
    </message>
    <message>
        <source>Make it again with the program it comes from, or choose another file.</source>
        <translation>請用原來的程式重新製作，或選擇其他檔案。</translation>
    </message>
    <message>
        <source>Nothing is lost as long as it is kept as it is.</source>
        <translation>只要保持原樣就不會遺失任何東西。</translation>
    </message>
    <message>
        <source>Shut the machine down first, or what is added may not start.</source>
        <translation>請先將虛擬機器關機，否則加入的映像可能無法啟動。</translation>
    </message>
    <message>
        <source>FILE-BELOW-IT</source>
        <extracomment>Stands in a command for a file whose name is not known</extracomment>
        <translation>下層檔案</translation>
    </message>
    <message>
        <source>It is laid over another file, which does not travel with an image. Make one of both, name each file below it with --backing, and add that:</source>
        <translation>它疊在另一個檔案之上，而那個檔案不會隨映像檔一起走。請用 --backing 逐一指明下層的檔案，合併成一個，再加入合併後的檔案：</translation>
    </message>
</context>
<context>
    <name>FilterExpression</name>
    <message>
        <source>The filter list %1 is not valid: a quoted value must be closed and stand between commas.</source>
        <translation>篩選清單 %1 無效：加上引號的值必須有結尾引號，並位於逗號之間。</translation>
    </message>
    <message>
        <source>Unable to filter by the unknown operator “%1”. To look for a value with a colon, put eq: before it.</source>
        <translation>無法以不明的運算子「%1」篩選。若要尋找含有冒號的值，請在前面加上 eq:。</translation>
    </message>
</context>
<context>
    <name>GlanceImageService</name>
    <message>
        <source>The cloud “%1” has no trash: what is deleted there is gone.</source>
        <translation>雲端「%1」沒有垃圾桶：在那裡刪除的東西就消失了。</translation>
    </message>
    <message>
        <source>The data are in a cloud, not on this computer. Copy the image into the catalogue first.</source>
        <translation>資料在雲端，不在這台電腦上。請先把映像檔複製到目錄中。</translation>
    </message>
    <message>
        <source>“%1” does not hold the bytes that were expected. Delete the image.</source>
        <translation>「%1」的位元組與預期不同。請刪除這個映像檔。</translation>
    </message>
    <message>
        <source>The image was not there when the cloud was seen last.</source>
        <translation>上次看到雲端時，還沒有這個映像檔。</translation>
    </message>
    <message>
        <source>The cloud “%1” cannot be reached now, so nothing can be changed in it. Try again when it is back.</source>
        <translation>目前無法連上雲端「%1」，因此無法在其中變更任何東西。請等它恢復後再試一次。</translation>
    </message>
</context>
<context>
    <name>GlanceImport</name>
    <message>
        <source>The cloud could not import the data. Check them and try again.</source>
        <translation>雲端無法匯入資料。請檢查資料後再試一次。</translation>
    </message>
    <message>
        <source>The cloud could not import the data: %1</source>
        <translation>雲端無法匯入資料：%1</translation>
    </message>
    <message>
        <source>Nobody waits for the import any more; the cloud goes on with it.</source>
        <translation>不再等候匯入；雲端會繼續進行。</translation>
    </message>
    <message>
        <source>The cloud is still importing. Look again later.</source>
        <translation>雲端仍在匯入。請稍後再看。</translation>
    </message>
</context>
<context>
    <name>ImageApi</name>
    <message>
        <source>The cloud “%1” no longer accepts who you are. Log in again.</source>
        <translation>雲端「%1」不再接受您的身分。請重新登入。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not allow this: %2</source>
        <translation>雲端「%1」不允許這麼做：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” has nothing like this, or does not show it to you: %2</source>
        <translation>雲端「%1」沒有這個項目，或不讓您看到：%2</translation>
    </message>
    <message>
        <source>The image was deleted in the cloud “%1” meanwhile.</source>
        <translation>這段期間，映像檔已在雲端「%1」刪除。</translation>
    </message>
    <message>
        <source>A limit of the cloud “%1” is reached: %2</source>
        <translation>已達到雲端「%1」的上限：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” does not take these data: %2</source>
        <translation>雲端「%1」不接受這些資料：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” wants fewer questions at a time. Try again later.</source>
        <translation>雲端「%1」要求減少請求次數。請稍後再試。</translation>
    </message>
    <message>
        <source>The image service of the cloud “%1” has a problem (%2). Try again later.</source>
        <translation>雲端「%1」的映像檔服務發生問題（%2）。請稍後再試。</translation>
    </message>
    <message>
        <source>The cloud “%1” refused: %2</source>
        <translation>雲端「%1」拒絕了：%2</translation>
    </message>
    <message>
        <source>What answers at “%1” is no image service of the cloud “%2”. It said: %3</source>
        <translation>「%1」的回應不是雲端「%2」的映像檔服務。它說：%3</translation>
    </message>
    <message>
        <source>The cloud “%1” lists the same images over and over. The list cannot be read to its end.</source>
        <translation>雲端「%1」一再列出相同的映像檔。清單無法讀到結尾。</translation>
    </message>
    <message>
        <source>The proxy on the way to the cloud “%1” wants a name and a password. Write them into the address of the proxy: http://name:password@proxy</source>
        <translation>通往雲端「%1」的代理伺服器要求名稱與密碼。請把它們寫進代理伺服器的位址：http://name:password@proxy</translation>
    </message>
</context>
<context>
    <name>ImageDownload</name>
    <message>
        <source>The cloud sent another part of the data than the one that was asked for. Try again.</source>
        <translation>雲端傳來的資料不是所要求的部分。請再試一次。</translation>
    </message>
    <message>
        <source>The download of “%1” was stopped.</source>
        <translation>已停止下載「%1」。</translation>
    </message>
    <message>
        <source>The image has no data yet. Wait until it is active, or send some.</source>
        <translation>這個映像檔還沒有資料。請等到它可用，或傳送資料。</translation>
    </message>
    <message>
        <source>The cloud sends more data than the image has. Try again, or ask its administrator.</source>
        <translation>雲端傳來的資料比映像檔還多。請再試一次，或詢問管理員。</translation>
    </message>
    <message>
        <source>The image is “%1”, so it has no data to read. Wait until it is active.</source>
        <translation>映像檔的狀態是「%1」，因此沒有資料可讀。請等到它可用。</translation>
    </message>
    <message>
        <source>The data of the image were replaced in the cloud “%1” during the download. Start it anew.</source>
        <translation>下載期間，雲端「%1」裡的映像檔資料已被替換。請重新開始下載。</translation>
    </message>
    <message>
        <source>The cloud “%1” sends fewer data than the image has. Try again later.</source>
        <translation>雲端「%1」傳來的資料比映像檔少。請稍後再試。</translation>
    </message>
    <message>
        <source>What the cloud “%1” sent are not the data of the image: their hash differs. Try again, or ask its administrator.</source>
        <translation>雲端「%1」傳來的不是這個映像檔的資料：雜湊值不同。請再試一次，或詢問管理員。</translation>
    </message>
</context>
<context>
    <name>ImageLimits</name>
    <message>
        <source>%1 contains a character that cannot be stored. Remove it and try again.</source>
        <translation>%1含有無法儲存的字元。請移除該字元後再試一次。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 characters.</source>
        <translation>%1超過 %2 個字元。</translation>
    </message>
    <message>
        <source>%1 must be between 0 and %2.</source>
        <translation>%1 必須介於 0 到 %2 之間。</translation>
    </message>
    <message>
        <source>A tag cannot be empty.</source>
        <translation>標籤不可為空白。</translation>
    </message>
    <message>
        <source>The tag “%1”</source>
        <translation>標籤「%1」</translation>
    </message>
    <message>
        <source>A property needs a name.</source>
        <translation>屬性必須有名稱。</translation>
    </message>
    <message>
        <source>The attribute “%1” is read-only.</source>
        <translation>屬性「%1」是唯讀的。</translation>
    </message>
    <message>
        <source>The name “%1” is reserved and cannot be a custom property.</source>
        <translation>名稱「%1」是保留名稱，不能作為自訂屬性。</translation>
    </message>
    <message>
        <source>The property name “%1”</source>
        <translation>屬性名稱「%1」</translation>
    </message>
    <message>
        <source>The value of the property “%1”</source>
        <translation>屬性「%1」的值</translation>
    </message>
    <message>
        <source>The value of the property “%1” is larger than %2 bytes.</source>
        <translation>屬性「%1」的值超過 %2 位元組。</translation>
    </message>
    <message>
        <source>An image can have at most %1 tags; this would make %2.</source>
        <translation>一個映像檔最多可以有 %1 個標籤；這樣會變成 %2 個。</translation>
    </message>
    <message>
        <source>An image can have at most %1 custom properties; this would make %2.</source>
        <translation>一個映像檔最多可以有 %1 個自訂屬性；這樣會變成 %2 個。</translation>
    </message>
    <message>
        <source>The attribute %1 can be replaced only while the image is queued; this image is %2.</source>
        <translation>只有在映像檔為 queued 時才能取代屬性 %1；這個映像檔是 %2。</translation>
    </message>
    <message>
        <source>The property “%1” may not be removed.</source>
        <translation>不可移除屬性「%1」。</translation>
    </message>
    <message>
        <source>The property “%1” does not exist.</source>
        <translation>屬性「%1」不存在。</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>The owner</source>
        <translation>擁有者</translation>
    </message>
    <message>
        <source>The image id “%1” is not a UUID in lower case.</source>
        <translation>映像檔 ID「%1」不是小寫的 UUID。</translation>
    </message>
    <message>
        <source>Image status transition from %1 to %2 is not allowed.</source>
        <translation>不允許映像檔狀態從 %1 變成 %2。</translation>
    </message>
    <message numerus="yes">
        <source>Properties %1 must be set prior to saving data.</source>
        <translation>
            <numerusform>儲存資料之前必須先設定屬性 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageQuery</name>
    <message>
        <source>The value “%2” of the parameter %1 is not valid.</source>
        <translation>參數 %1 的值「%2」無效。</translation>
    </message>
    <message>
        <source>The parameter limit must not be negative.</source>
        <translation>參數 limit 不可為負數。</translation>
    </message>
    <message>
        <source>The parameter limit must be a whole number.</source>
        <translation>參數 limit 必須是整數。</translation>
    </message>
    <message>
        <source>%1 cannot be filtered by the operator “%2”; only eq and in are possible.</source>
        <translation>%1 不能以運算子「%2」篩選，只能使用 eq 與 in。</translation>
    </message>
    <message>
        <source>The parameter %1 needs a whole number, not “%2”.</source>
        <translation>參數 %1 需要整數，而不是「%2」。</translation>
    </message>
    <message>
        <source>The parameter %1 needs a time in ISO 8601 form, not “%2”.</source>
        <translation>參數 %1 需要 ISO 8601 格式的時間，而不是「%2」。</translation>
    </message>
    <message>
        <source>“%1” is not a key to sort by.</source>
        <translation>「%1」不是可用來排序的鍵。</translation>
    </message>
    <message>
        <source>“%1” is not a direction to sort in; use asc or desc.</source>
        <translation>「%1」不是排序方向，請使用 asc 或 desc。</translation>
    </message>
    <message>
        <source>The parameter sort cannot be combined with sort_key or sort_dir.</source>
        <translation>參數 sort 不能與 sort_key 或 sort_dir 併用。</translation>
    </message>
    <message>
        <source>There must be one sort_dir, or as many as there are sort_keys.</source>
        <translation>sort_dir 必須只有一個，或與 sort_key 的數量相同。</translation>
    </message>
    <message>
        <source>The filter changes-since is no longer available.</source>
        <translation>篩選條件 changes-since 已不再提供。</translation>
    </message>
</context>
<context>
    <name>ImageRepository</name>
    <message>
        <source>The list cannot be continued after “%1”: there is no such image any more.</source>
        <translation>無法從「%1」之後繼續列出：該映像檔已經不在了。</translation>
    </message>
    <message>
        <source>The limit of a list cannot be negative.</source>
        <translation>清單的上限不可為負數。</translation>
    </message>
    <message>
        <source>The task “%1” has ended or cannot take this step.</source>
        <translation>工作「%1」已經結束，或無法進行這個步驟。</translation>
    </message>
    <message>
        <source>There is a store “%1” already.</source>
        <translation>已經有儲存庫「%1」。</translation>
    </message>
    <message>
        <source>There is no image “%1”.</source>
        <translation>沒有映像檔「%1」。</translation>
    </message>
    <message>
        <source>The image “%1” was deleted meanwhile.</source>
        <translation>映像檔「%1」在這段期間已被刪除。</translation>
    </message>
    <message>
        <source>The image “%1” lies in the trash. Restore it first.</source>
        <translation>映像檔「%1」在垃圾桶中。請先還原它。</translation>
    </message>
    <message>
        <source>The image “%1” is %2 by now, so this cannot be done.</source>
        <translation>映像檔「%1」目前的狀態已是 %2，因此無法進行這項操作。</translation>
    </message>
    <message>
        <source>Another program has taken over the work on the image “%1”.</source>
        <translation>另一個程式已接手處理映像檔「%1」。</translation>
    </message>
    <message>
        <source>The image id “%1” is or was in use. Choose another one.</source>
        <translation>映像檔 ID「%1」正在使用或曾經使用過。請選擇其他 ID。</translation>
    </message>
    <message>
        <source>There is no task “%1”.</source>
        <translation>沒有工作「%1」。</translation>
    </message>
    <message>
        <source>The image “%1” is protected. Take the protection away to delete it.</source>
        <translation>映像檔「%1」受保護。請先取消保護再刪除。</translation>
    </message>
    <message>
        <source>The catalogue may hold %1 in all, and others have used that up meanwhile. Delete some images and empty the trash.</source>
        <translation>目錄總共可以容納 %1，而這段期間其他人已經用完。請刪除一些映像檔並清空垃圾桶。</translation>
    </message>
    <message numerus="yes">
        <source>An image can be shared with at most %n project(s).</source>
        <translation>
            <numerusform>一個映像檔最多可以分享給 %n 個專案。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only shared images have members. Make the image “%1” shared first.</source>
        <translation>只有已分享的映像檔才有成員。請先分享映像檔「%1」。</translation>
    </message>
    <message>
        <source>The image “%1” is not shared with the project “%2”.</source>
        <translation>映像檔「%1」沒有分享給專案「%2」。</translation>
    </message>
    <message>
        <source>The image “%1” is shared with the project “%2” already.</source>
        <translation>映像檔「%1」已經分享給專案「%2」。</translation>
    </message>
</context>
<context>
    <name>ImageText</name>
    <message>
        <source>Unnamed image</source>
        <translation>未命名的映像檔</translation>
    </message>
    <message>
        <source>Private</source>
        <extracomment>Image visibility</extracomment>
        <translation>私人</translation>
    </message>
    <message>
        <source>Shared</source>
        <extracomment>Image visibility</extracomment>
        <translation>已分享</translation>
    </message>
    <message>
        <source>Community</source>
        <extracomment>Image visibility</extracomment>
        <translation>社群</translation>
    </message>
    <message>
        <source>Public</source>
        <extracomment>Image visibility</extracomment>
        <translation>公開</translation>
    </message>
    <message>
        <source>Only its owner can see and use it.</source>
        <translation>只有擁有者可以看到並使用它。</translation>
    </message>
    <message>
        <source>Its owner and the projects that it is shared with can use it.</source>
        <translation>擁有者以及獲得分享的專案可以使用它。</translation>
    </message>
    <message>
        <source>Everybody can use it, but it is not in everybody&apos;s list.</source>
        <translation>任何人都可以使用它，但它不會出現在每個人的清單中。</translation>
    </message>
    <message>
        <source>Everybody can see and use it.</source>
        <translation>任何人都可以看到並使用它。</translation>
    </message>
    <message>
        <source>Raw</source>
        <extracomment>Disk format: a plain copy of a disk</extracomment>
        <translation>Raw</translation>
    </message>
    <message>
        <source>Amazon machine image: the disk of an Amazon-style virtual machine.</source>
        <translation>Amazon 機器映像檔：Amazon 式虛擬機器的硬碟。</translation>
    </message>
    <message>
        <source>Amazon ramdisk image: the first files an Amazon-style machine loads.</source>
        <translation>Amazon ramdisk 映像檔：Amazon 式機器最先載入的檔案。</translation>
    </message>
    <message>
        <source>Amazon kernel image: the kernel an Amazon-style machine starts.</source>
        <translation>Amazon kernel 映像檔：Amazon 式機器啟動的核心。</translation>
    </message>
    <message>
        <source>Virtual disk of older Hyper-V, Xen and VirtualBox.</source>
        <translation>較舊的 Hyper-V、Xen 與 VirtualBox 的虛擬硬碟。</translation>
    </message>
    <message>
        <source>Virtual disk of Hyper-V.</source>
        <translation>Hyper-V 的虛擬硬碟。</translation>
    </message>
    <message>
        <source>Virtual disk of VMware.</source>
        <translation>VMware 的虛擬硬碟。</translation>
    </message>
    <message>
        <source>The plain bytes of a disk, without any packing.</source>
        <translation>硬碟的原始位元組，沒有任何包裝。</translation>
    </message>
    <message>
        <source>Virtual disk of QEMU and KVM that grows as it is filled.</source>
        <translation>QEMU 與 KVM 的虛擬硬碟，會隨內容增加而變大。</translation>
    </message>
    <message>
        <source>Virtual disk of VirtualBox.</source>
        <translation>VirtualBox 的虛擬硬碟。</translation>
    </message>
    <message>
        <source>Image of an optical disc, such as an installer.</source>
        <translation>光碟的映像檔，例如安裝光碟。</translation>
    </message>
    <message>
        <source>Virtual disk of Virtuozzo containers.</source>
        <translation>Virtuozzo 容器的虛擬硬碟。</translation>
    </message>
    <message>
        <source>Bare</source>
        <extracomment>Container format: no container around the disk</extracomment>
        <translation>Bare</translation>
    </message>
    <message>
        <source>Compressed</source>
        <extracomment>Container format</extracomment>
        <translation>壓縮</translation>
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
        <translation>虛擬大小 %1</translation>
    </message>
    <message>
        <source>protected</source>
        <extracomment>An image that cannot be deleted</extracomment>
        <translation>受保護</translation>
    </message>
    <message>
        <source>hidden</source>
        <extracomment>An image that is left out of listings</extracomment>
        <translation>已隱藏</translation>
    </message>
    <message>
        <source>changed %1</source>
        <extracomment>Part of a spoken row; %1 is a time such as &quot;5 min ago&quot;</extracomment>
        <translation>變更時間 %1</translation>
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
        <translation>映像檔的狀態是「%1」，只有在已排入時才能傳送資料。請建立新的映像檔。</translation>
    </message>
    <message>
        <source>Sending “%1” was stopped.</source>
        <translation>已停止傳送「%1」。</translation>
    </message>
    <message>
        <source>The cloud “%1” stored other bytes than those of “%2”. Delete the image there and send the file again.</source>
        <translation>雲端「%1」存放的位元組與「%2」不同。請刪除那裡的映像檔，再重新傳送檔案。</translation>
    </message>
    <message>
        <source>The image was deleted in the cloud “%1” while “%2” was sent.</source>
        <translation>傳送「%2」時，映像檔已在雲端「%1」刪除。</translation>
    </message>
    <message>
        <source>The cloud “%1” said that it had “%2”, but its image has no data. Try again later.</source>
        <translation>雲端「%1」說已收到「%2」，但它的映像檔沒有資料。請稍後再試。</translation>
    </message>
</context>
<context>
    <name>JsonReader</name>
    <message>
        <source>The description of the image is not valid: the attribute “%1” cannot be read.</source>
        <translation>映像檔的描述無效：無法讀取屬性「%1」。</translation>
    </message>
</context>
<context>
    <name>Keystone</name>
    <message>
        <source>The password of “%1” for the cloud “%2” is not known. Add it to secure.yaml, or set OS_PASSWORD.</source>
        <translation>不知道「%1」在雲端「%2」的密碼。請加入 secure.yaml，或設定 OS_PASSWORD。</translation>
    </message>
    <message>
        <source>The cloud “%1” names no image service for you. Check the project, or ask its administrator.</source>
        <translation>雲端「%1」沒有為您提供映像檔服務。請檢查專案，或詢問管理員。</translation>
    </message>
    <message>
        <source>The cloud “%1” has no image service for region “%2” and interface “%3”. Choose one of: %4.</source>
        <translation>雲端「%1」在區域「%2」、介面「%3」沒有映像檔服務。請選擇其中之一：%4。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept the token: it has expired, or was made for another cloud. Get a new one.</source>
        <translation>雲端「%1」不接受這個權杖：它已過期，或屬於另一個雲端。請取得新的權杖。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept the application credential. It may have been revoked or have expired.</source>
        <translation>雲端「%1」不接受這個應用程式憑證。它可能已撤銷或過期。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not accept user name, password or project of “%2”. Check them; too many tries may lock the account.</source>
        <translation>雲端「%1」不接受「%2」的使用者名稱、密碼或專案。請檢查；嘗試太多次可能會鎖定帳號。</translation>
    </message>
    <message>
        <source>What answers at “%1” is no Keystone. Check auth_url of the cloud “%2”.</source>
        <translation>「%1」的回應不是 Keystone。請檢查雲端「%2」的 auth_url。</translation>
    </message>
    <message>
        <source>The cloud “%1” asks for a second factor. Use an application credential instead.</source>
        <translation>雲端「%1」要求第二重驗證。請改用應用程式憑證。</translation>
    </message>
    <message>
        <source>The cloud “%1” does not let you in: %2</source>
        <translation>雲端「%1」不讓您登入：%2</translation>
    </message>
    <message>
        <source>Keystone of the cloud “%1” has a problem (%2). Try again later.</source>
        <translation>雲端「%1」的 Keystone 發生問題（%2）。請稍後再試。</translation>
    </message>
    <message>
        <source>Keystone of the cloud “%1” did not understand: %2</source>
        <translation>雲端「%1」的 Keystone 無法理解請求：%2</translation>
    </message>
    <message>
        <source>The cloud “%1” has several regions. Choose one with region_name: %2.</source>
        <translation>雲端「%1」有多個區域。請用 region_name 選擇其中之一：%2。</translation>
    </message>
    <message>
        <source>The cloud “%1” says that its image service is at “%2”, which is no web address.</source>
        <translation>雲端「%1」說它的映像檔服務位在「%2」，但那不是網址。</translation>
    </message>
    <message>
        <source>The cloud “%1” let you in without a project, and then names no services. Choose a project with project_name.</source>
        <translation>雲端「%1」讓您在沒有專案的情況下登入，因此不列出任何服務。請用 project_name 選擇一個專案。</translation>
    </message>
    <message>
        <source>The password of “%2” for the cloud “%1” is over. Choose a new one in the cloud’s web page.</source>
        <translation>「%2」在雲端「%1」的密碼已到期。請在該雲端的網頁上換一個新密碼。</translation>
    </message>
</context>
<context>
    <name>MemberText</name>
    <message>
        <source>Pending</source>
        <extracomment>Answer of a project to an image shared with it: none yet</extracomment>
        <translation>未回覆</translation>
    </message>
    <message>
        <source>Accepted</source>
        <extracomment>Answer of a project to an image shared with it</extracomment>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <extracomment>Answer of a project to an image shared with it</extracomment>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>The project has not answered yet: it can use the image by its ID, but does not see it in its lists.</source>
        <translation>專案尚未回覆：可以用 ID 使用這個映像檔，但它不會出現在專案的清單中。</translation>
    </message>
    <message>
        <source>The image stands in the lists of the project.</source>
        <translation>這個映像檔會出現在專案的清單中。</translation>
    </message>
    <message>
        <source>The project does not want the image in its lists.</source>
        <translation>專案不想在清單中看到這個映像檔。</translation>
    </message>
</context>
<context>
    <name>MetadefText</name>
    <message>
        <source>“%1” is none of the usual values.</source>
        <translation>「%1」不是常用的值。</translation>
    </message>
    <message>
        <source>A whole number is expected here.</source>
        <translation>這裡需要整數。</translation>
    </message>
    <message>
        <source>A number is expected here.</source>
        <translation>這裡需要數字。</translation>
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
        <translation>這裡需要「true」或「false」。</translation>
    </message>
    <message>
        <source>The value does not have the form that is expected here.</source>
        <translation>這個值不符合這裡需要的格式。</translation>
    </message>
    <message>
        <source>The value does not have the form of the usual ones, such as “%1”.</source>
        <translation>這個值不符合常用值的格式，例如「%1」。</translation>
    </message>
</context>
<context>
    <name>Metadefs</name>
    <message>
        <source>Operating system</source>
        <translation>作業系統</translation>
    </message>
    <message>
        <source>Which system is installed in the image.</source>
        <translation>映像檔裡安裝的是哪個系統。</translation>
    </message>
    <message>
        <source>System family</source>
        <translation>系統家族</translation>
    </message>
    <message>
        <source>The kind of system inside. Clouds choose clock and drivers by it.</source>
        <translation>內部系統的種類。雲端依它選擇時鐘與驅動程式。</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>發行版</translation>
    </message>
    <message>
        <source>Short name of the distribution in lower case.</source>
        <translation>發行版的小寫簡稱。</translation>
    </message>
    <message>
        <source>System version</source>
        <translation>系統版本</translation>
    </message>
    <message>
        <source>Version as the distributor writes it, such as 12 or 22.04.</source>
        <translation>發行者所用的版本寫法，例如 12 或 22.04。</translation>
    </message>
    <message>
        <source>Administrator account</source>
        <translation>管理員帳號</translation>
    </message>
    <message>
        <source>Account that gets the password or the key at the first start.</source>
        <translation>第一次啟動時取得密碼或金鑰的帳號。</translation>
    </message>
    <message>
        <source>Quiet before snapshots</source>
        <translation>快照前先靜止</translation>
    </message>
    <message>
        <source>Write everything to the disk before a snapshot is taken. Needs the guest agent.</source>
        <translation>在建立快照前把所有資料寫入硬碟。需要客體代理程式。</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <translation>安全開機</translation>
    </message>
    <message>
        <source>Whether the machine must, may or cannot start with Secure Boot. Needs UEFI.</source>
        <translation>機器必須、可以或不能以安全開機啟動。需要 UEFI。</translation>
    </message>
    <message>
        <source>Time to shut down</source>
        <translation>關機時間</translation>
    </message>
    <message>
        <source>Seconds that the system gets to shut down before it is switched off.</source>
        <translation>在強制關閉電源之前，給系統關機的秒數。</translation>
    </message>
    <message>
        <source>Kernel command line</source>
        <translation>核心命令列</translation>
    </message>
    <message>
        <source>Options for a kernel that the cloud starts directly.</source>
        <translation>雲端直接啟動核心時使用的選項。</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>硬碟</translation>
    </message>
    <message>
        <source>How the disks are attached to the machine.</source>
        <translation>硬碟如何連接到機器。</translation>
    </message>
    <message>
        <source>Disk bus</source>
        <translation>硬碟匯流排</translation>
    </message>
    <message>
        <source>Controller that the disks hang on. Virtio is fastest; old systems need IDE.</source>
        <translation>硬碟所接的控制器。virtio 最快；舊系統需要 IDE。</translation>
    </message>
    <message>
        <source>SCSI controller</source>
        <translation>SCSI 控制器</translation>
    </message>
    <message>
        <source>Model of the controller when the disk bus is SCSI.</source>
        <translation>硬碟匯流排為 SCSI 時的控制器型號。</translation>
    </message>
    <message>
        <source>Disc drive bus</source>
        <translation>光碟機匯流排</translation>
    </message>
    <message>
        <source>Controller of the optical drive, for installer discs.</source>
        <translation>光碟機的控制器，用於安裝光碟。</translation>
    </message>
    <message>
        <source>Rescue disk bus</source>
        <translation>救援硬碟匯流排</translation>
    </message>
    <message>
        <source>Controller of the disk from which a broken machine is rescued.</source>
        <translation>用來救援故障機器之硬碟的控制器。</translation>
    </message>
    <message>
        <source>Rescue device</source>
        <translation>救援裝置</translation>
    </message>
    <message>
        <source>As what the rescue image appears in the machine.</source>
        <translation>救援映像檔在機器裡以什麼裝置出現。</translation>
    </message>
    <message>
        <source>Firmware and machine</source>
        <translation>韌體與機型</translation>
    </message>
    <message>
        <source>What the machine starts with, and what machine it pretends to be.</source>
        <translation>機器以什麼啟動，以及它模擬哪種機型。</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>韌體</translation>
    </message>
    <message>
        <source>UEFI for new systems and Secure Boot, BIOS for old ones.</source>
        <translation>新系統與安全開機用 UEFI，舊系統用 BIOS。</translation>
    </message>
    <message>
        <source>Machine type</source>
        <translation>機型</translation>
    </message>
    <message>
        <source>Model of the virtual mainboard, such as q35.</source>
        <translation>虛擬主機板的型號，例如 q35。</translation>
    </message>
    <message>
        <source>Firmware without memory</source>
        <translation>不記憶的韌體</translation>
    </message>
    <message>
        <source>The firmware forgets its settings when the machine stops.</source>
        <translation>機器停止時，韌體會忘記設定。</translation>
    </message>
    <message>
        <source>Boot menu</source>
        <translation>開機選單</translation>
    </message>
    <message>
        <source>Show a menu of boot devices at the start.</source>
        <translation>啟動時顯示開機裝置的選單。</translation>
    </message>
    <message>
        <source>TPM model</source>
        <translation>TPM 型號</translation>
    </message>
    <message>
        <source>Model of the security chip.</source>
        <translation>安全晶片的型號。</translation>
    </message>
    <message>
        <source>TPM version</source>
        <translation>TPM 版本</translation>
    </message>
    <message>
        <source>Version of the security chip. New Windows asks for 2.0.</source>
        <translation>安全晶片的版本。新的 Windows 要求 2.0。</translation>
    </message>
    <message>
        <source>Encrypted memory</source>
        <translation>加密的記憶體</translation>
    </message>
    <message>
        <source>The memory of the machine is encrypted, so that the host cannot read it.</source>
        <translation>機器的記憶體會加密，主機無法讀取。</translation>
    </message>
    <message>
        <source>Kind of memory encryption</source>
        <translation>記憶體加密的種類</translation>
    </message>
    <message>
        <source>Technology that encrypts the memory.</source>
        <translation>加密記憶體的技術。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>網路</translation>
    </message>
    <message>
        <source>The network cards of the machine.</source>
        <translation>機器的網路卡。</translation>
    </message>
    <message>
        <source>Network card</source>
        <translation>網路卡</translation>
    </message>
    <message>
        <source>Model of the network card. Virtio is fastest; without its driver take e1000.</source>
        <translation>網路卡的型號。virtio 最快；沒有它的驅動程式時請選 e1000。</translation>
    </message>
    <message>
        <source>Several network queues</source>
        <translation>多個網路佇列</translation>
    </message>
    <message>
        <source>One queue per processor, for much traffic. Needs virtio.</source>
        <translation>每個處理器一個佇列，適合大量流量。需要 virtio。</translation>
    </message>
    <message>
        <source>Packed virtio queues</source>
        <translation>緊湊的 virtio 佇列</translation>
    </message>
    <message>
        <source>A faster form of virtio queues that new systems know.</source>
        <translation>新系統認得的、較快的 virtio 佇列形式。</translation>
    </message>
    <message>
        <source>Display and input</source>
        <translation>顯示與輸入</translation>
    </message>
    <message>
        <source>Screen, mouse and serial ports.</source>
        <translation>螢幕、滑鼠與序列埠。</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>Model of the graphics card.</source>
        <translation>顯示卡的型號。</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>顯示記憶體</translation>
    </message>
    <message>
        <source>Memory of the graphics card in megabytes.</source>
        <translation>顯示卡的記憶體，以 MB 為單位。</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>指標裝置</translation>
    </message>
    <message>
        <source>A tablet keeps the mouse in step with the window.</source>
        <translation>使用繪圖板可讓滑鼠與視窗保持同步。</translation>
    </message>
    <message>
        <source>Serial ports</source>
        <translation>序列埠</translation>
    </message>
    <message>
        <source>How many serial ports the machine has.</source>
        <translation>機器有幾個序列埠。</translation>
    </message>
    <message>
        <source>Processor and memory</source>
        <translation>處理器與記憶體</translation>
    </message>
    <message>
        <source>How the processors look to the system, and how they share the host.</source>
        <translation>系統看到的處理器，以及它們如何共用主機。</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>插槽</translation>
    </message>
    <message>
        <source>Preferred number of processor sockets.</source>
        <translation>偏好的處理器插槽數。</translation>
    </message>
    <message>
        <source>Cores per socket</source>
        <translation>每個插槽的核心數</translation>
    </message>
    <message>
        <source>Preferred number of cores in a socket.</source>
        <translation>偏好的每個插槽核心數。</translation>
    </message>
    <message>
        <source>Threads per core</source>
        <translation>每個核心的執行緒數</translation>
    </message>
    <message>
        <source>Preferred number of threads in a core.</source>
        <translation>偏好的每個核心執行緒數。</translation>
    </message>
    <message>
        <source>Most sockets</source>
        <translation>插槽上限</translation>
    </message>
    <message>
        <source>Most sockets that the system can use, such as by licence.</source>
        <translation>系統最多可用的處理器插槽數，例如受授權限制。</translation>
    </message>
    <message>
        <source>Most cores per socket</source>
        <translation>每個插槽的核心上限</translation>
    </message>
    <message>
        <source>Most cores in a socket that the system can use.</source>
        <translation>系統在一個插槽中最多可用的核心數。</translation>
    </message>
    <message>
        <source>Most threads per core</source>
        <translation>每個核心的執行緒上限</translation>
    </message>
    <message>
        <source>Most threads in a core that the system can use.</source>
        <translation>系統在一個核心中最多可用的執行緒數。</translation>
    </message>
    <message>
        <source>Processor policy</source>
        <translation>處理器政策</translation>
    </message>
    <message>
        <source>Dedicated processors belong to this machine alone.</source>
        <translation>專用的處理器只屬於這台機器。</translation>
    </message>
    <message>
        <source>Thread policy</source>
        <translation>執行緒政策</translation>
    </message>
    <message>
        <source>How dedicated processors use cores with threads.</source>
        <translation>專用的處理器如何使用有執行緒的核心。</translation>
    </message>
    <message>
        <source>Processor model</source>
        <translation>處理器型號</translation>
    </message>
    <message>
        <source>Which processor the system sees: the host&apos;s, one like it, or a chosen one.</source>
        <translation>系統看到哪種處理器：主機的、相似的，或指定的。</translation>
    </message>
    <message>
        <source>NUMA nodes</source>
        <translation>NUMA 節點</translation>
    </message>
    <message>
        <source>Into how many nodes memory and processors are divided.</source>
        <translation>記憶體與處理器分成幾個節點。</translation>
    </message>
    <message>
        <source>Memory page size</source>
        <translation>記憶體分頁大小</translation>
    </message>
    <message>
        <source>Size of the host&apos;s memory pages: a word or an amount.</source>
        <translation>主機記憶體分頁的大小：一個詞或一個數量。</translation>
    </message>
    <message>
        <source>Performance counters</source>
        <translation>效能計數器</translation>
    </message>
    <message>
        <source>The system can use the processor&apos;s performance counters.</source>
        <translation>系統可以使用處理器的效能計數器。</translation>
    </message>
    <message>
        <source>HPET clock</source>
        <translation>HPET 時鐘</translation>
    </message>
    <message>
        <source>The machine has a high precision event timer.</source>
        <translation>機器有高精度事件計時器。</translation>
    </message>
    <message>
        <source>Guest services</source>
        <translation>客體服務</translation>
    </message>
    <message>
        <source>Helpers between the machine and its host.</source>
        <translation>機器與主機之間的輔助程式。</translation>
    </message>
    <message>
        <source>Guest agent</source>
        <translation>客體代理程式</translation>
    </message>
    <message>
        <source>The QEMU guest agent is installed: it freezes disks and sets passwords.</source>
        <translation>已安裝 QEMU 客體代理程式：可以凍結硬碟與設定密碼。</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>隨機數</translation>
    </message>
    <message>
        <source>Device that brings random numbers into the machine.</source>
        <translation>把隨機數帶入機器的裝置。</translation>
    </message>
    <message>
        <source>Watchdog</source>
        <translation>看門狗</translation>
    </message>
    <message>
        <source>What happens when the system hangs.</source>
        <translation>系統當住時要怎麼做。</translation>
    </message>
    <message>
        <source>Where it runs</source>
        <translation>執行的地方</translation>
    </message>
    <message>
        <source>On which processors and hypervisors the image can run.</source>
        <translation>映像檔可以在哪些處理器與虛擬機器管理程式上執行。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架構</translation>
    </message>
    <message>
        <source>Kind of processor that the system was built for.</source>
        <translation>系統所針對的處理器種類。</translation>
    </message>
    <message>
        <source>Hypervisor</source>
        <translation>虛擬機器管理程式</translation>
    </message>
    <message>
        <source>Hypervisor that the image was made for.</source>
        <translation>映像檔所針對的虛擬機器管理程式。</translation>
    </message>
    <message>
        <source>Virtualisation mode</source>
        <translation>虛擬化模式</translation>
    </message>
    <message>
        <source>How the machine is virtualised: fully, or with a kernel made for it.</source>
        <translation>機器的虛擬化方式：完全虛擬化，或使用專門的核心。</translation>
    </message>
    <message>
        <source>Configuration drive</source>
        <translation>設定磁碟機</translation>
    </message>
    <message>
        <source>Whether the machine must get a drive with its settings.</source>
        <translation>機器是否必須有一個存放設定的磁碟機。</translation>
    </message>
    <message>
        <source>Hide the hypervisor</source>
        <translation>隱藏虛擬機器管理程式</translation>
    </message>
    <message>
        <source>The system does not see that it runs in a virtual machine.</source>
        <translation>系統看不出自己在虛擬機器裡執行。</translation>
    </message>
    <message>
        <source>Kind of disk image</source>
        <translation>硬碟映像檔的種類</translation>
    </message>
    <message>
        <source>A whole disk with its partition table, or one partition.</source>
        <translation>含分割表的整個硬碟，或單一分割區。</translation>
    </message>
    <message>
        <source>Origin and companions</source>
        <translation>來源與相關映像檔</translation>
    </message>
    <message>
        <source>Where the image comes from, and which images belong to it.</source>
        <translation>映像檔從哪裡來，以及哪些映像檔屬於它。</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>What the image is for, in your own words.</source>
        <translation>用您自己的話說明映像檔的用途。</translation>
    </message>
    <message>
        <source>Made from machine</source>
        <translation>來源機器</translation>
    </message>
    <message>
        <source>ID of the machine that the image is a snapshot of.</source>
        <translation>這個映像檔是哪台機器的快照（ID）。</translation>
    </message>
    <message>
        <source>Made from image</source>
        <translation>來源映像檔</translation>
    </message>
    <message>
        <source>ID of the image that the machine was started from.</source>
        <translation>機器啟動時所用的映像檔 ID。</translation>
    </message>
    <message>
        <source>Kernel image</source>
        <translation>核心映像檔</translation>
    </message>
    <message>
        <source>ID of the image that holds the kernel, for Amazon-style images.</source>
        <translation>存放核心的映像檔 ID，用於 Amazon 式的映像檔。</translation>
    </message>
    <message>
        <source>Ramdisk image</source>
        <translation>Ramdisk 映像檔</translation>
    </message>
    <message>
        <source>ID of the image that holds the ramdisk, for Amazon-style images.</source>
        <translation>存放 ramdisk 的映像檔 ID，用於 Amazon 式的映像檔。</translation>
    </message>
    <message>
        <source>Root file system</source>
        <translation>根檔案系統</translation>
    </message>
    <message>
        <source>UUID of the root file system, for machines without a boot loader.</source>
        <translation>根檔案系統的 UUID，用於沒有開機載入程式的機器。</translation>
    </message>
    <message>
        <source>VMware</source>
        <translation>VMware</translation>
    </message>
    <message>
        <source>For images that run under VMware.</source>
        <translation>用於在 VMware 下執行的映像檔。</translation>
    </message>
    <message>
        <source>Disk adapter</source>
        <translation>硬碟配接卡</translation>
    </message>
    <message>
        <source>Controller that the disk hangs on.</source>
        <translation>硬碟所接的控制器。</translation>
    </message>
    <message>
        <source>Disk type</source>
        <translation>硬碟類型</translation>
    </message>
    <message>
        <source>How the VMDK file is laid out.</source>
        <translation>VMDK 檔案的編排方式。</translation>
    </message>
    <message>
        <source>Guest system</source>
        <translation>客體系統</translation>
    </message>
    <message>
        <source>VMware&apos;s name for the system inside, such as debian12_64Guest.</source>
        <translation>VMware 對內部系統的稱呼，例如 debian12_64Guest。</translation>
    </message>
    <message>
        <source>Linked clones</source>
        <translation>連結複製</translation>
    </message>
    <message>
        <source>New machines share the disk of the image instead of copying it.</source>
        <translation>新機器共用映像檔的硬碟，而不複製它。</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>簽章</translation>
    </message>
    <message>
        <source>Proof that the data come from who signed them. All four are needed together.</source>
        <translation>證明資料來自簽署者。四項必須一起提供。</translation>
    </message>
    <message>
        <source>The signature of the data, in Base64.</source>
        <translation>資料的簽章，以 Base64 表示。</translation>
    </message>
    <message>
        <source>Signature hash</source>
        <translation>簽章雜湊</translation>
    </message>
    <message>
        <source>Hash that was signed.</source>
        <translation>所簽署的雜湊值。</translation>
    </message>
    <message>
        <source>Signature key</source>
        <translation>簽章金鑰</translation>
    </message>
    <message>
        <source>Kind of the key that signed.</source>
        <translation>用來簽署的金鑰種類。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>憑證</translation>
    </message>
    <message>
        <source>ID of the certificate in the key manager.</source>
        <translation>憑證在金鑰管理員裡的 ID。</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>For images of encrypted volumes.</source>
        <translation>用於加密磁碟區的映像檔。</translation>
    </message>
    <message>
        <source>Encryption key</source>
        <translation>加密金鑰</translation>
    </message>
    <message>
        <source>ID of the key in the key manager.</source>
        <translation>金鑰在金鑰管理員裡的 ID。</translation>
    </message>
    <message>
        <source>When the image is deleted</source>
        <translation>刪除映像檔時</translation>
    </message>
    <message>
        <source>Whether the key goes with the image.</source>
        <translation>金鑰是否隨映像檔一起刪除。</translation>
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
        <translation>1 位元組</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 位元組</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How much of a transfer is done: &quot;2.2 GiB of 5.1 GiB&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>Speed; %1 is an amount of bytes such as &quot;86 MiB&quot;</extracomment>
        <translation>%1/s</translation>
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
        <translation>%1 小時 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <extracomment>Days and hours</extracomment>
        <translation>%1 天 %2 小時</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>Minutes</extracomment>
        <translation>%1 分鐘</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>Hours</extracomment>
        <translation>%1 小時</translation>
    </message>
    <message>
        <source>%1 d</source>
        <extracomment>Days</extracomment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>剩下幾秒</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>約剩 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>約剩 %1 分鐘</translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation>剩下一天以上</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>約剩 %1 小時</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>約剩 %1 小時 %2 分鐘</translation>
    </message>
    <message>
        <source>No minimum</source>
        <extracomment>An image may be used with a disk or memory of any size</extracomment>
        <translation>沒有下限</translation>
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
        <translation>刪除</translation>
    </message>
    <message>
        <source>The record and whatever data there were are removed at once. Somebody who was still sending data is told that the image is gone.</source>
        <translation>記錄與已有的資料會立刻移除。仍在傳送資料的人會得知映像檔已不在。</translation>
    </message>
    <message>
        <source>Upload a file</source>
        <extracomment>Button</extracomment>
        <translation>上傳檔案</translation>
    </message>
    <message>
        <source>The bytes go straight into the store and are hashed on the way.</source>
        <translation>位元組直接進入儲存庫，並在途中計算雜湊值。</translation>
    </message>
    <message>
        <source>Stage a file</source>
        <extracomment>Button: put data into the staging area</extracomment>
        <translation>暫存檔案</translation>
    </message>
    <message>
        <source>The bytes go into a staging area first. There they wait until somebody asks for the import.</source>
        <translation>位元組先進入暫存區，在那裡等到有人要求匯入。</translation>
    </message>
    <message>
        <source>Import from a link</source>
        <extracomment>Button</extracomment>
        <translation>從連結匯入</translation>
    </message>
    <message>
        <source>The service itself fetches the data from the web.</source>
        <translation>由服務自己從網路取得資料。</translation>
    </message>
    <message>
        <source>Register existing data</source>
        <extracomment>Button</extracomment>
        <translation>登錄現有的資料</translation>
    </message>
    <message>
        <source>The data lie in a store already. The image is told where, and no byte moves.</source>
        <translation>資料已經在儲存庫裡。只告訴映像檔位置，不移動任何位元組。</translation>
    </message>
    <message>
        <source>Finish the upload</source>
        <extracomment>Button</extracomment>
        <translation>完成上傳</translation>
    </message>
    <message>
        <source>The last byte has arrived. Size and hashes are written into the record, and the image can be used.</source>
        <translation>最後一個位元組已到達。大小與雜湊值寫入記錄，映像檔可以使用。</translation>
    </message>
    <message>
        <source>Make the upload fail</source>
        <extracomment>Button</extracomment>
        <translation>讓上傳失敗</translation>
    </message>
    <message>
        <source>What had arrived is thrown away. The record stays, so that the upload can be tried again.</source>
        <translation>已到達的資料會丟棄。記錄會保留，以便重新上傳。</translation>
    </message>
    <message>
        <source>The store is full.</source>
        <extracomment>Why an upload failed</extracomment>
        <translation>儲存庫已滿。</translation>
    </message>
    <message>
        <source>Fail like old services</source>
        <extracomment>Button</extracomment>
        <translation>像舊服務那樣失敗</translation>
    </message>
    <message>
        <source>Old services marked an image like this when its upload failed. Today&apos;s put it back to queued, but old catalogues still hold such images.</source>
        <translation>舊服務在上傳失敗時會這樣標記映像檔。現在的服務會放回「已排入」，但舊目錄裡仍有這樣的映像檔。</translation>
    </message>
    <message>
        <source>The upload could not be repaired.</source>
        <extracomment>Why an upload failed</extracomment>
        <translation>上傳無法修復。</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>Button</extracomment>
        <translation>匯入</translation>
    </message>
    <message>
        <source>The staged data are checked and moved into the store, in the background.</source>
        <translation>在背景檢查暫存的資料，並移入儲存庫。</translation>
    </message>
    <message>
        <source>Make the staging fail</source>
        <extracomment>Button</extracomment>
        <translation>讓暫存失敗</translation>
    </message>
    <message>
        <source>What had arrived is thrown away, and the image waits for data again.</source>
        <translation>已到達的資料會丟棄，映像檔重新等候資料。</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <extracomment>Why staging failed</extracomment>
        <translation>連線中斷了。</translation>
    </message>
    <message>
        <source>Finish the import</source>
        <extracomment>Button</extracomment>
        <translation>完成匯入</translation>
    </message>
    <message>
        <source>The data are in the store, and the task that moved them has succeeded. The image can be used.</source>
        <translation>資料已在儲存庫裡，移動它們的工作也已成功。映像檔可以使用。</translation>
    </message>
    <message>
        <source>Make the import fail</source>
        <extracomment>Button</extracomment>
        <translation>讓匯入失敗</translation>
    </message>
    <message>
        <source>The task has failed and says why. The image waits for data again.</source>
        <translation>工作失敗並說明原因。映像檔重新等候資料。</translation>
    </message>
    <message>
        <source>The data are not what the record says.</source>
        <extracomment>Why an import failed</extracomment>
        <translation>資料與記錄所說的不符。</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <extracomment>Button</extracomment>
        <translation>取消啟動</translation>
    </message>
    <message>
        <source>The data stay where they are, but nobody may use them: for an image that is under suspicion, for example.</source>
        <translation>資料留在原處，但任何人都不能使用：例如受到懷疑的映像檔。</translation>
    </message>
    <message>
        <source>Delete into the trash</source>
        <extracomment>Button</extracomment>
        <translation>刪除到垃圾桶</translation>
    </message>
    <message>
        <source>The image leaves the list, but its data are kept for some days. A cloud does so when it is set up for delayed deletion.</source>
        <translation>映像檔離開清單，但資料會保留幾天。雲端設定為延遲刪除時就會這樣做。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <extracomment>Button</extracomment>
        <translation>永久刪除</translation>
    </message>
    <message>
        <source>Restore</source>
        <extracomment>Button</extracomment>
        <translation>還原</translation>
    </message>
    <message>
        <source>The image comes back from the trash as it was.</source>
        <translation>映像檔原樣從垃圾桶回來。</translation>
    </message>
    <message>
        <source>Purge</source>
        <extracomment>Button: remove from the trash for good</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>The time in the trash is up: the data are removed for good.</source>
        <translation>在垃圾桶裡的期限已到：資料永久移除。</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <extracomment>Button</extracomment>
        <translation>重新啟用</translation>
    </message>
    <message>
        <source>The data may be used again. They did not change meanwhile.</source>
        <translation>資料又可以使用，這段期間沒有改變。</translation>
    </message>
    <message>
        <source>Make a new image</source>
        <extracomment>Button</extracomment>
        <translation>建立新的映像檔</translation>
    </message>
    <message>
        <source>A record is made: a name, an id, and what the data will be. There are no data yet.</source>
        <translation>建立一筆記錄：名稱、ID，以及資料將會是什麼。還沒有資料。</translation>
    </message>
</context>
<context>
    <name>SpaceText</name>
    <message>
        <source>%1 on disk</source>
        <translation>硬碟上 %1</translation>
    </message>
    <message>
        <source>%1 for the guest</source>
        <translation>客體看到 %1</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>節省 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <comment>images</comment>
        <translation>
            <numerusform>其他 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>垃圾桶</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>可用空間</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n image(s)</source>
        <extracomment>%1 is an amount of bytes</extracomment>
        <translation>
            <numerusform>%n 個映像檔共 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in the trash</source>
        <translation>垃圾桶裡有 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>剩餘 %1</translation>
    </message>
    <message>
        <source>%1 saved against what guests see</source>
        <extracomment>Disks look larger to a guest than the bytes that they take up</extracomment>
        <translation>相較於客體看到的大小節省 %1</translation>
    </message>
    <message>
        <source>%1 held by duplicates</source>
        <translation>重複的資料佔 %1</translation>
    </message>
</context>
<context>
    <name>StatusText</name>
    <message>
        <source>Queued</source>
        <extracomment>Image status: a record without data yet</extracomment>
        <translation>已排入</translation>
    </message>
    <message>
        <source>Saving</source>
        <extracomment>Image status: data are being written</extracomment>
        <translation>正在儲存</translation>
    </message>
    <message>
        <source>Uploading</source>
        <extracomment>Image status: data are on their way into the staging area</extracomment>
        <translation>上傳中</translation>
    </message>
    <message>
        <source>Importing</source>
        <extracomment>Image status: staged or linked data are being taken in</extracomment>
        <translation>匯入中</translation>
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
        <translation>已取消啟動</translation>
    </message>
    <message>
        <source>Killed</source>
        <extracomment>Image status: an upload failed beyond repair</extracomment>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>Pending delete</source>
        <extracomment>Image status: in the trash</extracomment>
        <translation>等候刪除</translation>
    </message>
    <message>
        <source>Deleted</source>
        <extracomment>Image status: gone
----------
What happened to an image</extracomment>
        <translation>已刪除</translation>
    </message>
    <message>
        <source>The image has a name and an id but no data yet. Give it a file to fill it.</source>
        <translation>這個映像檔有名稱與 ID，但還沒有資料。請給它一個檔案來填入資料。</translation>
    </message>
    <message>
        <source>The data are being copied into the store and hashed right now.</source>
        <translation>資料正在複製到儲存庫，並計算雜湊值。</translation>
    </message>
    <message>
        <source>The data are being copied into the staging area. An import takes them from there.</source>
        <translation>資料正在複製到暫存區，之後由匯入程序從該處取用。</translation>
    </message>
    <message>
        <source>The staged or linked data are being checked and moved into the store.</source>
        <translation>正在檢查暫存或連結的資料，並移入儲存庫。</translation>
    </message>
    <message>
        <source>The data are complete and their hashes are known. The image is ready for use.</source>
        <translation>資料完整，雜湊值已知。這個映像檔可以使用了。</translation>
    </message>
    <message>
        <source>The data are kept, but nobody may use them until the image is reactivated.</source>
        <translation>資料仍保留，但在重新啟用之前，任何人都不能使用。</translation>
    </message>
    <message>
        <source>The upload failed in a way that cannot be repaired. All that can be done is to delete the image.</source>
        <translation>上傳失敗且無法修復。唯一能做的是刪除這個映像檔。</translation>
    </message>
    <message>
        <source>The image lies in the trash. It can be restored until its data are removed for good.</source>
        <translation>這個映像檔在垃圾桶中。在資料永久移除之前都可以還原。</translation>
    </message>
    <message>
        <source>The image and its data are gone. Only this record of its life is left.</source>
        <translation>這個映像檔與它的資料都已不在，只剩下這份歷程記錄。</translation>
    </message>
    <message>
        <source>Pending</source>
        <extracomment>Task status</extracomment>
        <translation>等候中</translation>
    </message>
    <message>
        <source>Processing</source>
        <extracomment>Task status</extracomment>
        <translation>處理中</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <extracomment>Task status</extracomment>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>Task status</extracomment>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>A kind of task, a noun
----------
What happened to an image: staged or linked data are taken in</extracomment>
        <translation>匯入</translation>
    </message>
    <message>
        <source>Upload</source>
        <extracomment>A kind of task, a noun
----------
What happened to an image: somebody gives it data</extracomment>
        <translation>上傳</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>A kind of task, a noun</extracomment>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Check of the data</source>
        <extracomment>A kind of task, a noun</extracomment>
        <translation>檢查資料</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>What happened to an image</extracomment>
        <translation>已建立</translation>
    </message>
    <message>
        <source>Upload failed</source>
        <translation>上傳失敗</translation>
    </message>
    <message>
        <source>Upload cancelled</source>
        <translation>上傳已取消</translation>
    </message>
    <message>
        <source>Staging</source>
        <extracomment>What happened to an image: data go into the staging area</extracomment>
        <translation>暫存</translation>
    </message>
    <message>
        <source>Staging failed</source>
        <translation>暫存失敗</translation>
    </message>
    <message>
        <source>Import failed</source>
        <translation>匯入失敗</translation>
    </message>
    <message>
        <source>Reactivated</source>
        <extracomment>What happened to an image</extracomment>
        <translation>已重新啟用</translation>
    </message>
    <message>
        <source>Restored</source>
        <extracomment>What happened to an image: it was taken out of the trash</extracomment>
        <translation>已還原</translation>
    </message>
    <message>
        <source>Removed for good</source>
        <extracomment>What happened to an image: its data were removed from the trash</extracomment>
        <translation>已永久移除</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <extracomment>What happened to an image: cleaned up after a crash</extracomment>
        <translation>意外中止</translation>
    </message>
    <message>
        <source>Record rebuilt</source>
        <extracomment>What happened to an image: its record was read back from the store</extracomment>
        <translation>記錄已重建</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>等候中</translation>
    </message>
    <message>
        <source>Preparing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Copying and hashing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在複製並計算雜湊值</translation>
    </message>
    <message>
        <source>Waiting for the disk</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在等候硬碟</translation>
    </message>
    <message>
        <source>Verifying</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>正在驗證</translation>
    </message>
    <message>
        <source>Finishing</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>即將完成</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>Phase of a transfer</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Seen in the cloud</source>
        <extracomment>What happened to an image: it was found changed in its cloud, by whom is not known</extracomment>
        <translation>在雲端看到</translation>
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
        <translation>%1 從「%2」變成「%3」：%4</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <extracomment>The first step in the life of an image: time, status, cause</extracomment>
        <translation>%1 「%2」：%3</translation>
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
        <translation>無法讀取傳輸日誌的一個檔案。</translation>
    </message>
</context>
<context>
    <name>TransferSteps</name>
    <message>
        <source>It was stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>“%1” is not a disk image that the catalogue can keep: its content is “%2”.</source>
        <translation>「%1」不是映像檔目錄能保管的硬碟映像檔：它的內容是「%2」。</translation>
    </message>
    <message>
        <source>The image that “%1” was to go into has been deleted. Add the file again to make a new one.</source>
        <translation>「%1」原本要放入的映像檔已被刪除。請重新加入這個檔案，以建立新的映像檔。</translation>
    </message>
    <message>
        <source>It is not known which image is to be replaced.</source>
        <translation>不知道要取代哪個映像檔。</translation>
    </message>
    <message>
        <source>The folder “%1” for data on their way cannot be made.</source>
        <translation>無法建立用來暫放傳輸資料的資料夾「%1」。</translation>
    </message>
    <message>
        <source>There is no folder for data on their way.</source>
        <translation>沒有可以暫放傳輸資料的資料夾。</translation>
    </message>
    <message>
        <source>The catalogue or cloud that the image is to be copied from is not open. Open it, then try again.</source>
        <translation>映像檔的來源目錄或雲端沒有開啟。請開啟後再試一次。</translation>
    </message>
    <message>
        <source>The source of the copy has been closed.</source>
        <translation>複製的來源已關閉。</translation>
    </message>
    <message>
        <source>The image is to be converted on the way, which needs a catalogue on this computer. Open one, then try again.</source>
        <translation>映像檔要在途中轉換，這需要這台電腦上的目錄。請開啟一個後再試一次。</translation>
    </message>
    <message>
        <source>The catalogue that converts has been closed.</source>
        <translation>負責轉換的目錄已關閉。</translation>
    </message>
</context>
<context>
    <name>TransferText</name>
    <message>
        <source>Waiting</source>
        <extracomment>State of a transfer</extracomment>
        <translation>等候中</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>State of a transfer</extracomment>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Finished</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>State of a transfer</extracomment>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>State of a transfer</extracomment>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>A kind of transfer, a noun: a file becomes an image</extracomment>
        <translation>匯入</translation>
    </message>
    <message>
        <source>Import through staging</source>
        <translation>經由暫存區匯入</translation>
    </message>
    <message>
        <source>Import from a link</source>
        <translation>從連結匯入</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>A kind of transfer, a noun: an image becomes a file</extracomment>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Copy to a store</source>
        <translation>複製到儲存庫</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>等候輪到它</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <extracomment>A transfer; %1 says how much is done, such as &quot;2.2 GiB of 5.1 GiB&quot;</extracomment>
        <translation>已暫停於 %1</translation>
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
        <translation>受限於硬碟讀取</translation>
    </message>
    <message>
        <source>limited by disk writes</source>
        <extracomment>What holds a transfer up: writing to the disk is the slowest part</extracomment>
        <translation>受限於硬碟寫入</translation>
    </message>
    <message>
        <source>limited by hashing</source>
        <extracomment>What holds a transfer up: computing md5 and sha512 is the slowest part</extracomment>
        <translation>受限於雜湊計算</translation>
    </message>
    <message>
        <source>limited by the network</source>
        <extracomment>What holds a transfer up: the network is the slowest part</extracomment>
        <translation>受限於網路</translation>
    </message>
    <message>
        <source>Conversion</source>
        <extracomment>A kind of transfer, a noun: an image or a file becomes an image in another format</extracomment>
        <translation>轉換</translation>
    </message>
    <message>
        <source>Conversion to a file</source>
        <extracomment>A kind of transfer, a noun: an image or a file becomes a file in another format</extracomment>
        <translation>轉換成檔案</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>A kind of transfer, a noun: an image is copied from one catalogue or cloud to another</extracomment>
        <translation>複製</translation>
    </message>
</context>
<context>
    <name>TrioImport</name>
    <message>
        <source>%1 What was made before could not be deleted: %2.</source>
        <extracomment>%1 is what went wrong, %2 a list of ids</extracomment>
        <translation>%1先前建立的項目無法刪除：%2。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>disk image: a file; if there is none of that name, an image of the catalogue by its name or ID</source>
        <translation>磁碟映像：檔案；若沒有這個名稱的檔案，則為目錄中映像檔的名稱或 ID</translation>
    </message>
</context>
<context>
    <name>WorkerPool</name>
    <message>
        <source>The program is closing, so this was not done.</source>
        <translation>程式正在關閉，因此沒有執行這項操作。</translation>
    </message>
</context>
<context>
    <name>vitrine::AboutDialog</name>
    <message>
        <source>About Vitrine</source>
        <translation>關於 Vitrine</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Built with Qt %1, QCoro, SQLite, OpenSSL and libcurl.</source>
        <translation>使用 Qt %1、QCoro、SQLite、OpenSSL 與 libcurl 建置。</translation>
    </message>
    <message>
        <source>Keeps disk images of virtual machines: a local catalogue with OpenStack Glance’s own model.</source>
        <translation>保管虛擬機器的硬碟映像檔：採用 OpenStack Glance 原生模型的本機映像檔目錄。</translation>
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
        <translation>檔案</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>Column: whether the file can be added</extracomment>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Image name</source>
        <extracomment>Column: name of the image to be made</extracomment>
        <translation>映像檔名稱</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>Column: disk format to declare</extracomment>
        <translation>格式</translation>
    </message>
    <message>
        <source>Found inside</source>
        <extracomment>Column: what was found inside the file</extracomment>
        <translation>檔案內容</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虛擬大小</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Min. disk</source>
        <translation>最小硬碟</translation>
    </message>
    <message>
        <source>System</source>
        <extracomment>Column: operating system (os_distro)</extracomment>
        <translation>系統</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Column: version of the operating system</extracomment>
        <translation>版本</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架構</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>Column: named set of properties</extracomment>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>Link</source>
        <extracomment>Found inside: a link is not looked into</extracomment>
        <translation>連結</translation>
    </message>
    <message>
        <source>Found later</source>
        <extracomment>Format of an image that is unpacked on its way in</extracomment>
        <translation>之後判定</translation>
    </message>
</context>
<context>
    <name>vitrine::AddingOptions</name>
    <message>
        <source>Upload</source>
        <extracomment>Way to add images: in one step</extracomment>
        <translation>上傳</translation>
    </message>
    <message>
        <source>Stage and import</source>
        <translation>暫存後匯入</translation>
    </message>
    <message>
        <source>&amp;Store:</source>
        <translation>儲存庫(&amp;S)：</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>以逗號分隔</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>受保護(&amp;P)</translation>
    </message>
    <message>
        <source>The images cannot be deleted until the protection is taken away.</source>
        <translation>取消保護之前，無法刪除這些映像檔。</translation>
    </message>
    <message>
        <source>&amp;Tags:</source>
        <translation>標籤(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;How:</source>
        <extracomment>Label: the way in which images are added</extracomment>
        <translation>方式(&amp;H)：</translation>
    </message>
    <message>
        <source>&amp;Visible to:</source>
        <translation>誰看得到(&amp;V)：</translation>
    </message>
    <message>
        <source>In one step: queued → saving → active.</source>
        <translation>一個步驟：已排入 → 正在儲存 → 可用。</translation>
    </message>
    <message>
        <source>In two steps, as a cloud does it: queued → uploading → importing → active.</source>
        <translation>兩個步驟，和雲端一樣：已排入 → 上傳中 → 匯入中 → 可用。</translation>
    </message>
    <message>
        <source>Links: queued → importing → active.</source>
        <translation>連結：已排入 → 匯入中 → 可用。</translation>
    </message>
    <message>
        <source>%1, %2 free</source>
        <extracomment>A store in a list: &quot;backup, 12.0 GiB free&quot;</extracomment>
        <translation>%1，剩餘 %2</translation>
    </message>
    <message>
        <source>This cloud takes data in one step only.</source>
        <translation>這個雲端只能以單一步驟接收資料。</translation>
    </message>
</context>
<context>
    <name>vitrine::AddingSheet</name>
    <message numerus="yes">
        <source>%n ready</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 個就緒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 個要看一下</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be added</source>
        <comment>files to be added</comment>
        <translation>
            <numerusform>%n 個無法加入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <comment>files and links to be added</comment>
        <translation>
            <numerusform>%n 個項目</numerusform>
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
        <translation>加入映像檔</translation>
    </message>
    <message>
        <source>Fill &amp;down</source>
        <translation>向下填滿(&amp;D)</translation>
    </message>
    <message>
        <source>Copies the current cell into the selected rows below it, or into all below (%1)</source>
        <extracomment>%1 is a key such as &quot;Ctrl+D&quot;</extracomment>
        <translation>把目前的儲存格複製到下方選取的列，或下方所有的列（%1）</translation>
    </message>
    <message>
        <source>P&amp;reset:</source>
        <translation>預設組合(&amp;R)：</translation>
    </message>
    <message>
        <source>An edited cell goes to all selected rows.</source>
        <translation>編輯過的儲存格會套用到所有選取的列。</translation>
    </message>
    <message>
        <source>Add &amp;without asking next time</source>
        <translation>下次不詢問就加入(&amp;W)</translation>
    </message>
    <message>
        <source>Only files that somebody should look at are then shown here.</source>
        <translation>之後只會在這裡顯示需要看一下的檔案。</translation>
    </message>
    <message>
        <source>Looking into the files…</source>
        <translation>正在檢查檔案…</translation>
    </message>
    <message>
        <source>Comparing with the images that are here…</source>
        <translation>正在與現有的映像檔比對…</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>只取用了前 %n 個檔案。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Apply to the selected</source>
        <translation>套用到選取的項目(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Apply to all</source>
        <translation>全部套用(&amp;A)</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>正在加入…</translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s)</source>
        <translation>
            <numerusform>加入 %n 個映像檔</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::AddingTable</name>
    <message>
        <source>Files to add</source>
        <translation>要加入的檔案</translation>
    </message>
</context>
<context>
    <name>vitrine::AllocationStrip</name>
    <message>
        <source>Data</source>
        <extracomment>A part of a disk: bytes that are stored</extracomment>
        <translation>資料</translation>
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
        <translation>已壓縮</translation>
    </message>
    <message>
        <source>How the disk is stored</source>
        <translation>硬碟的儲存方式</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A kind of stored bytes, and how many there are</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>From %1 to %2: %3</source>
        <extracomment>A place on a disk and what lies there: &quot;From 1.00 GiB to 1.01 GiB: Data&quot;</extracomment>
        <translation>從 %1 到 %2：%3</translation>
    </message>
</context>
<context>
    <name>vitrine::AllocationView</name>
    <message>
        <source>The image has no data that could be looked at.</source>
        <translation>這個映像檔沒有可以查看的資料。</translation>
    </message>
    <message>
        <source>Looking at how the disk is stored…</source>
        <translation>正在查看磁碟的存放方式…</translation>
    </message>
</context>
<context>
    <name>vitrine::Application</name>
    <message>
        <source>Sample disk</source>
        <translation>範例硬碟</translation>
    </message>
    <message numerus="yes">
        <source>Copying %n image(s) to “%1”.</source>
        <translation>
            <numerusform>正在將 %n 個映像檔複製到「%1」。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>Button: show the catalogue that images are copied to</extracomment>
        <translation>顯示</translation>
    </message>
</context>
<context>
    <name>vitrine::Archive</name>
    <message>
        <source>The archive cannot be used: %1.</source>
        <translation>這個封存檔無法使用：%1。</translation>
    </message>
    <message>
        <source>there is no disk in it</source>
        <translation>裡面沒有磁碟</translation>
    </message>
    <message>
        <source>line %1 of its manifest cannot be read</source>
        <translation>它的資訊清單第 %1 行無法讀取</translation>
    </message>
    <message>
        <source>the name of a member is too long</source>
        <translation>有成員的名稱太長</translation>
    </message>
    <message>
        <source>the name of a member is not readable text</source>
        <translation>有成員的名稱不是可讀的文字</translation>
    </message>
    <message>
        <source>the member “%1” points out of the archive, which is a known attack</source>
        <translation>成員「%1」指向封存檔之外，這是已知的攻擊手法</translation>
    </message>
    <message>
        <source>its description (.ovf) is not the first member</source>
        <translation>它的描述檔 (.ovf) 不是第一個成員</translation>
    </message>
    <message>
        <source>it has more than one description (.ovf)</source>
        <translation>它有不只一個描述檔 (.ovf)</translation>
    </message>
    <message>
        <source>its description (.ovf) is larger than 4 MiB</source>
        <translation>它的描述檔 (.ovf) 大於 4 MiB</translation>
    </message>
    <message>
        <source>its manifest is too large</source>
        <translation>它的資訊清單太大</translation>
    </message>
    <message>
        <source>its manifest names “%1”, which is not in it</source>
        <translation>它的資訊清單列出「%1」，但裡面沒有</translation>
    </message>
    <message>
        <source>the file “%1” is missing</source>
        <translation>缺少檔案「%1」</translation>
    </message>
    <message>
        <source>the file “%1” has %2 bytes, but its description says %3</source>
        <translation>檔案「%1」有 %2 位元組，但描述檔說是 %3</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The file “%1” in the archive is not what its manifest promises: it is damaged or was changed. Copy or download the archive again.</source>
        <translation>封存檔裡的「%1」與資訊清單不符：它已損壞或被改過。請重新複製或下載封存檔。</translation>
    </message>
    <message>
        <source>There are several disks in the appliance: %1. Choose one of them.</source>
        <translation>虛擬裝置裡有多個磁碟：%1。請選一個。</translation>
    </message>
    <message>
        <source>There is no disk “%1” in the appliance. There are: %2.</source>
        <translation>虛擬裝置裡沒有磁碟「%1」。有的是：%2。</translation>
    </message>
    <message>
        <source>The disk “%1” is compressed as a whole within the appliance. Take it out with “vitrinectl ova extract” first.</source>
        <translation>磁碟「%1」在虛擬裝置裡整個被壓縮。請先用「vitrinectl ova extract」取出。</translation>
    </message>
    <message numerus="yes">
        <source>An appliance holds 1 to %n disk(s) on this bus.</source>
        <translation>
            <numerusform>在這種匯流排上，虛擬裝置可有 1 到 %n 個磁碟。</numerusform>
        </translation>
    </message>
    <message>
        <source>it is larger than 4 MiB</source>
        <translation>它大於 4 MiB</translation>
    </message>
    <message>
        <source>it refers to “%1”, which is not the plain name of a file beside it</source>
        <translation>它參照「%1」，這不是旁邊檔案的單純名稱</translation>
    </message>
    <message>
        <source>the file “%1” is cut into pieces</source>
        <translation>檔案「%1」被切成多塊</translation>
    </message>
    <message>
        <source>the file “%1” is compressed in an unknown way</source>
        <translation>檔案「%1」以不明的方式壓縮</translation>
    </message>
    <message numerus="yes">
        <source>it refers to more than %n file(s)</source>
        <translation>
            <numerusform>它參照超過 %n 個檔案</numerusform>
        </translation>
    </message>
    <message>
        <source>the disk “%1” holds only the changes to another one</source>
        <translation>磁碟「%1」只存有對另一個磁碟的變更</translation>
    </message>
    <message>
        <source>the disk “%1” has an impossible size</source>
        <translation>磁碟「%1」的大小不可能</translation>
    </message>
    <message>
        <source>it has too many disks</source>
        <translation>它的磁碟太多</translation>
    </message>
    <message>
        <source>its elements are nested too deeply</source>
        <translation>它的元素巢狀太深</translation>
    </message>
    <message>
        <source>it does not begin as one</source>
        <translation>它的開頭不是這種檔案</translation>
    </message>
    <message>
        <source>it describes too much hardware</source>
        <translation>它描述的硬體太多</translation>
    </message>
    <message>
        <source>it has a document type or entities, which is a known attack</source>
        <translation>它含有文件類型宣告或實體，這是已知的攻擊手法</translation>
    </message>
    <message>
        <source>the file of the disk “%1” is not described</source>
        <translation>沒有描述磁碟「%1」的檔案</translation>
    </message>
    <message>
        <source>it is not well-formed XML</source>
        <translation>它不是格式正確的 XML</translation>
    </message>
    <message>
        <source>The compressed file is damaged, or its checksum is wrong. Copy or download it again.</source>
        <translation>壓縮檔已損壞，或總和檢查碼不符。請重新複製或下載。</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack the file.</source>
        <translation>記憶體不足，無法解壓縮檔案。</translation>
    </message>
    <message>
        <source>The compressed file needs more memory than a file may ask for. Unpack it with the program that made it.</source>
        <translation>這個壓縮檔需要的記憶體超過一個檔案所能要求的。請用當初壓縮它的程式解開。</translation>
    </message>
    <message>
        <source>an extended header of it cannot be read</source>
        <translation>它的延伸標頭無法讀取</translation>
    </message>
    <message>
        <source>a member of it has an impossible size</source>
        <translation>其中一個成員的大小不可能</translation>
    </message>
    <message>
        <source>it is damaged, or not complete</source>
        <translation>它已損壞或不完整</translation>
    </message>
    <message numerus="yes">
        <source>it has more than %n member(s)</source>
        <translation>
            <numerusform>它的成員超過 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>a member of it is stored with holes</source>
        <translation>其中一個成員以稀疏方式儲存</translation>
    </message>
    <message>
        <source>an extended header of it contradicts the others</source>
        <translation>它的延伸標頭與其他標頭矛盾</translation>
    </message>
    <message>
        <source>a member of it has two names</source>
        <translation>其中一個成員有兩個名稱</translation>
    </message>
    <message>
        <source>a member of it has two sizes</source>
        <translation>其中一個成員有兩種大小</translation>
    </message>
    <message>
        <source>the member “%1” is not an ordinary file but a link, a device or the like</source>
        <translation>成員「%1」不是一般檔案，而是連結、裝置之類</translation>
    </message>
    <message>
        <source>the member “%1” is in it twice</source>
        <translation>成員「%1」在裡面出現兩次</translation>
    </message>
    <message>
        <source>it is cut off within “%1”</source>
        <translation>它在「%1」中間就斷了</translation>
    </message>
    <message>
        <source>Something else follows the compressed data in the file. Copy or download it again, or unpack it by hand if you know what that is.</source>
        <translation>檔案裡壓縮資料之後還有別的東西。請重新複製或下載；若您知道那是什麼，請自行解壓縮。</translation>
    </message>
    <message>
        <source>Unpacking was stopped: more than %1 came out of the compressed file, which is far more than is usual. If you trust the file, unpack it by hand.</source>
        <translation>已停止解壓縮：壓縮檔解出超過 %1，遠多於正常情形。若您信任這個檔案，請自行解壓縮。</translation>
    </message>
    <message>
        <source>there are archives within archives in it (%1). Unpack the outer ones by hand</source>
        <translation>封存檔裡還有封存檔 (%1)。請先自行解開外層</translation>
    </message>
    <message>
        <source>its headers contradict each other</source>
        <translation>它的標頭互相矛盾</translation>
    </message>
    <message>
        <source>its list of members is missing</source>
        <translation>它缺少成員清單</translation>
    </message>
    <message>
        <source>it is one part of several</source>
        <translation>它是多個分卷之一</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>它已加密</translation>
    </message>
    <message numerus="yes">
        <source>it has %n member(s); only one that holds a single disk can be used</source>
        <translation>
            <numerusform>它有 %n 個成員；只能使用只含一個磁碟的</numerusform>
        </translation>
    </message>
    <message>
        <source>its method of compression is not known</source>
        <translation>不認識它的壓縮方法</translation>
    </message>
    <message>
        <source>the ramdisk is in it twice</source>
        <translation>裡面有兩個 ramdisk</translation>
    </message>
    <message>
        <source>there is more than one disk (.img) in it</source>
        <translation>裡面有不只一個磁碟（.img）</translation>
    </message>
    <message>
        <source>there is more than one kernel in it</source>
        <translation>裡面有不只一個核心</translation>
    </message>
    <message>
        <source>the disk in it is an archive itself</source>
        <translation>其中的磁碟本身也是封存檔</translation>
    </message>
    <message>
        <source>The file is no archive, so there is no “%1” in it.</source>
        <translation>這個檔案不是封存檔，所以裡面沒有「%1」。</translation>
    </message>
</context>
<context>
    <name>vitrine::ByteCopy</name>
    <message>
        <source>The copy of “%1” was stopped.</source>
        <translation>「%1」的複製已停止。</translation>
    </message>
    <message>
        <source>“%1” is larger than the %2 that are allowed here.</source>
        <translation>「%1」超過此處允許的 %2。</translation>
    </message>
    <message>
        <source>“%1” does not have the promised length. Get it again from where it came.</source>
        <translation>「%1」的長度與預告的不符。請從原始來源重新取得。</translation>
    </message>
</context>
<context>
    <name>vitrine::Catalogue</name>
    <message>
        <source>The database of the catalogue in %1 is missing. Rebuild the catalogue from its data.</source>
        <translation>%1 中映像檔目錄的資料庫遺失。請由資料重建映像檔目錄。</translation>
    </message>
    <message>
        <source>The image “%1” is not deactivated, so it cannot be reactivated.</source>
        <translation>映像檔「%1」並未取消啟動，因此無法重新啟用。</translation>
    </message>
    <message>
        <source>The image “%1” is not active, so it cannot be deactivated.</source>
        <translation>映像檔「%1」不是「可用」狀態，因此無法取消啟動。</translation>
    </message>
    <message>
        <source>The catalogue in %1 was opened for reading only, because its folder cannot be written.</source>
        <translation>%1 中的映像檔目錄以唯讀方式開啟，因為無法寫入它的資料夾。</translation>
    </message>
    <message>
        <source>The image “%1” lies in the trash. Restore it first.</source>
        <translation>映像檔「%1」在垃圾桶中。請先還原它。</translation>
    </message>
    <message>
        <source>The image “%1” is being copied already. Wait until that has ended.</source>
        <translation>映像檔「%1」已經在複製中。請等候複製結束。</translation>
    </message>
    <message>
        <source>The image %1 has no data.</source>
        <translation>映像檔 %1 沒有資料。</translation>
    </message>
    <message>
        <source>The image “%1” is deactivated. Reactivate it to export its data.</source>
        <translation>映像檔「%1」已取消啟動。請重新啟用後再匯出它的資料。</translation>
    </message>
    <message>
        <source>The image “%1” has no data yet.</source>
        <translation>映像檔「%1」還沒有資料。</translation>
    </message>
    <message>
        <source>%1 lies in the catalogue&apos;s own folder. Choose another place.</source>
        <translation>%1 位於映像檔目錄自己的資料夾中。請選擇其他位置。</translation>
    </message>
    <message>
        <source>The image has no data.</source>
        <translation>這個映像檔沒有資料。</translation>
    </message>
    <message>
        <source>The data of the image “%1” are missing or damaged, so that nothing was exported. Verify the catalogue.</source>
        <translation>映像檔「%1」的資料遺失或損毀，因此沒有匯出任何內容。請驗證映像檔目錄。</translation>
    </message>
    <message>
        <source>An import into the image “%1” is running. Wait until it has ended.</source>
        <translation>正在匯入資料到映像檔「%1」。請等候匯入結束。</translation>
    </message>
    <message>
        <source>Only an active image can be copied; “%1” is not.</source>
        <translation>只有「可用」的映像檔可以複製；「%1」不是。</translation>
    </message>
    <message>
        <source>The image “%1” has data already.</source>
        <translation>映像檔「%1」已經有資料了。</translation>
    </message>
    <message>
        <source>The data of the image “%1” must be staged before the import.</source>
        <translation>映像檔「%1」的資料必須先放入暫存區才能匯入。</translation>
    </message>
    <message>
        <source>The image “%1” is not waiting for data.</source>
        <translation>映像檔「%1」並未在等候資料。</translation>
    </message>
    <message>
        <source>Set the disk format and the container format of the image “%1” before the import.</source>
        <translation>匯入之前，請先設定映像檔「%1」的硬碟格式與容器格式。</translation>
    </message>
    <message>
        <source>%1 is not a link to import from: it must begin with http:// or https://.</source>
        <translation>%1 不是可以匯入的連結：開頭必須是 http:// 或 https://。</translation>
    </message>
    <message>
        <source>Name the stores to copy the image to.</source>
        <translation>請指定要將映像檔複製到哪些儲存庫。</translation>
    </message>
    <message>
        <source>The image is in the store “%1” already.</source>
        <translation>映像檔已在儲存庫「%1」中。</translation>
    </message>
    <message>
        <source>The staged data of the image “%1” are damaged. Stage them again.</source>
        <translation>映像檔「%1」暫存的資料已損毀。請重新放入暫存區。</translation>
    </message>
    <message>
        <source>Copied %1 MiB</source>
        <translation>已複製 %1 MiB</translation>
    </message>
    <message>
        <source>The image %1 was deleted while its data arrived.</source>
        <translation>映像檔 %1 在資料傳來期間已被刪除。</translation>
    </message>
    <message>
        <source>The image %1 was deleted while its data arrived. The data were removed again.</source>
        <translation>映像檔 %1 在資料傳來期間已被刪除。資料也已一併移除。</translation>
    </message>
    <message>
        <source>The catalogue in %1 cannot be rebuilt, because its folder cannot be written.</source>
        <translation>無法重建 %1 中的映像檔目錄，因為無法寫入它的資料夾。</translation>
    </message>
    <message>
        <source>The data of the image %1 could not be removed from every store. It is tried again later.</source>
        <translation>無法從所有儲存庫移除映像檔 %1 的資料。稍後會再試一次。</translation>
    </message>
    <message>
        <source>The image “%1” does not lie in the trash.</source>
        <translation>映像檔「%1」不在垃圾桶中。</translation>
    </message>
    <message>
        <source>The image “%1” cannot be restored, because its data are not there.</source>
        <translation>無法還原映像檔「%1」，因為它的資料不在了。</translation>
    </message>
    <message>
        <source>The image “%1” has data already, or is about to get some.</source>
        <translation>映像檔「%1」已經有資料，或即將取得資料。</translation>
    </message>
    <message>
        <source>There is no task with the id %1.</source>
        <translation>沒有識別碼為 %1 的工作。</translation>
    </message>
    <message>
        <source>There is a store “%1” already.</source>
        <translation>已經有儲存庫「%1」。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Check who owns it.</source>
        <translation>無法建立資料夾 %1。請檢查它的擁有者。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a file.</source>
        <translation>「%1」不能當作檔名。</translation>
    </message>
    <message>
        <source>The image “%1” is deactivated. Reactivate it to delete it.</source>
        <translation>映像檔「%1」已取消啟動。請先重新啟用再刪除。</translation>
    </message>
    <message>
        <source>Checked %1 MiB</source>
        <translation>已檢查 %1 MiB</translation>
    </message>
    <message>
        <source>The data of the image “%1” are not on this computer. Copy them to a store here first.</source>
        <translation>映像檔「%1」的資料不在這台電腦上。請先複製到這裡的儲存庫。</translation>
    </message>
    <message>
        <source>The image “%1” is not described as %2, which its data would be.</source>
        <translation>映像檔「%1」的描述不是 %2，但它的資料會是。</translation>
    </message>
    <message>
        <source>Give the id of the project to share with, in at most %1 characters.</source>
        <translation>請輸入要分享的專案 ID，最多 %1 個字元。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueCommands</name>
    <message>
        <source>The trash is empty.</source>
        <translation>垃圾桶是空的。</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空垃圾桶</translation>
    </message>
    <message numerus="yes">
        <source>Remove the %n image(s) in the trash for good?</source>
        <translation>
            <numerusform>要永久移除垃圾桶裡的 %n 個映像檔嗎？</numerusform>
        </translation>
    </message>
    <message>
        <source>Their data are deleted, which frees %1. This cannot be undone.</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>它們的資料會刪除，釋出 %1。這無法復原。</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空垃圾桶</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n image(s) for good.</source>
        <translation>
            <numerusform>已永久移除 %n 個映像檔。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueDelegate</name>
    <message>
        <source>Name of the catalogue in this list</source>
        <translation>目錄在這個清單裡的名稱</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueEntry</name>
    <message>
        <source>On this PC</source>
        <extracomment>Heading above the catalogues in local folders</extracomment>
        <translation>在這台電腦上</translation>
    </message>
    <message>
        <source>Not opened yet</source>
        <translation>尚未開啟</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開啟中…</translation>
    </message>
    <message>
        <source>Available</source>
        <extracomment>State of a catalogue</extracomment>
        <translation>可用</translation>
    </message>
    <message>
        <source>Read-only</source>
        <extracomment>State of a catalogue</extracomment>
        <translation>唯讀</translation>
    </message>
    <message>
        <source>Disk missing</source>
        <extracomment>State of a catalogue whose disk is not there</extracomment>
        <translation>硬碟不在</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>無法開啟</translation>
    </message>
    <message>
        <source>Click it to open it.</source>
        <translation>按一下即可開啟。</translation>
    </message>
    <message>
        <source>The catalogue is being opened.</source>
        <translation>正在開啟這個目錄。</translation>
    </message>
    <message>
        <source>Images can be looked at, added and changed.</source>
        <translation>可以檢視、加入與更改映像檔。</translation>
    </message>
    <message>
        <source>Images can be looked at and exported, but nothing can be changed here.</source>
        <translation>可以檢視與匯出映像檔，但無法更改任何東西。</translation>
    </message>
    <message>
        <source>Its folder is not there now. Connect the disk, then try again.</source>
        <translation>它的資料夾現在不在。請接上硬碟，再試一次。</translation>
    </message>
    <message>
        <source>Click it to try again.</source>
        <translation>按一下即可再試一次。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s)</source>
        <translation>
            <numerusform>%n 個傳輸</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 free</source>
        <extracomment>%1 is the state of a catalogue, %2 a number of bytes</extracomment>
        <translation>%1 · 剩餘 %2</translation>
    </message>
    <message>
        <source>%1 of %2 used on its disk, %3 free</source>
        <extracomment>Both are numbers of bytes</extracomment>
        <translation>硬碟已用 %1，共 %2，剩餘 %3</translation>
    </message>
    <message>
        <source>Clouds</source>
        <extracomment>Heading above the clouds</extracomment>
        <translation>雲端</translation>
    </message>
    <message>
        <source>Not connected</source>
        <extracomment>State of a cloud that one has not logged in to yet</extracomment>
        <translation>未連線</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <extracomment>State of a cloud</extracomment>
        <translation>連線中…</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <extracomment>State of a cloud</extracomment>
        <translation>無法使用</translation>
    </message>
    <message>
        <source>Offline</source>
        <extracomment>State of a cloud</extracomment>
        <translation>離線</translation>
    </message>
    <message>
        <source>Login refused</source>
        <extracomment>State of a cloud</extracomment>
        <translation>登入被拒</translation>
    </message>
    <message>
        <source>Click it to log in.</source>
        <translation>點選即可登入。</translation>
    </message>
    <message>
        <source>Vitrine is logging in.</source>
        <translation>Vitrine 正在登入。</translation>
    </message>
    <message>
        <source>It does not answer just now. Click it to try again.</source>
        <translation>它目前沒有回應。點選即可重試。</translation>
    </message>
    <message>
        <source>It does not take this user or password. Correct them, then click it.</source>
        <translation>它不接受此使用者或密碼。請更正後再點選。</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <extracomment>State of a cloud; %1 is a time</extracomment>
        <translation>自 %1 起離線</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueHost</name>
    <message>
        <source>The catalogue in “%1” is not there. Connect its disk, then try again.</source>
        <translation>「%1」的目錄不在那裡。請接上它的硬碟，再試一次。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueLayout</name>
    <message>
        <source>There is no catalogue in %1.</source>
        <translation>%1 中沒有映像檔目錄。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read. Check who owns the catalogue&apos;s folder.</source>
        <translation>無法讀取檔案 %1。請檢查映像檔目錄的資料夾屬於誰。</translation>
    </message>
    <message>
        <source>The catalogue in %1 was made by a newer Vitrine. Update this one to open it.</source>
        <translation>%1 中的映像檔目錄是由較新版的 Vitrine 建立的。請更新目前的版本來開啟它。</translation>
    </message>
    <message>
        <source>The file %1 is damaged, so that the folder cannot be opened as a catalogue.</source>
        <translation>檔案 %1 已損毀，因此無法將該資料夾當作映像檔目錄開啟。</translation>
    </message>
    <message>
        <source>Name the folder of the catalogue.</source>
        <translation>請指定映像檔目錄的資料夾。</translation>
    </message>
    <message>
        <source>The folder %1 is not empty and is no catalogue. Choose an empty folder.</source>
        <translation>資料夾 %1 不是空的，也不是映像檔目錄。請選擇空的資料夾。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made or written. Check who owns it, or choose another folder.</source>
        <translation>無法建立或寫入資料夾 %1。請檢查它屬於誰，或選擇其他資料夾。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueListModel</name>
    <message>
        <source>As %1 in %2</source>
        <extracomment>%1 is a user, %2 a project</extracomment>
        <translation>以 %1 身分在 %2 中</translation>
    </message>
    <message>
        <source>From %1</source>
        <extracomment>%1 is a file</extracomment>
        <translation>來自 %1</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueLock</name>
    <message>
        <source>The catalogue is being rebuilt by another program. Try again when it has finished.</source>
        <translation>另一個程式正在重建映像檔目錄。請等它完成後再試一次。</translation>
    </message>
    <message>
        <source>Another program is using the catalogue. Close it and try again.</source>
        <translation>另一個程式正在使用映像檔目錄。請關閉它後再試一次。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueNavigation</name>
    <message>
        <source>Choose a folder for images, or one that holds a catalogue</source>
        <translation>選擇要放映像檔的資料夾，或已有目錄的資料夾</translation>
    </message>
    <message numerus="yes">
        <source>“%1” has %n unfinished transfer(s). Let them end, or cancel them, before removing it.</source>
        <translation>
            <numerusform>「%1」還有 %n 個未完成的傳輸。請等它們結束或取消，再移除這個目錄。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no longer in the list. Its folder and images stay where they are.</source>
        <translation>「%1」已從清單移除。它的資料夾與映像檔仍在原處。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueRegistry</name>
    <message>
        <source>My images</source>
        <extracomment>Label of the catalogue in the usual folder</extracomment>
        <translation>我的映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueSidebar</name>
    <message>
        <source>Catalogues</source>
        <translation>目錄</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>加入資料夾…</translation>
    </message>
    <message>
        <source>Adds a folder of images as another catalogue</source>
        <translation>把一個映像檔資料夾加為另一個目錄</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <extracomment>Menu entry: show this catalogue</extracomment>
        <translation>再試一次(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開啟(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Rename in this list</source>
        <translation>在清單中重新命名(&amp;R)</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>在檔案管理員中顯示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>複製路徑(&amp;C)</translation>
    </message>
    <message>
        <source>Remove from this &amp;list</source>
        <translation>從清單移除(&amp;L)</translation>
    </message>
    <message>
        <source>This is the only catalogue.</source>
        <translation>這是唯一的目錄。</translation>
    </message>
    <message>
        <source>The folder and its images stay where they are.</source>
        <translation>資料夾與其中的映像檔會留在原處。</translation>
    </message>
    <message>
        <source>Add cloud…</source>
        <translation>加入雲端…</translation>
    </message>
    <message>
        <source>Adds the images of an OpenStack cloud</source>
        <translation>加入 OpenStack 雲端的映像檔</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>區域(&amp;G)</translation>
    </message>
    <message>
        <source>The cloud has one region only.</source>
        <translation>此雲端只有一個區域。</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>專案(&amp;P)</translation>
    </message>
    <message>
        <source>Log in first, then the projects are known.</source>
        <translation>請先登入，才會知道有哪些專案。</translation>
    </message>
    <message>
        <source>It comes from the environment (OS_AUTH_URL).</source>
        <translation>它來自環境變數 (OS_AUTH_URL)。</translation>
    </message>
    <message>
        <source>It is written in “%1”. Change it there.</source>
        <translation>它寫在「%1」中。請在那裡修改。</translation>
    </message>
    <message>
        <source>&amp;Edit cloud…</source>
        <translation>編輯雲端(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>複製位址(&amp;C)</translation>
    </message>
    <message>
        <source>The images stay in the cloud.</source>
        <translation>映像檔留在雲端。</translation>
    </message>
</context>
<context>
    <name>vitrine::CatalogueView</name>
    <message>
        <source>Nothing in the trash has “%1” in it.</source>
        <translation>垃圾桶中沒有包含「%1」的項目。</translation>
    </message>
    <message>
        <source>No image has “%1” in it.</source>
        <translation>沒有包含「%1」的映像檔。</translation>
    </message>
    <message>
        <source>Names, IDs, tags and property values were searched.</source>
        <translation>已搜尋名稱、ID、標籤與屬性值。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>垃圾桶是空的。</translation>
    </message>
    <message>
        <source>Deleted images can be restored from here until their time is up.</source>
        <translation>刪除的映像檔在期限屆滿之前都可以從這裡還原。</translation>
    </message>
    <message>
        <source>Drop disk images here.</source>
        <translation>將硬碟映像檔拖放到這裡。</translation>
    </message>
    <message>
        <source>They are copied into the catalogue, hashed and checked.</source>
        <translation>它們會複製到映像檔目錄，並計算雜湊值與檢查。</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重設欄位</translation>
    </message>
    <message>
        <source>Nothing in the trash fits the filters.</source>
        <translation>垃圾桶裡沒有符合篩選條件的項目。</translation>
    </message>
    <message>
        <source>No image fits the filters.</source>
        <translation>沒有映像檔符合篩選條件。</translation>
    </message>
    <message>
        <source>Nothing in the trash fits the filters and has “%1” in it.</source>
        <translation>垃圾桶裡沒有符合篩選條件且含有「%1」的項目。</translation>
    </message>
    <message>
        <source>No image fits the filters and has “%1” in it.</source>
        <translation>沒有映像檔符合篩選條件且含有「%1」。</translation>
    </message>
    <message>
        <source>Nothing has “%1” in it. These names are similar:</source>
        <translation>沒有映像檔含有「%1」。下面是相近的名稱：</translation>
    </message>
    <message>
        <source>There are no images that you may see. Drop disk images here.</source>
        <translation>沒有您可以檢視的映像檔。請將磁碟映像檔拖放到這裡。</translation>
    </message>
    <message>
        <source>They are checked on this PC, uploaded, and their hash is compared with the cloud’s.</source>
        <translation>它們會先在此電腦上檢查再上傳，並將雜湊值與雲端的比對。</translation>
    </message>
    <message>
        <source>%1 (no room)</source>
        <extracomment>%1 is a column of the table that the window is too narrow for</extracomment>
        <translation>%1（空間不足）</translation>
    </message>
</context>
<context>
    <name>vitrine::ChangePreviewDialog</name>
    <message>
        <source>What will change</source>
        <translation>將會更改的內容</translation>
    </message>
    <message>
        <source>Change several images</source>
        <translation>更改多個映像檔</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) will change:</source>
        <translation>
            <numerusform>將更改 %n 個映像檔：</numerusform>
        </translation>
    </message>
    <message>
        <source>Images that could not be changed</source>
        <translation>無法更改的映像檔</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>映像檔</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Apply</source>
        <extracomment>Button: make the changes that are listed</extracomment>
        <translation>套用</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>Changing %n image(s)…</source>
        <translation>
            <numerusform>正在更改 %n 個映像檔…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were changed.</source>
        <translation>
            <numerusform>已更改 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed:</source>
        <translation>
            <numerusform>有 %n 個映像檔無法更改：</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>vitrine::ChangePreviewModel</name>
    <message>
        <source>Image</source>
        <translation>映像檔</translation>
    </message>
    <message>
        <source>Field</source>
        <extracomment>Column: which part of the image changes</extracomment>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>Column: the value before a change</extracomment>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>Column: the value after a change</extracomment>
        <translation>之後</translation>
    </message>
</context>
<context>
    <name>vitrine::ChecksView</name>
    <message>
        <source>The image has no data yet.</source>
        <translation>映像檔還沒有資料。</translation>
    </message>
    <message>
        <source>Verify</source>
        <extracomment>Button: read the data again and compare their hashes</extracomment>
        <translation>驗證</translation>
    </message>
    <message>
        <source>Reads the data again and compares their hashes</source>
        <translation>重新讀取資料並比對雜湊值</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>檢查的進度</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>停止檢查</translation>
    </message>
    <message>
        <source>Every byte is as it was stored.</source>
        <translation>每個位元組都與存入時相同。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>檢查已停止。</translation>
    </message>
    <message>
        <source>Not verified since it was stored.</source>
        <translation>存入之後還沒有驗證過。</translation>
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
        <translation>正在等其他操作結束…</translation>
    </message>
    <message>
        <source>Reading the data: %1</source>
        <translation>正在讀取資料：%1</translation>
    </message>
    <message>
        <source>%1 Verified %2.</source>
        <extracomment>%1 is a sentence, %2 a time such as &quot;5 min ago&quot;</extracomment>
        <translation>%1 驗證於 %2。</translation>
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
        <translation>再試一次</translation>
    </message>
    <message>
        <source>“%1” is offered to your project.</source>
        <translation>「%1」已提供給您的專案。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>有 %n 個映像檔提供給您的專案。</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer…</source>
        <extracomment>Button: show the images that other projects share, to accept or reject them</extracomment>
        <translation>回覆…</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudDialog</name>
    <message>
        <source>Add a cloud</source>
        <translation>加入雲端</translation>
    </message>
    <message>
        <source>Edit the cloud</source>
        <translation>編輯雲端</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>Label: name of a cloud in the sidebar</extracomment>
        <translation>名稱(&amp;N)</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>使用者與密碼</translation>
    </message>
    <message>
        <source>Application credential</source>
        <translation>應用程式憑證</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>權杖</translation>
    </message>
    <message>
        <source>No login</source>
        <extracomment>The cloud does not ask who one is</extracomment>
        <translation>不需登入</translation>
    </message>
    <message>
        <source>&amp;Log in with</source>
        <translation>登入方式(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>位址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>使用者(&amp;U)</translation>
    </message>
    <message>
        <source>User &amp;domain</source>
        <extracomment>Label: the OpenStack domain of a user</extracomment>
        <translation>使用者網域(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Credential ID</source>
        <translation>憑證 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Keep it in the &amp;keyring of this desktop</source>
        <translation>保存在此桌面的鑰匙圈中(&amp;K)</translation>
    </message>
    <message>
        <source>This desktop has no keyring: it is kept until Vitrine is closed</source>
        <translation>此桌面沒有鑰匙圈：只保留到 Vitrine 關閉為止</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>專案(&amp;P)</translation>
    </message>
    <message>
        <source>Project d&amp;omain</source>
        <extracomment>Label: the OpenStack domain of a project</extracomment>
        <translation>專案網域(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>區域(&amp;R)</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>唯一的一個</translation>
    </message>
    <message>
        <source>&amp;Interface</source>
        <translation>介面(&amp;I)</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>系統的憑證</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>選擇(&amp;H)…</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 檔案(&amp;F)</translation>
    </message>
    <message>
        <source>T&amp;rust this certificate for this cloud</source>
        <translation>僅對此雲端信任此憑證(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>測試連線(&amp;T)</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <extracomment>Button: put the cloud into the list</extracomment>
        <translation>加入(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>儲存(&amp;S)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密碼(&amp;W)</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>權杖(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>密鑰(&amp;S)</translation>
    </message>
    <message>
        <source>The address of Keystone (auth_url)</source>
        <translation>Keystone 的位址 (auth_url)</translation>
    </message>
    <message>
        <source>The address of the image service (endpoint)</source>
        <translation>映像檔服務的位址 (endpoint)</translation>
    </message>
    <message>
        <source>Give the cloud a name.</source>
        <translation>請為雲端取個名稱。</translation>
    </message>
    <message>
        <source>Another cloud is called “%1”. Choose another name.</source>
        <translation>已有另一個雲端叫做「%1」。請換個名稱。</translation>
    </message>
    <message>
        <source>Give its address, which begins with https:// or http://.</source>
        <translation>請填入以 https:// 或 http:// 開頭的位址。</translation>
    </message>
    <message>
        <source>Give your user name.</source>
        <translation>請填入您的使用者名稱。</translation>
    </message>
    <message>
        <source>Give the ID of the application credential.</source>
        <translation>請填入應用程式憑證的 ID。</translation>
    </message>
    <message>
        <source>Nothing has been tried yet.</source>
        <translation>尚未測試。</translation>
    </message>
    <message>
        <source>Choose the certificates to trust for this cloud</source>
        <translation>選擇要對此雲端信任的憑證</translation>
    </message>
    <message>
        <source>Certificates (%1)</source>
        <translation>憑證 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <extracomment>Button: stop the test</extracomment>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>登入中…</translation>
    </message>
    <message>
        <source>It works: the image service speaks %1.</source>
        <translation>可以使用：映像檔服務的版本為 %1。</translation>
    </message>
    <message>
        <source>It works: you are %1 in the project %2, and the image service speaks %3.</source>
        <extracomment>%1 is a user, %2 a project, %3 a version such as v2.15</extracomment>
        <translation>可以使用：您是專案 %2 中的 %1，映像檔服務的版本為 %3。</translation>
    </message>
    <message>
        <source>Its regions: %1.</source>
        <translation>它的區域：%1。</translation>
    </message>
    <message>
        <source>Nobody vouches for this server. Trust it only if its administrator confirms that its sha256 fingerprint is %1</source>
        <translation>沒有人為這台伺服器擔保。只有在它的管理員確認其 sha256 指紋為以下內容時才信任它：%1</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudDirectory</name>
    <message>
        <source>“%1” names no clouds.</source>
        <translation>「%1」沒有列出任何雲端。</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudHost</name>
    <message>
        <source>The password is not known: log in to see the images.</source>
        <translation>不知道密碼：請登入以檢視映像檔。</translation>
    </message>
    <message>
        <source>“%1” has unfinished transfers. Let them end, or cancel them, before changing to another project or region.</source>
        <translation>「%1」還有未完成的傳輸。請先等它們結束或取消，再切換專案或區域。</translation>
    </message>
</context>
<context>
    <name>vitrine::CloudSetup</name>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation>無法讀取「%1」：%2。</translation>
    </message>
    <message>
        <source>“%1” describes no cloud: it does not set OS_AUTH_URL.</source>
        <translation>「%1」沒有描述任何雲端：它沒有設定 OS_AUTH_URL。</translation>
    </message>
    <message numerus="yes">
        <source>Added %n cloud(s) of “%1”. The file stays where it is, and Vitrine reads it there; its passwords are not copied.</source>
        <translation>
            <numerusform>已加入「%1」中的 %n 個雲端。檔案留在原處，Vitrine 從那裡讀取；其中的密碼不會被複製。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has unfinished transfers. Let them end, or cancel them, before removing it.</source>
        <translation>「%1」還有未完成的傳輸。請先等它們結束或取消，再移除它。</translation>
    </message>
    <message>
        <source>Remove the cloud</source>
        <translation>移除雲端</translation>
    </message>
    <message>
        <source>Take “%1” off the list?</source>
        <translation>要將「%1」從清單中移除嗎？</translation>
    </message>
    <message>
        <source>Its images stay in the cloud. Its settings and its password are forgotten.</source>
        <translation>它的映像檔留在雲端。它的設定與密碼會被忘記。</translation>
    </message>
    <message>
        <source>Its images stay in the cloud, and “%1” stays where it is; all the clouds in it leave the list.</source>
        <translation>它的映像檔留在雲端，「%1」也留在原處；其中所有雲端都會離開清單。</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>Button: take a cloud off the list</extracomment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Token for the cloud “%1”</source>
        <translation>雲端「%1」的權杖</translation>
    </message>
    <message>
        <source>Secret of the application credential for the cloud “%1”</source>
        <translation>雲端「%1」應用程式憑證的密鑰</translation>
    </message>
    <message>
        <source>Password of “%1” for the cloud “%2”</source>
        <extracomment>%1 is a user, %2 a cloud</extracomment>
        <translation>「%1」在雲端「%2」的密碼</translation>
    </message>
</context>
<context>
    <name>vitrine::CommandPalette</name>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>沒有符合的項目。請少打幾個字。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>指令面板</translation>
    </message>
    <message>
        <source>Command or image</source>
        <translation>指令或映像檔</translation>
    </message>
    <message>
        <source>Type a command, a catalogue or the name of an image</source>
        <translation>輸入指令、目錄或映像檔的名稱</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>符合的項目</translation>
    </message>
</context>
<context>
    <name>vitrine::ConversionSource</name>
    <message>
        <source>The bytes of “%1” can only be had as a whole.</source>
        <translation>「%1」的位元組只能整個取得。</translation>
    </message>
</context>
<context>
    <name>vitrine::ConvertDialog</name>
    <message>
        <source>Convert</source>
        <translation>轉換</translation>
    </message>
    <message>
        <source>Another choice</source>
        <extracomment>Stands where a format was chosen that serves none of the purposes in the list</extracomment>
        <translation>其他選擇</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Packing</source>
        <extracomment>How the bytes of an image are laid out in its file</extracomment>
        <translation>編排方式</translation>
    </message>
    <message>
        <source>A new &amp;image in this catalogue</source>
        <translation>這個目錄中的新映像檔(&amp;I)</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>Label: what a conversion makes</extracomment>
        <translation>結果</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名稱(&amp;N)</translation>
    </message>
    <message>
        <source>Con&amp;vert</source>
        <extracomment>Button: begin the conversion</extracomment>
        <translation>轉換(&amp;V)</translation>
    </message>
    <message>
        <source>Choose the format and the packing yourself.</source>
        <translation>請自行選擇格式與編排方式。</translation>
    </message>
    <message>
        <source>Convert into a file</source>
        <translation>轉換成檔案</translation>
    </message>
    <message>
        <source>Looking how large it becomes…</source>
        <translation>正在估計會變多大…</translation>
    </message>
    <message>
        <source>Takes about %1.</source>
        <translation>約佔 %1。</translation>
    </message>
    <message>
        <source>Takes about %1; %2 are free.</source>
        <translation>約佔 %1；剩餘 %2。</translation>
    </message>
    <message>
        <source>There is too little room: it takes about %1, and %2 are free.</source>
        <translation>空間不足：約需 %1，但只剩餘 %2。</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Convert “%1”</source>
        <translation>轉換「%1」</translation>
    </message>
    <message numerus="yes">
        <source>Convert %n image(s)</source>
        <translation>
            <numerusform>轉換 %n 個映像檔</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Purpose</source>
        <translation>用途(&amp;P)</translation>
    </message>
    <message>
        <source>Pat&amp;h</source>
        <translation>路徑(&amp;H)</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁碟</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <extracomment>Label: which disk of an appliance is converted</extracomment>
        <translation>磁碟(&amp;D)</translation>
    </message>
    <message>
        <source>One of the images holds several disks. Convert it alone, to choose one of them.</source>
        <translation>其中一個映像檔含有多個磁碟。請單獨轉換它，以便選擇其中一個。</translation>
    </message>
    <message>
        <source>The image holds several disks. Choose one of them.</source>
        <translation>這個映像檔含有多個磁碟。請選擇其中一個。</translation>
    </message>
    <message>
        <source>Choose a disk…</source>
        <extracomment>Stands in a list of disks until one is chosen</extracomment>
        <translation>選擇磁碟…</translation>
    </message>
    <message>
        <source>It is compressed and unpacked first; how much it takes is known then.</source>
        <translation>它經過壓縮，會先解開；解開後才知道需要多少空間。</translation>
    </message>
</context>
<context>
    <name>vitrine::ConvertPurpose</name>
    <message>
        <source>For OpenStack</source>
        <translation>用於 OpenStack</translation>
    </message>
    <message>
        <source>QCOW2, compressed: small to upload, and every OpenStack can start machines from it.</source>
        <translation>壓縮的 QCOW2：上傳量小，每個 OpenStack 都能用它啟動機器。</translation>
    </message>
    <message>
        <source>For OpenStack with Ceph</source>
        <translation>用於搭配 Ceph 的 OpenStack</translation>
    </message>
    <message>
        <source>Raw: Ceph makes new disks from it in no time, without copying.</source>
        <translation>原始格式：Ceph 不必複製就能立刻由它建立新硬碟。</translation>
    </message>
    <message>
        <source>For VirtualBox</source>
        <translation>用於 VirtualBox</translation>
    </message>
    <message>
        <source>VDI: VirtualBox&apos;s own format, with room for its snapshots.</source>
        <translation>VDI：VirtualBox 自己的格式，可存放它的快照。</translation>
    </message>
    <message>
        <source>For VMware</source>
        <translation>用於 VMware</translation>
    </message>
    <message>
        <source>VMDK, stream-optimized: what vSphere imports and OVA files hold.</source>
        <translation>串流最佳化的 VMDK：vSphere 匯入與 OVA 檔案所用的格式。</translation>
    </message>
    <message>
        <source>For Hyper-V</source>
        <translation>用於 Hyper-V</translation>
    </message>
    <message>
        <source>VHDX: for disks of any size, safe when the power fails.</source>
        <translation>VHDX：適合任何大小的硬碟，斷電時也安全。</translation>
    </message>
    <message>
        <source>For Azure</source>
        <translation>用於 Azure</translation>
    </message>
    <message>
        <source>VHD of fixed size: the only kind that Azure takes.</source>
        <translation>固定大小的 VHD：Azure 只接受這種。</translation>
    </message>
    <message>
        <source>To keep it small</source>
        <translation>為了縮小</translation>
    </message>
    <message>
        <source>QCOW2, compressed with zstd: the smallest and the quickest to read, for QEMU 5.1 and later.</source>
        <translation>以 zstd 壓縮的 QCOW2：最小，讀取也最快，適用於 QEMU 5.1 以上。</translation>
    </message>
    <message>
        <source>Not compressed</source>
        <translation>不壓縮</translation>
    </message>
    <message>
        <source>Compressed (deflate)</source>
        <translation>壓縮（deflate）</translation>
    </message>
    <message>
        <source>Compressed (zstd)</source>
        <translation>壓縮（zstd）</translation>
    </message>
    <message>
        <source>Stream-optimized, compressed</source>
        <translation>串流最佳化，已壓縮</translation>
    </message>
    <message>
        <source>Grows with its data</source>
        <translation>隨資料增長</translation>
    </message>
    <message>
        <source>Fixed size</source>
        <translation>固定大小</translation>
    </message>
    <message>
        <source>Empty parts take no space</source>
        <translation>空的部分不佔空間</translation>
    </message>
</context>
<context>
    <name>vitrine::CopyableValue</name>
    <message>
        <source>Copy %1</source>
        <extracomment>%1 is what is copied, such as &quot;MD5&quot;</extracomment>
        <translation>複製 %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
</context>
<context>
    <name>vitrine::DataDialog</name>
    <message>
        <source>Stage the file &amp;first, then import it</source>
        <translation>先暫存檔案再匯入(&amp;F)</translation>
    </message>
    <message>
        <source>Add data</source>
        <translation>加入資料</translation>
    </message>
    <message>
        <source>Path of a disk image, or http(s) link</source>
        <translation>磁碟映像檔的路徑，或 http(s) 連結</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>“%1” is described but has no data yet. They can be sent once; the image then becomes active.</source>
        <translation>「%1」已有描述，但還沒有資料。資料只能送入一次，之後映像檔就可用了。</translation>
    </message>
    <message>
        <source>&amp;File or link</source>
        <translation>檔案或連結(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Add data</source>
        <extracomment>Button: send data into an image that has none</extracomment>
        <translation>加入資料(&amp;A)</translation>
    </message>
    <message>
        <source>Choose the data of “%1”</source>
        <translation>選擇「%1」的資料</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>Downloaded by the catalogue: queued → importing → active.</source>
        <translation>由目錄下載：已排入 → 匯入中 → 可用。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>沒有這個檔案。</translation>
    </message>
    <message>
        <source>In two steps: queued → uploading → importing → active.</source>
        <translation>分兩個步驟：已排入 → 上傳中 → 匯入中 → 可用。</translation>
    </message>
    <message>
        <source>In one step: queued → saving → active.</source>
        <translation>一個步驟：已排入 → 正在儲存 → 可用。</translation>
    </message>
</context>
<context>
    <name>vitrine::Database</name>
    <message>
        <source>The database cannot be opened safely.</source>
        <translation>無法安全地開啟資料庫。</translation>
    </message>
</context>
<context>
    <name>vitrine::DesktopTransfers</name>
    <message>
        <source>Disk images are being copied</source>
        <extracomment>Why the computer must not sleep; shown by the system</extracomment>
        <translation>正在複製硬碟映像檔</translation>
    </message>
    <message>
        <source>A transfer has failed</source>
        <translation>有個傳輸失敗了</translation>
    </message>
    <message>
        <source>A transfer has finished</source>
        <translation>有個傳輸完成了</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n 個傳輸完成了</numerusform>
        </translation>
    </message>
    <message>
        <source>The last one was “%1”.</source>
        <translation>最後一個是「%1」。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n 個傳輸失敗了</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::Digest</name>
    <message>
        <source>The checksums could not be computed. Try again.</source>
        <translation>無法計算檢查碼。請再試一次。</translation>
    </message>
</context>
<context>
    <name>vitrine::Disk</name>
    <message>
        <source>data lie outside the file</source>
        <translation>資料位在檔案之外</translation>
    </message>
    <message>
        <source>The disk image cannot be read.</source>
        <translation>無法讀取這個硬碟映像檔。</translation>
    </message>
    <message>
        <source>The disk image became shorter while it was read.</source>
        <translation>硬碟映像檔在讀取時變短了。</translation>
    </message>
    <message>
        <source>it holds compressed data that it may not hold</source>
        <translation>其中含有不該有的壓縮資料</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The new image differs from its source at byte %1. Nothing was saved.</source>
        <translation>新的映像檔從第 %1 個位元組開始與來源不同。沒有儲存任何東西。</translation>
    </message>
    <message>
        <source>The disk image was changed while it was converted. Nothing was saved; try again when nothing uses it.</source>
        <translation>硬碟映像檔在轉換時遭到更動。沒有儲存任何東西；請在沒有程式使用它時再試一次。</translation>
    </message>
    <message>
        <source>The disk image is damaged: %1.</source>
        <translation>硬碟映像檔已損毀：%1。</translation>
    </message>
    <message>
        <source>Only qcow2 can be compressed as one likes, and streamOptimized VMDK with deflate.</source>
        <translation>只有 qcow2 可以自由選擇壓縮方式，streamOptimized 的 VMDK 則只能用 deflate。</translation>
    </message>
    <message>
        <source>A level needs a compression.</source>
        <translation>要有壓縮方式才能指定等級。</translation>
    </message>
    <message>
        <source>The level must be 1 to %1.</source>
        <translation>等級必須介於 1 到 %1。</translation>
    </message>
    <message>
        <source>Clusters of qcow2 have 512 bytes to 2 MiB, and a power of two of them.</source>
        <translation>qcow2 的叢集大小是 512 位元組到 2 MiB，而且必須是 2 的次方。</translation>
    </message>
    <message>
        <source>Blocks of VHDX have 1 to 256 MiB, and a power of two of them.</source>
        <translation>VHDX 的區塊大小是 1 到 256 MiB，而且必須是 2 的次方。</translation>
    </message>
    <message>
        <source>Only qcow2 and VHDX have clusters whose size can be chosen.</source>
        <translation>只有 qcow2 與 VHDX 可以選擇叢集大小。</translation>
    </message>
    <message>
        <source>The format cannot be compressed.</source>
        <translation>這種格式無法壓縮。</translation>
    </message>
    <message>
        <source>Images can be converted to raw, qcow2, vmdk, vdi, vhd and vhdx, not to %1.</source>
        <translation>映像檔可以轉換成 raw、qcow2、vmdk、vdi、vhd 與 vhdx，不能轉換成 %1。</translation>
    </message>
    <message>
        <source>%1 has no subformats.</source>
        <translation>%1 沒有子格式。</translation>
    </message>
    <message>
        <source>“%1” is no subformat that can be written; %2 are.</source>
        <translation>「%1」不是可以寫入的子格式；可用的有 %2。</translation>
    </message>
    <message>
        <source>A disk of %1 bytes is too large for %2 of this kind, which ends at %3 bytes.</source>
        <translation>%1 位元組的硬碟對這種 %2 來說太大，它最多到 %3 位元組。</translation>
    </message>
    <message>
        <source>The image is encrypted (LUKS); what is inside cannot be read without its passphrase.</source>
        <translation>映像檔已加密（LUKS）；沒有通關密語就無法讀取內容。</translation>
    </message>
    <message>
        <source>The content of the file (%1) is not a disk that can be read.</source>
        <translation>檔案的內容（%1）不是可以讀取的硬碟。</translation>
    </message>
    <message>
        <source>a table points outside the file</source>
        <translation>有個表格指到檔案之外</translation>
    </message>
    <message>
        <source>a table uses what its version does not know</source>
        <translation>有個表格用了該版本不認得的內容</translation>
    </message>
    <message>
        <source>a table contradicts itself</source>
        <translation>有個表格自相矛盾</translation>
    </message>
    <message>
        <source>compressed data cannot be unpacked</source>
        <translation>壓縮的資料無法解開</translation>
    </message>
    <message>
        <source>the block table is too small for the virtual size</source>
        <translation>區塊表對虛擬大小來說太小</translation>
    </message>
    <message>
        <source>a block is in a state that it cannot be in</source>
        <translation>有個區塊處於不可能的狀態</translation>
    </message>
    <message>
        <source>a grain is not where a table says</source>
        <translation>有個資料粒不在表格所說的位置</translation>
    </message>
    <message>
        <source>its tables cannot be found</source>
        <translation>找不到它的表格</translation>
    </message>
    <message>
        <source>A part of the disk could not be compressed.</source>
        <translation>硬碟的一部分無法壓縮。</translation>
    </message>
    <message>
        <source>The snapshots inside the image are lost: only the disk as it is now is converted.</source>
        <translation>映像檔裡的快照會失去：只轉換硬碟目前的內容。</translation>
    </message>
    <message>
        <source>The image was not closed properly. What a program had not written to it by then is not in the new one either.</source>
        <translation>映像檔沒有正常關閉。當時程式尚未寫入的內容，新的映像檔裡也不會有。</translation>
    </message>
    <message>
        <source>The compression is lost: instead of %1 the new image takes about %2.</source>
        <translation>壓縮會失去：新的映像檔約佔 %2，而不是 %1。</translation>
    </message>
    <message numerus="yes">
        <source>The disk becomes %n byte(s) larger, because this format counts in sectors. The new bytes are zero.</source>
        <translation>
            <numerusform>硬碟會增大 %n 個位元組，因為這種格式以磁區計算。新增的位元組都是零。</numerusform>
        </translation>
    </message>
    <message>
        <source>As %1 the disc image can only be attached as a hard disk, not as a disc.</source>
        <translation>成為 %1 之後，這個光碟映像檔只能當作硬碟連接，不能當作光碟。</translation>
    </message>
    <message>
        <source>The file is not complete: it ends in the middle of its data. Copy or download it again.</source>
        <translation>檔案不完整：資料到一半就結束了。請重新複製或下載。</translation>
    </message>
    <message>
        <source>A virtual machine is running from this disk. Shut it down, then convert it.</source>
        <translation>有虛擬機器正在使用這個磁碟。請先關機，再轉換。</translation>
    </message>
    <message>
        <source>The disk has %1 bytes and cannot be made smaller: its end would be lost. Make what is inside smaller first.</source>
        <translation>磁碟有 %1 位元組，不能變小：末端會遺失。請先把裡面的內容縮小。</translation>
    </message>
    <message>
        <source>The disk in the archive is an archive itself. Unpack the outer one by hand.</source>
        <translation>封存檔裡的磁碟本身又是封存檔。請先自行解開外層。</translation>
    </message>
    <message>
        <source>More backing files were named than the image needs.</source>
        <translation>指定的基底檔比映像檔需要的還多。</translation>
    </message>
    <message>
        <source>The backing file should be %1, but the file that was named is %2.</source>
        <translation>基底檔應為 %1，但指定的檔案是 %2。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk: only %1 are left.</source>
        <translation>磁碟空間不足：只剩 %1。</translation>
    </message>
</context>
<context>
    <name>vitrine::DropTarget</name>
    <message numerus="yes">
        <source>Drop to add %n item(s) to the catalogue</source>
        <translation>
            <numerusform>放開即可將 %n 個項目加入映像檔目錄</numerusform>
        </translation>
    </message>
    <message>
        <source>The files are copied; the originals stay where they are.</source>
        <translation>檔案會複製一份，原始檔案留在原處。</translation>
    </message>
    <message numerus="yes">
        <source>Drop to add the clouds in %n file(s)</source>
        <translation>
            <numerusform>放開即可加入 %n 個檔案中的雲端</numerusform>
        </translation>
    </message>
    <message>
        <source>The files are read, never run; they stay where they are.</source>
        <translation>檔案只會被讀取，不會被執行，並且留在原處。</translation>
    </message>
    <message numerus="yes">
        <source>Drop to upload %n item(s) to the cloud</source>
        <translation>
            <numerusform>放開即可將 %n 個項目上傳到雲端</numerusform>
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
        <translation>時間</translation>
    </message>
    <message>
        <source>Method</source>
        <extracomment>Column: GET, POST and so on</extracomment>
        <translation>方法</translation>
    </message>
    <message>
        <source>Request</source>
        <extracomment>Column: the path that was asked for</extracomment>
        <translation>請求</translation>
    </message>
    <message>
        <source>Answer</source>
        <extracomment>Column: the HTTP status</extracomment>
        <translation>回應</translation>
    </message>
    <message>
        <source>Took</source>
        <extracomment>Column: how long a request took</extracomment>
        <translation>耗時</translation>
    </message>
</context>
<context>
    <name>vitrine::FacetMenu</name>
    <message>
        <source>Type a tag</source>
        <translation>輸入標籤</translation>
    </message>
    <message>
        <source>Type a distribution, such as debian</source>
        <translation>輸入發行版，例如 debian</translation>
    </message>
</context>
<context>
    <name>vitrine::FileBlobWriter</name>
    <message>
        <source>The store already holds data named “%1”. Try again with a new name.</source>
        <translation>儲存庫中已有名為「%1」的資料。請換一個名稱再試一次。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileCopy</name>
    <message>
        <source>“%1” is the file that is being copied. Choose another name.</source>
        <translation>「%1」就是正在複製的檔案。請選擇其他名稱。</translation>
    </message>
    <message>
        <source>The data for “%1” are not those that were stored. Nothing was saved; verify the catalogue.</source>
        <translation>「%1」的資料與當初儲存的不同。沒有儲存任何內容，請驗證映像檔目錄。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileError</name>
    <message>
        <source>You are not allowed to read “%1”. Change its permissions and try again.</source>
        <translation>您沒有權限讀取「%1」。請變更它的權限後再試一次。</translation>
    </message>
    <message>
        <source>You are not allowed to write “%1”. Choose another folder.</source>
        <translation>您沒有權限寫入「%1」。請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>You are not allowed to read “%1”. It belongs to the user %2.</source>
        <translation>您沒有權限讀取「%1」。它屬於使用者 %2。</translation>
    </message>
    <message>
        <source>You are not allowed to write “%1”. The place belongs to the user %2.</source>
        <translation>您沒有權限寫入「%1」。該位置屬於使用者 %2。</translation>
    </message>
    <message>
        <source>“%1” could not be opened. Check the disk it lies on.</source>
        <translation>無法開啟「%1」。請檢查它所在的硬碟。</translation>
    </message>
    <message>
        <source>“%1” could not be made. Check the disk it is to lie on.</source>
        <translation>無法建立「%1」。請檢查它要存放的硬碟。</translation>
    </message>
    <message>
        <source>“%1” could not be read: the disk reported an error. Check the disk.</source>
        <translation>無法讀取「%1」：硬碟回報錯誤。請檢查硬碟。</translation>
    </message>
    <message>
        <source>“%1” could not be written: the disk reported an error. Check the disk.</source>
        <translation>無法寫入「%1」：硬碟回報錯誤。請檢查硬碟。</translation>
    </message>
    <message>
        <source>The disk could not keep “%1”. Nothing was saved; check the disk.</source>
        <translation>硬碟無法保存「%1」。沒有儲存任何內容，請檢查硬碟。</translation>
    </message>
    <message>
        <source>“%1” could not be given its name. Check the disk.</source>
        <translation>無法為「%1」命名。請檢查硬碟。</translation>
    </message>
    <message>
        <source>“%1” could not be removed. Check the disk.</source>
        <translation>無法移除「%1」。請檢查硬碟。</translation>
    </message>
    <message>
        <source>The disk is full: there is no room for “%1”. Make room and try again.</source>
        <translation>硬碟已滿：沒有空間存放「%1」。請騰出空間後再試一次。</translation>
    </message>
    <message>
        <source>Your disk quota is used up: there is no room for “%1”. Make room and try again.</source>
        <translation>您的硬碟配額已用完：沒有空間存放「%1」。請騰出空間後再試一次。</translation>
    </message>
    <message>
        <source>“%1” grew larger than this file system or this account allows for one file. Choose a folder on another disk.</source>
        <translation>「%1」超過了這個檔案系統或這個帳號對單一檔案的大小限制。請選擇其他硬碟上的資料夾。</translation>
    </message>
    <message>
        <source>“%1” lies on a disk that can only be read. Choose another folder, or make the disk writable.</source>
        <translation>「%1」位於唯讀的硬碟上。請選擇其他資料夾，或讓該硬碟可以寫入。</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>「%1」不存在。</translation>
    </message>
    <message>
        <source>A part of the path “%1” is not a folder.</source>
        <translation>路徑「%1」中有一部分不是資料夾。</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>「%1」是資料夾，不是檔案。</translation>
    </message>
    <message>
        <source>“%1” is a symbolic link that cannot be followed here.</source>
        <translation>「%1」是無法在此處跟隨的符號連結。</translation>
    </message>
    <message>
        <source>The name “%1” is too long. Choose a shorter one.</source>
        <translation>名稱「%1」太長。請選擇較短的名稱。</translation>
    </message>
    <message>
        <source>“%1” already exists.</source>
        <translation>「%1」已經存在。</translation>
    </message>
    <message>
        <source>Too many files are open, so “%1” could not be opened. Close something and try again.</source>
        <translation>開啟的檔案過多，因此無法開啟「%1」。請關閉一些項目後再試一次。</translation>
    </message>
    <message>
        <source>There is not enough memory to use “%1”. Close something and try again.</source>
        <translation>記憶體不足，無法使用「%1」。請關閉一些項目後再試一次。</translation>
    </message>
    <message>
        <source>“%1” is in use by another program. Try again later.</source>
        <translation>「%1」正由另一個程式使用。請稍後再試一次。</translation>
    </message>
    <message>
        <source>The disk that holds “%1” is no longer there. Connect it and try again.</source>
        <translation>存放「%1」的硬碟已經不在了。請連接它後再試一次。</translation>
    </message>
    <message>
        <source>A file name must not be empty or hold a NUL character.</source>
        <translation>檔案名稱不可為空白，也不可含有 NUL 字元。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileSender</name>
    <message>
        <source>“%1” is not an ordinary file, so it cannot become an image. Choose a file.</source>
        <translation>「%1」不是一般檔案，因此無法成為映像檔。請選擇檔案。</translation>
    </message>
    <message>
        <source>Sending “%1” was stopped.</source>
        <translation>已停止傳送「%1」。</translation>
    </message>
    <message>
        <source>“%1” changed while it was sent. Send it again when no program writes to it.</source>
        <translation>「%1」在傳送時遭到更動。請在沒有程式寫入時重新傳送。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileSource</name>
    <message>
        <source>“%1” was changed while it was read. Wait until nothing writes to it, then try again.</source>
        <translation>「%1」在讀取期間有變動。請等到沒有程式寫入它之後再試一次。</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose a file.</source>
        <translation>「%1」是資料夾。請選擇檔案。</translation>
    </message>
    <message>
        <source>“%1” is a pipe. Save its data to a file first.</source>
        <translation>「%1」是管線。請先將它的資料儲存成檔案。</translation>
    </message>
    <message>
        <source>“%1” is a socket. Choose a file.</source>
        <translation>「%1」是 socket。請選擇檔案。</translation>
    </message>
    <message>
        <source>“%1” is a disk or another block device. Copy it to a file first.</source>
        <translation>「%1」是硬碟或其他區塊裝置。請先將它複製成檔案。</translation>
    </message>
    <message>
        <source>“%1” is a device. Choose a file.</source>
        <translation>「%1」是裝置。請選擇檔案。</translation>
    </message>
    <message>
        <source>“%1” is made up by the system and not a stored file. Choose another one.</source>
        <translation>「%1」是由系統產生的，不是實際儲存的檔案。請選擇其他檔案。</translation>
    </message>
    <message>
        <source>“%1” cannot be made into a file.</source>
        <translation>「%1」無法做成檔案。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileStore</name>
    <message>
        <source>“%1” cannot be the name of stored data.</source>
        <translation>「%1」不能作為儲存資料的名稱。</translation>
    </message>
    <message>
        <source>The data “%1” are not in the store. Restore “%2” from a backup.</source>
        <translation>資料「%1」不在儲存庫中。請從備份還原「%2」。</translation>
    </message>
    <message>
        <source>“%1” was cut off, so the image it describes is not known. Restore it from a backup.</source>
        <translation>「%1」遭到截斷，因此無法得知它描述的映像檔。請從備份還原它。</translation>
    </message>
    <message>
        <source>“%1” is too large for a description of an image. Restore it from a backup.</source>
        <translation>「%1」作為映像檔的描述檔過大。請從備份還原它。</translation>
    </message>
</context>
<context>
    <name>vitrine::FileSystemKind</name>
    <message>
        <source>“%1” lies on a network share. Images may be slow or out of reach there.</source>
        <translation>「%1」位於網路共用資料夾上。映像檔在該處可能會很慢或無法存取。</translation>
    </message>
    <message>
        <source>“%1” lies on a FUSE file system, which may lose images at a power cut.</source>
        <translation>「%1」位於 FUSE 檔案系統上，斷電時可能會遺失映像檔。</translation>
    </message>
    <message>
        <source>“%1” lies on a FAT file system: images of 4 GiB or more do not fit, and holes take room.</source>
        <translation>「%1」位於 FAT 檔案系統上：放不下 4 GiB 以上的映像檔，而且空洞也會佔用空間。</translation>
    </message>
    <message>
        <source>“%1” lies on an exFAT file system: holes in images take room there.</source>
        <translation>「%1」位於 exFAT 檔案系統上：映像檔中的空洞在該處也會佔用空間。</translation>
    </message>
</context>
<context>
    <name>vitrine::FilterBar</name>
    <message>
        <source>Filter</source>
        <extracomment>Button: narrow the list by one thing more</extracomment>
        <translation>篩選</translation>
    </message>
    <message>
        <source>Clear all</source>
        <extracomment>Button: take all filters away</extracomment>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Shows only some of the images, such as the active ones</source>
        <translation>只顯示部分映像檔，例如可用的</translation>
    </message>
    <message>
        <source>Takes every filter away</source>
        <translation>移除所有篩選條件</translation>
    </message>
</context>
<context>
    <name>vitrine::FilterChip</name>
    <message>
        <source>%1
Click to change, Delete to remove</source>
        <translation>%1
按一下可更改，Delete 可移除</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>篩選條件 %1</translation>
    </message>
    <message>
        <source>Remove the filter “%1”</source>
        <translation>移除篩選條件「%1」</translation>
    </message>
</context>
<context>
    <name>vitrine::FindingsPane</name>
    <message>
        <source>About the current file</source>
        <translation>關於目前的檔案</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>複製指令</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>Heading: &quot;debian-12.qcow2: Ready&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>略過這個檔案</translation>
    </message>
    <message>
        <source>Add it anyway</source>
        <translation>仍要加入</translation>
    </message>
    <message>
        <source>What of the file to add</source>
        <translation>要加入檔案的哪一部分</translation>
    </message>
    <message>
        <source>Add it as it is</source>
        <extracomment>Choice: the file becomes an image without being unpacked</extracomment>
        <translation>照原樣加入</translation>
    </message>
    <message>
        <source>Unpack: kernel, ramdisk, machine</source>
        <extracomment>Choice: a tarball becomes three images</extracomment>
        <translation>解開：核心、ramdisk、機器</translation>
    </message>
    <message>
        <source>Unpack it</source>
        <extracomment>Choice: the disk inside becomes an image</extracomment>
        <translation>解開後加入</translation>
    </message>
    <message>
        <source>Unpack “%1”</source>
        <extracomment>Choice: one disk of an archive becomes an image; %1 is its name</extracomment>
        <translation>解開「%1」</translation>
    </message>
</context>
<context>
    <name>vitrine::FirstRunPage</name>
    <message>
        <source>Where should images live?</source>
        <translation>映像檔要放在哪裡？</translation>
    </message>
    <message>
        <source>Welcome to Vitrine</source>
        <translation>歡迎使用 Vitrine</translation>
    </message>
    <message>
        <source>Vitrine keeps disk images of virtual machines in catalogues: it copies them in, checks them and shows what state each is in.</source>
        <translation>Vitrine 把虛擬機器的硬碟映像檔保存在目錄裡：複製進來、檢查，並顯示每一個的狀態。</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>語言(&amp;L)：</translation>
    </message>
    <message>
        <source>Another &amp;folder…</source>
        <translation>其他資料夾(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Put a small sample image in it to try things with</source>
        <translation>在裡面放一個小範例映像檔以便試用(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <extracomment>Button: begin with the usual choices</extracomment>
        <translation>略過(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <extracomment>Button: begin to use the program</extracomment>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>這台電腦</translation>
    </message>
    <message>
        <source>%1 free</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>剩餘 %1</translation>
    </message>
    <message>
        <source>⚠ There is little room: disk images usually take several GiB each.</source>
        <translation>⚠ 空間不多：硬碟映像檔通常每個要好幾 GiB。</translation>
    </message>
</context>
<context>
    <name>vitrine::FoldableSection</name>
    <message>
        <source>Show this section</source>
        <translation>顯示這一節</translation>
    </message>
    <message>
        <source>Fold this section away</source>
        <translation>收合這一節</translation>
    </message>
</context>
<context>
    <name>vitrine::HealthCheck</name>
    <message>
        <source>The data of “%1” are missing from the store “%2”.</source>
        <translation>「%1」的資料不在儲存庫「%2」中。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” do not have the size they should have.</source>
        <translation>儲存庫「%2」中「%1」的資料大小不符。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” are damaged: their hash is another.</source>
        <translation>儲存庫「%2」中「%1」的資料已損毀：雜湊值不同。</translation>
    </message>
    <message>
        <source>The data of “%1” in the store “%2” cannot be read.</source>
        <translation>無法讀取儲存庫「%2」中「%1」的資料。</translation>
    </message>
    <message>
        <source>Data “%1” in the store “%2” belong to no image.</source>
        <translation>儲存庫「%2」中的資料「%1」不屬於任何映像檔。</translation>
    </message>
    <message>
        <source>The description of “%1” in the store “%2” is missing or damaged.</source>
        <translation>儲存庫「%2」中「%1」的描述遺失或損毀。</translation>
    </message>
</context>
<context>
    <name>vitrine::HealthNotice</name>
    <message numerus="yes">
        <source>The catalogue was opened, but %n fault(s) were found in its data.</source>
        <translation>
            <numerusform>目錄已開啟，但在資料中發現 %n 個問題。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::HistoryList</name>
    <message>
        <source>Time</source>
        <extracomment>Column headers of the recorded life of an image</extracomment>
        <translation>時間</translation>
    </message>
    <message>
        <source>Recorded steps</source>
        <translation>已記錄的步驟</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>經過</translation>
    </message>
</context>
<context>
    <name>vitrine::HttpClient</name>
    <message>
        <source>The server “%1” was not found. Check the address and the network.</source>
        <translation>找不到伺服器「%1」。請檢查位址與網路。</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” was not found. Check the proxy settings.</source>
        <translation>找不到通往「%1」的代理伺服器。請檢查代理伺服器設定。</translation>
    </message>
    <message>
        <source>Nothing answers at “%1”. Check the address, or try again later.</source>
        <translation>「%1」沒有回應。請檢查位址，或稍後再試。</translation>
    </message>
    <message>
        <source>The server “%1” could not prove who it is: its certificate is expired, made by itself or made for another name. If you know it, name its certificate with cacert.</source>
        <translation>伺服器「%1」無法證明身分：它的憑證已過期、自行簽發，或屬於另一個名稱。如果您認得它，請用 cacert 指定它的憑證。</translation>
    </message>
    <message>
        <source>A certificate file for “%1” cannot be used. Check cacert, cert and key.</source>
        <translation>無法使用「%1」的憑證檔案。請檢查 cacert、cert 與 key。</translation>
    </message>
    <message>
        <source>No protected connection to “%1” came about. Check whether it is https there.</source>
        <translation>無法與「%1」建立受保護的連線。請檢查那裡是否為 https。</translation>
    </message>
    <message>
        <source>“%1” answers too slowly or not at all. Try again later.</source>
        <translation>「%1」回應太慢或沒有回應。請稍後再試。</translation>
    </message>
    <message>
        <source>The connection to “%1” broke. Try again.</source>
        <translation>與「%1」的連線中斷。請再試一次。</translation>
    </message>
    <message>
        <source>The answer of “%1” is longer than any that makes sense. Check the address.</source>
        <translation>「%1」的回應長得不合理。請檢查位址。</translation>
    </message>
    <message>
        <source>“%1” sends one to an address that cannot be trusted, or from one to the next without end. Check the address.</source>
        <translation>「%1」會轉到無法信任的位址，或無止盡地一再轉址。請檢查位址。</translation>
    </message>
    <message>
        <source>What was asked of “%1” was stopped.</source>
        <translation>已停止對「%1」的請求。</translation>
    </message>
    <message>
        <source>The server “%1” shows another certificate than a moment ago. Try again later.</source>
        <translation>伺服器「%1」出示的憑證與剛才的不同。請稍後再試。</translation>
    </message>
    <message>
        <source>The server “%1” shows another certificate than the one you trust. It may have a new one, or somebody listens in. Ask its administrator whether this is its fingerprint: %2</source>
        <translation>伺服器「%1」出示的憑證不是您信任的那一張。可能是換了新憑證，也可能有人在竊聽。請向其管理員確認這是否為它的指紋：%2</translation>
    </message>
    <message>
        <source>Nobody vouches for the server “%1”: its certificate is expired, made by itself or made for another name. If its administrator confirms this sha256 fingerprint, write it as “fingerprint” beside the cloud’s auth_url, or name the certificate with cacert: %2</source>
        <translation>沒有人為伺服器「%1」擔保：它的憑證已過期、是自己簽發的，或是為別的名稱簽發的。若其管理員確認這個 sha256 指紋，請把它以「fingerprint」寫在該雲端的 auth_url 旁，或用 cacert 指定憑證：%2</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” wants a name and a password. Write them into the address of the proxy: http://name:password@proxy</source>
        <translation>通往「%1」的代理伺服器要求名稱與密碼。請把它們寫進代理伺服器的位址：http://name:password@proxy</translation>
    </message>
    <message>
        <source>The proxy on the way to “%1” lets nobody through. Check the proxy settings.</source>
        <translation>通往「%1」的代理伺服器不讓人通過。請檢查代理設定。</translation>
    </message>
</context>
<context>
    <name>vitrine::HttpSource</name>
    <message>
        <source>This is not a complete web address. Check it.</source>
        <translation>這不是完整的網址。請檢查它。</translation>
    </message>
    <message>
        <source>“%1” is not an http or https address. Choose another one.</source>
        <translation>「%1」不是 http 或 https 網址。請選擇其他網址。</translation>
    </message>
    <message>
        <source>The address “%1” holds a user name or password. Leave them out.</source>
        <translation>網址「%1」含有使用者名稱或密碼。請將它們移除。</translation>
    </message>
    <message>
        <source>There is nothing at “%1”. Check the address.</source>
        <translation>「%1」沒有任何內容。請檢查網址。</translation>
    </message>
    <message>
        <source>The server does not let you read “%1”. Ask for an address that needs no password.</source>
        <translation>伺服器不允許您讀取「%1」。請索取不需要密碼的網址。</translation>
    </message>
    <message>
        <source>The server of “%1” has a problem (%2). Try again later.</source>
        <translation>「%1」的伺服器發生問題（%2）。請稍後再試一次。</translation>
    </message>
    <message>
        <source>The server refused to send “%1” (%2). Check the address.</source>
        <translation>伺服器拒絕傳送「%1」（%2）。請檢查網址。</translation>
    </message>
    <message>
        <source>The server of “%1” was not found. Check the address and the network.</source>
        <translation>找不到「%1」的伺服器。請檢查網址與網路。</translation>
    </message>
    <message>
        <source>The server of “%1” does not answer. Check the address, or try again later.</source>
        <translation>「%1」的伺服器沒有回應。請檢查網址，或稍後再試一次。</translation>
    </message>
    <message>
        <source>“%1” came too slowly or not at all. Try again later.</source>
        <translation>「%1」傳來得太慢或完全沒有傳來。請稍後再試一次。</translation>
    </message>
    <message>
        <source>The connection broke before all of “%1” had come. Try again.</source>
        <translation>「%1」尚未完整傳來，連線就中斷了。請再試一次。</translation>
    </message>
    <message>
        <source>The server of “%1” could not prove who it is. Do not trust it without asking its owner.</source>
        <translation>「%1」的伺服器無法證明自己的身分。在向其擁有者確認之前，請勿信任它。</translation>
    </message>
    <message>
        <source>“%1” could not be fetched. Try again later.</source>
        <translation>無法取得「%1」。請稍後再試一次。</translation>
    </message>
    <message>
        <source>“%1” leads from one address to the next without end. Check it.</source>
        <translation>「%1」不斷轉址，沒有盡頭。請檢查它。</translation>
    </message>
    <message>
        <source>“%1” leads to an unprotected address. Use that one yourself if you trust it.</source>
        <translation>「%1」轉到未受保護的網址。如果您信任該網址，請自行使用它。</translation>
    </message>
    <message>
        <source>The copy of “%1” was stopped.</source>
        <translation>「%1」的複製已停止。</translation>
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
        <translation>以卡片顯示映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageDetailsPane</name>
    <message>
        <source>Details of the image</source>
        <translation>映像檔的詳細資料</translation>
    </message>
    <message>
        <source>Life</source>
        <extracomment>Section: the recorded states of the image</extracomment>
        <translation>歷程</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概覽</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>儲存庫</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>屬性</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細資料</translation>
    </message>
    <message>
        <source>Select an image to see what it is</source>
        <translation>選取映像檔即可查看它的內容</translation>
    </message>
    <message>
        <source>Sharing</source>
        <extracomment>Section: who may see and use the image</extracomment>
        <translation>分享</translation>
    </message>
    <message>
        <source>Checks</source>
        <extracomment>Section: hashes of the data, and whether the data still have them</extracomment>
        <translation>檢查</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>Section: the recorded steps in words</extracomment>
        <translation>歷程</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Disk map</source>
        <extracomment>Section: which parts of the disk are stored</extracomment>
        <translation>磁碟配置圖</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageEditor</name>
    <message numerus="yes">
        <source>edit of %n image(s)</source>
        <extracomment>Follows &quot;Undo&quot;</extracomment>
        <translation>
            <numerusform>編輯 %n 個映像檔</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>「%1」：%2</translation>
    </message>
    <message>
        <source>%1 of “%2” was changed by somebody else meanwhile and is left as it is.</source>
        <extracomment>%1 is a field such as &quot;Name&quot;, %2 an image</extracomment>
        <translation>「%2」的%1這段期間已由他人更改，因此保持不變。</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <extracomment>%1 is what was taken back, such as &quot;rename&quot;</extracomment>
        <translation>已復原：%1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were changed by somebody else meanwhile and are left as they are.</source>
        <translation>
            <numerusform>有 %n 個值這段期間已由他人更改，因此保持不變。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be changed back.</source>
        <translation>
            <numerusform>有 %n 個映像檔無法改回。</numerusform>
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
        <translation>虛擬大小</translation>
    </message>
    <message>
        <source>Minimum disk</source>
        <translation>最小硬碟</translation>
    </message>
    <message>
        <source>Minimum memory</source>
        <translation>最小記憶體</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>建立時間</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>變更時間</translation>
    </message>
    <message>
        <source>In the trash until</source>
        <translation>在垃圾桶保留至</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>擁有者</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Protected from being deleted</source>
        <translation>受保護，不可刪除</translation>
    </message>
    <message>
        <source>Left out of lists</source>
        <translation>不在清單中顯示</translation>
    </message>
    <message>
        <source>Hidden images can still be used by those who know them.</source>
        <translation>知道隱藏映像檔的人仍然可以使用它們。</translation>
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
        <translation>硬碟格式</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>The stored bytes are fewer than the disk that a machine sees: what is empty or compressed takes no space.</source>
        <translation>儲存的位元組比機器看到的硬碟少：空的或壓縮的部分不佔空間。</translation>
    </message>
    <message>
        <source>Space saved</source>
        <extracomment>Bytes that are not stored because the disk is sparse or compressed</extracomment>
        <translation>節省空間</translation>
    </message>
</context>
<context>
    <name>vitrine::ImageHeading</name>
    <message>
        <source>Name of the image</source>
        <translation>映像檔的名稱</translation>
    </message>
    <message>
        <source>Click to rename; Escape takes it back</source>
        <translation>按一下即可重新命名，按 Esc 鍵還原</translation>
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
        <translation>這個映像檔還沒有資料。</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Column header: the name of an image</extracomment>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Status</source>
        <extracomment>Column header: where the image is in its life</extracomment>
        <translation>狀態</translation>
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
        <translation>虛擬大小</translation>
    </message>
    <message>
        <source>Visibility</source>
        <extracomment>Column header: who may see the image</extracomment>
        <translation>可見性</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>Column header: when the image was last changed</extracomment>
        <translation>變更時間</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Separates tags in a cell</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>System</source>
        <extracomment>Column header: the operating system in an image</extracomment>
        <translation>系統</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Column header</extracomment>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Min. disk</source>
        <extracomment>Column header: the smallest disk that the image may be used with</extracomment>
        <translation>最小硬碟</translation>
    </message>
    <message>
        <source>Min. RAM</source>
        <extracomment>Column header: the least memory that the image may be used with</extracomment>
        <translation>最小記憶體</translation>
    </message>
    <message>
        <source>Owner</source>
        <extracomment>Column header: the project that owns an image</extracomment>
        <translation>擁有者</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>Column header: when the image was made</extracomment>
        <translation>建立時間</translation>
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
        <translation>雜湊值</translation>
    </message>
    <message>
        <source>Group</source>
        <extracomment>Column header: what the images beside it have in common</extracomment>
        <translation>群組</translation>
    </message>
    <message>
        <source>No format</source>
        <extracomment>Heading of the images whose disk format is not known</extracomment>
        <translation>沒有格式</translation>
    </message>
    <message>
        <source>No distribution</source>
        <extracomment>Heading of the images whose distribution is not known</extracomment>
        <translation>沒有發行版</translation>
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
        <translation>映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::ImagesController</name>
    <message numerus="yes">
        <source>%n image(s) could not be deleted.</source>
        <translation>
            <numerusform>無法刪除 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>已刪除「%1」。</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n image(s).</source>
        <translation>
            <numerusform>已刪除 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>Button: take a deletion back</extracomment>
        <translation>復原</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be restored.</source>
        <translation>
            <numerusform>無法還原 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored “%1”.</source>
        <translation>已還原「%1」。</translation>
    </message>
    <message numerus="yes">
        <source>Restored %n image(s).</source>
        <translation>
            <numerusform>已還原 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be deactivated.</source>
        <translation>
            <numerusform>無法取消啟動 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be reactivated.</source>
        <translation>
            <numerusform>無法重新啟用 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>deletion of “%1”</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is an image</extracomment>
        <translation>刪除「%1」</translation>
    </message>
    <message numerus="yes">
        <source>deletion of %n image(s)</source>
        <translation>
            <numerusform>刪除 %n 個映像檔</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::ImportController</name>
    <message>
        <source>Add disk images</source>
        <translation>加入硬碟映像檔</translation>
    </message>
    <message>
        <source>Disk images (%1)</source>
        <translation>硬碟映像檔 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>There are no files in what was dropped; hidden files are left out.</source>
        <translation>拖放的內容裡沒有檔案；隱藏檔會略過。</translation>
    </message>
    <message numerus="yes">
        <source>Adding %n image(s) without asking.</source>
        <translation>
            <numerusform>不詢問就加入 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask next time</source>
        <extracomment>Button: show the sheet again the next time that files are added</extracomment>
        <translation>下次詢問</translation>
    </message>
</context>
<context>
    <name>vitrine::Intake</name>
    <message>
        <source>%1 is empty. An image needs at least one byte.</source>
        <translation>%1 是空的。映像檔至少需要一個位元組。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, but %3 were announced.</source>
        <translation>%1 有 %2 位元組，但先前宣告的是 %3 位元組。</translation>
    </message>
    <message>
        <source>The disk of the store “%1” has only %2 left, which is not enough for %3.</source>
        <translation>儲存庫「%1」的硬碟只剩下 %2，不足以存放 %3。</translation>
    </message>
    <message>
        <source>%1 does not have the sha512 that was announced: it is damaged or another file.</source>
        <translation>%1 的 sha512 與先前宣告的不符：它已損毀，或是另一個檔案。</translation>
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
        <translation>檢查完整性</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>檢查的進度</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>發現的問題</translation>
    </message>
    <message>
        <source>Stop</source>
        <extracomment>Button: end the check now</extracomment>
        <translation>停止</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>複製報告</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再檢查一次</translation>
    </message>
    <message>
        <source>Reading every image again…</source>
        <translation>正在重新讀取每個映像檔…</translation>
    </message>
    <message>
        <source>The data are read and compared with the hashes taken when they came. You can go on working.</source>
        <translation>會讀取資料並與加入時的雜湊值比對。您可以繼續工作。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>&quot;2.20 of 5.10 GiB, 86.0 MiB/s&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read in %2.</source>
        <translation>
            <numerusform>檢查了 %n 個映像檔，共讀取 %1，費時 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is as it was stored.</source>
        <translation>一切都與存入時相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>有 %n 個問題。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add damaged images anew from where they came, or from a backup.</source>
        <translation>請從原來的地方或備份重新加入損毀的映像檔。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>檢查已停止。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>沒有更動任何東西。</translation>
    </message>
</context>
<context>
    <name>vitrine::JsonView</name>
    <message>
        <source>JSON of the image</source>
        <translation>映像檔的 JSON</translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation>複製 JSON</translation>
    </message>
</context>
<context>
    <name>vitrine::LendFile</name>
    <message>
        <source>“%1” cannot be handed out as a file without copying it: its disk does not share files safely. Export it instead.</source>
        <translation>「%1」無法不經複製就以檔案交出：它的硬碟無法安全地共用檔案。請改用匯出。</translation>
    </message>
</context>
<context>
    <name>vitrine::LifeLessonDialog</name>
    <message>
        <source>How an image lives</source>
        <translation>映像檔的生命週期</translation>
    </message>
    <message>
        <source>This image is for practice: do with it what you like. Your catalogue is not touched.</source>
        <translation>這是練習用的映像檔：想怎麼做都可以，不會動到您的目錄。</translation>
    </message>
    <message>
        <source>What can happen now</source>
        <translation>現在可以發生的事</translation>
    </message>
    <message>
        <source>API call</source>
        <translation>API 呼叫</translation>
    </message>
    <message>
        <source>Command</source>
        <extracomment>What to type in a terminal</extracomment>
        <translation>指令</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <extracomment>Button: take the next step</extracomment>
        <translation>下一步(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新開始(&amp;R)</translation>
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
        <translation>無：服務會自己進行</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <extracomment>Buttons: stop or begin to go through the states without being asked</extracomment>
        <translation>暫停(&amp;P)</translation>
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
        <translation>映像檔的生命週期</translation>
    </message>
    <message>
        <source>Explains every state on a practice image</source>
        <translation>用練習映像檔說明每個狀態</translation>
    </message>
    <message>
        <source>Add data…</source>
        <translation>加入資料…</translation>
    </message>
    <message>
        <source>Sends a file or a link into the image, which has no data yet</source>
        <translation>把檔案或連結送入這個還沒有資料的映像檔</translation>
    </message>
    <message>
        <source>Import staged data</source>
        <extracomment>Button: what was staged becomes the data of the image</extracomment>
        <translation>匯入暫存的資料</translation>
    </message>
    <message>
        <source>Makes the staged data the data of the image, which is then active</source>
        <translation>把暫存的資料變成映像檔的資料，之後映像檔便可用</translation>
    </message>
</context>
<context>
    <name>vitrine::ListBar</name>
    <message>
        <source>Group the images</source>
        <translation>將映像檔分組</translation>
    </message>
    <message>
        <source>Puts images of a kind together</source>
        <translation>把同類的映像檔放在一起</translation>
    </message>
    <message>
        <source>No groups</source>
        <extracomment>How images are put together in the list</extracomment>
        <translation>不分組</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>依狀態</translation>
    </message>
    <message>
        <source>By format</source>
        <translation>依格式</translation>
    </message>
    <message>
        <source>By visibility</source>
        <translation>依可見性</translation>
    </message>
    <message>
        <source>By distribution</source>
        <translation>依發行版</translation>
    </message>
</context>
<context>
    <name>vitrine::LocalImageService</name>
    <message>
        <source>This computer</source>
        <translation>這台電腦</translation>
    </message>
</context>
<context>
    <name>vitrine::MainToolBar</name>
    <message>
        <source>Toolbar</source>
        <translation>工具列</translation>
    </message>
    <message>
        <source>Search name, ID, tag or property</source>
        <translation>搜尋名稱、ID、標籤或屬性</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Filters can be typed too: %1
Return turns them into buttons above the list</source>
        <extracomment>The words before the colons are understood in English only</extracomment>
        <translation>篩選條件也可以用打字的：%1
按 Enter 會變成清單上方的按鈕</translation>
    </message>
</context>
<context>
    <name>vitrine::MainWindow</name>
    <message>
        <source>&amp;Columns</source>
        <translation>欄位(&amp;C)</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Button: open the catalogue once more</extracomment>
        <translation>再試一次</translation>
    </message>
    <message>
        <source>Stopping the transfers…</source>
        <translation>正在停止傳輸…</translation>
    </message>
    <message>
        <source>%1 — Vitrine</source>
        <translation>%1 — Vitrine</translation>
    </message>
    <message>
        <source>Opening the catalogue…</source>
        <translation>正在開啟映像檔目錄…</translation>
    </message>
    <message>
        <source>The catalogue is not open.</source>
        <translation>映像檔目錄尚未開啟。</translation>
    </message>
    <message>
        <source>Connecting to the cloud…</source>
        <translation>正在連線到雲端…</translation>
    </message>
</context>
<context>
    <name>vitrine::ManageListsDialog</name>
    <message>
        <source>My lists</source>
        <translation>我的清單</translation>
    </message>
    <message>
        <source>Rename</source>
        <extracomment>Button: give the list another name</extracomment>
        <translation>重新命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>Button: take the list out of the menu; no image is deleted</extracomment>
        <translation>刪除</translation>
    </message>
</context>
<context>
    <name>vitrine::MemberEditor</name>
    <message>
        <source>sharing with %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>與 %1 共享</translation>
    </message>
    <message>
        <source>end of sharing with %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>停止與 %1 共享</translation>
    </message>
    <message>
        <source>answer of %1</source>
        <extracomment>Follows &quot;Undo&quot;; %1 is a project</extracomment>
        <translation>%1 的回覆</translation>
    </message>
</context>
<context>
    <name>vitrine::MembersView</name>
    <message>
        <source>Share with a project (its ID)</source>
        <translation>與專案共享（輸入 ID）</translation>
    </message>
    <message>
        <source>Shared with no project yet.</source>
        <translation>尚未與任何專案共享。</translation>
    </message>
    <message>
        <source>Project ID</source>
        <extracomment>What is copied: the ID of a project</extracomment>
        <translation>專案 ID</translation>
    </message>
    <message>
        <source>Share with %1 no longer</source>
        <extracomment>%1 is a project</extracomment>
        <translation>停止與 %1 共享</translation>
    </message>
    <message>
        <source>Answer of %1: %2</source>
        <extracomment>%1 is a project, %2 what it answered</extracomment>
        <translation>%1 的回覆：%2</translation>
    </message>
</context>
<context>
    <name>vitrine::MessageStrip</name>
    <message>
        <source>Details</source>
        <translation>詳細資料</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>關閉這則訊息</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>技術細節</translation>
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
        <translation>顯示 Vitrine</translation>
    </message>
</context>
<context>
    <name>vitrine::OffersDialog</name>
    <message>
        <source>Images offered to you</source>
        <translation>提供給您的映像檔</translation>
    </message>
    <message>
        <source>An accepted image appears in your list; a rejected one does not, and is not offered again. The project that owns it sees your answer.</source>
        <translation>接受的映像檔會出現在您的清單中；拒絕的不會出現，也不會再次提供。擁有它的專案會看到您的回覆。</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>Heading of a column: the project that owns an image</extracomment>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>變更時間</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <extracomment>Button: take an image that another project shares</extracomment>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <extracomment>Button: do not take an image that another project shares</extracomment>
        <translation>拒絕(&amp;R)</translation>
    </message>
    <message>
        <source>No image is offered to your project.</source>
        <translation>沒有提供給您專案的映像檔。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are offered to your project.</source>
        <translation>
            <numerusform>有 %n 個映像檔提供給您的專案。</numerusform>
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
        <translation>您沒有權限執行這項操作。</translation>
    </message>
    <message>
        <source>You are not allowed to do that with the image “%1”.</source>
        <translation>您沒有權限對映像檔「%1」執行這項操作。</translation>
    </message>
    <message>
        <source>There is no image with the id %1.</source>
        <translation>沒有 ID 為 %1 的映像檔。</translation>
    </message>
    <message>
        <source>Only an administrator may give an image to another owner.</source>
        <translation>只有管理員可以將映像檔交給其他擁有者。</translation>
    </message>
    <message>
        <source>Only an administrator may make an image for another owner.</source>
        <translation>只有管理員可以為其他擁有者建立映像檔。</translation>
    </message>
</context>
<context>
    <name>vitrine::ProcessIdentity</name>
    <message>
        <source>The system does not say when this program was started. Mount /proc and start again.</source>
        <translation>系統沒有提供這個程式的啟動時間。請掛載 /proc 後重新啟動。</translation>
    </message>
</context>
<context>
    <name>vitrine::PropertiesEditor</name>
    <message>
        <source>None yet.</source>
        <translation>還沒有。</translation>
    </message>
    <message>
        <source>Add a property</source>
        <translation>加上屬性</translation>
    </message>
    <message>
        <source>Write its name, or what it is about, such as “disk”</source>
        <translation>輸入它的名稱，或相關的字，例如「disk」</translation>
    </message>
    <message>
        <source>Show the known properties</source>
        <translation>顯示已知的屬性</translation>
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
        <translation>移除屬性「%1」</translation>
    </message>
    <message>
        <source>Choose a value</source>
        <extracomment>Stands in a list of values while none has been chosen</extracomment>
        <translation>選擇一個值</translation>
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
        <translation>發布新版本</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <extracomment>Button: look for a file</extracomment>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>The file becomes a new image with the name, visibility, tags and properties of “%1”. It takes its place once it is active; until then nothing changes.</source>
        <translation>這個檔案會成為新的映像檔，沿用「%1」的名稱、可見性、標籤與屬性。等它可用之後才會取代原來的位置；在那之前不會有任何變化。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>Versions to &amp;keep</source>
        <extracomment>Label before a number: how many replaced versions of an image are kept</extracomment>
        <translation>保留的版本數(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <extracomment>Button: let the new version take the place of the old one</extracomment>
        <translation>發布(&amp;P)</translation>
    </message>
    <message>
        <source>Choose the file of the new version</source>
        <translation>選擇新版本的檔案</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>“%1” is renamed to “%2” and hidden.</source>
        <translation>「%1」會改名為「%2」並隱藏。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n older version(s) to the trash</source>
        <translation>
            <numerusform>把 %n 個較舊的版本移到垃圾桶</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::QuitGuard</name>
    <message>
        <source>Quit Vitrine</source>
        <translation>結束 Vitrine</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) have not finished yet. Quit all the same?</source>
        <translation>
            <numerusform>有 %n 項傳輸尚未完成。仍要結束嗎？</numerusform>
        </translation>
    </message>
    <message>
        <source>They are stopped now and go on, or start again, when Vitrine is opened the next time.</source>
        <translation>它們現在會停止，下次開啟 Vitrine 時再繼續或重新開始。</translation>
    </message>
    <message>
        <source>Quit</source>
        <extracomment>Button: leave the program</extracomment>
        <translation>結束</translation>
    </message>
</context>
<context>
    <name>vitrine::Quota</name>
    <message>
        <source>The catalogue holds %1 images, which is as many as it may. Delete some and empty the trash.</source>
        <translation>映像檔目錄有 %1 個映像檔，已達上限。請刪除一些映像檔並清空垃圾桶。</translation>
    </message>
    <message>
        <source>An image may have %1 at most; this one has %2.</source>
        <translation>一個映像檔最多 %1；這個有 %2。</translation>
    </message>
    <message>
        <source>The catalogue may hold %1 more, but this needs %2. Delete some images and empty the trash.</source>
        <translation>映像檔目錄只能再存放 %1，但這個需要 %2。請刪除一些映像檔並清空垃圾桶。</translation>
    </message>
</context>
<context>
    <name>vitrine::Recovery</name>
    <message>
        <source>The program ended before the data had arrived.</source>
        <translation>資料尚未傳完，程式就結束了。</translation>
    </message>
    <message>
        <source>The program ended before this was done.</source>
        <translation>這項操作尚未完成，程式就結束了。</translation>
    </message>
    <message>
        <source>Data that belong to no image were moved to %1.</source>
        <translation>不屬於任何映像檔的資料已移到 %1。</translation>
    </message>
    <message>
        <source>The data of “%1” lie in the store “%2”, but the catalogue does not know the image. Rebuild the catalogue.</source>
        <translation>「%1」的資料在儲存庫「%2」中，但目錄不認得這個映像檔。請重建目錄。</translation>
    </message>
</context>
<context>
    <name>vitrine::RequestsPanel</name>
    <message>
        <source>Filter requests</source>
        <translation>篩選請求</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Request and answer</source>
        <translation>請求與回應</translation>
    </message>
    <message>
        <source>Copy command</source>
        <extracomment>Button: the openstack command of the chosen request</extracomment>
        <translation>複製指令</translation>
    </message>
    <message>
        <source>Copy all</source>
        <extracomment>Button: request and answer as text</extracomment>
        <translation>全部複製</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>Button: forget the requests that are listed</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>What is done with a catalogue on this PC sends no requests. Open a cloud to see them.</source>
        <translation>在這台電腦的目錄上操作不會送出請求。開啟雲端即可看到請求。</translation>
    </message>
    <message>
        <source>Click anything: each request to the cloud is shown here with its answer, and with the openstack command that asks the same.</source>
        <translation>隨意點按：送往雲端的每個請求、其回應，以及效果相同的 openstack 指令都會顯示在這裡。</translation>
    </message>
</context>
<context>
    <name>vitrine::SampleDisk</name>
    <message>
        <source>The sample disk could not be written.</source>
        <translation>無法寫入範例硬碟。</translation>
    </message>
</context>
<context>
    <name>vitrine::SaveListDialog</name>
    <message>
        <source>Save as a list</source>
        <translation>存成清單</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>Button: keep the search under this name</extracomment>
        <translation>儲存</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>The name of a list of images</extracomment>
        <translation>名稱(&amp;N)</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>清單的名稱</translation>
    </message>
    <message>
        <source>The list of this name will be replaced.</source>
        <translation>同名的清單會被取代。</translation>
    </message>
    <message>
        <source>It will stand in the menu of lists and always show what fits then.</source>
        <translation>它會出現在清單選單裡，永遠顯示當時符合的映像檔。</translation>
    </message>
</context>
<context>
    <name>vitrine::SecretDialog</name>
    <message>
        <source>&amp;Keep it in the keyring of this desktop</source>
        <translation>保存在此桌面的鑰匙圈中(&amp;K)</translation>
    </message>
    <message>
        <source>This desktop has no keyring: it is kept until Vitrine is closed</source>
        <translation>此桌面沒有鑰匙圈：只保留到 Vitrine 關閉為止</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>登入(&amp;L)</translation>
    </message>
</context>
<context>
    <name>vitrine::SelectionCommands</name>
    <message>
        <source>Delete images</source>
        <translation>刪除映像檔</translation>
    </message>
    <message>
        <source>“%1” is not active and cannot be restored once it is deleted.</source>
        <translation>「%1」不是「可用」狀態，刪除後無法還原。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are not active and cannot be restored once they are deleted.</source>
        <translation>
            <numerusform>有 %n 個映像檔不是「可用」狀態，刪除後無法還原。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only active images go to the trash.</source>
        <translation>只有「可用」的映像檔會移到垃圾桶。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久刪除</translation>
    </message>
    <message>
        <source>Export “%1”</source>
        <translation>匯出「%1」</translation>
    </message>
    <message numerus="yes">
        <source>Export %n image(s) into a folder</source>
        <translation>
            <numerusform>將 %n 個映像檔匯出到資料夾</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete “%1” from the cloud for good?</source>
        <translation>要從雲端永久刪除「%1」嗎？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n image(s) from the cloud for good?</source>
        <translation>
            <numerusform>要從雲端永久刪除 %n 個映像檔嗎？</numerusform>
        </translation>
    </message>
    <message>
        <source>A cloud has no trash: this cannot be undone.</source>
        <translation>雲端沒有垃圾桶：這無法復原。</translation>
    </message>
    <message>
        <source>%1 of data are lost with it.</source>
        <translation>其中 %1 的資料會一併消失。</translation>
    </message>
    <message>
        <source>Others who use the image lose it too.</source>
        <translation>其他使用此映像檔的人也會失去它。</translation>
    </message>
</context>
<context>
    <name>vitrine::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>與桌面相同</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>A colour scheme</extracomment>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>A colour scheme</extracomment>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>色彩(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高對比(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>減少動態效果(&amp;R)</translation>
    </message>
    <message>
        <source>Things appear and change without moving.</source>
        <translation>項目出現與變化時不會移動。</translation>
    </message>
    <message>
        <source>As the desktop (%1)</source>
        <extracomment>%1 is the name of a language</extracomment>
        <translation>與桌面相同（%1）</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>語言(&amp;L)：</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>傳輸</translation>
    </message>
    <message>
        <source>The others wait their turn. A single hard disk is fastest with one or two.</source>
        <translation>其他的會依序等候。單一硬碟同時處理一或兩個最快。</translation>
    </message>
    <message>
        <source>Run at the same &amp;time:</source>
        <translation>同時進行(&amp;T)：</translation>
    </message>
    <message>
        <source>Catalogues</source>
        <translation>目錄</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>選擇(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;New ones in:</source>
        <translation>新目錄放在(&amp;N)：</translation>
    </message>
    <message>
        <source>Folder for new catalogues</source>
        <translation>新目錄的資料夾</translation>
    </message>
    <message>
        <source>Choose the folder for new catalogues</source>
        <translation>選擇新目錄的資料夾</translation>
    </message>
    <message>
        <source>Where new catalogues are proposed</source>
        <translation>建議新目錄放置的地方</translation>
    </message>
    <message>
        <source> days</source>
        <extracomment>Days, after a number</extracomment>
        <translation> 天</translation>
    </message>
    <message>
        <source>What is in the trash already keeps its date. Catalogues that are open take this over when they are opened next.</source>
        <translation>已在垃圾桶裡的映像檔期限不變。已開啟的目錄在下次開啟時才套用。</translation>
    </message>
    <message>
        <source>&amp;Keep deleted images for:</source>
        <translation>刪除的映像檔保留(&amp;K)：</translation>
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
        <translation>所選映像檔的共同之處</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>可見性</translation>
    </message>
    <message>
        <source>Protected from being deleted</source>
        <translation>受保護，無法刪除</translation>
    </message>
    <message>
        <source>Left out of lists</source>
        <translation>不列在清單中</translation>
    </message>
    <message>
        <source>Minimum disk</source>
        <extracomment>Gigabytes, after a number</extracomment>
        <translation>最小硬碟</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Minimum memory</source>
        <extracomment>Megabytes, after a number</extracomment>
        <translation>最小記憶體</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概觀</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>屬性</translation>
    </message>
    <message>
        <source>Shows what will change before anything does</source>
        <translation>在更改之前顯示將會更改的內容</translation>
    </message>
    <message>
        <source>Discard</source>
        <extracomment>Button: forget changes that were not applied</extracomment>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>%1 images selected</source>
        <translation>已選取 %1 個映像檔</translation>
    </message>
    <message>
        <source>%1 in total</source>
        <extracomment>The sum of the sizes of the selected images</extracomment>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>What is shown is that of the first %1; changes apply to all.</source>
        <translation>顯示的是前 %1 個的內容；更改會套用到全部。</translation>
    </message>
    <message>
        <source>Nothing changes until you have looked through it.</source>
        <translation>在您看過之前，不會更改任何東西。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to look through</source>
        <translation>
            <numerusform>有 %n 項更改要看過</numerusform>
        </translation>
    </message>
    <message>
        <source>The images differ in this</source>
        <translation>各映像檔在這一項不同</translation>
    </message>
    <message>
        <source>Some also have: %1</source>
        <extracomment>%1 is a list of tags</extracomment>
        <translation>有些還有：%1</translation>
    </message>
    <message>
        <source>&amp;Preview changes…</source>
        <translation>預覽變更(&amp;P)…</translation>
    </message>
</context>
<context>
    <name>vitrine::SharingView</name>
    <message>
        <source>Visibility</source>
        <translation>可見性</translation>
    </message>
    <message>
        <source>In a cloud each project answers for itself. Whoever opens a catalogue on this computer owns its images and may answer for all.</source>
        <translation>在雲端，每個專案各自回覆。在這部電腦上開啟目錄的人就是其中映像檔的擁有者，可以替所有專案回覆。</translation>
    </message>
</context>
<context>
    <name>vitrine::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>動作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Transfers: pause or resume</source>
        <translation>傳輸：暫停或繼續</translation>
    </message>
    <message>
        <source>Transfers: retry</source>
        <translation>傳輸：重試</translation>
    </message>
    <message>
        <source>Transfers: cancel, or remove from the list</source>
        <translation>傳輸：取消，或從清單中移除</translation>
    </message>
    <message>
        <source>Transfers: move up or down</source>
        <translation>傳輸：上移或下移</translation>
    </message>
    <message>
        <source>Transfers: show the details</source>
        <translation>傳輸：顯示詳細資料</translation>
    </message>
</context>
<context>
    <name>vitrine::Sidecar</name>
    <message>
        <source>The description stored beside an image&apos;s data is damaged.</source>
        <translation>與映像檔資料一同儲存的描述已損毀。</translation>
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
        <translation>大於 10 GiB</translation>
    </message>
    <message>
        <source>Changed this week</source>
        <extracomment>Smart list: images that were changed in the last seven days</extracomment>
        <translation>本週變更過</translation>
    </message>
    <message>
        <source>Recent ISO images</source>
        <extracomment>Smart list: images of installers</extracomment>
        <translation>最近的 ISO 映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::SmartListsButton</name>
    <message>
        <source>Lists</source>
        <extracomment>Button: searches that were saved under a name</extracomment>
        <translation>清單</translation>
    </message>
    <message>
        <source>Saved lists</source>
        <translation>已儲存的清單</translation>
    </message>
    <message>
        <source>Searches under a name: choose one, or save the present one</source>
        <translation>有名稱的搜尋：選擇一個，或儲存目前的搜尋</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>儲存這個搜尋…</translation>
    </message>
    <message>
        <source>Keeps the search and its filters under a name</source>
        <translation>用一個名稱保存搜尋與篩選條件</translation>
    </message>
    <message>
        <source>Search for something or set a filter first.</source>
        <translation>請先搜尋或設定篩選條件。</translation>
    </message>
    <message>
        <source>Rename or delete lists…</source>
        <translation>重新命名或刪除清單…</translation>
    </message>
    <message>
        <source>Changes the lists that you saved</source>
        <translation>更改您儲存的清單</translation>
    </message>
    <message>
        <source>You have not saved a list yet.</source>
        <translation>您還沒有儲存任何清單。</translation>
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
        <translation>名稱</translation>
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
        <translation>重複的</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最舊的</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>建立時間</translation>
    </message>
    <message>
        <source>Can be freed</source>
        <translation>可釋出</translation>
    </message>
    <message>
        <source>Select the copies</source>
        <extracomment>Button: select what can go of the group of equal images that is current</extracomment>
        <translation>選取重複的副本</translation>
    </message>
    <message>
        <source>Selects all images of this group but the oldest one in the list</source>
        <translation>在清單中選取這一組裡除最舊者以外的所有映像檔</translation>
    </message>
    <message>
        <source>Select all copies</source>
        <translation>選取所有副本</translation>
    </message>
    <message>
        <source>Selects all images but the oldest one of every group in the list</source>
        <translation>在清單中選取每一組裡除最舊者以外的所有映像檔</translation>
    </message>
    <message>
        <source>Duplicates (%1)</source>
        <translation>重複的（%1）</translation>
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
        <translation>依佔用空間列出的映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::SpacePage</name>
    <message>
        <source>Disk use</source>
        <translation>硬碟用量</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>Button: back to the list of images</extracomment>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Back to the list of images</source>
        <translation>回到映像檔清單</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新計算</translation>
    </message>
    <message>
        <source>What the areas show</source>
        <translation>面積代表什麼</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>硬碟上的大小</translation>
    </message>
    <message>
        <source>Virtual size</source>
        <translation>虛擬大小</translation>
    </message>
    <message>
        <source>Show free space</source>
        <translation>顯示可用空間</translation>
    </message>
    <message>
        <source>%1 of %2 images counted…</source>
        <translation>已計算 %1 個映像檔，共 %2 個…</translation>
    </message>
    <message>
        <source>%1 images counted…</source>
        <translation>已計算 %1 個映像檔…</translation>
    </message>
</context>
<context>
    <name>vitrine::StartOptions</name>
    <message>
        <source>Keeps disk images of virtual machines.</source>
        <translation>保管虛擬機器的硬碟映像檔。</translation>
    </message>
    <message>
        <source>Folder of the catalogue; also VITRINE_CATALOG.</source>
        <translation>映像檔目錄的資料夾；也可用 VITRINE_CATALOG 指定。</translation>
    </message>
    <message>
        <source>Disk images to import.</source>
        <translation>要匯入的硬碟映像檔。</translation>
    </message>
</context>
<context>
    <name>vitrine::StateTimeline</name>
    <message>
        <source>Life of the image</source>
        <translation>映像檔的歷程</translation>
    </message>
    <message>
        <source>Now: %1. %2</source>
        <translation>現在：%1。%2</translation>
    </message>
    <message>
        <source>This may come next.</source>
        <translation>接下來可能是這個狀態。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <extracomment>%1 is a status, %2 a duration</extracomment>
        <translation>「%1」持續 %2</translation>
    </message>
    <message>
        <source>In this state since %1</source>
        <extracomment>%1 is a date with a clock</extracomment>
        <translation>從 %1 起處於這個狀態</translation>
    </message>
    <message>
        <source>Last entered %1</source>
        <extracomment>%1 is a date with a clock</extracomment>
        <translation>上次進入是 %1</translation>
    </message>
    <message>
        <source>The image was never in this state.</source>
        <translation>這個映像檔從未處於這個狀態。</translation>
    </message>
    <message numerus="yes">
        <source>Entered %n time(s)</source>
        <translation>
            <numerusform>進入過 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>A step from one status to the next</extracomment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>A step that many images take.</source>
        <translation>這是許多映像檔都會走的一步。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A step in the life of an image: cause, date and clock</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>Made %n time(s); this was the last</source>
        <translation>
            <numerusform>走過 %n 次；這是最後一次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vitrine::StatusLine</name>
    <message numerus="yes">
        <source>%n image(s) in the trash</source>
        <translation>
            <numerusform>垃圾桶中有 %n 個映像檔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 個映像檔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found</source>
        <translation>
            <numerusform>找到 %n 個映像檔</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected, %2</source>
        <extracomment>%1 is a number of images, %2 their total size</extracomment>
        <translation>已選取 %1 個，%2</translation>
    </message>
</context>
<context>
    <name>vitrine::StoreFolders</name>
    <message>
        <source>The folders inside “%1” lie on different disks, so images could not be saved safely. Keep them on one disk.</source>
        <translation>「%1」內的資料夾位於不同的硬碟上，因此無法安全地儲存映像檔。請將它們放在同一個硬碟上。</translation>
    </message>
    <message>
        <source>The folder “%1” of the image store is missing. Connect its disk or restore the folder, then try again.</source>
        <translation>找不到映像檔儲存庫的資料夾「%1」。請連接它的硬碟或還原該資料夾，然後再試一次。</translation>
    </message>
</context>
<context>
    <name>vitrine::StoreSet</name>
    <message>
        <source>The store “%1” is not there. Connect the disk that holds the folder %2.</source>
        <translation>儲存庫「%1」不在。請連接存放資料夾 %2 的硬碟。</translation>
    </message>
    <message>
        <source>There is no store named “%1”.</source>
        <translation>沒有名為「%1」的儲存庫。</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a store: use up to 64 letters, digits, dots and dashes.</source>
        <translation>「%1」不能作為儲存庫的名稱：請使用最多 64 個字母、數字、點與連字號。</translation>
    </message>
    <message>
        <source>There is no folder %1. Make it first.</source>
        <translation>沒有資料夾 %1。請先建立它。</translation>
    </message>
    <message>
        <source>The folder %1 belongs to the catalogue already.</source>
        <translation>資料夾 %1 已屬於這個映像檔目錄。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written.</source>
        <translation>無法寫入資料夾 %1。</translation>
    </message>
    <message>
        <source>The folder %1 belongs to another catalogue.</source>
        <translation>資料夾 %1 屬於另一個映像檔目錄。</translation>
    </message>
</context>
<context>
    <name>vitrine::StoresView</name>
    <message>
        <source>No store holds data of this image.</source>
        <translation>沒有儲存庫存放這個映像檔的資料。</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>What is copied: the folder of a store</extracomment>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Its disk is not there now. Connect it to use these data.</source>
        <translation>它的硬碟現在不在。接上後才能使用這些資料。</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <extracomment>%1 and %2 are amounts of bytes</extracomment>
        <translation>剩餘 %1，共 %2</translation>
    </message>
    <message>
        <source>Default store, %1</source>
        <extracomment>%1 is &quot;5 GiB free of 20 GiB&quot;</extracomment>
        <translation>預設儲存庫，%1</translation>
    </message>
</context>
<context>
    <name>vitrine::StuckStrip</name>
    <message>
        <source>Nothing has changed for %1. If no other program is at work on this image, its transfer was lost: delete the image and add the file again. Restarting Vitrine puts it back to queued.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>已有 %1 沒有任何變化。如果沒有其他程式正在處理這個映像檔，它的傳輸就已中斷：請刪除映像檔並重新加入檔案。重新啟動 Vitrine 會把它放回「已排入」。</translation>
    </message>
    <message>
        <source>Delete the image</source>
        <extracomment>Button: delete an image that is stuck</extracomment>
        <translation>刪除映像檔</translation>
    </message>
</context>
<context>
    <name>vitrine::TagsEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>加入標籤</translation>
    </message>
    <message>
        <source>Find images with the tag “%1”</source>
        <translation>尋找有標籤「%1」的映像檔</translation>
    </message>
    <message>
        <source>Remove the tag “%1”</source>
        <translation>移除標籤「%1」</translation>
    </message>
</context>
<context>
    <name>vitrine::TransferAction</name>
    <message>
        <source>Pause</source>
        <extracomment>Verb: hold a running or waiting transfer</extracomment>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Resume</source>
        <extracomment>Verb: let a paused transfer go on</extracomment>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Retry</source>
        <extracomment>Verb: start a failed transfer again</extracomment>
        <translation>重試</translation>
    </message>
    <message>
        <source>Cancel transfer</source>
        <extracomment>Verb: stop a transfer and remove what it has written</extracomment>
        <translation>取消傳輸</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <extracomment>Verb: take an ended transfer off the list</extracomment>
        <translation>從清單中移除</translation>
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
        <translation>來源</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>Label in the details of a transfer, before a path or the name of a store</extracomment>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Image ID</source>
        <translation>映像檔 ID</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>Label in the details of a transfer, before why it failed</extracomment>
        <translation>錯誤</translation>
    </message>
    <message>
        <source>path or link</source>
        <translation>路徑或連結</translation>
    </message>
    <message>
        <source>destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>image ID</source>
        <translation>映像檔 ID</translation>
    </message>
    <message>
        <source>error</source>
        <translation>錯誤</translation>
    </message>
    <message>
        <source>Choose a transfer in the list to see all about it.</source>
        <translation>在清單中選擇一個傳輸以查看全部資訊。</translation>
    </message>
</context>
<context>
    <name>vitrine::TransferText</name>
    <message>
        <source>%1 at %2</source>
        <extracomment>%1 is a word such as &quot;Finished&quot;, %2 the time of day</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 is what is done (&quot;Import&quot;), %2 the name of the file or image</extracomment>
        <translation>「%2」：%1</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>來源：%1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>目的地：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 項進行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 項已暫停</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 項等候中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 項失敗</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n 項已完成</numerusform>
        </translation>
    </message>
    <message>
        <source>hash verified</source>
        <translation>雜湊值已驗證</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>正在轉換</translation>
    </message>
    <message>
        <source>content compared</source>
        <translation>內容已比對</translation>
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
        <translation>傳輸</translation>
    </message>
    <message>
        <source>Progress of all running transfers</source>
        <translation>所有進行中傳輸的進度</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已結束的項目</translation>
    </message>
    <message>
        <source>Takes finished, failed and cancelled transfers off the list</source>
        <translation>將已完成、失敗與已取消的傳輸從清單中移除</translation>
    </message>
    <message>
        <source>Show the transfers</source>
        <translation>顯示傳輸</translation>
    </message>
    <message>
        <source>Fold the transfers to one line</source>
        <translation>將傳輸收合成一行</translation>
    </message>
    <message>
        <source>Shows all about the chosen transfer (Enter)</source>
        <translation>顯示所選傳輸的全部資訊（Enter）</translation>
    </message>
    <message>
        <source>Details of the chosen transfer</source>
        <translation>所選傳輸的詳細資料</translation>
    </message>
</context>
<context>
    <name>vitrine::TransfersView</name>
    <message>
        <source>Transfers</source>
        <translation>傳輸</translation>
    </message>
    <message>
        <source>Space pauses and resumes, R retries, Delete cancels or removes, Alt+Up and Alt+Down move, Enter shows the details.</source>
        <translation>空白鍵暫停與繼續，R 重試，Delete 取消或移除，Alt+↑ 與 Alt+↓ 移動，Enter 顯示詳細資料。</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>Menu entry: show or hide all that is known about the current transfer</extracomment>
        <translation>詳細資料</translation>
    </message>
</context>
<context>
    <name>vitrine::Treemap</name>
    <message>
        <source>Disk use</source>
        <translation>硬碟用量</translation>
    </message>
</context>
<context>
    <name>vitrine::WebExchange</name>
    <message>
        <source>(%1 of image data)</source>
        <extracomment>%1 is a number of bytes</extracomment>
        <translation>（%1 的映像檔資料）</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>In place of an HTTP status</extracomment>
        <translation>無</translation>
    </message>
    <message>
        <source>%1 %2, answered with %3</source>
        <extracomment>%1 is GET or the like, %2 a path, %3 an HTTP status</extracomment>
        <translation>%1 %2，回應 %3</translation>
    </message>
    <message>
        <source>The same with the openstack client:</source>
        <translation>用 openstack 用戶端達成相同效果：</translation>
    </message>
    <message>
        <source>Request:</source>
        <translation>請求：</translation>
    </message>
    <message>
        <source>Answer:</source>
        <translation>回應：</translation>
    </message>
</context>
<context>
    <name>vitrine::WindowActions</name>
    <message>
        <source>&amp;Add images…</source>
        <translation>加入映像檔(&amp;A)…</translation>
    </message>
    <message>
        <source>Copies disk images from files into the catalogue</source>
        <translation>將硬碟映像檔從檔案複製到映像檔目錄</translation>
    </message>
    <message>
        <source>&amp;Paste files or links</source>
        <translation>貼上檔案或連結(&amp;P)</translation>
    </message>
    <message>
        <source>Adds the copied files, or downloads the copied link</source>
        <translation>加入已複製的檔案，或下載已複製的連結</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>匯出(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes the image to a file and checks it</source>
        <translation>將映像檔寫入檔案並加以檢查</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重新命名(&amp;R)</translation>
    </message>
    <message>
        <source>Changes the name of the image</source>
        <translation>變更映像檔的名稱</translation>
    </message>
    <message>
        <source>Add &amp;tag</source>
        <translation>加入標籤(&amp;T)</translation>
    </message>
    <message>
        <source>Deac&amp;tivate</source>
        <translation>取消啟動(&amp;T)</translation>
    </message>
    <message>
        <source>Keeps the data from being exported or copied until the image is reactivated</source>
        <translation>在映像檔重新啟用之前，不讓資料匯出或複製</translation>
    </message>
    <message>
        <source>Re&amp;activate</source>
        <translation>重新啟用(&amp;A)</translation>
    </message>
    <message>
        <source>Lets the data be used again</source>
        <translation>讓資料可以再次使用</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>刪除(&amp;D)</translation>
    </message>
    <message>
        <source>Moves the image to the trash</source>
        <translation>將映像檔移到垃圾桶</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>還原(&amp;R)</translation>
    </message>
    <message>
        <source>Brings the image back from the trash</source>
        <translation>從垃圾桶取回映像檔</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>結束(&amp;Q)</translation>
    </message>
    <message>
        <source>Closes Vitrine; unfinished transfers go on at the next start</source>
        <translation>關閉 Vitrine；未完成的傳輸會在下次啟動時繼續</translation>
    </message>
    <message>
        <source>&amp;Copy ID</source>
        <translation>複製 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the ID of the selected images</source>
        <translation>複製所選映像檔的 ID</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全選(&amp;A)</translation>
    </message>
    <message>
        <source>Selects every image in the list</source>
        <translation>選取清單中的所有映像檔</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>尋找(&amp;F)</translation>
    </message>
    <message>
        <source>Looks in names, IDs, tags and properties</source>
        <translation>在名稱、ID、標籤與屬性中尋找</translation>
    </message>
    <message>
        <source>Shows every image again</source>
        <translation>重新顯示所有映像檔</translation>
    </message>
    <message>
        <source>&amp;Trash</source>
        <translation>垃圾桶(&amp;T)</translation>
    </message>
    <message>
        <source>Shows what was deleted and can still be restored</source>
        <translation>顯示已刪除但仍可還原的項目</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>詳細資料(&amp;D)</translation>
    </message>
    <message>
        <source>Shows everything about the selected image beside the list</source>
        <translation>在清單旁顯示所選映像檔的所有資訊</translation>
    </message>
    <message>
        <source>T&amp;ransfers</source>
        <translation>傳輸(&amp;R)</translation>
    </message>
    <message>
        <source>Unfolds the list of transfers</source>
        <translation>展開傳輸清單</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>重新整理(&amp;F)</translation>
    </message>
    <message>
        <source>Reads the list anew</source>
        <translation>重新讀取清單</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>鍵盤快速鍵(&amp;K)</translation>
    </message>
    <message>
        <source>Lists every key</source>
        <translation>列出所有按鍵</translation>
    </message>
    <message>
        <source>&amp;About Vitrine</source>
        <translation>關於 Vitrine(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本與授權條款</translation>
    </message>
    <message>
        <source>The catalogue is not open.</source>
        <translation>映像檔目錄尚未開啟。</translation>
    </message>
    <message>
        <source>Select an image first.</source>
        <translation>請先選取映像檔。</translation>
    </message>
    <message>
        <source>Select a single image.</source>
        <translation>請只選取一個映像檔。</translation>
    </message>
    <message>
        <source>Restore the image from the trash first.</source>
        <translation>請先從垃圾桶還原這個映像檔。</translation>
    </message>
    <message>
        <source>The image is deactivated: reactivate it to export its data.</source>
        <translation>這個映像檔已取消啟動：請重新啟用後再匯出它的資料。</translation>
    </message>
    <message>
        <source>The image has no data to export yet.</source>
        <translation>這個映像檔還沒有可以匯出的資料。</translation>
    </message>
    <message>
        <source>Only active images can be deactivated.</source>
        <translation>只有「可用」的映像檔可以取消啟動。</translation>
    </message>
    <message>
        <source>Only deactivated images can be reactivated.</source>
        <translation>只有已取消啟動的映像檔可以重新啟用。</translation>
    </message>
    <message>
        <source>The image is in the trash already; it is removed when its time is up.</source>
        <translation>這個映像檔已在垃圾桶中，期限屆滿時就會移除。</translation>
    </message>
    <message>
        <source>The image is protected: take the protection away in its details first.</source>
        <translation>這個映像檔受保護：請先在詳細資料中取消保護。</translation>
    </message>
    <message>
        <source>Only images in the trash can be restored.</source>
        <translation>只有垃圾桶中的映像檔可以還原。</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>映像檔(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編輯(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>Publish &amp;new version…</source>
        <translation>發布新版本(&amp;N)…</translation>
    </message>
    <message>
        <source>Lets a file take the place of the image; the image itself is hidden and kept</source>
        <translation>讓一個檔案取代這個映像檔；映像檔本身會隱藏並保留</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <extracomment>%1 is what would be undone, such as &quot;rename&quot;</extracomment>
        <translation>復原(&amp;U)</translation>
    </message>
    <message>
        <source>Takes back what was done last</source>
        <translation>收回最後一次的操作</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <extracomment>%1 is what would be done again, such as &quot;rename&quot;</extracomment>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Does again what was taken back last</source>
        <translation>再做一次剛收回的操作</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>清除搜尋與篩選條件</translation>
    </message>
    <message>
        <source>Add f&amp;ilter</source>
        <translation>加上篩選條件(&amp;I)</translation>
    </message>
    <message>
        <source>Narrows the list by status, format, size, tag and so on</source>
        <translation>依狀態、格式、大小、標籤等縮小清單</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>表格(&amp;B)</translation>
    </message>
    <message>
        <source>Shows the images as rows with columns</source>
        <translation>以有欄位的列顯示映像檔</translation>
    </message>
    <message>
        <source>Car&amp;ds</source>
        <translation>卡片(&amp;D)</translation>
    </message>
    <message>
        <source>Shows the images as cards</source>
        <translation>以卡片顯示映像檔</translation>
    </message>
    <message>
        <source>Disk &amp;use</source>
        <translation>硬碟用量(&amp;U)</translation>
    </message>
    <message>
        <source>Shows which images take up the space, and which are there twice</source>
        <translation>顯示哪些映像檔佔用空間，以及哪些重複</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>側邊欄(&amp;S)</translation>
    </message>
    <message>
        <source>Shows the list of catalogues</source>
        <translation>顯示目錄清單</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>指令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Finds commands, catalogues and images by a few letters</source>
        <translation>用幾個字母尋找指令、目錄與映像檔</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>Colours, language and transfers</source>
        <translation>色彩、語言與傳輸</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>加入資料夾(&amp;F)…</translation>
    </message>
    <message>
        <source>Adds a folder of images as another catalogue</source>
        <translation>把一個映像檔資料夾加為另一個目錄</translation>
    </message>
    <message>
        <source>&amp;Empty trash…</source>
        <translation>清空垃圾桶(&amp;E)…</translation>
    </message>
    <message>
        <source>Removes everything in the trash for good</source>
        <translation>永久移除垃圾桶裡的所有東西</translation>
    </message>
    <message>
        <source>Check &amp;integrity…</source>
        <translation>檢查完整性(&amp;I)…</translation>
    </message>
    <message>
        <source>Reads every image again and compares it with its hashes</source>
        <translation>重新讀取每個映像檔並與雜湊值比對</translation>
    </message>
    <message>
        <source>How an image &amp;lives</source>
        <translation>映像檔的生命週期(&amp;L)</translation>
    </message>
    <message>
        <source>Explains every state on a practice image</source>
        <translation>用練習映像檔說明每個狀態</translation>
    </message>
    <message>
        <source>Only an active image can have a new version.</source>
        <translation>只有可用的映像檔才能有新版本。</translation>
    </message>
    <message>
        <source>The image is deactivated: reactivate it to delete it.</source>
        <translation>映像檔已取消啟動：請先重新啟用再刪除。</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>復原%1(&amp;U)</translation>
    </message>
    <message>
        <source>Nothing was done that could be undone.</source>
        <translation>沒有可以復原的操作。</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>重做%1(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing was undone.</source>
        <translation>沒有可以重做的操作。</translation>
    </message>
    <message>
        <source>Copy &amp;as</source>
        <translation>複製為(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Catalogue</source>
        <translation>目錄(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Convert…</source>
        <translation>轉換(&amp;C)…</translation>
    </message>
    <message>
        <source>Makes an image or a file of another format</source>
        <translation>建立另一種格式的映像檔或檔案</translation>
    </message>
    <message>
        <source>Only active images can be converted.</source>
        <translation>只有可用的映像檔才能轉換。</translation>
    </message>
    <message>
        <source>Add &amp;data…</source>
        <translation>加入資料(&amp;D)…</translation>
    </message>
    <message>
        <source>Sends a file or a link into an image that has no data yet</source>
        <translation>把檔案或連結送入還沒有資料的映像檔</translation>
    </message>
    <message>
        <source>Re&amp;quests</source>
        <translation>請求(&amp;Q)</translation>
    </message>
    <message>
        <source>Shows each request to a cloud, its answer, and the openstack command that asks the same</source>
        <translation>顯示送往雲端的每個請求、其回應，以及效果相同的 openstack 指令</translation>
    </message>
    <message>
        <source>Add &amp;cloud…</source>
        <translation>加入雲端(&amp;C)…</translation>
    </message>
    <message>
        <source>Adds the images of an OpenStack cloud</source>
        <translation>加入 OpenStack 雲端的映像檔</translation>
    </message>
    <message>
        <source>Copy t&amp;o</source>
        <translation>複製到(&amp;O)</translation>
    </message>
    <message>
        <source>A cloud has no trash: what is deleted there is gone.</source>
        <translation>雲端沒有垃圾桶：在那裡刪除的就沒有了。</translation>
    </message>
    <message>
        <source>How full the disks of a cloud are cannot be seen from here.</source>
        <translation>從這裡看不到雲端的磁碟有多滿。</translation>
    </message>
    <message>
        <source>The cloud looks after its data; an export compares them with their hash.</source>
        <translation>雲端會照顧自己的資料；匯出時會與雜湊值比對。</translation>
    </message>
    <message>
        <source>The data are in a cloud: copy the image to a catalogue on this PC first.</source>
        <translation>資料在雲端：請先將映像檔複製到此電腦的目錄中。</translation>
    </message>
    <message>
        <source>Only a queued image takes data; they can be sent once.</source>
        <translation>只有已排入的映像檔能接收資料，而且只能送入一次。</translation>
    </message>
    <message>
        <source>Deletes the image from the cloud for good</source>
        <translation>從雲端永久刪除此映像檔</translation>
    </message>
    <message>
        <source>Copies the image into another catalogue or cloud</source>
        <translation>將映像檔複製到另一個目錄或雲端</translation>
    </message>
    <message>
        <source>There is no other catalogue or cloud to copy to.</source>
        <translation>沒有其他可複製到的目錄或雲端。</translation>
    </message>
    <message>
        <source>Select an active image first.</source>
        <translation>請先選取一個可用的映像檔。</translation>
    </message>
    <message>
        <source>I&amp;mport staged data</source>
        <translation>匯入暫存的資料(&amp;M)</translation>
    </message>
    <message>
        <source>Makes the staged data the data of the image, which is then active</source>
        <translation>把暫存的資料變成映像檔的資料，之後映像檔便可用</translation>
    </message>
    <message>
        <source>Adds a tag to the selected images</source>
        <translation>為選取的映像檔加上標籤</translation>
    </message>
    <message>
        <source>Add &amp;property</source>
        <translation>加入屬性(&amp;P)</translation>
    </message>
    <message>
        <source>Gives the selected images a property, such as os_distro</source>
        <translation>為選取的映像檔加上屬性，例如 os_distro</translation>
    </message>
    <message>
        <source>Images &amp;offered to you…</source>
        <translation>提供給您的映像檔(&amp;O)…</translation>
    </message>
    <message>
        <source>Accepts or rejects the images that other projects share with yours</source>
        <translation>接受或拒絕其他專案與您的專案共用的映像檔</translation>
    </message>
    <message>
        <source>Only projects of a cloud offer images to each other.</source>
        <translation>只有雲端的專案才會互相提供映像檔。</translation>
    </message>
    <message>
        <source>Only an image whose data are staged can be imported.</source>
        <translation>只有資料已暫存的映像檔才能匯入。</translation>
    </message>
</context>
<context>
    <name>vitrinectl</name>
    <message>
        <source>“%1” is none of %2.</source>
        <translation>「%1」不是下列任何一項：%2。</translation>
    </message>
    <message>
        <source>sort by this column; may be repeated</source>
        <translation>以這個欄位排序；可重複指定</translation>
    </message>
    <message>
        <source>sort the columns in ascending order</source>
        <translation>將欄位以遞增順序排序</translation>
    </message>
    <message>
        <source>sort the columns in descending order</source>
        <translation>將欄位以遞減順序排序</translation>
    </message>
    <message>
        <source>which values a CSV quotes</source>
        <translation>CSV 要為哪些值加上引號</translation>
    </message>
    <message>
        <source>write JSON on one line</source>
        <translation>將 JSON 寫成一行</translation>
    </message>
    <message>
        <source>widest table, in columns</source>
        <translation>表格的最大寬度（字元數）</translation>
    </message>
    <message>
        <source>fit the table to the terminal</source>
        <translation>讓表格符合終端機寬度</translation>
    </message>
    <message>
        <source>draw the table even without rows</source>
        <translation>即使沒有資料列也畫出表格</translation>
    </message>
    <message>
        <source>put before each variable name in shell format</source>
        <translation>在 shell 格式中加在每個變數名稱之前</translation>
    </message>
    <message>
        <source>An argument is not valid UTF-8: %1</source>
        <translation>有一個引數不是有效的 UTF-8：%1</translation>
    </message>
    <message>
        <source>A property is written key=value, not “%1”.</source>
        <translation>屬性要寫成 key=value，而不是「%1」。</translation>
    </message>
    <message>
        <source>more of them</source>
        <translation>更多映像檔</translation>
    </message>
    <message>
        <source>name or id of an image</source>
        <translation>映像檔的名稱或 ID</translation>
    </message>
    <message>
        <source>An image has one visibility only.</source>
        <translation>一個映像檔只能有一種可見性。</translation>
    </message>
    <message>
        <source>visibility is %1</source>
        <translation>可見性為 %1</translation>
    </message>
    <message>
        <source>how the output is written</source>
        <translation>輸出的格式</translation>
    </message>
    <message>
        <source>print this column only; may be repeated</source>
        <translation>只輸出這個欄位；可重複指定</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在檢查</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) checked, %1 read.</source>
        <translation>
            <numerusform>已檢查 %n 個映像檔，讀取 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) found.</source>
        <translation>
            <numerusform>發現 %n 項錯誤。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) rebuilt from the stores; the old database is kept in backup.</source>
        <translation>
            <numerusform>已從儲存庫重建 %n 個映像檔；舊的資料庫保存在 backup 中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) removed for good.</source>
        <translation>
            <numerusform>已永久移除 %n 個映像檔。</numerusform>
        </translation>
    </message>
    <message>
        <source>The catalogue as a whole</source>
        <translation>整個映像檔目錄</translation>
    </message>
    <message>
        <source>Show where the catalogue is and what it holds</source>
        <translation>顯示映像檔目錄的位置與內容</translation>
    </message>
    <message>
        <source>Read data again and compare them with their hashes</source>
        <translation>重新讀取資料並與雜湊值比對</translation>
    </message>
    <message>
        <source>names or ids; every image if none is given</source>
        <translation>名稱或 ID；未指定時為所有映像檔</translation>
    </message>
    <message>
        <source>Make a new database from what lies in the stores; the old one is kept</source>
        <translation>由儲存庫中的內容建立新的資料庫；舊的會保留</translation>
    </message>
    <message>
        <source>Remove deleted images for good</source>
        <translation>永久移除已刪除的映像檔</translation>
    </message>
    <message>
        <source>More than one image has the name %1. Use one of the ids: %2</source>
        <translation>有多個映像檔的名稱是 %1。請使用其中一個 ID：%2</translation>
    </message>
    <message>
        <source>There is no image %1 in the trash.</source>
        <translation>垃圾桶中沒有映像檔 %1。</translation>
    </message>
    <message>
        <source>There is no image %1.</source>
        <translation>沒有映像檔 %1。</translation>
    </message>
    <message>
        <source>Give a name, or a file with --file.</source>
        <translation>請指定名稱，或用 --file 指定檔案。</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在匯入 %1</translation>
    </message>
    <message>
        <source>smallest disk to boot from, in GB</source>
        <translation>開機所需的最小硬碟，單位為 GB</translation>
    </message>
    <message>
        <source>least memory to boot with, in MB</source>
        <translation>開機所需的最小記憶體，單位為 MB</translation>
    </message>
    <message>
        <source>set a property; may be repeated</source>
        <translation>設定屬性；可重複指定</translation>
    </message>
    <message>
        <source>set a tag; may be repeated</source>
        <translation>設定標籤；可重複指定</translation>
    </message>
    <message>
        <source>project that owns the image</source>
        <translation>擁有這個映像檔的專案</translation>
    </message>
    <message>
        <source>prevent the image from being deleted</source>
        <translation>防止映像檔遭到刪除</translation>
    </message>
    <message>
        <source>allow the image to be deleted</source>
        <translation>允許刪除映像檔</translation>
    </message>
    <message>
        <source>leave the image out of ordinary lists</source>
        <translation>不在一般清單中顯示這個映像檔</translation>
    </message>
    <message>
        <source>show the image in lists</source>
        <translation>在清單中顯示這個映像檔</translation>
    </message>
    <message>
        <source>Make an image, with the data of a file if one is given</source>
        <translation>建立映像檔；若指定檔案則使用其資料</translation>
    </message>
    <message>
        <source>id to give to the image</source>
        <translation>要給映像檔的 ID</translation>
    </message>
    <message>
        <source>format of the data; without it, what the file&apos;s content says</source>
        <translation>資料的格式；未指定時依檔案內容判斷</translation>
    </message>
    <message>
        <source>container of the data; without it, bare or what the content says</source>
        <translation>資料的容器格式；未指定時為 bare 或依內容判斷</translation>
    </message>
    <message>
        <source>file to import</source>
        <translation>要匯入的檔案</translation>
    </message>
    <message>
        <source>store that is to hold the data</source>
        <translation>要存放資料的儲存庫</translation>
    </message>
    <message>
        <source>stage the data first, then import them</source>
        <translation>先將資料放入暫存區，再匯入</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>無法讀取 %1：%2。</translation>
    </message>
    <message>
        <source>The output could not be written.</source>
        <translation>無法寫入輸出。</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>正在匯出 %1</translation>
    </message>
    <message>
        <source>Image data would garble the terminal. Name a file with --file, or redirect the output.</source>
        <translation>映像檔資料會使終端機顯示亂碼。請用 --file 指定檔案，或將輸出重新導向。</translation>
    </message>
    <message>
        <source>A temporary folder is needed in %1: %2.</source>
        <translation>%1 中需要一個暫存資料夾：%2。</translation>
    </message>
    <message>
        <source>Staging %1</source>
        <translation>正在將 %1 放入暫存區</translation>
    </message>
    <message>
        <source>web-download needs --uri, and nothing else takes it.</source>
        <translation>web-download 需要 --uri，而其他方式都不接受它。</translation>
    </message>
    <message>
        <source>copy-image needs at least one --store.</source>
        <translation>copy-image 至少需要一個 --store。</translation>
    </message>
    <message>
        <source>Write the data of an image into a file</source>
        <translation>將映像檔的資料寫入檔案</translation>
    </message>
    <message>
        <source>file to make; without it, standard output</source>
        <translation>要建立的檔案；未指定時為標準輸出</translation>
    </message>
    <message>
        <source>replace the file if it exists</source>
        <translation>檔案已存在時取代它</translation>
    </message>
    <message>
        <source>Put data into staging, for an import</source>
        <translation>將資料放入暫存區，以供匯入</translation>
    </message>
    <message>
        <source>file to stage</source>
        <translation>要放入暫存區的檔案</translation>
    </message>
    <message>
        <source>Import data that are staged or elsewhere</source>
        <translation>匯入已暫存或位於他處的資料</translation>
    </message>
    <message>
        <source>how; glance-direct if not given</source>
        <translation>匯入方式；未指定時為 glance-direct</translation>
    </message>
    <message>
        <source>link to download from</source>
        <translation>要下載的連結</translation>
    </message>
    <message>
        <source>store that is to hold the data; may be repeated</source>
        <translation>要存放資料的儲存庫；可重複指定</translation>
    </message>
    <message>
        <source>The image has no tag %1.</source>
        <translation>這個映像檔沒有標籤 %1。</translation>
    </message>
    <message>
        <source>The image has no property %1.</source>
        <translation>這個映像檔沒有屬性 %1。</translation>
    </message>
    <message>
        <source>set the property %1</source>
        <translation>設定屬性 %1</translation>
    </message>
    <message>
        <source>container of the data</source>
        <translation>資料的容器格式</translation>
    </message>
    <message>
        <source>format of the data</source>
        <translation>資料的格式</translation>
    </message>
    <message>
        <source>add a tag; may be repeated</source>
        <translation>加入標籤；可重複指定</translation>
    </message>
    <message>
        <source>lock the data</source>
        <translation>鎖定資料</translation>
    </message>
    <message>
        <source>unlock the data</source>
        <translation>解除鎖定資料</translation>
    </message>
    <message>
        <source>Change what describes an image</source>
        <translation>變更描述映像檔的內容</translation>
    </message>
    <message>
        <source>Remove tags and properties</source>
        <translation>移除標籤與屬性</translation>
    </message>
    <message>
        <source>remove this tag; may be repeated</source>
        <translation>移除這個標籤；可重複指定</translation>
    </message>
    <message>
        <source>remove this property; may be repeated</source>
        <translation>移除這個屬性；可重複指定</translation>
    </message>
    <message>
        <source>%1 of %2 images could not be handled.</source>
        <translation>%2 個映像檔中有 %1 個無法處理。</translation>
    </message>
    <message>
        <source>Put images into the trash, from where they can be restored</source>
        <translation>將映像檔移到垃圾桶，之後仍可還原</translation>
    </message>
    <message>
        <source>Take images out of the trash</source>
        <translation>將映像檔從垃圾桶取出</translation>
    </message>
    <message>
        <source>Lock the data of images</source>
        <translation>鎖定映像檔的資料</translation>
    </message>
    <message>
        <source>Unlock the data of images</source>
        <translation>解除鎖定映像檔的資料</translation>
    </message>
    <message>
        <source>images of every visibility</source>
        <translation>所有可見性的映像檔</translation>
    </message>
    <message>
        <source>with this property; may be repeated</source>
        <translation>具有這個屬性；可重複指定</translation>
    </message>
    <message>
        <source>with this name</source>
        <translation>具有這個名稱</translation>
    </message>
    <message>
        <source>in this status</source>
        <translation>處於這個狀態</translation>
    </message>
    <message>
        <source>owned by this project</source>
        <translation>由這個專案擁有</translation>
    </message>
    <message>
        <source>with this tag; may be repeated</source>
        <translation>具有這個標籤；可重複指定</translation>
    </message>
    <message>
        <source>hidden images only</source>
        <translation>只列出隱藏的映像檔</translation>
    </message>
    <message>
        <source>deleted images that can be restored</source>
        <translation>可以還原的已刪除映像檔</translation>
    </message>
    <message>
        <source>with this text in name, id, tags or properties</source>
        <translation>名稱、ID、標籤或屬性中含有這段文字</translation>
    </message>
    <message>
        <source>of at least this size, in bytes</source>
        <translation>至少為此大小，單位為位元組</translation>
    </message>
    <message>
        <source>of at most this size, in bytes</source>
        <translation>最多為此大小，單位為位元組</translation>
    </message>
    <message>
        <source>any filter of the Image API, such as disk_format=in:qcow2,raw; may be repeated</source>
        <translation>Image API 的任何篩選條件，例如 disk_format=in:qcow2,raw；可重複指定</translation>
    </message>
    <message>
        <source>List images</source>
        <translation>列出映像檔</translation>
    </message>
    <message>
        <source>more columns</source>
        <translation>更多欄位</translation>
    </message>
    <message>
        <source>order by these keys; name:asc if not given</source>
        <translation>以這些鍵排序；未指定時為 name:asc</translation>
    </message>
    <message>
        <source>at most so many images</source>
        <translation>最多列出這麼多個映像檔</translation>
    </message>
    <message>
        <source>begin behind this image</source>
        <translation>從這個映像檔之後開始</translation>
    </message>
    <message>
        <source>Show everything about an image</source>
        <translation>顯示映像檔的所有資訊</translation>
    </message>
    <message>
        <source>print the size in units</source>
        <translation>以易讀的單位顯示大小</translation>
    </message>
    <message>
        <source>Show the recorded life of an image</source>
        <translation>顯示映像檔的歷程記錄</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>無法讀取檔案 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is not an ordinary file.</source>
        <translation>%1 不是一般檔案。</translation>
    </message>
    <message>
        <source>folder of the catalogue; also VITRINE_CATALOG</source>
        <translation>映像檔目錄的資料夾；也可用 VITRINE_CATALOG 指定</translation>
    </message>
    <message>
        <source>say more about a failure</source>
        <translation>失敗時顯示更多資訊</translation>
    </message>
    <message>
        <source>Disk images</source>
        <translation>硬碟映像檔</translation>
    </message>
    <message>
        <source>Try --help.</source>
        <translation>請試試 --help。</translation>
    </message>
    <message>
        <source>Keeps disk images of virtual machines in a local catalogue.</source>
        <translation>在本機映像檔目錄中保管虛擬機器的硬碟映像檔。</translation>
    </message>
    <message>
        <source>The output could not be written: %1.</source>
        <translation>無法寫入輸出：%1。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等候中</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>writing to the disk</source>
        <translation>正在寫入硬碟</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>檢查中</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>即將完成</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩下 %1 秒</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>剩下 %1 分鐘</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>剩下 %1 小時</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Found %1, virtual size %2.</source>
        <translation>偵測到 %1，虛擬大小 %2。</translation>
    </message>
    <message>
        <source>Found %1.</source>
        <translation>偵測到 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be an image: its content is %2.</source>
        <translation>%1 不能作為映像檔：它的內容是 %2。</translation>
    </message>
    <message>
        <source>Folders in which image data rest</source>
        <translation>存放映像檔資料的資料夾</translation>
    </message>
    <message>
        <source>List the stores</source>
        <translation>列出儲存庫</translation>
    </message>
    <message>
        <source>Add a store, for example on another disk</source>
        <translation>新增儲存庫，例如在其他硬碟上</translation>
    </message>
    <message>
        <source>id of the new store</source>
        <translation>新儲存庫的 ID</translation>
    </message>
    <message>
        <source>folder of the new store</source>
        <translation>新儲存庫的資料夾</translation>
    </message>
    <message>
        <source>what the store is for</source>
        <translation>儲存庫的用途</translation>
    </message>
    <message>
        <source>Long work on images</source>
        <translation>映像檔的長時間工作</translation>
    </message>
    <message>
        <source>List tasks, newest first</source>
        <translation>列出工作，最新的在前</translation>
    </message>
    <message>
        <source>of this image only</source>
        <translation>只列出這個映像檔的工作</translation>
    </message>
    <message>
        <source>Show everything about a task</source>
        <translation>顯示工作的所有資訊</translation>
    </message>
    <message>
        <source>id of a task</source>
        <translation>工作的 ID</translation>
    </message>
    <message>
        <source>Converting %1</source>
        <translation>正在轉換 %1</translation>
    </message>
    <message>
        <source>%1 made: virtual size %2, %3 on disk.</source>
        <translation>已建立 %1：虛擬大小 %2，佔用硬碟 %3。</translation>
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
        <translation>qcow2 的壓縮方式（若要壓縮）</translation>
    </message>
    <message>
        <source>1 is fast, 12 (zstd: 19) is small</source>
        <translation>1 最快，12（zstd：19）最小</translation>
    </message>
    <message>
        <source>bytes of a cluster of qcow2 or a block of vhdx, such as 64k</source>
        <translation>qcow2 叢集或 vhdx 區塊的位元組數，例如 64k</translation>
    </message>
    <message>
        <source>threads to use; one a core if not given</source>
        <translation>使用的執行緒數；未指定時每個核心一個</translation>
    </message>
    <message>
        <source>%1 is not safe to use as an image.</source>
        <translation>%1 當作映像檔使用並不安全。</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比對中</translation>
    </message>
    <message>
        <source>The disks differ.</source>
        <translation>兩個硬碟的內容不同。</translation>
    </message>
    <message>
        <source>List which parts of a disk are stored, and how</source>
        <translation>列出硬碟的哪些部分有儲存，以及如何儲存</translation>
    </message>
    <message>
        <source>Compare what two disk images of any formats hold</source>
        <translation>比對兩個任意格式硬碟映像檔的內容</translation>
    </message>
    <message>
        <source>Say what is in a disk image and whether it is safe</source>
        <translation>說明硬碟映像檔的內容與是否安全</translation>
    </message>
    <message>
        <source>Convert a disk image: a file, or an image of the catalogue, written image:NAME</source>
        <translation>轉換硬碟映像檔：檔案，或目錄中的映像檔（寫成 image:NAME）</translation>
    </message>
    <message>
        <source>file to convert; if there is none of that name, an image by its name or ID</source>
        <translation>要轉換的檔案；若沒有這個名稱的檔案，則為映像檔的名稱或 ID</translation>
    </message>
    <message>
        <source>file to make, or image:NAME for a new image; the name may be left out</source>
        <translation>要建立的檔案，或以 image:NAME 表示新映像檔；名稱可以省略</translation>
    </message>
    <message>
        <source>read the new image back and compare it with its source; always done in the catalogue</source>
        <translation>重新讀取新的映像檔並與來源比對；在目錄中一律會這麼做</translation>
    </message>
    <message>
        <source>store for the data of a new image</source>
        <translation>存放新映像檔資料的儲存庫</translation>
    </message>
    <message>
        <source>%1 made.</source>
        <translation>已建立 %1。</translation>
    </message>
    <message>
        <source>“%1” is not a whole number of 0 or more.</source>
        <translation>「%1」不是 0 以上的整數。</translation>
    </message>
    <message>
        <source>There is no column “%1”. The columns are %2.</source>
        <translation>沒有欄位「%1」。可用的欄位有 %2。</translation>
    </message>
    <message>
        <source>name of the image; without it, the file&apos;s without its suffix</source>
        <translation>映像檔的名稱；若不指定，則用去掉副檔名的檔名</translation>
    </message>
    <message>
        <source>Looking into %1</source>
        <translation>正在檢查 %1</translation>
    </message>
    <message>
        <source>Say with --project which project answers.</source>
        <translation>請用 --project 指定由哪個專案答覆。</translation>
    </message>
    <message>
        <source>accept the image for the project</source>
        <translation>代表專案接受映像檔</translation>
    </message>
    <message>
        <source>reject the image for the project</source>
        <translation>代表專案拒絕映像檔</translation>
    </message>
    <message>
        <source>take the answer of the project back</source>
        <translation>收回專案的答覆</translation>
    </message>
    <message>
        <source>A project gives one answer only.</source>
        <translation>一個專案只能給一個答覆。</translation>
    </message>
    <message>
        <source>new name</source>
        <translation>新名稱</translation>
    </message>
    <message>
        <source>project that owns the image, or that accepts or rejects it</source>
        <translation>擁有映像檔的專案，或接受、拒絕它的專案</translation>
    </message>
    <message>
        <source>unknown content</source>
        <translation>未知的內容</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>已使用 %1</translation>
    </message>
    <message>
        <source>id of a project</source>
        <translation>專案的 ID</translation>
    </message>
    <message>
        <source>Share an image with others</source>
        <translation>與其他人分享映像檔</translation>
    </message>
    <message>
        <source>Share an image with a project</source>
        <translation>把映像檔分享給專案</translation>
    </message>
    <message>
        <source>Share an image no more</source>
        <translation>不再分享映像檔</translation>
    </message>
    <message>
        <source>Share an image with a project no more</source>
        <translation>不再把映像檔分享給專案</translation>
    </message>
    <message>
        <source>With whom an image is shared</source>
        <translation>映像檔分享給誰</translation>
    </message>
    <message>
        <source>List the projects an image is shared with</source>
        <translation>列出映像檔分享給哪些專案</translation>
    </message>
    <message>
        <source>Warning: %1 is %2, but is declared as raw: a virtual machine will get its bytes as they are.</source>
        <translation>警告：%1 是 %2，但宣告為 raw：虛擬機器會原封不動地取得它的位元組。</translation>
    </message>
    <message>
        <source>The option “%1” belongs behind the verb, as in: vitrinectl image list %1</source>
        <translation>選項「%1」要放在動詞之後，例如：vitrinectl image list %1</translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation>沒有選項「%1」。</translation>
    </message>
    <message>
        <source>The option “%1” belongs behind the verb, as in: %2 %1</source>
        <translation>選項「%1」要放在動詞之後，例如：%2 %1</translation>
    </message>
    <message>
        <source>“%1” has no option “%2”.</source>
        <translation>「%1」沒有選項「%2」。</translation>
    </message>
    <message>
        <source>Say what to do with “%1”: %2.</source>
        <translation>請指定要對「%1」做什麼：%2。</translation>
    </message>
    <message>
        <source>There is no command “%1”. The commands are %2.</source>
        <translation>沒有指令「%1」。可用的指令有 %2。</translation>
    </message>
    <message>
        <source>“%1” has no verb “%2”. The verbs are %3.</source>
        <translation>「%1」沒有動詞「%2」。可用的動詞有 %3。</translation>
    </message>
    <message>
        <source>“%1” needs %2.</source>
        <translation>「%1」需要 %2。</translation>
    </message>
    <message>
        <source>“%1” is one word too many for “%2”.</source>
        <translation>「%1」對「%2」來說是多餘的詞。</translation>
    </message>
    <message>
        <source>The option “%1” needs a value.</source>
        <translation>選項「%1」需要一個值。</translation>
    </message>
    <message>
        <source>“%1” and “%2” exclude each other.</source>
        <translation>「%1」與「%2」不能同時使用。</translation>
    </message>
    <message>
        <source>The option “%1” takes no such value.</source>
        <translation>選項「%1」不接受這個值。</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>環境變數</translation>
    </message>
    <message>
        <source>name of a cloud, or path of an openrc file</source>
        <translation>雲端的名稱，或 openrc 檔案的路徑</translation>
    </message>
    <message>
        <source>Clouds that clouds.yaml and the environment name</source>
        <translation>clouds.yaml 與環境變數所列的雲端</translation>
    </message>
    <message>
        <source>List the clouds</source>
        <translation>列出雲端</translation>
    </message>
    <message>
        <source>Show the settings of a cloud, without its secrets</source>
        <translation>顯示雲端的設定（不含機密）</translation>
    </message>
    <message>
        <source>Log in to a cloud and show what it can do</source>
        <translation>登入雲端並顯示它能做什麼</translation>
    </message>
    <message>
        <source>Password of %1 for the cloud %2: </source>
        <translation>%1 在雲端 %2 的密碼：</translation>
    </message>
    <message>
        <source>%1 is no openrc file: it does not set OS_AUTH_URL.</source>
        <translation>%1 不是 openrc 檔案：它沒有設定 OS_AUTH_URL。</translation>
    </message>
    <message>
        <source>Nobody checks whether the server of %1 is the right one: its settings say so.</source>
        <translation>不會檢查 %1 的伺服器是否正確：這是它的設定所要求的。</translation>
    </message>
    <message>
        <source>Copying %1</source>
        <translation>正在複製 %1</translation>
    </message>
    <message>
        <source>Copy an image with its data to a cloud, or from a cloud</source>
        <translation>把映像檔連同資料複製到雲端，或從雲端複製</translation>
    </message>
    <message>
        <source>cloud to copy to</source>
        <translation>要複製到的雲端</translation>
    </message>
    <message>
        <source>copy into the catalogue of this computer</source>
        <translation>複製到這台電腦的目錄</translation>
    </message>
    <message>
        <source>name of the copy; without it, the image’s</source>
        <translation>複本的名稱；若不指定，則與映像檔相同</translation>
    </message>
    <message>
        <source>Say where to: --to-cloud CLOUD or --to-catalog.</source>
        <translation>請指定目的地：--to-cloud CLOUD 或 --to-catalog。</translation>
    </message>
    <message>
        <source>The list of images has no end.</source>
        <translation>映像檔清單沒有結尾。</translation>
    </message>
    <message>
        <source>work on this cloud of clouds.yaml, or of this openrc file; also OS_CLOUD</source>
        <translation>使用 clouds.yaml 中的這個雲端，或這個 openrc 檔案；也可用 OS_CLOUD</translation>
    </message>
    <message>
        <source>This command works on a catalogue, not on a cloud.</source>
        <translation>這個指令用於目錄，不能用於雲端。</translation>
    </message>
    <message>
        <source>bytes of the new disk, such as 20G, if it is to be larger</source>
        <translation>新磁碟的位元組數，例如 20G（若要加大）</translation>
    </message>
    <message>
        <source>file that a qcow2 file needs below it, to make one that stands alone; once for each file of a chain, nearest first</source>
        <translation>qcow2 檔案所依賴的基底檔，用來做成可獨立使用的檔案；鏈中每個檔案各寫一次，最近的在前</translation>
    </message>
    <message>
        <source>which disk of an archive that holds several, by its id or file name</source>
        <translation>封存檔有多個磁碟時選哪一個，以其 id 或檔名指定</translation>
    </message>
    <message>
        <source>--backing is for files that become files, not for images.</source>
        <translation>--backing 只用於由檔案轉成檔案，不用於映像檔。</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>正在檢查 %1</translation>
    </message>
    <message>
        <source>%1 is not an appliance (OVA).</source>
        <translation>%1 不是虛擬裝置 (OVA)。</translation>
    </message>
    <message>
        <source>Extracting %1</source>
        <translation>正在取出 %1</translation>
    </message>
    <message>
        <source>%1 made of “%2”, which is what the manifest promises.</source>
        <translation>已由「%2」做成 %1，與資訊清單相符。</translation>
    </message>
    <message>
        <source>%1 made of “%2”, about which no manifest says anything.</source>
        <translation>已由「%2」做成 %1；沒有資訊清單提到它。</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>正在製作 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 made: %n disk(s), %2.</source>
        <translation>
            <numerusform>已做成 %1：%n 個磁碟，%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what an appliance holds, and check it</source>
        <translation>顯示虛擬裝置的內容並檢查它</translation>
    </message>
    <message>
        <source>appliance (OVA)</source>
        <translation>虛擬裝置 (OVA)</translation>
    </message>
    <message>
        <source>Take the disks out of an appliance</source>
        <translation>從虛擬裝置取出磁碟</translation>
    </message>
    <message>
        <source>file to make of one disk, or a folder for all</source>
        <translation>存放一個磁碟的檔案，或存放全部磁碟的資料夾</translation>
    </message>
    <message>
        <source>which one, by its id or file name</source>
        <translation>哪一個，以其 id 或檔名指定</translation>
    </message>
    <message>
        <source>name of the machine</source>
        <translation>機器的名稱</translation>
    </message>
    <message>
        <source>memory of the machine, in MB; 1024 if not given</source>
        <translation>機器的記憶體，單位 MB；未指定時為 1024</translation>
    </message>
    <message>
        <source>processors of the machine; 1 if not given</source>
        <translation>機器的處理器數；未指定時為 1</translation>
    </message>
    <message>
        <source>how the machine starts; if not given, what the disk needs</source>
        <translation>機器如何啟動；未指定時依磁碟所需</translation>
    </message>
    <message>
        <source>what the disks are attached to</source>
        <translation>磁碟接在什麼上</translation>
    </message>
    <message>
        <source>network card of the machine</source>
        <translation>機器的網路卡</translation>
    </message>
    <message>
        <source>Make an appliance of disk images of any format</source>
        <translation>用任何格式的磁碟映像檔做成虛擬裝置</translation>
    </message>
    <message>
        <source>appliance to make</source>
        <translation>要製作的虛擬裝置</translation>
    </message>
    <message>
        <source>disk images; the first is started from</source>
        <translation>磁碟映像檔；由第一個啟動</translation>
    </message>
    <message>
        <source>1 is fast, 12 is small</source>
        <translation>1 最快，12 最小</translation>
    </message>
    <message>
        <source>Appliances: machines with their disks in one file</source>
        <translation>虛擬裝置：機器連同磁碟放在一個檔案裡</translation>
    </message>
    <message>
        <source>Warning: the new image takes about %1, and only %2 are free.</source>
        <translation>警告：新映像檔約需 %1，但只剩 %2 可用。</translation>
    </message>
    <message>
        <source>Nothing was copied: the data are there already, as image %1. Say --allow-duplicate to copy them all the same.</source>
        <translation>未複製任何內容：資料已存在於映像檔 %1。若仍要複製，請加上 --allow-duplicate。</translation>
    </message>
    <message>
        <source>copy also when an image with the same data is there</source>
        <translation>即使已有相同資料的映像檔也複製</translation>
    </message>
    <message>
        <source>With --kernel the formats are ami, aki and ari.</source>
        <translation>使用 --kernel 時，格式為 ami、aki 和 ari。</translation>
    </message>
    <message>
        <source>import what is in the file: unpack gzip, bzip2, xz, zstd and zip, take the disk out of OVA and tar</source>
        <translation>匯入檔案裡面的內容：解開 gzip、bzip2、xz、zstd 和 zip，取出 OVA 和 tar 中的磁碟</translation>
    </message>
    <message>
        <source>kernel that starts the file system in --file; makes linked images (ami, aki)</source>
        <translation>啟動 --file 中檔案系統的核心；建立互相參照的映像檔（ami、aki）</translation>
    </message>
    <message>
        <source>ramdisk of that kernel (ari)</source>
        <translation>該核心的 ramdisk（ari）</translation>
    </message>
    <message>
        <source>Kernel made: %1 (%2).</source>
        <translation>已建立核心：%1（%2）。</translation>
    </message>
    <message>
        <source>Ramdisk made: %1 (%2).</source>
        <translation>已建立 ramdisk：%1（%2）。</translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation>正在解開 %1</translation>
    </message>
</context>
</TS>
