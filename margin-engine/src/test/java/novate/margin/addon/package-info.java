@NullMarked
package novate.margin.addon;

import org.jspecify.annotations.NullMarked;
