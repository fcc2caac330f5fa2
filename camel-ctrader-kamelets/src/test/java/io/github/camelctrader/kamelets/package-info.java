/** The kamelets at work against the simulator. */
@NullMarked
package io.github.camelctrader.kamelets;

import org.jspecify.annotations.NullMarked;
