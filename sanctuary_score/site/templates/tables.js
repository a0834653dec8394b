// Makes the table of places sortable and adds a filter above it. Without it, everything is still there to read.
(function () {
  "use strict";
  var table = document.querySelector("table.sortable");
  if (!table) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);

  function value(row, column) {
    var cell = row.cells[column];
    return cell.hasAttribute("data-value") ? Number(cell.getAttribute("data-value")) : cell.textContent.trim();
  }
  function compare(one, other) {
    return typeof one === "number" ? one - other : one.localeCompare(other, "en");
  }
  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var numeric = rows.length > 0 && typeof value(rows[0], column) === "number";
      var now = head.getAttribute("aria-sort");
      var down = now ? now === "ascending" : numeric;
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.map(function (row, index) { return { row: row, index: index, value: value(row, column) }; })
        .sort(function (a, b) { return (down ? -1 : 1) * compare(a.value, b.value) || a.index - b.index; })
        .forEach(function (entry) { body.appendChild(entry.row); });
    });
  });

  function choices(name, title) {
    var label = document.createElement("label");
    label.textContent = title;
    var select = document.createElement("select");
    var found = rows.map(function (row) { return row.getAttribute("data-" + name); });
    found = found.filter(function (word, index) { return word && found.indexOf(word) === index; }).sort();
    [""].concat(found).forEach(function (word) {
      var option = document.createElement("option");
      option.value = word;
      option.textContent = word || "all";
      select.appendChild(option);
    });
    select.addEventListener("change", show);
    label.appendChild(select);
    filter.appendChild(label);
    return select;
  }
  var filter = document.createElement("form");
  filter.className = "filter";
  filter.setAttribute("aria-label", "Show some of the places");
  filter.addEventListener("submit", function (event) { event.preventDefault(); });
  var label = document.createElement("label");
  label.textContent = "Name";
  var name = document.createElement("input");
  name.type = "search";
  name.autocomplete = "off";
  name.addEventListener("input", show);
  label.appendChild(name);
  filter.appendChild(label);
  var state = choices("state", "State");
  var kind = choices("kind", "Kind");
  var count = document.createElement("p");
  count.setAttribute("role", "status");
  count.className = "small";
  filter.appendChild(count);
  function show() {
    var wanted = name.value.trim().toLowerCase();
    var shown = 0;
    rows.forEach(function (row) {
      var fits = (!wanted || row.cells[0].textContent.toLowerCase().indexOf(wanted) >= 0)
        && (!state.value || row.getAttribute("data-state") === state.value)
        && (!kind.value || row.getAttribute("data-kind") === kind.value);
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown + " of " + rows.length + " places";
  }
  table.closest(".wide").before(filter);
  show();
})();
