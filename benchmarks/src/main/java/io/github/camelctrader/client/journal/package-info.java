/** Measures the package of the same name. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.client.journal;
