// What lies under the marks: streets with their names, dots, house numbers, or a bare grid.

const NAMES_FROM_ZOOM = 14.5;
const NUMBERS_FROM_ZOOM = 16.5;
const LETTER_PX = 7.2;
const APART_PX = 15;
const REPEAT_PX = 320;

function layersOf(deck, data, viewport) {
  const { colours } = data;
  const text = {
    getColor: colours.name, getSize: 13, fontFamily: data.font, fontWeight: 600,
    characterSet: "auto", fontSettings: { fontSize: 26 * devicePixelRatio, buffer: 6 },
  };
  const street = {
    data: data.lines, getPath: ([, path]) => path, capRounded: true, jointRounded: true,
    widthUnits: "pixels",
  };
  const width = Math.min(15, Math.max(1.5, 1.6 ** (viewport.zoom - 11)));
  const zoom = viewport.zoom;
  return [
    !data.lines.length && !data.style && new deck.PathLayer({
      id: "grid", data: grid(viewport), getPath: (path) => path, getColor: colours.kerb,
      getWidth: 1, widthUnits: "pixels",
    }),
    new deck.PathLayer({
      ...street, id: "kerbs", getColor: colours.kerb, getWidth: width + 2,
    }),
    new deck.PathLayer({ ...street, id: "streets", getColor: colours.street, getWidth: width }),
    new deck.ScatterplotLayer({
      id: "around", data: data.around, getPosition: (at) => at, getFillColor: colours.quiet,
      getRadius: 3.5, radiusUnits: "pixels",
    }),
    zoom >= NAMES_FROM_ZOOM && new deck.TextLayer({
      ...text, id: "names", data: namesIn(data.lines, viewport),
      getText: (name) => name.text, getPosition: (name) => name.at, getAngle: (name) => name.angle,
    }),
    zoom >= NUMBERS_FROM_ZOOM && new deck.TextLayer({
      ...text, id: "numbers", data: data.numbers, getSize: 12,
      getColor: colours.quiet, fontWeight: 400,
      getText: (number) => number.words, getPosition: (number) => number.at,
    }),
  ].filter(Boolean);
}

// Names along their streets, longest streets first, none over another or soon again.
function namesIn(lines, viewport) {
  const shown = lines
    .filter(([name]) => name)
    .map(([name, path]) => ({ name, path: path.map((at) => viewport.project(at)) }))
    .filter(({ path }) => path.some((at) => isInside(at, viewport)))
    .map((street) => ({ ...street, length: lengthOf(street.path) }))
    .sort((one, other) => other.length - one.length);
  const taken = [];
  const names = [];
  for (const { name, path, length } of shown) {
    const half = (name.length * LETTER_PX) / 2;
    if (length < 2 * half + 10) continue;
    const [from, to] = [length / 2 - half, length / 2 + half].map((way) => pointAlong(path, way));
    const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (chord < 1.84 * half || !isInside(middle, viewport)) continue;
    const steps = Math.ceil((2 * half) / 12);
    const body = Array.from({ length: steps + 1 }, (_, step) =>
      [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * step) / steps));
    const isNear = (at, other) => Math.hypot(at[0] - other.at[0], at[1] - other.at[1])
      < (other.name === name ? REPEAT_PX : APART_PX);
    if (taken.some((other) => body.some((at) => isNear(at, other)))) continue;
    taken.push(...body.map((at) => ({ at, name })));
    let angle = (-Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
    if (angle > 90) angle -= 180;
    if (angle < -90) angle += 180;
    names.push({ text: name, at: viewport.unproject(middle), angle });
  }
  return names;
}

function isInside([x, y], { width, height }) {
  return x > -40 && y > -40 && x < width + 40 && y < height + 40;
}

function lengthOf(path) {
  return path.slice(1).reduce((sum, at, index) =>
    sum + Math.hypot(at[0] - path[index][0], at[1] - path[index][1]), 0);
}

function pointAlong(path, way) {
  for (let index = 1; index < path.length; index += 1) {
    const [from, to] = [path[index - 1], path[index]];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (way <= length && length > 0) {
      return [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * way) / length);
    }
    way -= length;
  }
  return path[path.length - 1];
}

// Meridians and parallels at a round step, so that bare ground is seen to move.
function grid(viewport) {
  const [west, south, east, north] = viewport.getBounds();
  const step = roundBelow(Math.min((east - west) / 4, (north - south) / 2));
  const paths = [];
  for (let lon = Math.ceil(west / step) * step; lon < east; lon += step) {
    paths.push([[lon, Math.max(south, -85)], [lon, Math.min(north, 85)]]);
  }
  for (let lat = Math.ceil(south / step) * step; lat < north; lat += step) {
    paths.push([[west, lat], [east, lat]]);
  }
  return paths;
}

// The largest of 1, 2, 5, 10, 20 … that is not above a number.
function roundBelow(number) {
  const ten = 10 ** Math.floor(Math.log10(number));
  return [5, 2, 1].map((times) => times * ten).find((round) => round <= number) ?? ten;
}
