// The ground of a map: what is looked at, from how near, by mouse, finger or keys.

const CLOSEST = 20;
const FIRST_CLOSEST = 16;
const MARGIN_PX = 44;
const PAN_PX = 60;
const RESTS_MS = 120;
const PANS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { "+": 1, "=": 1, "-": -1, "−": -1 };
const UNITS = { km: [[1, "m"], [1000, "km"]], mi: [[0.3048, "ft"], [1609.344, "mi"]] };
const FAILED = "The map cannot be shown in this browser. Give the position in figures instead.";

class MapGround {
  constructor(root) {
    this.part = (name) => root.querySelector(`.${name}`);
    this.ground = this.part("ground");
    this.ground.addEventListener("keydown", (event) => this.press(event));
    this.part("zoom").addEventListener("click", (event) => {
      this.zoom(Number(event.target.dataset.zoom ?? 0));
    });
    this.sizes = new ResizeObserver(() => this.resize());
  }

  // What children of this class add: their marks, and what a click and Enter do.
  place() {}
  choose(_at) {}

  showGround(data) {
    const before = this.data;
    this.data = { ...data, font: getComputedStyle(this.ground).fontFamily };
    for (const name of ["ground", "ink", "muted"]) {
      this.ground.parentElement.style.setProperty(`--${name}`, data[name]);
    }
    this.ground.style.height = `${data.height}px`;
    this.ground.setAttribute("aria-label", data.alt);
    this.part("credit").hidden = !data.style;
    if (!this.map) return this.sizes.observe(this.ground);
    if (data.style && data.style !== before.style) this.map.setProps({ mapStyle: data.style });
    if (String(data.bounds) !== String(before.bounds) && !this.sees(data.bounds)) return this.fit();
    this.look(this.view);
  }

  // Once the ground has a size, and only then, there is something to draw on.
  async resize() {
    const { clientWidth: width, clientHeight: height } = this.ground;
    if (!width || !height) return;
    this.size = { width, height };
    if (this.map) return this.look(this.view);
    if (this.bundle) return;
    try {
      this.bundle = import(new URL(this.data.bundle, location.origin).href);
      this.begin(await this.bundle);
    } catch (error) {
      this.fail(error);
    }
  }

  begin({ createDeck, deck }) {
    if (this.isOver) return;
    this.deck = deck;
    this.fit();
    this.map = createDeck({
      container: this.part("canvas"),
      jsonInput: {
        mapProvider: this.data.style ? "carto" : null, mapStyle: this.data.style,
        initialViewState: this.view, layers: [],
      },
    });
    if (!this.map) throw new Error("The drawing program gave no map.");
    this.map.setProps({
      controller: { dragRotate: false, touchRotate: false, doubleClickZoom: false, keyboard: false },
      useDevicePixels: Math.min(devicePixelRatio, 2),
      getCursor: ({ isDragging }) => (isDragging ? "grabbing" : "crosshair"),
      getTooltip: null,
      onClick: ({ coordinate }) => coordinate && this.choose(coordinate),
      onViewStateChange: ({ viewState }) => this.look(viewState),
      onError: (error) => this.fail(error),
    });
    this.part("notice").hidden = true;
    this.look(this.view);
  }

  end() {
    this.isOver = true;
    this.sizes.disconnect();
    clearTimeout(this.redraw);
    this.map?.finalize();
  }

  fail(error) {
    console.error(error);
    this.part("notice").textContent = FAILED;
    this.part("notice").hidden = false;
  }

  get viewport() {
    return new this.deck.WebMercatorViewport({ ...this.size, ...this.view });
  }

  fit() {
    const [west, south, east, north] = this.data.bounds ?? [-170, -60, 170, 75];
    const padding = Math.min(MARGIN_PX, this.size.width / 4, this.size.height / 4);
    const { longitude, latitude, zoom } = new this.deck.WebMercatorViewport(this.size).fitBounds(
      [[west, south], [east, north]], { padding, maxZoom: FIRST_CLOSEST });
    this.look({ longitude, latitude, zoom: Math.max(zoom, 0), maxZoom: CLOSEST });
  }

  sees([west, south, east, north] = []) {
    const seen = this.viewport.getBounds();
    return !(west < seen[0] || south < seen[1] || east > seen[2] || north > seen[3]);
  }

  look(view) {
    this.view = { ...view, pitch: 0, bearing: 0 };
    if (!this.map) return;
    this.map.setProps({ viewState: this.view });
    this.place(this.viewport);
    this.measure();
    // Names are sought when the view rests; while it moves, those that are there move along.
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => this.draw(), this.drawn === this.data ? RESTS_MS : 0);
  }

  draw() {
    this.drawn = this.data;
    this.map.setProps({ layers: layersOf(this.deck, this.data, this.viewport) });
  }

  measure() {
    const equator = 40075017 * Math.cos((this.view.latitude * Math.PI) / 180);
    const metres = (90 * equator) / (512 * 2 ** this.view.zoom);
    const [small, large] = UNITS[this.data.units];
    const [unit, word] = metres >= large[0] ? large : small;
    const length = roundBelow(metres / unit);
    this.part("scale").style.width = `${(90 * length * unit) / metres}px`;
    this.part("scale").textContent = `${Number(length.toPrecision(1))} ${word}`;
  }

  press(event) {
    if (event.target !== this.ground || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.map) return;
    const { width, height } = this.size;
    if (event.key in PANS) {
      const [x, y] = PANS[event.key];
      this.centre(this.viewport.unproject([width / 2 + x * PAN_PX, height / 2 + y * PAN_PX]));
    } else if (event.key in ZOOMS) this.zoom(ZOOMS[event.key]);
    else if (event.key === "Enter") this.choose([this.view.longitude, this.view.latitude]);
    else return;
    event.preventDefault();
  }

  centre([longitude, latitude]) {
    this.look({ ...this.view, longitude, latitude });
  }

  zoom(steps) {
    if (!this.map) return;
    this.look({ ...this.view, zoom: Math.min(CLOSEST, Math.max(0, this.view.zoom + steps)) });
  }
}
