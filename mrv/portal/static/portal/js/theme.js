/* Applies a chosen theme at once; the form still posts it, so the server writes it into the next page. */

const root = document.documentElement;

function apply(theme) {
  if (theme === "auto") root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", theme);
}

for (const form of document.querySelectorAll("[data-theme-form]")) {
  form.addEventListener("submit", (event) => {
    const chosen = event.submitter?.value;
    if (chosen) apply(chosen);
  });
}
