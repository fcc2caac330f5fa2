/** The part of the extension that runs in a Quarkus application, besides the component itself. */
@NullMarked
package io.github.camelctrader.quarkus;

import org.jspecify.annotations.NullMarked;
