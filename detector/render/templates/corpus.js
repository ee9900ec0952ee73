"use strict";
// Sorts the table by the column whose title is pressed; undefined values stay last.
(() => {
  const table = document.getElementById("sources");
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return column === 0 ? cell.textContent : cell.dataset.value === "" ? null : Number(cell.dataset.value);
  };

  const compare = (one, other, sign) => {
    if (one === null || other === null) return (one === null) - (other === null);
    if (typeof one === "string") return sign * one.localeCompare(other);
    return sign * (one - other);
  };

  const sort = (column) => {
    const numeric = column > 0;
    const now = heads[column].getAttribute("aria-sort");
    const order = now === "none" ? (numeric ? "descending" : "ascending") : now === "descending" ? "ascending" : "descending";
    const sign = order === "ascending" ? 1 : -1;
    heads.forEach((head, place) => head.setAttribute("aria-sort", place === column ? order : "none"));
    const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
    rows.sort((a, b) => compare(a[0], b[0], sign));
    body.replaceChildren(...rows.map((pair) => pair[1]));
  };

  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => sort(column)));
})();
