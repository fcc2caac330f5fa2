/** The example, as its command starts it. */
@NullMarked
package io.github.camelctrader.examples.main;

import org.jspecify.annotations.NullMarked;
