package novate.market;

/** How the positions of an account are margined and which calls they belong to. */
public enum AccountClass {
  /** The member's own positions, net. */
  HOUSE,
  /** All clients of the member in one net omnibus account. */
  CLIENT_NET,
  /** Sub-accounts margined one by one; no netting between them. */
  CLIENT_GROSS,
  /** One client, margined net and called alone. */
  SEGREGATED
}
