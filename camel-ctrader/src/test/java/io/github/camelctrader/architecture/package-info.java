/** The rules of the house, checked. */
@NullMarked
package io.github.camelctrader.architecture;

import org.jspecify.annotations.NullMarked;
