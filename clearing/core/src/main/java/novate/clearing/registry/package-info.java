/**
 * Who and what there is: the fold of the registry topic.
 *
 * <p>In: registry events, in order. Out: a {@link novate.clearing.registry.Registry} as of a number
 * of records. Members, accounts and contracts keep the dense index they were given; an event that
 * would reuse or skip one is an error, because positions are stored by index.
 */
@NullMarked
package novate.clearing.registry;

import org.jspecify.annotations.NullMarked;
