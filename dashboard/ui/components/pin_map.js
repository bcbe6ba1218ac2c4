// A map on which a person puts a pin. Constant code: whatever it shows comes as data.

const TAP_PX = 4;

const maps = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const map = maps.get(parentElement) ?? new PinMap(parentElement);
  maps.set(parentElement, map);
  map.show(data, (put) => setTriggerValue("put", put));
  const turn = (map.turn += 1);
  return () => {
    // A run that another has overtaken is cleared away too: the map is the other's by then.
    if (map.turn === turn) {
      map.end();
      maps.delete(parentElement);
    }
  };
}

class PinMap extends MapGround {
  turn = 0;
  marks = [];

  constructor(root) {
    super(root);
    this.pinMark = this.shape("pin");
    this.pinMark.hidden = true;
    this.pinMark.addEventListener("pointerdown", (event) => this.grab(event));
    this.pinMark.addEventListener("pointermove", (event) => this.move(event));
    this.pinMark.addEventListener("pointerup", () => this.drop());
    this.pinMark.addEventListener("pointercancel", () => this.drop());
  }

  shape(name) {
    return this.part(`${name}-shape`).content.firstElementChild.cloneNode(true);
  }

  show(data, send) {
    const before = this.data;
    this.send = send;
    if (data.revision !== before?.revision) {
      this.pin = data.pin;
      this.drag = null;
    }
    if (JSON.stringify([data.candidates, data.depot]) !== this.marked) this.mark(data);
    this.showGround(data);
    this.say();
    const isMoved = this.map && this.pin && data.revision !== before?.revision;
    if (isMoved && !this.sees([...this.pin, ...this.pin])) this.centre(this.pin);
  }

  mark({ candidates, depot }) {
    this.marked = JSON.stringify([candidates, depot]);
    this.marks = candidates.map(({ at, words }, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "candidate";
      button.textContent = String(index + 1);
      button.title = words;
      button.setAttribute("aria-label", `Put the pin at ${index + 1}: ${words}`);
      button.addEventListener("click", () => this.choose(at));
      button.addEventListener("focus", () => this.sees([...at, ...at]) || this.centre(at));
      return { at, element: button };
    });
    if (depot) this.marks.push({ at: depot, element: this.shape("depot") });
    const elements = this.marks.map(({ element }) => element);
    this.part("marks").replaceChildren(...elements, this.pinMark);
  }

  place(viewport) {
    for (const { at, element } of [...this.marks, { at: this.pin, element: this.pinMark }]) {
      element.hidden = !at;
      if (!at) continue;
      const [x, y] = viewport.project(at);
      element.style.transform = `translate(${x}px, ${y}px)`;
    }
  }

  say() {
    const { moves, sets, note } = this.data;
    this.part("hint").textContent = [this.pin ? moves : sets, note].filter(Boolean).join(" ");
  }

  choose([lon, lat]) {
    this.pin = [((lon + 540) % 360) - 180, lat];
    this.place(this.viewport);
    this.say();
    this.send({ lon: this.pin[0], lat: this.pin[1], revision: this.data.revision });
  }

  // Dragging goes by the pin's own place, so that it does not jump under the finger.

  grab(event) {
    const [x, y] = this.viewport.project(this.pin);
    this.drag = { x: event.clientX - x, y: event.clientY - y, from: this.pin, isMoved: false };
    this.pinMark.setPointerCapture(event.pointerId);
    this.pinMark.classList.add("dragged");
  }

  move(event) {
    if (!this.drag) return;
    const at = [event.clientX - this.drag.x, event.clientY - this.drag.y];
    const from = this.viewport.project(this.drag.from);
    this.drag.isMoved ||= Math.hypot(at[0] - from[0], at[1] - from[1]) > TAP_PX;
    if (!this.drag.isMoved) return;
    this.pin = this.viewport.unproject(at);
    this.place(this.viewport);
  }

  drop() {
    this.pinMark.classList.remove("dragged");
    if (this.drag?.isMoved) this.choose(this.pin);
    this.drag = null;
  }
}
