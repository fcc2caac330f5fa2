@NullMarked
package io.github.camelctrader.examples.quickstart;

import org.jspecify.annotations.NullMarked;
