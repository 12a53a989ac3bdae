// Where things stand around one that is opened: those that stand already stay, the new ones find room beside it.

const CROWD = 22; // things that stand on one ring
const [WIDE, HIGH] = [136, 84]; // what a thing takes with its name
const TURN = Math.PI * 2;
const FAN = Math.PI * 0.8; // away from what stands

/** Return the places of things around one as the room allows; many stand on two rings. */
export function ring(centre, around, [width, height]) {
  const more = Math.max(1, Math.sqrt(around.length / CROWD));
  const [across, down] = [Math.max(width / 2 - 80, 150) * more, Math.max(height / 2 - 60, 230) * more];
  return around.map((id, at) => {
    const turn = (TURN * at) / around.length - Math.PI / 2;
    const far = around.length > CROWD && at % 2 ? 0.66 : 1;
    return [id, { x: centre.x + far * across * Math.cos(turn), y: centre.y + far * down * Math.sin(turn) }];
  });
}

/** Return places for new things near one: away from the middle of what stands, on nothing that stands. */
export function beside(centre, fresh, standing) {
  const taken = [...standing];
  const [x, y] = ["x", "y"].map((side) => taken.reduce((sum, place) => sum + place[side], 0) / taken.length);
  const outwards = Math.atan2(centre.y - y, centre.x - x || 1e-6);
  const slots = around(centre, outwards);
  return fresh.map((id) => {
    let place;
    do place = slots.next().value;
    while (taken.some((one) => Math.abs(one.x - place.x) < WIDE && Math.abs(one.y - place.y) < HIGH));
    taken.push(place);
    return [id, place];
  });
}

/** Give places on arcs around one, the nearest to a direction first; there is always a further arc. */
function* around(centre, direction) {
  for (let far = 190; ; far += HIGH * 1.15) {
    const steps = Math.floor((FAN * far) / WIDE);
    for (let step = 0; step <= steps; step++) {
      const turn = direction + ((step % 2 ? 1 : -1) * Math.ceil(step / 2) * FAN) / steps;
      yield { x: centre.x + far * Math.cos(turn), y: centre.y + far * Math.sin(turn) };
    }
  }
}
