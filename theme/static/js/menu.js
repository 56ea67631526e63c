// The language menu works without this. With it, Escape, a click elsewhere and tabbing on close it.
document.querySelectorAll(".language-menu details").forEach(function (menu) {
  function closeUnlessIn(event) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  document.addEventListener("click", closeUnlessIn);
  document.addEventListener("focusin", closeUnlessIn);
  menu.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
});
