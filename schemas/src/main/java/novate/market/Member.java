package novate.market;

import static novate.market.Checks.require;

/** A clearing member: it faces the house and answers for its own and its clients' positions. */
public record Member(MemberId id, String name) {
  /** The name is for people: 1 to 100 characters, no control characters. */
  public Member {
    require(
        !name.isBlank() && name.length() <= 100 && name.chars().noneMatch(Character::isISOControl),
        "name of member %s must have 1 to 100 printable characters",
        id);
  }
}
