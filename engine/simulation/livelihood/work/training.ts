/** Courses of one year, as levers and the programme give them: work/courses.ts fills them. */
import type { AidYear } from '../aid/recipients.ts';

export interface Training {
  /** Places, and [region] 1 where they are for. */
  readonly groups: readonly { readonly places: number; readonly isMeant: Uint8Array }[];
  /** How it chooses, and what it costs. */
  readonly year: AidYear;
  /** [circumstance × age] 1 for whom courses are: aid/course.ts. */
  readonly course: Uint8Array;
  /** Of those with a place, share who find work that they would not have found. */
  readonly effectShare: number;
}
