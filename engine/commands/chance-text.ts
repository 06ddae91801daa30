/** Three digits, and of what is nearly certain so many that it does not read as certain. */
export function chanceText(probability: number): string {
  const nines = Math.floor(-Math.log10(1 - probability));
  return probability.toPrecision(3 + Math.max(0, Math.min(12, nines)));
}
