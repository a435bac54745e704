/** The tiny house that the tests of the folds share. */
@NullMarked
package novate.clearing;

import org.jspecify.annotations.NullMarked;
