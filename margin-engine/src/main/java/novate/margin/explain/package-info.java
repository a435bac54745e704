/**
 * Why a margin is what it is: what it is made of, which position causes how much of it, what the
 * market does in the scenario that makes it, why it changed since yesterday, what a trade would
 * add.
 *
 * <p>In: a {@link novate.margin.Requirement} with the market, parameters and positions it was made
 * from. Out: {@link novate.margin.explain.MarginExplanation}, {@link
 * novate.margin.explain.MarginAttribution}, {@link novate.margin.explain.WhatIf}. Every list of
 * parts adds up to its total to the minor unit; nothing is computed a second way, so that an
 * explanation cannot disagree with the margin it explains.
 *
 * <p>Refused: a requirement whose parts do not add up is a broken invariant ({@link
 * java.lang.IllegalStateException}), never a row called "other"; what the engine refuses is refused
 * here in its words.
 */
@NullMarked
package novate.margin.explain;

import org.jspecify.annotations.NullMarked;
