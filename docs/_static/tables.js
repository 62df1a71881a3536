// Tables of many columns are shown as blocks on small screens; tables.css does it. Each cell needs its heading for that.
document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("article table.docutils")) {
    const headings = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
    if (headings.length < 3) continue;
    table.classList.add("wide");
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, place) => {
        cell.dataset.heading = headings[place];
        cell.classList.toggle("blank", cell.textContent.trim() === "");
      });
    }
  }
});
