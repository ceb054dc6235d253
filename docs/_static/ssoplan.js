/* What the theme leaves open: the language switch keeps the place, boxes that scroll can be reached with the
   keyboard, and the theme's fixed labels are said in Thai. */
"use strict";

(() => {
  const thai = document.documentElement.lang === "th";

  const keepPlace = () => {
    for (const link of document.querySelectorAll("a.language-switch")) {
      const page = link.getAttribute("href");
      link.addEventListener("click", () => {
        link.href = page + location.search + location.hash;
        localStorage.setItem("language", link.hreflang);
      });
    }
  };

  const reachScrollingBoxes = () => {
    for (const box of document.querySelectorAll("article :is(pre, .table-wrapper, .sso-picture, .cell_output)")) {
      const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };

  const LABELS = {
    "Toggle site navigation sidebar": "เปิดหรือปิดเมนูของเว็บไซต์",
    "Toggle table of contents sidebar": "เปิดหรือปิดสารบัญของหน้านี้",
    "Toggle Light / Dark / Auto color theme": "สลับโหมดสว่าง มืด หรืออัตโนมัติ",
  };

  const sayInThai = () => {
    for (const [english, words] of Object.entries(LABELS))
      for (const element of document.querySelectorAll(`[aria-label="${english}"]`))
        element.setAttribute("aria-label", words);
    for (const element of document.querySelectorAll(".sidebar-tree label .visually-hidden"))
      element.textContent = element.textContent.replace("Toggle navigation of", "เปิดหรือปิดเมนูย่อยของ");
  };

  /* Two names of sphinx-copybutton, which reads them when the page is ready. */
  if (thai && typeof messages !== "undefined" && typeof locale !== "undefined") {
    messages.th = {
      copy: "คัดลอก",
      copy_to_clipboard: "คัดลอกไปยังคลิปบอร์ด",
      copy_success: "คัดลอกแล้ว",
      copy_failure: "คัดลอกไม่สำเร็จ",
    };
    locale = "th";
  }

  document.addEventListener("DOMContentLoaded", () => {
    keepPlace();
    reachScrollingBoxes();
    if (thai) sayInThai();
  });
  window.addEventListener("load", reachScrollingBoxes);
  window.addEventListener("resize", reachScrollingBoxes);
})();
