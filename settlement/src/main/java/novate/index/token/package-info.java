/**
 * From the price lists of model providers to an index of what tokens cost.
 *
 * <p>In: a {@link novate.index.token.TokenPriceBook} (what every provider asked for every model on
 * every snapshot) and a {@link novate.index.token.TokenMethodology}, which is data with an id and a
 * SHA-256. Out: a {@link novate.index.token.TokenSeries}: for each date a chained level, which may
 * be settled on, the basket price in USD beside it, which never is, and every model with its price,
 * weight, ratio and contribution.
 *
 * <pre>
 * P_m = a_in * p_in * (1 - eta) + a_in * p_cache * eta + a_out * p_out
 * I_t = I_(t-1) * sum w_(m,t-1) * P_(m,t) / P_(m,t-1),  w_(m,t-1) = Q_m P_(m,t-1) / sum(Q P_(t-1))
 * </pre>
 *
 * <p>Quantities, mix and basket stand still between two links; at a link both baskets are priced
 * and the level is handed on unrounded, so that no change of mix can move it. Decimals throughout,
 * at 34 significant digits where a division needs them.
 *
 * <p>Refused: a price list with any row that cannot be read or contradicts itself, a methodology
 * under which one provider could decide, a link that finds too few models or providers. Nothing
 * here opens a file, reads a clock or guesses a missing price: a model that is not quoted keeps its
 * last price and says so.
 */
@NullMarked
package novate.index.token;

import org.jspecify.annotations.NullMarked;
