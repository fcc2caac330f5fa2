/** The example, as its command starts it. */
@NullMarked
package io.github.camelctrader.examples.springboot;

import org.jspecify.annotations.NullMarked;
