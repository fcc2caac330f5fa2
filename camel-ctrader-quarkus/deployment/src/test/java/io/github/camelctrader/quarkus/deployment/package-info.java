/** Small Quarkus applications with the extension. */
@NullMarked
package io.github.camelctrader.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
