/* The monthly input grid: arrow keys, a block pasted from a spreadsheet, saving by itself with an
   optimistic lock. Without scripts the same form is saved with its button. */

const PAUSE = 900;
const NARROWEST = 6;

class MonthGrid {
  constructor(form) {
    this.form = form;
    this.rows = [...form.querySelectorAll("tr[data-row]")].map((row) => [...row.querySelectorAll("input")]);
    this.version = Number(form.dataset.version);
    this.dirty = new Set();
    this.timer = 0;
    this.isSaving = false;
    form.addEventListener("keydown", (event) => this.move(event));
    form.addEventListener("paste", (event) => this.paste(event));
    form.addEventListener("input", (event) => this.touch(event.target));
    form.addEventListener("focusin", (event) => { if (event.target.matches("td input")) event.target.select(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    window.addEventListener("beforeunload", (event) => { if (this.dirty.size) event.preventDefault(); });
    this.rows.forEach((_, line) => this.sum(line));
  }

  place(input) {
    const line = this.rows.findIndex((row) => row.includes(input));
    return line < 0 ? null : { line, month: this.rows[line].indexOf(input) };
  }

  move(event) {
    const at = this.place(event.target);
    if (!at || event.isComposing) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    if (step[1] && !this.atEdge(event.target, step[1])) return;
    event.preventDefault();
    this.rows[at.line + step[0]]?.[at.month + step[1]]?.focus();
  }

  atEdge(input, direction) {
    const everything = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    return everything || input.selectionStart === (direction < 0 ? 0 : input.value.length);
  }

  paste(event) {
    const at = this.place(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!at || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const input = this.rows[at.line + down]?.[at.month + right];
        if (!input || input.readOnly) return;
        input.value = value.trim();
        this.touch(input);
      });
    });
  }

  touch(input) {
    const at = this.place(input);
    if (!at) return;
    input.dataset.dirty = "";
    this.widen(input);
    input.removeAttribute("aria-invalid");
    document.getElementById(`note-${input.name}`)?.remove();
    this.dirty.add(input);
    this.sum(at.line);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  /* Room for every digit, so that none hides at the edge of the cell. */
  widen(input) {
    input.size = Math.max(NARROWEST, input.value.length);
  }

  /* A hint while typing; the server adds exactly. Scaled integers keep it free of binary fractions. */
  sum(line) {
    const shown = this.form.querySelectorAll("[data-total]")[line];
    const values = this.rows[line].map((input) => input.value.trim()).filter(Boolean);
    if (!values.every((value) => /^\d+(\.\d+)?$/.test(value))) { shown.textContent = "—"; return; }
    const places = Math.max(0, ...values.map((value) => (value.split(".")[1] ?? "").length));
    const scaled = values.map((value) => {
      const [whole, part = ""] = value.split(".");
      return BigInt(whole + part.padEnd(places, "0"));
    }).reduce((all, one) => all + one, 0n).toString().padStart(places + 1, "0");
    const whole = scaled.slice(0, scaled.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
    shown.textContent = values.length ? whole + (places ? `.${scaled.slice(-places)}` : "") : "";
  }

  async save() {
    window.clearTimeout(this.timer);
    if (this.isSaving || !this.dirty.size) return;
    this.isSaving = true;
    const sent = new Map([...this.dirty].map((input) => [input, input.value]));
    const values = { version: this.version, partial: 1 };
    for (const [input, value] of sent) values[input.name] = value;
    const status = document.getElementById("grid-status");
    const forget = this.listen(sent);
    await window.htmx.ajax("POST", this.form.action, { target: status, swap: "innerHTML", source: status, values });
    forget();
    this.isSaving = false;
    if (this.dirty.size && !this.isBlocked) this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  /* Puts the reason below the cell, where the server would have drawn it. */
  refuse(input, message) {
    if (!input?.matches?.("td input")) return;
    const note = document.getElementById(`note-${input.name}`) ?? document.createElement("span");
    note.id = `note-${input.name}`;
    note.className = "m-grid-note";
    note.textContent = message;
    input.after(note);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", note.id);
  }

  listen(sent) {
    const saved = (event) => {
      this.version = Number(event.detail.version);
      this.form.elements.version.value = this.version;
      for (const [input, value] of sent) {
        if (input.value !== value) continue;
        delete input.dataset.dirty;
        this.dirty.delete(input);
      }
    };
    const problems = (event) => {
      for (const [name, message] of Object.entries(event.detail)) this.refuse(this.form.elements[name], message);
      for (const input of sent.keys()) this.dirty.delete(input);
    };
    const after = (event) => { if (event.detail.xhr.status === 409) { this.isBlocked = true; this.dirty.clear(); } };
    document.body.addEventListener("grid:saved", saved);
    document.body.addEventListener("grid:problems", problems);
    document.body.addEventListener("htmx:afterRequest", after);
    return () => {
      document.body.removeEventListener("grid:saved", saved);
      document.body.removeEventListener("grid:problems", problems);
      document.body.removeEventListener("htmx:afterRequest", after);
    };
  }
}

for (const form of document.querySelectorAll("[data-month-grid]")) new MonthGrid(form);
