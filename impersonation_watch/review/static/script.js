// Everything works without this file; it saves a click here and there.
"use strict";

const SHIFTS = 3; // as the GOV.UK pattern does: Escape collides with other uses
const SHIFT_WINDOW = 5000; // milliseconds
const WARN_BEFORE = 45; // seconds; WCAG 2.2.1 asks for at least 20
const SIGN_OF_LIFE = 5000; // milliseconds between two signs while somebody types: so much earlier
// than this page thinks the lock can come, which keeps the warning over 20 seconds
const RELOAD_AFTER = 3000; // milliseconds, of a page that shows progress

const idleSeconds = Number(document.body.dataset.idle || 0);
let touched = Date.now();
let lastSign = Date.now();
let shifts = [];
let locking = false;

for (const part of document.querySelectorAll(".scripted")) part.hidden = false;

function blank() {
  document.body.classList.add("blank");
}

function leave() {
  blank();
  document.getElementById("leave").submit();
}

function countShift(event) {
  if (event.repeat) return; // held down, as for capital letters, is one press
  if (event.key !== "Shift") {
    shifts = [];
    return;
  }
  const now = Date.now();
  shifts = [...shifts.filter((at) => now - at < SHIFT_WINDOW), now];
  if (shifts.length >= SHIFTS) leave();
}

function isTyping(element) {
  return element.matches("input, textarea, select") || element.isContentEditable;
}

// With a keyboard of another alphabet the Latin letter on the same key counts.
function pressed(event) {
  const place = /^(?:Key|Digit)(.)$/.exec(event.code);
  return place && !/^[!-~]$/.test(event.key) ? place[1].toLowerCase() : event.key;
}

function pressKey(event) {
  if (!("keys" in document.body.dataset) || isTyping(event.target)) return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const chosen = document.querySelector(`[data-key="${CSS.escape(pressed(event))}"]`);
  if (chosen) {
    event.preventDefault();
    chosen.click();
  }
}

function signOfLife() {
  touched = Date.now();
  if (!idleSeconds || touched - lastSign < SIGN_OF_LIFE) return;
  lastSign = touched;
  new Image().src = `/still-here?${touched}`;
}

function stay() {
  lastSign = 0;
  signOfLife();
  watchIdle();
}

function stayByKey(event) {
  if (event.key !== "Shift" && !document.getElementById("idle").hidden) stay();
}

// what is being typed goes along into the lock, and stands in its form again after it
function lockWithDraft() {
  const draft = document.querySelector('input[name="draft"]');
  if (!draft || locking) return locking;
  locking = true;
  draft.form.action = "/lock";
  draft.form.enctype = "application/x-www-form-urlencoded";
  draft.form.submit();
  return true;
}

function watchIdle() {
  const left = idleSeconds - (Date.now() - touched) / 1000;
  if (left <= 0) {
    blank();
    if (!lockWithDraft()) location.replace("/unlock");
    return;
  }
  document.getElementById("idle").hidden = left > Math.min(WARN_BEFORE, idleSeconds / 2);
}

const lock = document.querySelector('form[action$="/lock"]');
if (lock) {
  lock.addEventListener("submit", (event) => {
    if (lockWithDraft()) event.preventDefault();
  });
}

document.addEventListener("keydown", countShift);
document.addEventListener("keydown", pressKey);
document.addEventListener("input", signOfLife);
document.getElementById("leave").addEventListener("submit", blank);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if (idleSeconds) {
  document.getElementById("stay").addEventListener("click", stay);
  document.addEventListener("keydown", stayByKey);
  setInterval(watchIdle, 1000);
}

const progress = document.querySelector("[data-progress]");
if (progress) {
  setTimeout(() => location.replace("/looking?quiet=1"), RELOAD_AFTER);
}

const copy = document.getElementById("copy");
if (copy) {
  copy.addEventListener("click", () => {
    const address = document.getElementById("address");
    address.select();
    navigator.clipboard.writeText(address.value);
    copy.textContent = copy.dataset.copied || copy.textContent;
  });
}
