Documentation.addTranslations({
    "locale": "th",
    "messages": {
        ", in ": " ใน ",
        "Hide Search Matches": "ซ่อนคำที่ค้นพบ",
        "Preparing search...": "กำลังเตรียมการค้นหา...",
        "Search": "ค้นหา",
        "Search Results": "ผลการค้นหา",
        "Search finished, found one page matching the search query.": [
            "ค้นหาเสร็จแล้ว พบ ${resultCount} หน้า"
        ],
        "Searching": "กำลังค้นหา",
        "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": "ไม่พบหน้าที่ตรงกับคำค้น โปรดตรวจตัวสะกด หรือลองใช้คำที่สั้นลง"
    },
    "plural_expr": "0"
});
