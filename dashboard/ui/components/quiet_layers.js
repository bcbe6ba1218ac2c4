// What lies between the ground and the marks: dots around, house numbers, or a bare grid.

const NUMBERS_FROM_ZOOM = 16.5;

function layersOf(deck, data, viewport) {
  const { colours } = data;
  return [
    !data.style && new deck.PathLayer({
      id: "grid", data: grid(viewport), getPath: (path) => path, getColor: colours.grid,
      getWidth: 1, widthUnits: "pixels",
    }),
    new deck.ScatterplotLayer({
      id: "around", data: data.around, getPosition: (at) => at, getFillColor: colours.quiet,
      getRadius: 3.5, radiusUnits: "pixels",
    }),
    viewport.zoom >= NUMBERS_FROM_ZOOM && new deck.TextLayer({
      id: "numbers", data: data.numbers, getColor: colours.quiet, getSize: 12,
      fontFamily: data.font, characterSet: "auto",
      fontSettings: { sdf: true, fontSize: 26 * devicePixelRatio, buffer: 6 },
      outlineWidth: 3, outlineColor: [...colours.halo, 255],
      getText: (number) => number.words, getPosition: (number) => number.at,
    }),
  ].filter(Boolean);
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
