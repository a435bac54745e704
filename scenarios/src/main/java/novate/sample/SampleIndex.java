package novate.sample;

import novate.market.CalendarId;
import novate.market.CurrencyCode;
import novate.market.IndexId;

/**
 * An index of the sample market.
 *
 * @param name for people
 * @param currency of its fixings, per unit
 * @param unit what one unit is: {@code GPU-hour}
 * @param calendar its business days are the index's fixing dates
 */
public record SampleIndex(
    IndexId id, String name, CurrencyCode currency, String unit, CalendarId calendar) {}
