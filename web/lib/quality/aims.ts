/** What the city wants to reach. Aims belong to the mission, not to a regulation, and are changed here only. */

/**
 * Families on two recipient lists or more, of all families on any: to be at most this.
 * Unit: share, 0 to 1. Source: the mission's measure of success, overlap from 0.18 at the start to 0.05 within 90 days.
 */
export const OVERLAP_AIM_SHARE = 0.05;
