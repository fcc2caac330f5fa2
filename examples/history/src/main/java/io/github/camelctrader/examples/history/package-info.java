/** Bars and ticks of years into files and data bases. */
@NullMarked
package io.github.camelctrader.examples.history;

import org.jspecify.annotations.NullMarked;
