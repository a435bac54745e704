package novate.market;

/** A position account of a clearing member. */
public record Account(AccountId id, MemberId member, AccountClass accountClass) {}
