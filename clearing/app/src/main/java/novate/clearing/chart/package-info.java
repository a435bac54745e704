/**
 * Pictures of series, as SVG text.
 *
 * <p>In: a {@link novate.clearing.chart.Chart}, which is values: panels over one axis, each with
 * lines, bands, points and rules. Out: one SVG document that needs nothing else ({@link
 * novate.clearing.chart.SvgChart}). The same chart gives the same bytes. Doubles are places on
 * paper here; nothing is computed from them.
 */
@NullMarked
package novate.clearing.chart;

import org.jspecify.annotations.NullMarked;
