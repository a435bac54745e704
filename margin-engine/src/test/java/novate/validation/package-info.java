@NullMarked
package novate.validation;

import org.jspecify.annotations.NullMarked;
