// The zones on their map, but for the one in hand: areas with their names, and which lies where.

function areasOf(zones) {
  return zones.flatMap(({ outlines }, zone) => outlines.map((rings) => ({ rings, zone })));
}

function zoneLayers(deck, data, areas) {
  const isInHand = ({ zone }) => data.mode !== "look" && zone === data.chosen;
  const strength = (area) => (isInHand(area) ? 0 : area.zone === data.chosen ? 100 : 38);
  return [
    new deck.PolygonLayer({
      id: "zones", data: areas, getPolygon: ({ rings }) => rings, filled: true,
      getFillColor: (area) => [...data.colours.zone, strength(area)],
      getLineColor: (area) => [...data.colours.zone, isInHand(area) ? 0 : 255],
      getLineWidth: 2, lineWidthUnits: "pixels",
      updateTriggers: { getFillColor: [data], getLineColor: [data] },
    }),
    new deck.TextLayer({
      id: "zone-names", data: data.zones, getText: ({ name }) => name, getPosition: ({ at }) => at,
      getColor: data.colours.name, getSize: 14, fontFamily: data.font, fontWeight: 600,
      characterSet: "auto", fontSettings: { fontSize: 28 * devicePixelRatio },
      background: true, backgroundPadding: [5, 2],
      getBackgroundColor: [...data.colours.halo, 225],
    }),
  ];
}

// The first zone that holds a place; undefined outside of all.
function zoneAt(place, areas) {
  const around = areas
    .filter(({ rings }) => rings.filter((ring) => isWithin(place, ring)).length % 2)
    .map(({ zone }) => zone);
  return around.length ? Math.min(...around) : undefined;
}

// Whether a ray to the east leaves the ring: it crosses its sides an odd number of times.
function isWithin([lon, lat], ring) {
  return ring.filter(([x, y], index) => {
    const [u, v] = ring[(index + 1) % ring.length];
    return y > lat !== v > lat && lon < x + ((u - x) * (lat - y)) / (v - y);
  }).length % 2 === 1;
}
