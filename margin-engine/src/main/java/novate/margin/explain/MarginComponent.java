package novate.margin.explain;

import java.util.Optional;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/**
 * One part of an initial margin.
 *
 * @param commodity the combined commodity it belongs to; none for what belongs to the currency
 * @param amount what it adds to the margin; negative when it takes away
 * @param reason why it is there, in one line
 */
public record MarginComponent(
    ComponentKind kind, Optional<CombinedCommodityId> commodity, Money amount, String reason) {}
