// A map on which zones are drawn by their corners. Constant code: whatever it shows comes as data.

const TAP_PX = 4;
const TWICE_PX = 12;
const TWICE_MS = 500;
const CLOSED_MS = 1500;
const NUDGE_PX = 6;
const SETTLES_MS = 500;
const MOST_MIDDLES = 60;
const SVG = { draw: "polyline", shape: "polygon" };

const maps = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const map = maps.get(parentElement) ?? new ZoneMap(parentElement);
  maps.set(parentElement, map);
  map.show(data, setTriggerValue);
  const turn = (map.turn += 1);
  return () => {
    // A run that another has overtaken is cleared away too: the map is the other's by then.
    if (map.turn === turn) {
      map.end();
      maps.delete(parentElement);
    }
  };
}

class ZoneMap extends MapGround {
  turn = 0;
  corners = [];
  handles = [];
  middles = [];

  constructor(root) {
    super(root);
    this.closed = -CLOSED_MS;
    this.part("close").addEventListener("click", () => this.close());
    this.part("back").addEventListener("click", () => this.takeBack());
    this.part("canvas").addEventListener("dblclick", (event) => this.chooseTwice(event));
  }

  show(data, send) {
    const before = this.data;
    this.send = send;
    if (data.revision !== before?.revision) this.corners = data.corners.map((at) => [...at]);
    if (JSON.stringify(data.zones) !== this.known) {
      this.known = JSON.stringify(data.zones);
      this.areas = areasOf(data.zones);
    }
    this.ground.parentElement.style.setProperty("--zone", data.zone);
    this.showGround(data);
    this.mark();
  }

  // Handles of the corners, and between them those that make new ones.

  mark() {
    const { mode, depot } = this.data;
    const held = this.handles.indexOf(this.part("marks").getRootNode().activeElement);
    this.handles = this.corners.map((_, index) => this.handle(index));
    const isWhole = mode === "shape" && this.corners.length <= MOST_MIDDLES;
    this.middles = isWhole ? this.corners.map((_, index) => this.middle(index)) : [];
    this.house ??= this.part("depot-shape").content.firstElementChild.cloneNode(true);
    this.part("marks").replaceChildren(this.house, ...this.middles, ...this.handles);
    this.house.hidden = !depot;
    this.handles[Math.min(held, this.handles.length - 1)]?.focus();
    if (this.map) this.place(this.viewport);
    this.say();
  }

  handle(index) {
    const words = `Corner ${index + 1} of ${this.corners.length}`;
    const handle = this.button("corner", words, index);
    handle.classList.toggle("first", this.data.mode === "draw" && index === 0);
    handle.addEventListener("focus", () => {
      const at = this.corners[index];
      if (!this.sees([...at, ...at])) this.centre(at);
    });
    handle.addEventListener("keydown", (event) => this.pressOn(index, event));
    handle.addEventListener("click", () => {
      if (this.data.mode === "draw" && index === 0) this.close();
    });
    handle.addEventListener("dblclick", () => this.data.mode === "shape" && this.takeAway(index));
    return handle;
  }

  middle(index) {
    const middle = this.button("middle", "Add a corner here", index);
    middle.tabIndex = -1;
    return middle;
  }

  button(kind, words, index) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.addEventListener("pointerdown", (event) => this.grab(kind, index, event));
    button.addEventListener("pointermove", (event) => this.move(event));
    button.addEventListener("pointerup", () => this.drop());
    button.addEventListener("pointercancel", () => this.drop());
    return button;
  }

  place(viewport) {
    const put = (element, at) => {
      const [x, y] = viewport.project(at);
      element.style.transform = `translate(${x}px, ${y}px)`;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    };
    if (this.house && this.data.depot) put(this.house, this.data.depot);
    // Until the handles are made anew for other corners, there is nothing to put.
    if (this.handles.length !== this.corners.length) return;
    const path = this.corners.map((at, index) => put(this.handles[index], at));
    this.middles.forEach((element, index) => put(element, this.between(index)));
    for (const [mode, name] of Object.entries(SVG)) {
      const points = mode === this.data.mode ? path.join(" ") : "";
      this.part("sketch").querySelector(name).setAttribute("points", points);
    }
  }

  between(index) {
    const [from, to] = [this.corners[index], this.corners[(index + 1) % this.corners.length]];
    return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  }

  draw() {
    super.draw();
    const [areas, names] = zoneLayers(this.deck, this.data, this.areas);
    this.map.setProps({ layers: [areas, ...this.map.props.layers, names] });
  }

  say() {
    const { mode, hints, note } = this.data;
    const isDrawing = mode === "draw";
    const found = isDrawing ? hints.draw[Math.min(this.corners.length, 3)] : hints[mode];
    const hint = mode === "look" && !this.data.zones.length ? "" : found;
    this.part("hint").textContent = [hint, note].filter(Boolean).join(" ");
    this.part("tools").hidden = !isDrawing;
    this.part("close").disabled = this.corners.length < 3;
    this.part("back").disabled = !this.corners.length;
  }

  // A click or tap, or Enter for the place in the middle.

  choose(at) {
    const place = [((at[0] + 540) % 360) - 180, at[1]];
    const now = performance.now();
    if (this.data.mode !== "draw") {
      // A click of the two that closed a zone may come late: it chooses no other.
      if (now - this.closed > CLOSED_MS) this.pick(place);
      return;
    }
    if (this.corners.length && now - this.added < TWICE_MS && this.isNear(place)) {
      return this.close();
    }
    this.added = now;
    this.corners.push(place);
    this.mark();
  }

  // The map itself hears two clicks as one of another kind.

  chooseTwice({ clientX, clientY }) {
    if (this.data.mode !== "draw" || !this.map) return;
    const { left, top } = this.part("canvas").getBoundingClientRect();
    const place = this.viewport.unproject([clientX - left, clientY - top]);
    if (!this.corners.length || !this.isNear(place)) this.choose(place);
    this.close();
  }

  isNear(place) {
    const [one, other] = [place, this.corners.at(-1)].map((at) => this.viewport.project(at));
    return Math.hypot(one[0] - other[0], one[1] - other[1]) <= TWICE_PX;
  }

  pick(place) {
    const zone = zoneAt(place, this.areas);
    if (zone !== undefined) this.send("chosen", { zone, revision: this.data.revision });
  }

  close() {
    if (this.corners.length < 3) return;
    this.closed = performance.now();
    this.tell();
  }

  takeBack() {
    this.corners.pop();
    this.mark();
  }

  takeAway(index) {
    if (this.corners.length <= 3) return;
    this.corners.splice(index, 1);
    this.mark();
    this.tell();
  }

  tell() {
    this.send("drawn", { corners: this.corners, revision: this.data.revision });
  }

  pressOn(index, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in PANS) {
      const [x, y] = this.viewport.project(this.corners[index]);
      const [right, down] = PANS[event.key];
      this.corners[index] = this.viewport.unproject([x + right * NUDGE_PX, y + down * NUDGE_PX]);
      this.place(this.viewport);
      clearTimeout(this.settling);
      if (this.data.mode === "shape") this.settling = setTimeout(() => this.tell(), SETTLES_MS);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (this.data.mode === "shape") this.takeAway(index);
      else if (this.corners.splice(index, 1)) this.mark();
    } else return;
    event.preventDefault();
  }

  // Dragging goes by the corner's own place, so that it does not jump under the finger.

  grab(kind, index, event) {
    const at = kind === "corner" ? this.corners[index] : this.between(index);
    const [x, y] = this.viewport.project(at);
    this.drag = { kind, index, x: event.clientX - x, y: event.clientY - y, from: [x, y] };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.drag) return;
    const { drag } = this;
    const at = [event.clientX - drag.x, event.clientY - drag.y];
    drag.isMoved ||= Math.hypot(at[0] - drag.from[0], at[1] - drag.from[1]) > TAP_PX;
    if (!drag.isMoved) return;
    if (drag.kind === "middle") {
      // The handle stays under the finger; it becomes a corner's when it is let go.
      if (!drag.isAdded) this.corners.splice(drag.index + 1, 0, this.between(drag.index));
      drag.isAdded = true;
      this.corners[drag.index + 1] = this.viewport.unproject(at);
      event.currentTarget.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
      return this.outline();
    }
    this.corners[drag.index] = this.viewport.unproject(at);
    this.place(this.viewport);
  }

  drop() {
    const { drag } = this;
    this.drag = null;
    if (!drag?.isMoved) return;
    this.mark();
    if (this.data.mode === "shape") this.tell();
  }

  outline() {
    const points = this.corners.map((at) => this.viewport.project(at).join(",")).join(" ");
    this.part("sketch").querySelector(SVG[this.data.mode]).setAttribute("points", points);
  }
}
