package novate.market;

import static novate.market.Checks.require;

/**
 * The accounts that are called together: HOUSE, CLIENT (all net and gross client accounts of a
 * member) or one segregated account alone. Excess in one group never covers another.
 */
public record AccountGroup(MemberId member, String name) implements Comparable<AccountGroup> {
  private static final String SEGREGATED = "SEGREGATED:";

  /** Refuses a name that is none of the three kinds. */
  public AccountGroup {
    require(
        isName(name),
        "account group must be HOUSE, CLIENT or SEGREGATED:<account>, got '%s'",
        name);
  }

  /** True for a name that a group can have. */
  public static boolean isName(String name) {
    return name.equals("HOUSE") || name.equals("CLIENT") || name.startsWith(SEGREGATED);
  }

  /** The group that an account is called in. */
  public static AccountGroup of(Account account) {
    return new AccountGroup(
        account.member(),
        switch (account.accountClass()) {
          case HOUSE -> "HOUSE";
          case CLIENT_NET, CLIENT_GROSS -> "CLIENT";
          case SEGREGATED -> SEGREGATED + account.id();
        });
  }

  @Override
  public int compareTo(AccountGroup other) {
    int byMember = member.compareTo(other.member);
    return byMember != 0 ? byMember : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return member + "/" + name;
  }
}
