// A click on the picture fills in its focal point. The two number fields hold the truth and work without this.

for (const stage of document.querySelectorAll("[data-focal-point]")) {
  const picture = stage.querySelector("img");
  const across = document.getElementById(stage.dataset.x);
  const down = document.getElementById(stage.dataset.y);
  if (!picture || !across || !down) continue;

  const mark = document.createElement("span");
  mark.className = "focal-mark";
  stage.append(mark);
  stage.classList.add("ready");
  for (const help of document.querySelectorAll("[data-focal-point-help]")) help.hidden = false;

  const hundredths = (part, whole) => Math.min(100, Math.max(0, Math.round((100 * part) / whole)));

  const show = () => {
    mark.style.insetInlineStart = `${hundredths(across.valueAsNumber || 0, 100)}%`;
    mark.style.insetBlockStart = `${hundredths(down.valueAsNumber || 0, 100)}%`;
  };

  picture.addEventListener("click", (event) => {
    const frame = picture.getBoundingClientRect();
    across.value = hundredths(event.clientX - frame.left, frame.width);
    down.value = hundredths(event.clientY - frame.top, frame.height);
    for (const field of [across, down]) field.dispatchEvent(new Event("change", { bubbles: true }));
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  show();
}
