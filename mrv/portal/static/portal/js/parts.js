/* Alpine parts of the components, and the few page-wide behaviors: menus close, errors get the focus,
   a failed request says so. Runs before Alpine starts; pages work without it. */

document.addEventListener("alpine:init", () => {
  window.Alpine.data("filePicker", () => ({
    name: "",
    init() {
      const input = this.$el.querySelector("input[type=file]");
      const empty = this.$refs.name.dataset.empty;
      this.name = empty;
      input.addEventListener("change", () => {
        this.name = [...input.files].map((file) => file.name).join(", ") || empty;
      });
    },
  }));
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.m-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

function announce(text) {
  const place = document.getElementById("announcements");
  if (!place) return;
  place.textContent = text;
  window.setTimeout(() => { place.textContent = ""; }, 8000);
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.m-menu")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.m-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-error-summary]")?.focus();
  for (const tabs of document.querySelectorAll(".m-tabs")) {
    const current = tabs.querySelector("[aria-current]");
    // On a phone the row of tabs is wider than the screen: begin where the reader is.
    if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => announce(document.getElementById("announcements").dataset.failed));
}
