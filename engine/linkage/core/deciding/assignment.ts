/** Partners one to one: the set of pairs with the highest sum in which nobody has two. */

/**
 * Assigns rows to columns so that the scores of assigned pairs add up to the most; pairs at or below 0 are left alone.
 *
 * @param scores [row × column]
 * @returns      [row] its column, or -1
 * Source: Kuhn (1955), "The Hungarian Method", in the form of shortest augmenting paths (Jonker and Volgenant 1987).
 */
export function assignOneToOne(scores: Float64Array, rows: number, columns: number): Int32Array {
  // Every row may stay alone: a column of its own at score 0.
  const width = columns + rows;
  const cost = (row: number, column: number): number => {
    if (column >= columns) return column - columns === row ? 0 : Infinity;
    const score = scores[row * columns + column]!;
    return score > 0 ? -score : Infinity;
  };
  const rowOf = new Int32Array(width).fill(-1);
  const ofRow = new Float64Array(rows);
  const ofColumn = new Float64Array(width);
  for (let row = 0; row < rows; row++) augment(row, width, cost, rowOf, ofRow, ofColumn);
  const columnOf = new Int32Array(rows).fill(-1);
  for (let column = 0; column < columns; column++) if (rowOf[column]! >= 0) columnOf[rowOf[column]!] = column;
  return columnOf;
}

/** Finds room for one more row along the cheapest path of changes. */
function augment(
  start: number,
  width: number,
  cost: (row: number, column: number) => number,
  rowOf: Int32Array,
  ofRow: Float64Array,
  ofColumn: Float64Array,
): void {
  const distance = new Float64Array(width).fill(Infinity);
  const before = new Int32Array(width).fill(-1);
  const isDone = new Uint8Array(width);
  let [row, reached, column] = [start, 0, -1];
  do {
    for (let to = 0; to < width; to++) {
      const through = isDone[to] === 1 ? Infinity : reached + cost(row, to) - ofRow[row]! - ofColumn[to]!;
      if (through < distance[to]!) [distance[to], before[to]] = [through, column];
    }
    column = nearest(distance, isDone);
    isDone[column] = 1;
    reached = distance[column]!;
    row = rowOf[column]!;
  } while (row >= 0);
  for (let to = 0; to < width; to++) {
    if (isDone[to] === 0 || to === column) continue;
    ofColumn[to]! += distance[to]! - reached;
    ofRow[rowOf[to]!]! += reached - distance[to]!;
  }
  ofRow[start]! += reached;
  for (let to = column; to >= 0;) {
    const previous = before[to]!;
    rowOf[to] = previous < 0 ? start : rowOf[previous]!;
    to = previous;
  }
}

function nearest(distance: Float64Array, isDone: Uint8Array): number {
  let best = -1;
  for (let to = 0; to < distance.length; to++) {
    if (isDone[to] === 0 && (best < 0 || distance[to]! < distance[best]!)) best = to;
  }
  return best;
}
