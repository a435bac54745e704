package novate.scenario;

import static novate.market.Checks.require;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import novate.market.CombinedCommodityId;

/**
 * Combined commodities whose market risk is measured together; offsets count inside a set only. A
 * commodity in no set is scanned.
 *
 * @param name for example {@code GPU}
 * @param policy which measure its market risk is
 * @param commodities at least one, of one currency
 */
public record MarketRiskSet(
    String name, Policy policy, SortedSet<CombinedCommodityId> commodities) {
  /** Which measure market risk is. */
  public enum Policy {
    /** The SPAN-style risk before net option value. */
    SCAN,
    /** The filtered historical simulation. */
    SIMULATION,
    /** The larger of both. */
    LARGER
  }

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._/:-]{0,63}";

  /** Keeps its own copy. */
  public MarketRiskSet {
    require(name.matches(NAME), "name of a market-risk set must match %s, got '%s'", NAME, name);
    commodities = Collections.unmodifiableSortedSet(new TreeSet<>(commodities));
    require(!commodities.isEmpty(), "market-risk set %s has no commodity", name);
  }
}
