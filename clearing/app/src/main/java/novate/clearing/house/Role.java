package novate.clearing.house;

/** What a process does in the house; one process may do it all. */
public enum Role {
  /** Turns trades into legs. One active. */
  NOVATOR,
  /** Keeps positions; one per partition. */
  SHARD,
  /** Keeps cash, calls and the ledger; one per partition. */
  DESK,
  /** Runs the steps of the day. One active. */
  CONDUCTOR
}
