"use strict";
(function () {
  var name = "lectern:" + location.pathname.toLowerCase(), memory = "", said = document.getElementById("kept");
  var forms = Array.prototype.slice.call(document.querySelectorAll("form[data-keep]"));
  function store(text) { memory = text; try { text ? localStorage.setItem(name, text) : localStorage.removeItem(name); } catch (e) { return false; } return true; }
  function stored() { try { return localStorage.getItem(name) || memory; } catch (e) { return memory; } }
  function ticks(e) { return e.type === "radio" || e.type === "checkbox"; }
  function takes(e, value) { return !e.options || Array.prototype.some.call(e.options, function (o) { return o.value === value; }); }
  function filled(e) { return ticks(e) ? e.checked : e.value; }
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (e) { return e.name && e.type !== "submit" && e.type !== "hidden"; });
  }
  function draft(form) { return fields(form).filter(filled).map(function (e) { return [e.name, e.value]; }); }
  function restore(form) {
    var kept; try { kept = JSON.parse(stored() || "[]"); } catch (e) { kept = []; }
    if (draft(form).length) return;
    fields(form).forEach(function (e) {
      kept.forEach(function (pair) {
        if (pair[0] !== e.name || !takes(e, pair[1])) return;
        if (!ticks(e)) e.value = pair[1]; else if (pair[1] === e.value) e.checked = true;
      });
      var more = filled(e) && e.closest && e.closest("details");
      if (more) more.open = true;
    });
  }
  function watch(form) {
    var body = "", tries = 0, timer = 0, sending = false, lasting = true;
    function later() {
      sending = false;
      said.textContent = lasting ? form.dataset.keep : form.dataset.stay;
      said.hidden = false;
      timer = setTimeout(send, Math.min(30000, 1000 * Math.pow(2, tries++)));
    }
    function send() {
      if (sending || !body) return;
      sending = true;
      clearTimeout(timer);
      var how = { method: "POST", body: body, credentials: "same-origin", headers: { "Content-Type": "application/x-www-form-urlencoded" } };
      fetch(form.action, how).then(function (answer) {
        if (answer.status >= 500 || answer.status === 408) return later();
        return answer.text().then(function (page) { body = ""; document.open(); document.write(page); document.close(); window.scrollTo(0, 0); });
      }).catch(later);
    }
    function now() { if (body && !sending) { tries = 0; send(); } }
    form.addEventListener("input", function () { store(JSON.stringify(draft(form))); });
    form.addEventListener("submit", function (event) {
      if (!window.fetch || !window.URLSearchParams) return;
      event.preventDefault();
      var all = new URLSearchParams(), by = event.submitter;
      Array.prototype.forEach.call(form.elements, function (e) { if (e.name && e.type !== "submit" && (!ticks(e) || e.checked)) all.append(e.name, e.value); });
      if (by && by.name) all.append(by.name, by.value);
      body = all.toString();
      if (fields(form).length) lasting = store(JSON.stringify(draft(form)));
      said.textContent = form.dataset.send;
      said.hidden = false;
      now();
    });
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", function () { if (!document.hidden) now(); });
    if (fields(form).length) restore(form);
  }
  if (document.querySelector("[data-done]")) store("");
  forms.forEach(watch);
})();
