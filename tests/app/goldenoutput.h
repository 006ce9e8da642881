#pragma once

namespace vitrine::test {

// What the openstack client 6.0 prints for the same values.
inline constexpr char listTable[] = R"(+--------------------------------------+--------------+--------+
| ID                                   | Name         | Status |
+--------------------------------------+--------------+--------+
| 11111111-1111-4111-8111-111111111111 | it's "lab" 1 | active |
| 22222222-2222-4222-8222-222222222222 | 映像檔       | queued |
+--------------------------------------+--------------+--------+
)";

inline constexpr char longTable[]
    = R"(+--------------+-------------+---------+--------+------------+-----------+---------+--------+
| Name         | Disk Format |    Size | Status | Visibility | Protected | Project | Tags   |
+--------------+-------------+---------+--------+------------+-----------+---------+--------+
| it's "lab" 1 | raw         | 1048576 | active | shared     | True      | None    | a'b, c |
| 映像檔       | None        |    None | queued | private    | False     | lab     |        |
+--------------+-------------+---------+--------+------------+-----------+---------+--------+
)";

inline constexpr char longJson[] = R"([
  {
    "Name": "it's \"lab\" 1",
    "Size": 1048576,
    "Protected": true,
    "Project": null,
    "Tags": [
      "a'b",
      "c"
    ]
  },
  {
    "Name": "\u6620\u50cf\u6a94",
    "Size": null,
    "Protected": false,
    "Project": "lab",
    "Tags": []
  }
]
)";

inline constexpr char longJsonOnOneLine[]
    = R"([{"Name": "it's \"lab\" 1", "Size": 1048576, "Protected": true, "Project": null, "Tags": ["a'b", "c"]}, )"
      R"({"Name": "\u6620\u50cf\u6a94", "Size": null, "Protected": false, "Project": "lab", "Tags": []}])"
      "\n";

inline constexpr char longCsv[] = R"("Name","Size","Protected","Project","Tags"
"it's ""lab"" 1",1048576,True,"","[""a'b"", 'c']"
"映像檔","",False,"lab","[]"
)";

inline constexpr char longCsvAll[] = R"("Name","Size","Protected","Project","Tags"
"it's ""lab"" 1","1048576","True","","[""a'b"", 'c']"
"映像檔","","False","lab","[]"
)";

inline constexpr char longCsvMinimal[] = R"(Name,Size,Protected,Project,Tags
"it's ""lab"" 1",1048576,True,,"[""a'b"", 'c']"
映像檔,,False,lab,[]
)";

inline constexpr char longCsvNone[] = R"(Name,Size,Protected,Project,Tags
it's \"lab\" 1,1048576,True,,[\"a'b\"\, 'c']
映像檔,,False,lab,[]
)";

inline constexpr char longValue[] = R"(it's "lab" 1 1048576 True None ["a'b", 'c']
映像檔 None False lab []
)";

inline constexpr char longYaml[] = R"(- Name: it's "lab" 1
  Project: null
  Protected: true
  Size: 1048576
  Tags:
  - a'b
  - c
- Name: "\u6620\u50CF\u6A94"
  Project: lab
  Protected: false
  Size: null
  Tags: []
)";

inline constexpr char narrowTable[] = R"(+----------+----------+--------+
| ID       | Name     | Status |
+----------+----------+--------+
| 11111111 | it's     | active |
| -1111-   | "lab" 1  |        |
| 4111-    |          |        |
| 8111-    |          |        |
| 11111111 |          |        |
| 1111     |          |        |
| 22222222 | 映像檔   | queued |
| -2222-   |          |        |
| 4222-    |          |        |
| 8222-    |          |        |
| 22222222 |          |        |
| 2222     |          |        |
+----------+----------+--------+
)";

inline constexpr char showTable[] = R"(+-------------+--------------------------------------+
| Field       | Value                                |
+-------------+--------------------------------------+
| disk_format | raw                                  |
| id          | 11111111-1111-4111-8111-111111111111 |
| min_disk    | 0                                    |
| name        | it's "lab" 1                         |
| protected   | True                                 |
| size        | 1048576                              |
| tags        | a'b, c                               |
+-------------+--------------------------------------+
)";

inline constexpr char showJson[] = R"({
  "disk_format": "raw",
  "id": "11111111-1111-4111-8111-111111111111",
  "min_disk": 0,
  "name": "it's \"lab\" 1",
  "protected": true,
  "size": 1048576,
  "tags": [
    "a'b",
    "c"
  ]
}
)";

inline constexpr char showValue[] = R"(raw
11111111-1111-4111-8111-111111111111
0
it's "lab" 1
True
1048576
["a'b", 'c']
)";

inline constexpr char showYaml[] = R"(disk_format: raw
id: 11111111-1111-4111-8111-111111111111
min_disk: 0
name: it's "lab" 1
protected: true
size: 1048576
tags:
- a'b
- c
)";

inline constexpr char showShell[] = R"(disk_format="raw"
id="11111111-1111-4111-8111-111111111111"
min_disk="0"
name="it's \"lab\" 1"
protected="True"
size="1048576"
tags="[\"a'b\", 'c']"
)";

} // namespace vitrine::test
